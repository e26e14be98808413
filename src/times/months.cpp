// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <fmt/format.h>

#include <cstdlib>

#include "times/calendar.h"

namespace brink::times {

namespace {

// A month's name that is also a word, and that nothing marks as a month.
bool is_month_here(const Frame& f) {
  for (std::size_t i = f.match.begin; i < f.match.end; ++i) {
    const Atom& atom = f.scene.atoms[i];
    const Reading* month = atom.as(Element::kMonth);
    if (!month) continue;
    if (!atom.capital) return false;
    if (atom.lower.size() == 3 && !atom.full_stop && month->number != 5 &&
        f.match.end - f.match.begin == 1)
      return false;
    if (f.match.end - f.match.begin > 1 || (month->number != 3 && month->number != 5)) return true;
    static constexpr std::string_view kBehind[] = {
        "in",     "since",   "by",  "of",      "until", "till",   "from",  "to",
        "during", "through", "for", "between", "and",   "before", "after", "late",
        "early",  "mid",     "-",   "a",       "the",   "or"};
    for (const std::string_view word : kBehind)
      if (f.word_behind() == word) return true;
    return false;
  }
  return true;
}

// Of the month in this year and those beside it the nearest; one against the tense counts as eight
// months farther.
int nearest_month(const Frame& f, int index, int today) {
  int best = index;
  const auto distance = [&](int month) {
    const bool wrong = (f.scene.direction == Direction::kPast && month > today) ||
                       (f.scene.direction == Direction::kFuture && month < today);
    return 2 * std::abs(month - today) + (wrong ? 16 : 0) +
           (month > today && f.scene.direction != Direction::kFuture ? 1 : 0);
  };
  for (const int other : {index - 12, index + 12})
    if (distance(other) < distance(best)) best = other;
  return best;
}

}  // namespace

Given op_month(const Frame& f) {
  const Reading* month = f.get(Element::kMonth);
  if (!month || !is_month_here(f)) return {};
  const int m = static_cast<int>(month->number) - 1;
  if (const auto year = year_named(f)) return in_month(12 * *year + m);
  if (!f.has_today()) return date(fmt::format("XXXX-{:02}", m + 1), Grain::kMonth);
  const int today = month_index(f.today());
  int index = today - today % 12 + m;
  if (f.get(Element::kWhich)) {
    const int steps = f.steps();
    if (steps < 0 && index >= today) index -= 12;
    if (steps > 0 && index <= today) index += 12;
    return in_month(index);
  }
  return in_month(nearest_month(f, index, today));
}

}  // namespace brink::times
