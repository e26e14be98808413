// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screen/screen.h"

namespace brink {

// Writes words with the colours that a look allows. Text from reports is passed through `printable`,
// so that no page can send a terminal its own control sequences.
class Ink {
 public:
  explicit Ink(Look look) : look_(look) {}

  std::string bold(std::string_view text) const { return painted("1", text); }
  std::string dim(std::string_view text) const { return painted("2", text); }
  std::string red(std::string_view text) const { return painted("31", text); }
  std::string green(std::string_view text) const { return painted("32", text); }
  std::string yellow(std::string_view text) const { return painted("33", text); }
  std::string cyan(std::string_view text) const { return painted("36", text); }

  int width() const { return look_.width < 40 ? 40 : look_.width; }

 private:
  std::string painted(std::string_view code, std::string_view text) const;
  Look look_;
};

// Without control characters; line ends become blanks.
std::string printable(std::string_view text);

// At most `columns` code points, the last an ellipsis if something was cut.
std::string cut(std::string_view text, int columns);

// Filled up with blanks to `columns` code points.
std::string padded(std::string_view text, int columns);

// A row of bars, one a column, each the mean of its share of the values; `top`: what a full bar
// stands for, 0 for the largest value. Nothing for no values.
std::string sparkline(const std::vector<double>& values, int columns, double top = 0);

// Broken at blanks to lines of at most `columns`, each after `indent` blanks.
std::string wrapped(std::string_view text, int columns, int indent);

}  // namespace brink
