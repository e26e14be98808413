// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extract/tags.h"

namespace brink {

// HTML elements that cannot stand in svg or math and so end it (section 13.2.6.5).
constexpr bool ends_foreign(Tag tag) {
  using enum Tag;
  switch (tag) {
    case kB:
    case kBig:
    case kBlockquote:
    case kBody:
    case kBr:
    case kCenter:
    case kCode:
    case kDd:
    case kDiv:
    case kDl:
    case kDt:
    case kEm:
    case kEmbed:
    case kH1:
    case kH2:
    case kH3:
    case kH4:
    case kH5:
    case kH6:
    case kHead:
    case kHr:
    case kI:
    case kImg:
    case kLi:
    case kListing:
    case kMenu:
    case kMeta:
    case kNobr:
    case kOl:
    case kP:
    case kPre:
    case kRuby:
    case kS:
    case kSmall:
    case kSpan:
    case kStrong:
    case kStrike:
    case kSub:
    case kSup:
    case kTable:
    case kTt:
    case kU:
    case kUl:
    case kVar:
      return true;
    default:
      return false;
  }
}

}  // namespace brink
