// SPDX-License-Identifier: Apache-2.0
#include "extract/dom_builder.h"

#include <algorithm>

#include "base/character_references.h"
#include "extract/foreign_tags.h"
#include "extract/tag_traits.h"

namespace brink {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_capital_byte(char c) { return c >= 'A' && c <= 'Z'; }

bool is_blank_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_space);
}

}  // namespace

DomBuilder::DomBuilder(Dom& dom, std::string_view html, DomSettings settings)
    : dom_(dom), scanner_(html), settings_(settings) {
  dom_.nodes_.reserve(std::min(html.size() / 40 + 16, settings.most_nodes));
  dom_.attributes_.reserve(html.size() / 60 + 16);
}

void DomBuilder::build() {
  push(append(Tag::kHtml), false);
  for (HtmlToken token;;) {
    scanner_.next(token);
    if (token.kind == HtmlToken::Kind::kEndOfPage || is_full()) break;
    if (token.kind == HtmlToken::Kind::kText)
      text(token.text);
    else if (token.kind == HtmlToken::Kind::kStart)
      start(token);
    else
      end(lower(token.text));
  }
  pop_to(0);
}

// --- start tags

void DomBuilder::start(const HtmlToken& token) {
  const std::string_view name = lower(token.text);
  const Tag tag = name == "image" ? Tag::kImg : tag_named(name);
  if (stack_.back().foreign) {
    if (!ends_foreign(tag)) return start_foreign(tag, token);
    while (stack_.back().foreign) pop();
    scanner_.set_foreign(false);
  }
  start_html(tag, token);
}

void DomBuilder::start_foreign(Tag tag, const HtmlToken& token) {
  // Names of svg mean other things than the same names of HTML (title, style): not to be confused.
  const bool is_root = tag == Tag::kSvg || tag == Tag::kMath || tag == Tag::kA;
  const NodeId node = append_element(is_root ? tag : Tag::kUnknown, token);
  if (token.self_closing) return;
  const bool holds_html = dom_.nodes_[node].text == "foreignobject";
  push(node, !holds_html);
  scanner_.set_foreign(!holds_html);
}

void DomBuilder::start_html(Tag tag, const HtmlToken& token) {
  if (open_page_part(tag, token)) return;
  if (!has_trait(tag, kHeadContent) || body_ != kNoNode) ensure_body();
  if (!close_for(tag)) return;
  const NodeId node = append_element(tag, token);
  after_block_ = has_trait(tag, kBlock) || tag == Tag::kBr;
  if (tag == Tag::kPlaintext) {
    push(node, false);
    append_text(scanner_.rest(), false);
  } else if (has_trait(tag, kRawText)) {
    push(node, false);
    start_raw(tag);
    pop();
  } else if (!has_trait(tag, kVoid)) {
    const bool foreign = tag == Tag::kSvg || tag == Tag::kMath;
    if (foreign && token.self_closing) return;
    push(node, foreign);
    scanner_.set_foreign(foreign);
  }
}

void DomBuilder::start_raw(Tag tag) {
  const std::string_view raw = scanner_.raw_text(name_of(tag));
  if (!raw.empty()) append_text(raw, has_trait(tag, kDecodesText));
}

// html, head, body and frameset: true if the tag needs nothing more.
bool DomBuilder::open_page_part(Tag tag, const HtmlToken& token) {
  switch (tag) {
    case Tag::kHtml:
      if (dom_.nodes_[0].attributes == 0) add_attributes(0, token);
      return true;
    case Tag::kHead:
      if (head_ != kNoNode || body_ != kNoNode) return true;
      head_ = append_element(tag, token);
      push(head_, false);
      return true;
    case Tag::kBody:
      if (body_ == kNoNode) {
        pop_to(1);
        body_ = append_element(tag, token);
        push(body_, false);
      } else if (dom_.nodes_[body_].attributes == 0) {
        add_attributes(body_, token);
      }
      return true;
    case Tag::kFrameset:
    case Tag::kFrame:
      return true;
    default:
      return false;
  }
}

void DomBuilder::ensure_body() {
  if (body_ != kNoNode || stack_.size() > 2) return;  // inside noscript or template of a head
  if (stack_.size() == 2 && stack_.back().node != head_) return;
  pop_to(1);
  body_ = append(Tag::kBody);
  push(body_, false);
}

