// SPDX-License-Identifier: Apache-2.0
#include "assess/condition.h"

#include <algorithm>

#include "fmt/format.h"

namespace brink {
namespace {

template <class Reading>
const Reading& reading(const std::vector<Reading>& readings, const std::string& id) {
  static const Reading kNone{};
  const auto it =
      std::find_if(readings.begin(), readings.end(), [&](const Reading& r) { return r.id == id; });
  return it == readings.end() ? kNone : *it;
}

}  // namespace

double Condition::number_of(const Leaf& leaf, const Assessment& board) {
  switch (leaf.what) {
    case What::kP:
      return reading(board.scenarios, leaf.id).p;
    case What::kLow:
      return reading(board.scenarios, leaf.id).low;
    case What::kHigh:
      return reading(board.scenarios, leaf.id).high;
    default:
      return reading(board.indicators, leaf.id).observed;
  }
}

std::string Condition::word_of(const Leaf& leaf, const Assessment& board) {
  if (leaf.what == What::kTrend) return reading(board.scenarios, leaf.id).trend;
  return std::string(name_of(reading(board.indicators, leaf.id).state));
}

bool Condition::holds(const Leaf& leaf, const Assessment& board, double slack) {
  if (leaf.compare == Compare::kIs) return word_of(leaf, board) == leaf.word;
  if (leaf.compare == Compare::kIsNot) return word_of(leaf, board) != leaf.word;
  const double value = number_of(leaf, board);
  if (leaf.what == What::kObserved) slack = 0;  // a count, not a probability
  switch (leaf.compare) {
    case Compare::kLess:
      return value < leaf.number + slack;
    case Compare::kAtMost:
      return value <= leaf.number + slack;
    case Compare::kMore:
      return value > leaf.number - slack;
    default:
      return value >= leaf.number - slack;
  }
}

bool Condition::holds(const Assessment& board, double slack) const {
  // What makes a denied comparison hold is a threshold moved the other way, so each step carries
  // both answers: as it stands, and as it would be under a `not`.
  struct Answer {
    bool eager, strict;
  };
  std::vector<Answer> answers;
  for (const Step& step : steps_) {
    if (step.op == Op::kLeaf) {
      answers.push_back({holds(step.leaf, board, slack), holds(step.leaf, board, -slack)});
      continue;
    }
    const Answer last = answers.back();
    answers.pop_back();
    if (step.op == Op::kNot) {
      answers.push_back({!last.strict, !last.eager});
      continue;
    }
    Answer& first = answers.back();
    if (step.op == Op::kAnd)
      first = {first.eager && last.eager, first.strict && last.strict};
    else
      first = {first.eager || last.eager, first.strict || last.strict};
  }
  return !answers.empty() && answers.back().eager;
}

std::vector<std::string> Condition::scenarios() const {
  std::vector<std::string> ids;
  for (const Step& step : steps_)
    if (step.op == Op::kLeaf && of_scenario(step.leaf.what)) ids.push_back(step.leaf.id);
  return ids;
}

std::vector<std::string> Condition::indicators() const {
  std::vector<std::string> ids;
  for (const Step& step : steps_)
    if (step.op == Op::kLeaf && !of_scenario(step.leaf.what)) ids.push_back(step.leaf.id);
  return ids;
}

std::string Condition::reason(const Assessment& board) const {
  std::string reason;
  for (const Step& step : steps_) {
    if (step.op != Op::kLeaf) continue;
    const Leaf& leaf = step.leaf;
    const bool word = leaf.compare == Compare::kIs || leaf.compare == Compare::kIsNot;
    const std::string value =
        word ? word_of(leaf, board) : fmt::format("{:.2f}", number_of(leaf, board));
    reason += fmt::format("{}{}: it is {}", reason.empty() ? "" : "; ", leaf.written, value);
  }
  return reason;
}

std::vector<std::pair<std::string, double>> Condition::thresholds() const {
  std::vector<std::pair<std::string, double>> found;
  for (const Step& step : steps_) {
    const bool upwards =
        step.leaf.compare == Compare::kMore || step.leaf.compare == Compare::kAtLeast;
    if (step.op == Op::kLeaf && step.leaf.what == What::kP && upwards)
      found.emplace_back(step.leaf.id, step.leaf.number);
  }
  return found;
}

}  // namespace brink
