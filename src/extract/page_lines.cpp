// SPDX-License-Identifier: Apache-2.0
#include "extract/page_lines.h"

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "extract/tables.h"
#include "extract/tag_traits.h"

namespace brink {
namespace {

// A hint in the name of a large element ("post-date-and-body") says nothing of what is deep inside.
constexpr NodeId kHintReach = 48;
constexpr std::size_t kMostNameBytes = 256;  // bytes of class and id looked at

constexpr unsigned kHints =
    kHoldsDate | kHoldsModified | kHoldsEvent | kHoldsAuthor | kInTime | kInHeading;

using Words = std::unordered_map<std::string_view, unsigned>;

const Words& words() {
  static const Words kWords = [] {
    static constexpr std::pair<std::string_view, unsigned> kSays[] = {
        {"comment", kInComment}, {"aside", kInAside},     {"navigation", kInNavigation},
        {"footer", kInFooter},   {"date", kHoldsDate},    {"modified", kHoldsModified},
        {"event", kHoldsEvent},  {"author", kHoldsAuthor}};
    Words table;
    for (const auto& row : extract_rows("class_words.tsv"))
      for (const auto& [says, bit] : kSays)
        if (row.size() == 2 && row[1] == says) table[row[0]] |= bit;
    return table;
  }();
  return kWords;
}

bool is_word_byte(unsigned char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80; }
bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }

// What the words of a name say: "entry-date", "commentList".
unsigned says(std::string_view name) {
  unsigned bits = 0;
  name = name.substr(0, kMostNameBytes);
  char word[24];
  for (std::size_t at = 0; at < name.size();) {
    std::size_t n = 0;
    while (at < name.size() && is_word_byte(static_cast<unsigned char>(name[at]))) {
      const auto c = static_cast<unsigned char>(name[at]);
      if (n > 0 && is_capital(c) && !is_capital(static_cast<unsigned char>(name[at - 1]))) break;
      if (n < sizeof word) word[n] = static_cast<char>(is_capital(c) ? c + 32 : c);
      ++n, ++at;
    }
    if (n == 0) {
      ++at;
    } else if (n <= sizeof word) {
      const auto found = words().find(std::string_view(word, n));
      if (found != words().end()) bits |= found->second;
    }
  }
  return bits;
}

unsigned says(Tag tag) {
  switch (tag) {
    case Tag::kAside:
      return kInAside;
    case Tag::kNav:
      return kInNavigation;
    case Tag::kTime:
      return kInTime;
    case Tag::kH1:
    case Tag::kH2:
    case Tag::kH3:
    case Tag::kH4:
    case Tag::kH5:
    case Tag::kH6:
      return kInHeading;
    default:
      return 0;
  }
}

bool is_unseen(Tag tag) {
  switch (tag) {
    case Tag::kHead:
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kNoscript:
    case Tag::kTemplate:
    case Tag::kTextarea:
    case Tag::kSelect:
    case Tag::kIframe:
    case Tag::kSvg:
    case Tag::kTitle:
      return true;
    default:
      return false;
  }
}

bool breaks_line(Tag tag) { return tag == Tag::kBr || has_trait(tag, kBlock); }

// The part of the page in which the article's own paragraphs stand.
struct Core {
  NodeId begin = kNoNode, end = 0;

  explicit Core(const Body& body) {
    for (const KeptBlock& block : body.blocks) {
      begin = std::min(begin, block.node);
      end = std::max(end, block.node);
    }
  }
  // True for an element that holds some of the article, however little.
  bool inside(const Dom& dom, NodeId id) const {
    return begin != kNoNode && id <= end && dom[id].end > begin;
  }
};

}  // namespace

PageLines::PageLines(const Dom& dom, const Body& body) {
  mark(dom, body);
  cut(dom);
}