// Closes what this start tag implies to be over. False if the tag must not be taken.
bool DomBuilder::close_for(Tag tag) {
  using enum Tag;
  if (has_trait(tag, kClosesP)) close_p();
  const Tag top = stack_.back().tag;
  switch (tag) {
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
      if (has_trait(top, kHeading)) pop();
      break;
    case kLi:
      close_items(kLi, kLi);
      break;
    case kDd:
    case kDt:
      close_items(kDd, kDt);
      break;
    case kA:
      if (const std::size_t height = find_open(kA, kSpecial)) pop_to(height);
      break;
    case kButton:
      if (const std::size_t height = find_open(kButton, kScope)) pop_to(height);
      break;
    case kOption:
      if (top == kOption) pop();
      break;
    case kOptgroup:
      if (top == kOption) pop();
      if (stack_.back().tag == kOptgroup) pop();
      break;
    case kRt:
    case kRp:
      if (top == kRt || top == kRp) pop();
      break;
    case kForm:
      if (form_open_) return false;
      form_open_ = true;
      break;
    case kTable:
      if (top == kTable || top == kTbody || top == kThead || top == kTfoot || top == kTr)
        pop_to(find_open(kTable, 0));
      break;
    case kCaption:
    case kColgroup:
    case kTbody:
    case kThead:
    case kTfoot:
    case kTr:
    case kTd:
    case kTh:
      return close_to_table(tag);
    default:
      break;
  }
  return true;
}

void DomBuilder::close_p() {
  if (const std::size_t height = find_open(Tag::kP, kScope)) pop_to(height);
}

void DomBuilder::close_items(Tag one, Tag other) {
  if (is_open(one) || is_open(other)) {
    for (std::size_t height = stack_.size() - 1; height > 0; --height) {
      const Tag tag = stack_[height].tag;
      if (tag == one || tag == other) {
        pop_to(height);
        break;
      }
      if (has_trait(tag, kSpecial) && tag != Tag::kAddress && tag != Tag::kDiv && tag != Tag::kP)
        break;
    }
  }
  close_p();
}

// Pops down to what may hold this part of a table. Parts outside of any table are not taken.
bool DomBuilder::close_to_table(Tag tag) {
  using enum Tag;
  if (!is_open(kTable)) return false;
  const bool is_cell = tag == kTd || tag == kTh;
  for (std::size_t height = stack_.size() - 1; height > 0; --height) {
    const Tag open = stack_[height].tag;
    const bool holds =
        open == kTable || open == kTemplate ||
        ((is_cell || tag == kTr) && (open == kTbody || open == kThead || open == kTfoot)) ||
        (is_cell && open == kTr);
    if (!holds) continue;
    pop_to(height + 1);
    break;
  }
  return true;
}

// --- end tags

void DomBuilder::end(std::string_view name) {
  const Tag tag = tag_named(name);
  if (stack_.back().foreign) {
    for (std::size_t height = stack_.size() - 1; stack_[height].foreign; --height) {
      const bool same = stack_[height].tag == Tag::kUnknown
                            ? dom_.nodes_[stack_[height].node].text == name
                            : stack_[height].tag == tag;
      if (!same) continue;
      pop_to(height);
      scanner_.set_foreign(stack_.back().foreign);
      return;
    }
  }
  if (too_deep_[static_cast<std::size_t>(tag)] > 0) {
    --too_deep_[static_cast<std::size_t>(tag)];
    --too_deep_count_;
    return;
  }
  end_html(tag, name);
  scanner_.set_foreign(stack_.back().foreign);
}

void DomBuilder::end_html(Tag tag, std::string_view name) {
  using enum Tag;
  if (has_trait(tag, kBlock)) after_block_ = true;
  switch (tag) {
    case kBody:
    case kHtml:
      return;
    case kHead:
      if (stack_.size() > 1 && stack_[1].node == head_) pop_to(1);
      return;
    case kBr:
      ensure_body();
      append(kBr);
      return;
    case kP:
      ensure_body();
      if (const std::size_t height = find_open(kP, kScope))
        pop_to(height);
      else
        append(kP);
      return;
    case kForm:
      form_open_ = false;
      if (const std::size_t height = find_open(kForm, kScope)) {
        if (height + 1 == stack_.size())
          pop();
        else
          stack_[height].closed = true;
      }
      return;
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
      for (const Tag heading : {tag, kH1, kH2, kH3, kH4, kH5, kH6})
        if (const std::size_t height = find_open(heading, kScope)) return pop_to(height);
      return;
    case kLi:
      if (const std::size_t height = find_open(kLi, kListScope)) pop_to(height);
      return;
    case kTable:
    case kTr:
    case kTd:
    case kTh:
    case kTbody:
    case kThead:
    case kTfoot:
    case kCaption:
      if (const std::size_t height = find_open(tag, kTableScope)) pop_to(height);
      return;
    case kTemplate:
      if (const std::size_t height = find_open(tag, 0)) pop_to(height);
      return;
    default:
      break;
  }
  if (has_trait(tag, kFormatting) || tag == kUnknown) return end_formatting(tag, name);
  const unsigned barrier = has_trait(tag, kSpecial) ? kScope : kSpecial;
  if (const std::size_t height = find_open(tag, barrier)) pop_to(height);
}

