// SPDX-License-Identifier: Apache-2.0
#include "extract/loose_json.h"

#include "base/utf8.h"

namespace brink {

class LooseJsonReader {
 public:
  LooseJsonReader(LooseJson& json, std::string_view text, std::size_t most_depth,
                  std::size_t most_values)
      : json_(json), text_(text), most_depth_(most_depth), most_values_(most_values) {}

  void read() {
    while (skip_to_value() && json_.values_.size() < most_values_) {
      switch (const char c = text_[at_]) {
        case '{':
        case '[':
          open(c == '{' ? LooseJson::Kind::kObject : LooseJson::Kind::kArray);
          break;
        case '}':
        case ']':
          ++at_;
          close();
          break;
        case '"':
        case '\'':
          read_string();
          break;
        default:
          read_scalar();
      }
    }
    while (!open_.empty()) close();
  }

 private:
  // Skips blanks, commas, comments and the marks of CDATA and HTML comments. False at the end.
  bool skip_to_value() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == ':') {
        ++at_;
      } else if (text_.substr(at_, 2) == "/*") {
        at_ = behind("*/", at_ + 2);
      } else if (text_.substr(at_, 9) == "<![CDATA[") {
        at_ += 9;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = text_.substr(at_ + 2, 9) == "<![CDATA[" ? at_ + 11 : behind("\n", at_);
      } else if (text_.substr(at_, 4) == "<!--") {
        at_ += 4;
      } else {
        return true;
      }
    }
    return false;
  }

  std::size_t behind(std::string_view mark, std::size_t from) const {
    const std::size_t found = text_.find(mark, from);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  void open(LooseJson::Kind kind) {
    ++at_;
    if (too_deep_ > 0 || open_.size() >= most_depth_) {
      ++too_deep_;
      return;
    }
    open_.push_back(add(kind, {}));
  }

  void close() {
    if (too_deep_ > 0) {
      --too_deep_;
    } else if (!open_.empty()) {
      json_.values_[open_.back()].end = json_.size();
      open_.pop_back();
      key_ = {};
    }
  }

  LooseJson::Id add(LooseJson::Kind kind, std::string_view value) {
    LooseJson::Value entry;
    entry.kind = kind;
    entry.parent = open_.empty() ? LooseJson::kNone : open_.back();
    entry.key = key_;
    entry.text = value;
    entry.end = json_.size() + 1;
    key_ = {};
    json_.values_.push_back(entry);
    return json_.size() - 1;
  }

  bool in_object() const {
    return !open_.empty() && json_.values_[open_.back()].kind == LooseJson::Kind::kObject;
  }

  // A text is a key if a colon follows and an object is open.
  bool take_key(std::string_view text) {
    if (!in_object() || !key_.empty()) return false;
    std::size_t next = at_;
    while (next < text_.size() && static_cast<unsigned char>(text_[next]) <= ' ') ++next;
    if (next >= text_.size() || text_[next] != ':') return false;
    at_ = next + 1;
    key_ = text;
    return true;
  }

  void read_string() {
    const char quote = text_[at_++];
    const std::size_t from = at_;
    bool escaped = false;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') escaped = true, ++at_;
      ++at_;
    }
    at_ = std::min(at_, text_.size());
    const std::string_view raw = text_.substr(from, at_ - from);
    if (at_ < text_.size()) ++at_;
    if (too_deep_ > 0 || take_key(raw)) return;
    add(LooseJson::Kind::kString, escaped ? decoded(raw) : raw);
  }

  void read_scalar() {
    const std::size_t from = at_;
    while (at_ < text_.size() && std::string_view(",:;{}[]\"'").find(text_[at_]) == npos &&
           static_cast<unsigned char>(text_[at_]) > ' ')
      ++at_;
    if (at_ == from) ++at_;
    const std::string_view raw = text_.substr(from, at_ - from);
    if (too_deep_ > 0 || take_key(raw)) return;
    add(LooseJson::Kind::kScalar, raw);
  }

  // Four hex digits at `at`; -1 for anything else.
  static int hex4(std::string_view s, std::size_t at) {
    if (at + 4 > s.size()) return -1;
    int value = 0;
    for (const char c : s.substr(at, 4)) {
      const int digit = c >= '0' && c <= '9'                 ? c - '0'
                        : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                             : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  // A "\u" escape whose digits start at `at`, with its second half if it has one.
  static void append_unicode(std::string& out, std::string_view raw, std::size_t& at) {
    int code = hex4(raw, at);
    if (code < 0) return;
    at += 4;
    if (code >= 0xD800 && code < 0xDC00 && raw.substr(at, 2) == "\\u") {
      const int low = hex4(raw, at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
      }
    }
    append_utf8(out, code >= 0xD800 && code < 0xE000 ? U'\uFFFD' : static_cast<char32_t>(code));
  }

  std::string_view decoded(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
      if (raw[at] != '\\' || at + 1 == raw.size()) {
        out += raw[at++];
        continue;
      }
      const char c = raw[at + 1];
      at += 2;
      if (c == 'u')
        append_unicode(out, raw, at);
      else if (c == 'n')
        out += '\n';
      else if (c == 't' || c == 'r' || c == 'b' || c == 'f')
        out += ' ';
      else
        out += c;
    }
    return json_.decoded_.emplace_back(std::move(out));
  }

  static constexpr std::size_t npos = std::string_view::npos;

  LooseJson& json_;
  std::string_view text_;
  std::size_t most_depth_, most_values_;
  std::size_t at_ = 0;
  std::size_t too_deep_ = 0;
  std::string_view key_;
  std::vector<LooseJson::Id> open_;
};

LooseJson::LooseJson(std::string_view text, std::size_t most_depth, std::size_t most_values) {
  LooseJsonReader(*this, text, most_depth, most_values).read();
}

LooseJson::Id LooseJson::member(Id object, std::string_view key) const {
  if (object >= size() || values_[object].kind != Kind::kObject) return kNone;
  for (Id id = first_child(object); id != kNone; id = next_sibling(id))
    if (values_[id].key == key) return id;
  return kNone;
}

std::string_view LooseJson::text(Id object, std::string_view key) const {
  const Id id = member(object, key);
  if (id == kNone || (values_[id].kind == Kind::kScalar && values_[id].text == "null")) return {};
  return values_[id].text;
}

LooseJson::Id LooseJson::next_sibling(Id id) const {
  const Value& v = values_[id];
  if (v.parent == kNone) return v.end < size() ? v.end : kNone;
  return v.end < values_[v.parent].end ? v.end : kNone;
}

}  // namespace brink
