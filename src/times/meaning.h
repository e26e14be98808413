// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "times/atoms.h"
#include "times/matcher.h"
#include "times/tense.h"
#include "times/times.h"

namespace brink::times {

using Grain = TimexGrain;

// What an expression means.
struct Meaning {
  TimexType type = TimexType::kDate;
  std::string value;
  Grain grain = Grain::kNone;
  std::optional<Day> first;  // its first day, where that is known
};

// What the reading of an expression hangs on.
struct Scene {
  std::optional<Day> today;        // of publication
  std::optional<Meaning> spoken;   // the date last spoken of
  std::optional<Day> day;          // the day last spoken of, a sentence or two ago at most
  std::optional<Meaning> quarter;  // the quarter last spoken of
  Direction direction = Direction::kOpen;
  std::span<const Atom> atoms;
};

// The meaning of a match; nothing when it is no time after all (a "may" that is a verb).
std::optional<Meaning> meaning_of(const Match& match, const Scene& scene);

// Whether rules may use this operation: for the table's test.
bool is_operation(std::string_view name);

}  // namespace brink::times
