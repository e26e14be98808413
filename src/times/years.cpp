// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <algorithm>

#include "times/calendar.h"

namespace brink::times {

namespace {

// "2000 tanks" stands for itself, "the 2014 elections" tells when.
bool counts_plural(const Frame& f) {
  static constexpr std::string_view kBehind[] = {
      "the", "a",  "his",     "her",   "its",    "their",  "our",  "this",  "that",
      "'s",  "in", "of",      "since", "by",     "for",    "from", "until", "to",
      "and", "or", "between", "after", "before", "during", "late", "early", "-"};
  if (f.match.end >= f.scene.atoms.size()) return false;
  const Atom& ahead = f.scene.atoms[f.match.end];
  const bool plural = ahead.lower.size() > 4 && ahead.lower.back() == 's' && !ahead.capital &&
                      ahead.readings.empty();
  return plural &&
         std::find(std::begin(kBehind), std::end(kBehind), f.word_behind()) == std::end(kBehind);
}

// A number of four digits that counts something is no year.
bool counts_something(const Frame& f) {
  static constexpr std::string_view kBehind[] = {"$",      "#",    "\u20ac", "\u00a3", "no",
                                                 "number", "room", "page",   "flight", "than",
                                                 "about",  "some", "-",      "orion"};
  for (const std::string_view word : kBehind)
    if (f.word_behind() == word && !(word == "-" && f.match.begin > 1 &&
                                     (f.scene.atoms[f.match.begin - 2].lower == "mid" ||
                                      f.scene.atoms[f.match.begin - 2].lower == "post" ||
                                      f.scene.atoms[f.match.begin - 2].lower == "pre" ||
                                      f.scene.atoms[f.match.begin - 2].as(Element::kYear))))
      return true;
  if (f.match.end >= f.scene.atoms.size()) return false;
  const Atom& ahead = f.scene.atoms[f.match.end];
  const bool hyphen = ahead.lower == "-" && f.match.end + 1 == f.scene.atoms.size();
  if (ahead.as(Element::kCounted) || hyphen) return true;
  return false;
}

}  // namespace

Given op_year(const Frame& f) {
  const auto year = year_named(f);
  if (!year) return {};
  const bool bare = f.match.end - f.match.begin == 1;
  if (bare && (*year < 1800 || *year > 2099 || counts_something(f) || counts_plural(f))) return {};
  return in_year(*year);
}

Given op_decade(const Frame& f) {
  const Reading* decade = f.get(Element::kDecade);
  if (!decade) return {};
  return in_decade(static_cast<int>(decade->number));
}

Given op_century(const Frame& f) {
  const Reading* ordinal = f.get(Element::kOrdinal);
  if (!ordinal || ordinal->number < 1 || ordinal->number > 30) return {};
  return in_century(static_cast<int>(ordinal->number));
}

// The last month of the year that a part names, or of this one: "year end".
Given op_year_end(const Frame& f) {
  const auto year = year_named(f);
  if (!year && !f.has_today()) return reference("FUTURE_REF");
  return in_month(12 * year.value_or(year_of(f.today())) + 11);
}

}  // namespace brink::times
