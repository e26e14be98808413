// SPDX-License-Identifier: Apache-2.0
#include "intake/mail.h"

#include <algorithm>

#include "base/utf8.h"
#include "intake/dates.h"
#include "intake/encoding.h"
#include "intake/mime.h"

namespace brink {
namespace {

// "Northlight Radio <letters@northlight.example>" in its two halves.
struct Sender {
  std::string name, address;
};

Sender read_sender(const std::string& value) {
  const std::string text = squeeze(decode_words(value));
  const std::size_t open = text.rfind('<');
  const std::size_t close = text.find('>', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return {"", std::string(trim(text))};
  std::string_view name = trim(std::string_view(text).substr(0, open));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
    name = name.substr(1, name.size() - 2);
  return {std::string(trim(name)), text.substr(open + 1, close - open - 1)};
}

Document read_envelope(const HeaderFields& fields, const Document& envelope) {
  Document known = envelope;
  if (known.title.empty()) known.title = squeeze(decode_words(fields.value("subject")));
  if (!known.published) known.published = read_any_date(fields.value("date"));
  const Sender from = read_sender(fields.value("from"));
  const Sender list = read_sender(fields.value("list-id"));
  if (!from.name.empty() || !from.address.empty())
    known.authors.push_back(from.name.empty() ? from.address : from.name);
  if (known.outlet.empty()) known.outlet = list.name.empty() ? list.address : list.name;
  if (known.outlet.empty())
    known.outlet = from.address.substr(std::min(from.address.find('@') + 1, from.address.size()));
  return known;
}

// The part to read: the first plain text with words in it, else the first HTML; what is attached
// comes last.
const MimePart* text_part(const std::vector<MimePart>& parts) {
  for (const bool attached : {false, true})
    for (const char* type : {"text/plain", "text/html"})
      for (const MimePart& part : parts)
        if (part.type == type && part.attached == attached && !trim(part.bytes).empty())
          return &part;
  return nullptr;
}

// Paragraphs of a mail's text as one line each: lines of mail are cut to fit, "flowed" or not. Ends
// at the line "-- ", behind which the signature stands (RFC 3676, section 4.3).
std::string unwrapped(std::string_view text) {
  std::string out;
  bool fresh = true;  // a new paragraph begins
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line == "-- ") break;
    line = trim(line);
    if (line.empty()) {
      fresh = true;
      continue;
    }
    if (!out.empty()) out += fresh ? "\n\n" : " ";
    out += line;
    fresh = false;
  }
  return out;
}

}  // namespace

bool take_mail(const RawBody& body, const Hand& hand) {
  const std::string& source = body.envelope.source;
  const std::size_t length = std::min(header_length(body.bytes), body.bytes.size());
  const HeaderFields fields(body.bytes.substr(0, length));
  const MimeLeaves leaves = read_mime(fields, body.bytes.substr(length));
  if (!leaves.flaw.empty()) hand.set_aside(source, source, leaves.flaw, "fewer parts");
  const MimePart* part = text_part(leaves.parts);
  if (!part) {
    hand.set_aside(source, source, "no part with text", "text/plain or text/html");
    return true;
  }
  Arrival arrival;
  arrival.known = read_envelope(fields, body.envelope);
  if (part->type == "text/html") {
    arrival.kind = Arrival::Kind::kFragment;
    arrival.html = to_utf8(part->bytes, part->charset, Markup::kHtml).text;
  } else {
    arrival.kind = Arrival::Kind::kText;
    arrival.known.text = unwrapped(to_utf8(part->bytes, part->charset, Markup::kNone).text);
  }
  return hand.take(std::move(arrival));
}

bool read_mailbox(ByteReader& in, const std::string& name, const Hand& hand) {
  std::string mail;
  std::uint64_t number = 0, begin = 0, size = 0;
  bool after_gap = true;
  const auto hand_on = [&] {
    if (number == 0) return true;
    Document envelope;
    envelope.source = record_source(name, number);
    if (size > hand.most()) {
      hand.set_aside_large(envelope.source,
                           fmt::format("{} mail {} (byte {})", name, number, begin), size);
      return true;
    }
    return take_mail({mail, "", envelope}, hand);
  };
  while (!in.at_end()) {
    const std::uint64_t offset = in.offset();
    const ByteReader::Line line = in.read_line(hand.most());
    std::string_view text = line.text;
    if (after_gap && text.starts_with("From ")) {
      if (!hand_on()) return false;
      mail.clear();
      ++number, begin = offset, size = 0;
      after_gap = false;
      continue;
    }
    after_gap = text.empty();
    size += in.offset() - offset;
    if (size > hand.most()) {
      mail.clear();
      continue;
    }
    const std::size_t quoted = text.find_first_not_of('>');
    if (quoted != 0 && quoted != std::string_view::npos && text.substr(quoted).starts_with("From "))
      text.remove_prefix(1);
    (mail += text) += '\n';
  }
  return hand_on();
}

}  // namespace brink
