// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

// What the beginning of a line says of it, by the kinds of data/extract/phrases.tsv. Several may
// hold.
struct LineJudgement {
  bool is_line = false;
  bool is_tail = false;
  bool is_byline = false;
};

// `text` as printed; leading marks and case do not matter.
LineJudgement judge_line(std::string_view text);

}  // namespace brink
