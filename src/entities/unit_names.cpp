// SPDX-License-Identifier: Apache-2.0
#include "entities/unit_names.h"

namespace brink::entities {
namespace {

constexpr std::size_t kLongestUnit = 9;  // tokens

// "4th", "22nd", "101st"; "3rd".
bool is_ordinal_in_digits(std::string_view lower) {
  std::size_t digits = 0;
  while (digits < lower.size() && lower[digits] >= '0' && lower[digits] <= '9') ++digits;
  if (digits == 0 || digits > 4) return false;
  const std::string_view rest = lower.substr(digits);
  return rest == "st" || rest == "nd" || rest == "rd" || rest == "th" || rest == "d";
}

// What was read of a unit's name so far.
struct Seen {
  bool digits = false, branch = false, weak = false;
};

bool is_met(Units::Needs needs, const Seen& seen, bool capital) {
  if (needs == Units::Needs::kNothing) return true;
  if (seen.branch) return true;
  if (needs == Units::Needs::kNumber) return seen.digits;
  return seen.digits && capital;
}

std::size_t token_after(const Reading& reading, std::size_t atom) {
  return reading.atoms[atom - 1].token + 1;
}

}  // namespace

std::size_t unit_end(const Units& units, const Reading& reading, std::size_t at) {
  Seen seen;
  for (std::size_t i = at; i < reading.size() && i < at + kLongestUnit;) {
    const std::size_t atom = reading.first_atom[i];
    if (atom >= reading.atoms.size()) return at;
    if (const Units::Hit echelon = units.echelon_at(reading.atoms, atom); echelon.end) {
      const bool met = is_met(echelon.needs, seen, reading.is(i, kCapital));
      if (met && (i > at || echelon.needs == Units::Needs::kNothing))
        return token_after(reading, echelon.end);
    }
    if (const Units::Hit branch = units.branch_at(reading.atoms, atom); branch.end) {
      (branch.needs == Units::Needs::kNothing ? seen.branch : seen.weak) = true;
      i = token_after(reading, branch.end);
    } else if (i == at && is_ordinal_in_digits(reading.lower[i])) {
      seen.digits = true;
      ++i;
    } else if (i > at && (reading.is_hyphen(i) ||
                          (seen.digits && reading.is(i, kCapital) && !reading.classes(i)))) {
      ++i;
    } else {
      return at;
    }
  }
  return at;
}

}  // namespace brink::entities
