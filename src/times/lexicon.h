// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brink::times {

// What an element of a time expression can be. Those up to kToday come from data/times/words.tsv, the
// others are read off the form.
enum class Element : std::uint8_t {
  kMonth, kWeekday, kWeekdays, kUnit, kUnits, kSeason, kSeasons, kDaypart, kDayparts, kMoment,
  kNumber, kScale, kVague, kVagues, kOrdinal, kDecade, kZone, kHalf, kEvery, kWhich, kWhichRef,
  kToday,
  kDigits,   // "12", "1,500", "2.5"
  kYear,     // "1998"
  kClock,    // "10:35", "0735" before a zone
  kIso,      // "2022-01-28"
  kSlash,    // "11/02/89"
  kQuarter,  // "Q3"
  kHoliday,  // first word of a holiday's name
  kCount
};

// The element that a pattern calls "@name"; nothing for an unknown name.
std::optional<Element> element_named(std::string_view name);

struct Reading {
  Element element;
  std::string_view text;  // the value, as the table or the form writes it
  double number = 0;      // the same as a number, where it is one
};

// The words of data/times/words.tsv.
class Lexicon {
 public:
  Lexicon();

  // Everything that a form in lower case, without a full stop at its end, can be.
  void read(std::string_view lower, std::vector<Reading>& out) const;

  // The rule of the holiday whose name these words are (joined by blanks); "" for none.
  std::string_view holiday(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, std::vector<Reading>> words_;
  std::unordered_map<std::string_view, std::string_view> holidays_;
};

}  // namespace brink::times