void PageLines::mark(const Dom& dom, const Body& body) {
  around_.assign(dom.size(), 0);
  const Core core(body);
  if (core.begin != kNoNode) first_block_ = core.begin, last_block_ = core.end;
  std::vector<NodeId> titles;
  for (NodeId id = 0; id < dom.end(); ++id)
    if (dom[id].tag == Tag::kH1) titles.push_back(id);
  const auto holds_title = [&](NodeId id) {
    const auto next = std::lower_bound(titles.begin(), titles.end(), id);
    return next != titles.end() && *next < dom[id].end;
  };
  for (NodeId id = 1; id < dom.end(); ++id) {
    const Node& node = dom[id];
    const unsigned above = around_[node.parent];
    const unsigned bits = above;
    if (node.tag == Tag::kText || node.tag == Tag::kBody) {
      around_[id] = static_cast<std::uint16_t>(bits);
      continue;
    }
    unsigned own = says(node.tag);
    for (const Attribute& attribute : dom.attributes(id)) {
      if (attribute.name == "class" || attribute.name == "id") own |= says(attribute.value);
      if (attribute.name == "itemprop" && attribute.value == "comment") own |= kInComment;
    }
    if (node.end - id > kHintReach) own &= ~kHints;
    if (core.inside(dom, id)) own &= ~kElsewhere;
    // A card that leads to another article.
    if (node.tag == Tag::kArticle && core.begin != kNoNode && !core.inside(dom, id) &&
        !holds_title(id))
      own |= kInAside;
    if (node.tag == Tag::kFooter && !(above & kInArticleBody)) own |= kInFooter;
    if (node.tag == Tag::kArticle) own |= kInArticleBody;
    around_[id] = static_cast<std::uint16_t>(bits | own);
  }
}

namespace {

// Appends a run of text; line breaks in the source are blanks to the reader.
void append_seen(std::string& out, std::string_view text) {
  const std::size_t from = out.size();
  out += text;
  for (std::size_t at = from; at < out.size(); ++at)
    if (out[at] == '\n' || out[at] == '\r' || out[at] == '\t') out[at] = ' ';
}

bool blank_at_start(std::string_view text) {
  return static_cast<unsigned char>(text.front()) <= ' ';
}
bool blank_at_end(std::string_view text) { return static_cast<unsigned char>(text.back()) <= ' '; }

}  // namespace

void PageLines::finish(Line& line) {
  if (line.node != kNoNode) {
    line.end = static_cast<std::uint32_t>(text_.size());
    text_ += '\n';
    lines_.push_back(line);
  }
  line = {};
}

void PageLines::add(const Node& node, NodeId id, Line& line, bool& gap) {
  if (node.text.empty()) return;
  const std::string_view seen = trim(node.text);
  if (seen.empty()) {
    gap = true;
    return;
  }
  if (line.node == kNoNode) {
    line.node = id;
    line.begin = static_cast<std::uint32_t>(text_.size());
    line.around = around_[id] & ~kHints;
  } else if (gap || blank_at_start(node.text)) {
    text_ += ' ';
  }
  line.last = id;
  line.around |= around_[id] & kHints;
  append_seen(text_, seen);
  gap = blank_at_end(node.text);
}

void PageLines::cut(const Dom& dom) {
  Line line;
  bool gap = false;
  std::vector<NodeId> open;  // where the open blocks end
  for (NodeId id = 0; id < dom.end();) {
    while (!open.empty() && open.back() <= id) {
      finish(line);
      open.pop_back();
    }
    const Node& node = dom[id];
    if (is_unseen(node.tag)) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::kText) {
      add(node, id, line, gap);
    } else if (breaks_line(node.tag)) {
      finish(line);
      gap = false;
      if (node.end > id + 1) open.push_back(node.end);
    }
    ++id;
  }
  finish(line);
}

std::size_t PageLines::line_at(NodeId id) const {
  const auto line = std::lower_bound(lines_.begin(), lines_.end(), id,
                                     [](const Line& l, NodeId n) { return l.last < n; });
  return static_cast<std::size_t>(line - lines_.begin());
}

}  // namespace brink
