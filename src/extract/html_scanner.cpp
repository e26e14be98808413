// SPDX-License-Identifier: Apache-2.0
#include "extract/html_scanner.h"

#include <algorithm>

namespace brink {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool ends_name(char c) { return is_space(c) || c == '/' || c == '>'; }

constexpr std::size_t kMostAttributes = 256;  // further ones of the same tag are dropped

}  // namespace

std::size_t HtmlScanner::find(std::string_view mark, std::size_t from) const {
  return std::min(html_.find(mark, from), html_.size());
}

void HtmlScanner::next(HtmlToken& token) {
  while (at_ < html_.size()) {
    if (html_[at_] == '<' && pass_markup(token)) {
      if (token.kind == HtmlToken::Kind::kEndOfPage) continue;
      return;
    }
    const std::size_t end = std::min(html_.find('<', at_ + 1), html_.size());
    token.kind = HtmlToken::Kind::kText;
    token.text = html_.substr(at_, end - at_);
    at_ = end;
    return;
  }
  token.kind = HtmlToken::Kind::kEndOfPage;
}

// At "<": true if a tag was read or something was passed over (the kind is then kEndOfPage); false
// if this "<" is text.
bool HtmlScanner::pass_markup(HtmlToken& token) {
  const char c = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
  token.kind = HtmlToken::Kind::kEndOfPage;
  if (is_letter(c)) {
    at_ += 1;
    read_tag(token, HtmlToken::Kind::kStart);
    return true;
  }
  if (c == '/' && at_ + 2 < html_.size() && is_letter(html_[at_ + 2])) {
    at_ += 2;
    read_tag(token, HtmlToken::Kind::kEnd);
    return true;
  }
  if (c == '!' && foreign_ && html_.compare(at_, 9, "<![CDATA[") == 0) {
    const std::size_t end = find("]]>", at_ + 9);
    token.kind = HtmlToken::Kind::kText;
    token.text = html_.substr(at_ + 9, end - at_ - 9);
    at_ = std::min(end + 3, html_.size());
    return true;
  }
  if (c == '!' && html_.compare(at_, 4, "<!--") == 0) return pass_comment(), true;
  if (c == '!' || c == '?' || c == '/') {
    at_ = std::min(find(">", at_ + 1) + 1, html_.size());
    return true;
  }
  return false;
}

void HtmlScanner::pass_comment() {
  at_ += 4;
  if (html_.compare(at_, 1, ">") == 0 || html_.compare(at_, 2, "->") == 0) {
    at_ = find(">", at_) + 1;
    return;
  }
  for (std::size_t dashes = find("--", at_);; dashes = find("--", dashes + 1)) {
    if (dashes >= html_.size()) {
      at_ = html_.size();
      return;
    }
    for (const std::string_view end : {"-->", "--!>"})
      if (html_.compare(dashes, end.size(), end) == 0) {
        at_ = dashes + end.size();
        return;
      }
  }
}

void HtmlScanner::read_tag(HtmlToken& token, HtmlToken::Kind kind) {
  const std::size_t name = at_;
  while (at_ < html_.size() && !ends_name(html_[at_])) ++at_;
  token.text = html_.substr(name, at_ - name);
  token.attributes.clear();
  token.self_closing = false;
  while (read_attribute(token)) {
  }
  // A tag that the end of the page cuts off is no tag.
  token.kind = at_ >= html_.size() ? HtmlToken::Kind::kEndOfPage : kind;
  if (at_ < html_.size()) ++at_;  // ">"
}

// False at ">" and at the end of the page.
bool HtmlScanner::read_attribute(HtmlToken& token) {
  while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) {
    token.self_closing = html_[at_] == '/' && at_ + 1 < html_.size() && html_[at_ + 1] == '>';
    ++at_;
  }
  if (at_ >= html_.size() || html_[at_] == '>') return false;
  const std::size_t name = at_;
  ++at_;  // an attribute's name may begin with "="
  while (at_ < html_.size() && html_[at_] != '=' && !ends_name(html_[at_])) ++at_;
  RawAttribute attribute{html_.substr(name, at_ - name), {}};
  while (at_ < html_.size() && is_space(html_[at_])) ++at_;
  if (at_ < html_.size() && html_[at_] == '=') {
    ++at_;
    while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    std::size_t from = at_;
    if (at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'')) {
      ++from;
      at_ = std::min(html_.find(html_[at_], from), html_.size());
      attribute.value = html_.substr(from, at_ - from);
      if (at_ < html_.size()) ++at_;
    } else {
      while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
      attribute.value = html_.substr(from, at_ - from);
    }
  }
  if (token.attributes.size() < kMostAttributes) token.attributes.push_back(attribute);
  return true;
}

// "<name" or "</name" whose name ends there; `at` is behind the bracket or slash.
bool HtmlScanner::starts_tag(std::size_t at, std::string_view name) const {
  if (at + name.size() >= html_.size() || !ends_name(html_[at + name.size()])) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (lower(html_[at + i]) != name[i]) return false;
  return true;
}

std::string_view HtmlScanner::raw_text(std::string_view name) {
  // Inside "<!--" of a script, "<script>" hides the next "</script>" ("double escaped").
  enum { kPlain, kEscaped, kDoubleEscaped } state = kPlain;
  const bool is_script = name == "script";
  const std::size_t from = at_;
  for (std::size_t i = html_.find('<', at_); i < html_.size(); i = html_.find('<', i + 1)) {
    if (state != kPlain && html_.substr(at_, i - at_).find("-->") != std::string_view::npos)
      state = kPlain;
    at_ = i;
    if (is_script && state == kPlain && html_.compare(i, 4, "<!--") == 0) {
      state = kEscaped;
      at_ = i + 2;  // "<!-->" opens and closes at once
    } else if (state == kEscaped && starts_tag(i + 1, name)) {
      state = kDoubleEscaped;
    } else if (html_.compare(i, 2, "</") == 0 && starts_tag(i + 2, name)) {
      if (state == kDoubleEscaped) {
        state = kEscaped;
        continue;
      }
      at_ = std::min(find(">", i) + 1, html_.size());
      return html_.substr(from, i - from);
    }
  }
  at_ = html_.size();
  return html_.substr(from);
}

std::string_view HtmlScanner::rest() {
  const std::string_view left = html_.substr(at_);
  at_ = html_.size();
  return left;
}

}  // namespace brink
