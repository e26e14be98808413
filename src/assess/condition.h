// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brink/assessment.h"
#include "brink/result.h"
#include "brink/watch.h"

namespace brink {

// A plan's condition over the board:
//   p(full-invasion) >= 0.5 and (state(evacuation) == "active" or not trend(talks) != "rising")
// p, low and high take a scenario and are compared with a number by < <= > >=; observed takes an
// indicator likewise; state (of an indicator: quiet, stirring, active) and trend (of a scenario:
// rising, falling, steady) are compared with a word by == and !=.
// `not` binds closest, then `and`, then `or`.
class Condition {
 public:
  // Error's `found` and `expected` say what is wrong and at which character.
  static Result<Condition> read(std::string_view text, const Watch& watch);

  // Every threshold on a probability is moved by `slack` towards holding. With slack 0: whether the
  // condition holds.
  bool holds(const Assessment& board, double slack) const;

  // The ids that it asks about, in the order of writing.
  std::vector<std::string> scenarios() const;
  std::vector<std::string> indicators() const;

  // What the board says about each comparison: "p(full-invasion) is 0.62, asked >= 0.5".
  std::string reason(const Assessment& board) const;

  // The scenarios whose probability it asks to reach a number, with that number.
  std::vector<std::pair<std::string, double>> thresholds() const;

 private:
  friend class ConditionReader;
  enum class What { kP, kLow, kHigh, kObserved, kState, kTrend };
  enum class Compare { kLess, kAtMost, kMore, kAtLeast, kIs, kIsNot };
  struct Leaf {
    What what;
    std::string id;
    Compare compare;
    double number = 0;
    std::string word, written;
  };
  enum class Op { kLeaf, kNot, kAnd, kOr };
  struct Step {  // in reverse Polish order
    Op op;
    Leaf leaf;
  };

  static bool of_scenario(What what) { return what != What::kObserved && what != What::kState; }
  static double number_of(const Leaf& leaf, const Assessment& board);
  static std::string word_of(const Leaf& leaf, const Assessment& board);
  static bool holds(const Leaf& leaf, const Assessment& board, double slack);

  std::vector<Step> steps_;
};

}  // namespace brink
