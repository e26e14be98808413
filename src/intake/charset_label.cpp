// SPDX-License-Identifier: Apache-2.0
// Where labels of encodings stand, and what they mean.
#include <string>
#include <unordered_map>

#include "base/rows.h"
#include "base/utf8.h"
#include "intake/encoding.h"
#include "intake/tables.h"

namespace brink {
namespace {

constexpr std::size_t kPrescan = 4096;  // the standard asks for 1024; real pages exceed it
constexpr std::string_view kSpace = " \t\r\n\f";

// The value behind "charset" and "=" in `text`, lower case; "" when there is none.
std::string value_of_charset(const std::string& text, std::size_t from) {
  for (std::size_t at = from; (at = text.find("charset", at)) != std::string::npos;) {
    at = text.find_first_not_of(kSpace, at + 7);
    if (at == std::string::npos) return {};
    if (text[at] != '=') continue;
    at = text.find_first_not_of(" \t\r\n\f\"'", at + 1);
    if (at == std::string::npos) return {};
    return text.substr(at, text.find_first_of(" \t\r\n\f\"';,/>", at) - at);
  }
  return {};
}

std::string xml_declaration(const std::string& head) {
  const std::size_t from = head.find("<?xml");
  if (from > 3) return {};  // a byte order mark may stand before it
  const std::string declaration = head.substr(from, head.find("?>", from) - from);
  std::size_t at = declaration.find("encoding");
  if (at == std::string::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string::npos) return {};
  return declaration.substr(at + 1, declaration.find(declaration[at], at + 1) - at - 1);
}

// Behind the comment that begins at `at`.
std::size_t after_comment(const std::string& head, std::size_t at) {
  const std::size_t end = head.find("-->", at + 2);
  return end == std::string::npos ? head.size() : end + 3;
}

std::string meta_declaration(const std::string& head) {
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string::npos;) {
    if (head.compare(at, 4, "<!--") == 0) {
      at = after_comment(head, at);
    } else if (head.compare(at, 5, "<meta") == 0) {
      const std::string tag = head.substr(at, head.find('>', at) - at);
      if (std::string label = value_of_charset(tag, 5); !encoding_labelled(label).empty())
        return label;
      at += tag.size();
    } else {
      ++at;
    }
  }
  return {};
}

// A page that states UTF-16 in letters that can be read is not in UTF-16: the standard reads UTF-8.
std::string as_stated_inside(std::string label) {
  const std::string_view encoding = encoding_labelled(label);
  if (encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32")) return "utf-8";
  return encoding == "UTF-7" ? "" : label;
}

}  // namespace

std::string_view encoding_labelled(std::string_view label) {
  using Labels = std::unordered_map<std::string_view, std::string_view>;
  static const Labels labels = [] {
    Labels made;
    for (const auto& row : rows_of(intake_table("encodings.tsv"))) {
      for (std::string_view left = row.at(2); !left.empty();) {
        const std::size_t end = std::min(left.find(' '), left.size());
        made.emplace(left.substr(0, end), row[0]);
        left.remove_prefix(std::min(end + 1, left.size()));
      }
    }
    return made;
  }();
  const auto found = labels.find(ascii_lower(trim(label)));
  return found == labels.end() ? std::string_view{} : found->second;
}

std::string charset_of(std::string_view content_type) {
  return value_of_charset(ascii_lower(content_type.substr(0, 1024)), 0);
}

std::string declared_inside(std::string_view bytes, Markup markup) {
  if (markup == Markup::kNone) return {};
  const std::string head = ascii_lower(bytes.substr(0, kPrescan));
  std::string label = xml_declaration(head);
  if (label.empty() && markup == Markup::kHtml) label = meta_declaration(head);
  return as_stated_inside(std::move(label));
}

}  // namespace brink
