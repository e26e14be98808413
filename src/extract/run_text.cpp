// SPDX-License-Identifier: Apache-2.0
#include "extract/run_text.h"

#include "base/utf8.h"

namespace brink {
namespace {

enum class Look { kSeen, kBlank, kUnseen };

Look look_of(char32_t c) {
  if (c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
      c == 0x205F || c == 0x3000)
    return Look::kBlank;
  // The joiners U+200C and U+200D shape letters and emoji: they stay.
  const bool unseen = (c >= 0x7F && c <= 0x9F) || c == 0x00AD || c == 0x200B || c == 0x200E ||
                      c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
                      c == 0xFEFF || c == 0xFFFD;
  return unseen ? Look::kUnseen : Look::kSeen;
}

void append_blank(std::string& line) {
  if (!line.empty() && line.back() != ' ' && line.back() != '\n') line += ' ';
}

void trim_end(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

// Ends the line, unless it is empty.
void append_break(std::string& text) {
  trim_end(text);
  if (!text.empty() && text.back() != '\n') text += '\n';
}

bool is_preformatted(const Dom& dom, NodeId id) {
  for (; id != kNoNode; id = dom[id].parent)
    if (dom[id].tag == Tag::kPre) return true;
  return false;
}

void append_lines(std::string& text, std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    append_seen(text, lines.substr(0, end));
    if (end == std::string_view::npos) return;
    append_break(text);
    lines.remove_prefix(end + 1);
  }
}

}  // namespace

void append_seen(std::string& line, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c > 0x20 && c < 0x7F) {
      line += text[at++];
    } else if (c <= 0x20) {
      append_blank(line);
      ++at;
    } else {
      const std::size_t from = at;
      const Look look = look_of(next_code_point(text, at));
      if (look == Look::kBlank) append_blank(line);
      if (look == Look::kSeen) line.append(text, from, at - from);
    }
  }
}

std::string run_text(const PageView& page, const Run& run) {
  const Dom& dom = page.dom();
  const bool preformatted = run.tag == Tag::kPre && is_preformatted(dom, run.block);
  std::string text;
  for (NodeId id = run.first; id < run.end;) {
    const Node& node = dom[id];
    if (page.runs().hides(node.tag)) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::kBr) {
      append_break(text);
    } else if (node.tag == Tag::kText && page.set_of(id) == PageView::Set::kKept) {
      if (preformatted)
        append_lines(text, node.text);
      else
        append_seen(text, node.text);
    }
    ++id;
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  return text;
}

}  // namespace brink
