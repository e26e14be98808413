// SPDX-License-Identifier: Apache-2.0
#include "intake/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "intake/encoding.h"

namespace brink {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes, what;
};

constexpr std::array kForeign = {
    Signature{"%PDF-"sv, "a PDF"},
    Signature{"\x89PNG\r\n"sv, "a PNG image"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG image"},
    Signature{"GIF8"sv, "a GIF image"},
    Signature{"PK\x03\x04"sv, "a ZIP archive"},
    Signature{"\x7F"
              "ELF"sv,
              "a program"},
    Signature{"MZ\x90"sv, "a program"},
    Signature{"BZh"sv, "bzip2 data"},
    Signature{"\xFD"
              "7zXZ"sv,
              "xz data"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    Signature{"Rar!\x1A"sv, "a RAR archive"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old Office file"},
    Signature{"{\\rtf"sv, "an RTF file"},
    Signature{"SQLite format 3\0"sv, "an SQLite database"},
    Signature{"OggS"sv, "Ogg media"},
    Signature{"ID3"sv, "MP3 media"},
    Signature{"RIFF"sv, "RIFF media"},
};

std::string_view foreign_kind(std::string_view head) {
  for (const Signature& signature : kForeign)
    if (head.starts_with(signature.bytes)) return signature.what;
  return {};
}

// Text has few control characters; what has many is text in no encoding.
bool is_noise(std::string_view head) {
  if (head.empty()) return false;
  const auto control = std::count_if(head.begin(), head.end(), [](char c) {
    const auto b = static_cast<unsigned char>(c);
    return b == 0x7F || (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B);
  });
  return static_cast<std::size_t>(control) * 20 > head.size();
}

// Where markup begins, behind blanks, comments and processing instructions.
std::string_view first_markup(std::string_view head) {
  for (;;) {
    head = trim(head);
    std::string_view end;
    if (head.starts_with("<!--"))
      end = "-->";
    else if (head.starts_with("<?"))
      end = "?>";
    else
      return head;
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) return {};
    head.remove_prefix(at + end.size());
  }
}

// A feed, or other XML with a document type of its own: what defines entities is the feed reader's
// to refuse, not a page.
bool names_feed(std::string_view markup) {
  if (markup.starts_with("<!doctype rss")) return true;
  if (markup.starts_with("<!doctype") && !markup.starts_with("<!doctype html") &&
      markup.substr(0, markup.find('>')).find('[') != std::string_view::npos)
    return true;
  const std::size_t end = markup.find_first_of(" \t\r\n/>");
  const std::string_view tag = markup.substr(0, end);
  return tag == "<rss" || tag == "<feed" || tag == "<rdf:rdf" || tag.ends_with(":feed");
}

bool names_html(std::string_view markup) {
  static constexpr std::array kTags = {
      "<!doctype html"sv, "<html"sv,    "<head"sv, "<body"sv,    "<title"sv,
      "<meta"sv,          "<div"sv,     "<p>"sv,   "<article"sv, "<script"sv,
      "<link"sv,          "<section"sv, "<h1"sv,   "<table"sv,   "<style"sv,
      "<main"sv};
  return std::any_of(kTags.begin(), kTags.end(),
                     [&](std::string_view tag) { return markup.starts_with(tag); });
}

// Mail begins with header fields, of which some are in every mail.
bool looks_like_mail(std::string_view head) {
  static constexpr std::array kFields = {
      "received:"sv,   "from:"sv,   "to:"sv,           "subject:"sv,        "date:"sv,
      "message-id:"sv, "cc:"sv,     "mime-version:"sv, "return-path:"sv,    "delivered-to:"sv,
      "list-id:"sv,    "sender:"sv, "reply-to:"sv,     "dkim-signature:"sv, "content-type:"sv};
  int known = 0;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    if (trim(line).empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos ||
        line.substr(0, colon).find(' ') != std::string_view::npos)
      return known >= 2 && head.empty();  // the head was cut within a line
    known += std::any_of(kFields.begin(), kFields.end(),
                         [&](std::string_view field) { return line.starts_with(field); });
  }
  return known >= 2;
}

bool has_name(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

Format by_name(std::string_view name) {
  if (has_name(name, {".html", ".htm", ".xhtml", ".shtml"})) return Format::kHtml;
  if (has_name(name, {".rss", ".atom"})) return Format::kFeed;
  if (has_name(name, {".jsonl", ".ndjson", ".json"})) return Format::kJsonLines;
  if (has_name(name, {".eml"})) return Format::kMail;
  if (has_name(name, {".mbox"})) return Format::kMailbox;
  return Format::kText;
}

// The name without the endings that tell of packing.
std::string plain_name(std::string_view name) {
  std::string folded = ascii_lower(name);
  while (has_name(folded, {".gz", ".zst"})) folded.resize(folded.rfind('.'));
  return folded;
}

}  // namespace

bool is_named_text(std::string_view name) { return has_name(plain_name(name), {".txt", ".text"}); }

Sniffed sniff(std::string_view head, std::string_view name) {
  head = head.substr(0, 4096);
  if (head.empty()) return {Format::kEmpty, {}};
  if (head.starts_with("WARC/")) return {Format::kWarc, {}};
  if (const auto what = foreign_kind(head); !what.empty()) return {Format::kForeign, what};
  const std::string text = ascii_lower(to_utf8(head, "", Markup::kNone).text);
  if (is_noise(text)) return {Format::kForeign, "binary data"};

  const std::string_view start = trim(text);
  const std::string_view markup = first_markup(text);
  const Format named = by_name(plain_name(name));
  if (start.empty()) return {head.size() < 4096 ? Format::kEmpty : named, {}};
  if (names_feed(markup)) return {Format::kFeed, {}};
  if (names_html(markup)) return {Format::kHtml, {}};
  if (start.starts_with("{\"") || start.starts_with("[{")) return {Format::kJsonLines, {}};
  if (start.front() == '{' && first_markup(start.substr(1)).starts_with('"'))
    return {Format::kJsonLines, {}};
  if (text.starts_with("from ") &&
      looks_like_mail(std::string_view(text).substr(text.find('\n') + 1)))
    return {Format::kMailbox, {}};
  if (looks_like_mail(text)) return {Format::kMail, {}};
  if (named != Format::kText) return {named, {}};
  if (start.starts_with("<?xml") && text.find("<html") != std::string::npos)
    return {Format::kHtml, {}};
  return {
      start.front() == '<' && text.find("</") != std::string::npos ? Format::kHtml : Format::kText,
      {}};
}

}  // namespace brink
