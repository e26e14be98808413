// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "forecast/link_graph.h"
#include "forecast/link_predictor.h"
#include "forecast/mid_rank.h"

namespace brink {

enum class LinkMode { kSingle, kMulti };

// How well the links of a split were foreseen. `seconds`: of wall time, learning included.
struct LinkReport {
  RankFigures all;                        // means
  RankFigures objects, subjects;          // by direction; subjects are asked for by the inverse relations
  RankFigures repeated, met, strangers;   // by what was known: this very link, the pair otherwise, neither
  double seconds = 0;
};

// The protocol of Gastinger et al., "Comparing Apples and Oranges? On the Evaluation of Methods for Temporal
// Knowledge Graph Forecasting" (ECML PKDD 2023): every link of the split asks for its object and for its
// subject; other answers true at the same time stand aside; ties count by the middle rank. What is known at
// a step is all of the earlier parts before it; in kSingle also the split's own links of earlier steps; in
// kMulti only what lies before the split's first step.
// `progress` is told how many of the split's steps are done. The named split must not be empty.
LinkReport evaluate_links(const LinkGraph& graph, LinkSplit split, LinkMode mode, const LinkSettings& settings = {},
                          const std::function<void(std::size_t done, std::size_t of)>& progress = {});

}  // namespace brink
