// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_rules.h"

#include <algorithm>
#include <bit>

namespace brink {
namespace {

// A rule without evidence is believed this little, and so many questions outweigh that.
constexpr float kBelieved = 0.002F, kWeighs = 20;

}  // namespace

// 1, 2, 3 to 4, 5 to 8 ... and more than 64 steps ago.
std::size_t LinkRules::bin_of(int age) {
  return std::min<std::size_t>(kBins - 1, static_cast<std::size_t>(std::bit_width(static_cast<unsigned>(std::max(age, 1) - 1))));
}

void LinkRules::learn(const LinkQuestion& question, const LinkHistory& history, int step) {
  auto& cells = cells_[static_cast<std::size_t>(question.relation)];
  if (cells.empty()) cells.resize(cells_.size() * kBins);
  for (const LinkPair& pair : history.pairs(question.subject)) {
    const float came = std::ranges::binary_search(question.answers, pair.object) ? 1 : 0;
    for (const LinkUse& use : pair.uses) {
      Cell& cell = cells[cell_of(use.relation, step - use.last)];
      cell.asked += 1;
      cell.came += came;
    }
  }
}

LinkRules::Confidence LinkRules::judge(int relation, const LinkPair& pair, int step) const {
  const auto& cells = cells_[static_cast<std::size_t>(relation)];
  if (cells.empty()) return {kBelieved, kBelieved};
  float strongest = 0, none = 1;
  for (const LinkUse& use : pair.uses) {
    const Cell& cell = cells[cell_of(use.relation, step - use.last)];
    const float confidence = (cell.came + kBelieved * kWeighs) / (cell.asked + kWeighs);
    strongest = std::max(strongest, confidence);
    none *= 1 - confidence;
  }
  return {strongest, 1 - none};
}

}  // namespace brink
