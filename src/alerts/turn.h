// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alerts/compare.h"

namespace brink {

// One matter of which there is something to tell.
struct Turn {
  Matter* matter = nullptr;  // of the standing that is made; already marked as told
  Severity severity = Severity::kInfo;
  std::string state, title;
  std::string supersedes;            // Alert::id, or ""
  std::vector<Proof> moved_by;    // what brought it about, as far as stories did
};

// How `matter` (which carries over what was told of it) changed since `before` (nullptr: it was not
// there). Moves what is told of it on. Nothing when there is nothing to tell.
std::optional<Turn> turn_of(Matter& matter, const Matter* before, const AlertRules& rules,
                                const PlansAsk& asked, const std::string& at);

}  // namespace brink
