// SPDX-License-Identifier: Apache-2.0
#include "intake/warc.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/utf8.h"
#include "intake/documents.h"
#include "intake/encoding.h"
#include "intake/header_fields.h"
#include "intake/http_message.h"
#include "intake/web_body.h"

namespace brink {
namespace {

constexpr std::size_t kMostHeader = 64u << 10;
constexpr std::size_t kBehind = 16;  // bytes to look at behind a record
constexpr std::string_view kVersion = "WARC/";
constexpr std::string_view kNextRecord = "\nWARC/1.";

std::string_view without_line_ends(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of("\r\n"), bytes.size()));
  return bytes;
}

class WarcReader {
 public:
  WarcReader(ByteReader& in, const std::string& name, const Hand& hand)
      : in_(in), name_(name), hand_(hand) {}

  // False if `take` asked to stop.
  bool read() {
    while (skip_line_ends()) {
      ++number_;
      begin_ = in_.offset();
      if (!in_.peek(kVersion.size()).starts_with(kVersion)) {
        damaged("no \"WARC/\" line", "a WARC record");
        find_next_record();
      } else if (!read_record()) {
        return false;
      }
    }
    return true;
  }

 private:
  // False at the end.
  bool skip_line_ends() {
    for (;;) {
      const std::string_view held = in_.peek(1);
      if (held.empty()) return false;
      const std::string_view left = without_line_ends(held);
      in_.skip(held.size() - left.size());
      if (!left.empty()) return true;
    }
  }

  bool read_record() {
    const std::string_view held = in_.peek(kMostHeader).substr(0, kMostHeader);
    const std::size_t length = header_length(held);
    if (length == std::string_view::npos) {
      damaged(fmt::format("no end of the header within {} bytes", held.size()),
              "a record's header");
      in_.skip(std::min(kVersion.size(), held.size()));
      return find_next_record(), true;
    }
    const HeaderFields fields(held.substr(0, length));
    in_.skip(length);
    const std::string& text = fields.value("content-length");
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
      damaged(fmt::format("Content-Length \"{}\"", text.substr(0, 40)), "a number of bytes");
      return find_next_record(), true;
    }
    const std::string type = ascii_lower(fields.value("warc-type"));
    const bool wanted = type == "response" || type == "resource" || type == "conversion";
    if (size > hand_.most()) return pass_large(size, wanted), true;
    const auto block = read_block(static_cast<std::size_t>(size));
    if (!block) return true;
    const bool go_on = !wanted || hand_on(type, fields, *block);
    in_.skip(block->size());
    return go_on;
  }

  // The record's block, still unread, if the next record or the end stands behind it; else goes to
  // the next record. A cut-off record is not used: it would pass for a report that ends early.
  std::optional<std::string_view> read_block(std::size_t size) {
    const std::string_view held = in_.peek(size + kBehind);
    if (held.size() >= size) {
      const std::string_view behind = held.substr(size);
      const std::string_view next = without_line_ends(behind);
      if (behind.starts_with("\r\n\r\n") || kVersion.starts_with(next.substr(0, kVersion.size())))
        return held.substr(0, size);
    }
    const std::size_t next = held.find(kNextRecord);
    const std::size_t there = std::min(next, held.size());
    damaged(fmt::format("Content-Length {}", size),
            there < size ? fmt::format("at most {}, which is there", there)
                         : "the next record behind it");
    if (next != std::string_view::npos)
      in_.skip(next + 1);
    else
      in_.skip(held.size() - std::min(held.size(), kNextRecord.size() - 1));
    find_next_record();
    return {};
  }

  // Passes a block that is not to be held. A record inside it means that the length is not true.
  void pass_large(std::uint64_t size, bool wanted) {
    if (wanted) damaged(fmt::format("{} bytes", size), fmt::format("at most {}", hand_.most()));
    constexpr std::string_view kMark = "\r\n\r\nWARC/1.";
    std::uint64_t left = size;
    while (left > 0) {
      const std::string_view held = in_.peek(kMark.size());
      if (held.empty())
        return damaged(fmt::format("Content-Length {}", size), "no more than is there");
      const std::size_t at = held.find(kMark);
      if (at != std::string_view::npos && at < left) {
        damaged(fmt::format("a record within {} bytes of another", size),
                "the next record behind it");
        return in_.skip(at);
      }
      const std::size_t keep = held.size() >= kMark.size() ? kMark.size() - 1 : 0;
      const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(held.size() - keep, left));
      in_.skip(step);
      left -= step;
    }
  }

  void find_next_record() {
    for (;;) {
      const std::string_view held = in_.peek(kMostHeader);
      if (held.starts_with(kNextRecord.substr(1))) return;
      const std::size_t at = held.find(kNextRecord);
      if (at != std::string_view::npos) return in_.skip(at + 1);
      if (held.size() < kMostHeader) return in_.skip(held.size());
      in_.skip(held.size() - (kNextRecord.size() - 1));
    }
  }

  void damaged(std::string found, std::string expected) const {
    hand_.set_aside(record_source(name_, number_), where(), std::move(found), std::move(expected));
  }
  std::string where() const {
    return fmt::format("{} record {} (byte {})", name_, number_, begin_);
  }

  bool hand_on(const std::string& type, const HeaderFields& fields, std::string_view block) const {
    Document known;
    known.source = record_source(name_, number_);
    known.url = address_of(fields);
    if (type == "response") return hand_on_answer(block, known);
    const std::string& content_type = fields.value("content-type");
    const Sniffed sniffed =
        type == "conversion" ? Sniffed{Format::kText, {}} : sniff_web_body(content_type, block);
    const bool wanted = sniffed.format == Format::kHtml || sniffed.format == Format::kText ||
                        sniffed.format == Format::kFeed;
    if (!wanted || trim(block).empty()) return true;
    return take_body({block, charset_of(content_type), known}, sniffed, hand_);
  }

  bool hand_on_answer(std::string_view block, const Document& known) const {
    const auto answer = read_http_answer(block);
    if (!answer) {
      if (block.starts_with("HTTP/")) damaged("no end of the HTTP header", "an HTTP answer");
      return true;  // DNS look-ups and the like are responses too
    }
    if (answer->status != 200) return true;
    const std::string& content_type = answer->fields.value("content-type");
    if (!may_be_page(media_type(content_type))) return true;
    const Result<std::string> body = plain_body(*answer, hand_.most());
    if (!body) {
      damaged(body.error().found, body.error().expected);
      return true;
    }
    const Sniffed sniffed = sniff_web_body(content_type, *body);
    if (sniffed.format != Format::kHtml && sniffed.format != Format::kFeed) return true;
    return take_body({*body, charset_of(content_type), known}, sniffed, hand_);
  }

  // Spares the unpacking of the rest.
  static bool may_be_page(const std::string& type) {
    return type.empty() || type == "text/html" || type == "text/plain" || type.ends_with("xml") ||
           type == "application/octet-stream";
  }

  // Writers of WARC 1.0 may put the address between angle brackets.
  static std::string address_of(const HeaderFields& fields) {
    std::string address = repair_utf8(fields.value("warc-target-uri"));
    if (address.size() > 2 && address.front() == '<' && address.back() == '>')
      return address.substr(1, address.size() - 2);
    return address;
  }

  ByteReader& in_;
  const std::string& name_;
  const Hand& hand_;
  std::uint64_t number_ = 0, begin_ = 0;
};

}  // namespace

bool read_warc(ByteReader& in, const std::string& name, const Hand& hand) {
  return WarcReader(in, name, hand).read();
}

}  // namespace brink