// The end of an element that blocks may stand in: `<b><p>..</b>` ends with that p.
void DomBuilder::end_formatting(Tag tag, std::string_view name) {
  const auto find = [&](unsigned barrier) {
    return tag == Tag::kUnknown ? find_unknown(name, barrier) : find_open(tag, barrier);
  };
  if (const std::size_t height = find(kSpecial)) return pop_to(height);
  if (tag == Tag::kUnknown || tag == Tag::kSpan) return;
  if (const std::size_t height = find(kScope)) stack_[height].closed = true;
}

// --- text

void DomBuilder::text(std::string_view raw) {
  if (stack_.back().foreign) return append_text(raw, true);
  const bool blank = is_blank_text(raw);
  if (blank && (after_block_ || body_ == kNoNode)) return;
  if (!blank) {
    ensure_body();
    after_block_ = false;
  }
  append_text(raw, true);
}

// --- the tree

NodeId DomBuilder::append(Tag tag) {
  const NodeId id = static_cast<NodeId>(dom_.nodes_.size());
  Node node;
  node.tag = tag;
  node.end = id + 1;
  node.first_attribute = static_cast<std::uint32_t>(dom_.attributes_.size());
  if (!stack_.empty()) {
    node.parent = stack_.back().node;
    node.depth = static_cast<std::uint16_t>(stack_.size());
  }
  dom_.nodes_.push_back(node);
  return id;
}

NodeId DomBuilder::append_element(Tag tag, const HtmlToken& token) {
  const NodeId node = append(tag);
  if (tag == Tag::kUnknown) dom_.nodes_[node].text = keep(std::string(lower(token.text)));
  add_attributes(node, token);
  return node;
}

void DomBuilder::append_text(std::string_view raw, bool decode) {
  const NodeId node = append(Tag::kText);
  dom_.nodes_[node].text = decode ? decoded(raw, false) : raw;
}

void DomBuilder::add_attributes(NodeId node, const HtmlToken& token) {
  dom_.nodes_[node].first_attribute = static_cast<std::uint32_t>(dom_.attributes_.size());
  dom_.nodes_[node].attributes = static_cast<std::uint16_t>(token.attributes.size());
  for (const RawAttribute& raw : token.attributes) {
    const bool upper = std::any_of(raw.name.begin(), raw.name.end(), is_capital_byte);
    dom_.attributes_.push_back(
        {upper ? keep(std::string(lower(raw.name))) : raw.name, decoded(raw.value, true)});
  }
}

void DomBuilder::push(NodeId node, bool foreign) {
  const Tag tag = dom_.nodes_[node].tag;
  if (stack_.size() > settings_.most_depth && !has_trait(tag, kRawText)) {
    ++too_deep_[static_cast<std::size_t>(tag)];
    ++too_deep_count_;
    return;
  }
  stack_.push_back({node, tag, foreign});
  ++open_count_[static_cast<std::size_t>(tag)];
}

void DomBuilder::pop() {
  do {
    const Open top = stack_.back();
    dom_.nodes_[top.node].end = static_cast<NodeId>(dom_.nodes_.size());
    --open_count_[static_cast<std::size_t>(top.tag)];
    stack_.pop_back();
  } while (!stack_.empty() && stack_.back().closed);
  if (too_deep_count_ > 0) {
    too_deep_.fill(0);
    too_deep_count_ = 0;
  }
}

void DomBuilder::pop_to(std::size_t height) {
  while (stack_.size() > height) pop();
}

std::size_t DomBuilder::find_open(Tag tag, unsigned barrier) const {
  if (!is_open(tag)) return 0;
  for (std::size_t height = stack_.size() - 1; height > 0; --height) {
    if (stack_[height].tag == tag && !stack_[height].closed) return height;
    if (has_trait(stack_[height].tag, barrier)) return 0;
  }
  return 0;
}

std::size_t DomBuilder::find_unknown(std::string_view name, unsigned barrier) const {
  if (!is_open(Tag::kUnknown)) return 0;
  for (std::size_t height = stack_.size() - 1; height > 0; --height) {
    const Open& open = stack_[height];
    if (open.tag == Tag::kUnknown && dom_.nodes_[open.node].text == name) return height;
    if (has_trait(open.tag, barrier)) return 0;
  }
  return 0;
}

// --- strings

std::string_view DomBuilder::lower(std::string_view name) {
  if (std::none_of(name.begin(), name.end(), is_capital_byte)) return name;
  scratch_.assign(name);
  for (char& c : scratch_)
    if (is_capital_byte(c)) c = static_cast<char>(c + 32);
  return scratch_;
}

std::string_view DomBuilder::keep(std::string text) {
  return dom_.decoded_.emplace_back(std::move(text));
}

std::string_view DomBuilder::decoded(std::string_view raw, bool attribute) {
  if (raw.find('&') == std::string_view::npos) return raw;
  std::string text;
  text.reserve(raw.size());
  append_decoded(text, raw, attribute ? ReferencePlace::kAttribute : ReferencePlace::kText);
  return keep(std::move(text));
}

}  // namespace brink
