// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <initializer_list>

#include "extract/tags.h"

namespace brink {

// What the HTML standard (section 13.2) says of elements, as bits.
enum TagTrait : unsigned {
  kVoid = 1,           // never has children
  kClosesP = 2,        // its start tag ends an open paragraph
  kSpecial = 4,        // the ends of other elements do not reach through it
  kScope = 8,          // hides what is open outside
  kListScope = 16,     // hides list items outside
  kTableScope = 32,    // hides table parts outside
  kFormatting = 64,    // may be closed while blocks inside are open
  kRawText = 128,      // its content is text
  kDecodesText = 256,  // ... with character references
  kHeadContent = 512,  // may stand before the body
  kHeading = 1024,
  kBlock = 2048,  // begins on a new line when shown
};

namespace tag_traits {

constexpr auto make() {
  std::array<unsigned, static_cast<std::size_t>(Tag::kCount)> traits{};
  const auto add = [&traits](unsigned trait, std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) traits[static_cast<std::size_t>(tag)] |= trait;
  };
  using enum Tag;
  add(kVoid, {kArea, kBase, kBr, kCol, kEmbed, kFrame, kHr, kImg, kInput, kKeygen, kLink, kMeta,
              kParam, kSource, kTrack, kWbr});
  add(kClosesP | kSpecial | kBlock,
      {kAddress,   kArticle, kAside,    kBlockquote, kCenter,  kDetails, kDialog, kDir,
       kDiv,       kDl,      kFieldset, kFigcaption, kFigure,  kFooter,  kForm,   kHeader,
       kHgroup,    kHr,      kListing,  kMain,       kMenu,    kNav,     kOl,     kP,
       kPlaintext, kPre,     kSearch,   kSection,    kSummary, kTable,   kUl,     kXmp});
  add(kClosesP | kSpecial | kHeading | kBlock, {kH1, kH2, kH3, kH4, kH5, kH6});
  add(kSpecial | kBlock, {kLi, kDd, kDt, kTr, kTd, kTh, kTbody, kThead, kTfoot, kCaption, kBody,
                          kHtml, kOption, kOptgroup, kLegend});
  add(kSpecial, {kApplet,  kArea,     kBase,    kBr,       kButton,   kCol,    kColgroup, kEmbed,
                 kFrame,   kFrameset, kHead,    kIframe,   kImg,      kInput,  kKeygen,   kLink,
                 kMarquee, kMeta,     kNoembed, kNoframes, kNoscript, kObject, kParam,    kScript,
                 kSelect,  kSource,   kStyle,   kTemplate, kTextarea, kTitle,  kTrack,    kWbr});
  add(kScope | kListScope,
      {kApplet, kCaption, kHtml, kTable, kTd, kTh, kMarquee, kObject, kTemplate});
  add(kListScope, {kOl, kUl});
  add(kTableScope, {kHtml, kTable, kTemplate});
  add(kFormatting,
      {kA, kB, kBig, kCode, kEm, kFont, kI, kNobr, kS, kSmall, kStrike, kStrong, kTt, kU, kSpan});
  add(kRawText, {kScript, kStyle, kIframe, kNoembed, kNoframes, kXmp, kTitle, kTextarea});
  add(kDecodesText, {kTitle, kTextarea});
  add(kHeadContent, {kBase, kLink, kMeta, kNoscript, kScript, kStyle, kTemplate, kTitle});
  return traits;
}

inline constexpr auto kTable = make();

}  // namespace tag_traits

constexpr unsigned traits_of(Tag tag) { return tag_traits::kTable[static_cast<std::size_t>(tag)]; }
constexpr bool has_trait(Tag tag, unsigned trait) { return (traits_of(tag) & trait) != 0; }

}  // namespace brink
