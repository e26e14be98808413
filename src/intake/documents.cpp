// SPDX-License-Identifier: Apache-2.0
#include "intake/documents.h"

#include "base/byte_source.h"
#include "base/utf8.h"
#include "intake/byte_reader.h"
#include "intake/encoding.h"
#include "intake/feed.h"
#include "intake/json_lines.h"
#include "intake/mail.h"

namespace brink {
namespace {

constexpr std::size_t kLongestTitle = 250;

std::string with_plain_line_ends(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

bool ends_as_sentence(std::string_view line) {
  constexpr std::string_view kCloses[] = {"\"", "'", ")", "\u201d", "\u2019", "\u00bb"};
  for (const std::string_view close : kCloses)
    if (line.ends_with(close)) line.remove_suffix(close.size());
  constexpr std::string_view kStops[] = {".", "!", "?", ":", ";", ",", "\u3002", "\u061f"};
  for (const std::string_view stop : kStops)
    if (line.ends_with(stop)) return true;
  return false;
}

// Takes a title off the front of `text`; "" when there is none.
std::string take_title(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view line = trim(text.substr(0, end));
  const std::size_t next = text.find('\n', end + 1);
  const bool gap = next != std::string_view::npos && trim(text.substr(end, next - end)).empty();
  if (!gap || line.size() > kLongestTitle || ends_as_sentence(line)) return {};
  text = trim(text.substr(next));
  return std::string(line);
}

}  // namespace

bool take_page(const RawBody& body, const Hand& hand) {
  Arrival arrival;
  arrival.kind = Arrival::Kind::kPage;
  arrival.html = to_utf8(body.bytes, body.charset, Markup::kHtml).text;
  arrival.known = body.envelope;
  return hand.take(std::move(arrival));
}

bool take_text(const RawBody& body, const Hand& hand) {
  const std::string decoded =
      with_plain_line_ends(to_utf8(body.bytes, body.charset, Markup::kNone).text);
  std::string_view text = trim(decoded);
  Arrival arrival;
  arrival.kind = Arrival::Kind::kText;
  arrival.known = body.envelope;
  if (arrival.known.title.empty()) arrival.known.title = take_title(text);
  arrival.known.text = text;
  return hand.take(std::move(arrival));
}

bool take_body(const RawBody& body, Sniffed sniffed, const Hand& hand) {
  const std::string& source = body.envelope.source;
  switch (sniffed.format) {
    case Format::kEmpty:
      hand.set_aside(source, source, "an empty file", "text");
      return true;
    case Format::kForeign:
      hand.set_aside(source, source, std::string(sniffed.what), "text or markup");
      return true;
    case Format::kHtml:
      return take_page(body, hand);
    case Format::kFeed:
      return take_feed(body, hand);
    case Format::kMail:
      return take_mail(body, hand);
    case Format::kJsonLines: {
      ByteReader reader(open_bytes(body.bytes), {});
      return read_json_lines(reader, source, hand);
    }
    case Format::kText:
    case Format::kMailbox:
    case Format::kWarc:
      return take_text(body, hand);
  }
  return true;
}

}  // namespace brink
