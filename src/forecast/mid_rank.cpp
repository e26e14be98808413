// SPDX-License-Identifier: Apache-2.0
#include "forecast/mid_rank.h"

#include <cstddef>

namespace brink {

double mid_rank(std::span<const float> scores, std::span<const int> answers, int answer) {
  const float own = scores[static_cast<std::size_t>(answer)];
  long above = 0, level = 0;
  for (const float score : scores) above += !(score <= own), level += score == own;
  for (const int other : answers) {
    const float score = scores[static_cast<std::size_t>(other)];
    if (other != answer) above -= !(score <= own);
    level -= score == own;  // the answer itself is among them
  }
  return 1 + static_cast<double>(above) + static_cast<double>(level) / 2;
}

void RankFigures::add(double rank) {
  mrr += 1 / rank;
  hits1 += rank <= 1;
  hits3 += rank <= 3;
  hits10 += rank <= 10;
  ++queries;
}

void RankFigures::add(const RankFigures& others) {
  mrr += others.mrr;
  hits1 += others.hits1;
  hits3 += others.hits3;
  hits10 += others.hits10;
  queries += others.queries;
}

RankFigures RankFigures::mean() const {
  if (queries == 0) return {};
  const double n = static_cast<double>(queries);
  return {mrr / n, hits1 / n, hits3 / n, hits10 / n, queries};
}

}  // namespace brink
