// SPDX-License-Identifier: Apache-2.0
#include "extract/runs.h"

#include <algorithm>

#include "extract/tag_traits.h"

namespace brink {
namespace {

struct TextCount {
  std::uint32_t letters = 0, marks = 0;
};

bool is_mark(unsigned char c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

// Marks outside ASCII by their first two bytes: CJK (U+3000, U+FFxx), Arabic (U+060C, U+061B,
// U+061F), the danda (U+0964).
bool is_wide_mark(unsigned char a, unsigned char b, unsigned char c) {
  if (a == 0xE3) return b == 0x80 && (c == 0x81 || c == 0x82);
  if (a == 0xEF) return b == 0xBC && (c == 0x8C || c == 0x81 || c == 0x9F || c == 0x9B);
  if (a == 0xD8) return b == 0x8C || b == 0x9B || b == 0x9F;
  return a == 0xE0 && b == 0xA5 && c == 0xA4;
}

TextCount count(std::string_view text) {
  TextCount n;
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = byte(i);
    if (c < 0x80) {
      n.letters += c > 0x20;
      n.marks += is_mark(c);
    } else if (c >= 0xC0) {
      if (c == 0xC2 && byte(i + 1) == 0xA0) continue;                         // no-break space
      if (c == 0xE2 && byte(i + 1) == 0x80 && byte(i + 2) <= 0x8F) continue;  // other blanks
      n.letters += c >= 0xE3 ? 2 : 1;
      n.marks += is_wide_mark(c, byte(i + 1), byte(i + 2));
    }
  }
  return n;
}

// A tag that tells more of a run than the div inside it does.
bool names_run(Tag tag) {
  using enum Tag;
  switch (tag) {
    case kP:
    case kLi:
    case kTd:
    case kTh:
    case kDd:
    case kDt:
    case kBlockquote:
    case kPre:
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
    case kFigcaption:
    case kCaption:
    case kAddress:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool Runs::hides(Tag tag) const {
  using enum Tag;
  switch (tag) {
    case kScript:
    case kStyle:
    case kIframe:
    case kNoembed:
    case kNoframes:
    case kSvg:
    case kCanvas:
    case kAudio:
    case kVideo:
    case kSelect:
    case kOption:
    case kTextarea:
    case kInput:
    case kButton:
    case kHead:
    case kTitle:
    case kDatalist:
    case kEmbed:
    case kApplet:
    case kRp:
    case kRt:
    case kMap:
      return true;
    case kNoscript:
    case kTemplate:
      return shown_ == Shown::kPage;
    default:
      return false;
  }
}

Runs::Runs(const Dom& dom, Shown shown) : shown_(shown) {
  begun_before_.resize(dom.size() + 1);
  runs_.reserve(dom.size() / 4 + 1);
  cut(dom);
}

void Runs::cut(const Dom& dom) {
  std::vector<NodeId> blocks = {0};  // the open block elements
  Run run;
  NodeId link_end = 0;
  int breaks = 0;  // <br> since the last text
  const auto finish = [&] {
    if (run.letters > 0) runs_.push_back(run);
    run = Run{};
    breaks = 0;
  };
  NodeId counted = 0;  // begun_before_ is filled up to here
  const auto fill = [&](NodeId until) {
    const auto begun = static_cast<std::uint32_t>(runs_.size() + (run.letters > 0 ? 1 : 0));
    while (counted < until) begun_before_[counted++] = begun;
  };

  for (NodeId id = 0; id < dom.end();) {
    while (id >= dom[blocks.back()].end) {
      finish();
      blocks.pop_back();
    }
    fill(id + 1);
    const Node& node = dom[id];
    if (hides(node.tag)) {
      id = node.end;
      continue;
    }
    if (node.tag == Tag::kText) {
      const TextCount n = count(node.text);
      if (n.letters > 0 || run.letters > 0) {
        if (n.letters > 0 && breaks > 1) finish();
        if (run.letters == 0 && n.letters > 0) {
          run.block = blocks.back();
          run.first = id;
          run.tag = dom[run.block].tag;
          for (std::size_t up = 0; up < 3 && up < blocks.size() && !names_run(run.tag); ++up)
            if (const Tag tag = dom[blocks[blocks.size() - 1 - up]].tag; names_run(tag))
              run.tag = tag;
        }
        if (n.letters > 0) run.end = id + 1, breaks = 0;
        run.letters += n.letters;
        run.marks = static_cast<std::uint16_t>(std::min<std::uint32_t>(60000, run.marks + n.marks));
        if (id < link_end) run.link_letters += n.letters;
      }
    } else if (node.tag == Tag::kBr) {
      ++breaks;
    } else if (has_trait(node.tag, kBlock)) {
      finish();
      blocks.push_back(id);
    } else if (node.tag == Tag::kA && dom.has_attribute(id, "href")) {
      link_end = std::max(link_end, node.end);
    }
    ++id;
  }
  finish();
  fill(dom.end() + 1);
}

}  // namespace brink
