// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/sentence.h"
#include "brink/time.h"

namespace brink {

// The types of TIMEX3 (TimeML 1.2.1).
enum class TimexType { kDate, kTime, kDuration, kSet };
std::string_view name_of(TimexType type);  // "DATE", "TIME", "DURATION", "SET"

// How large a stretch of the calendar a value names; kNone: a duration, a set, a reference.
enum class TimexGrain { kNone, kTime, kDay, kWeek, kWeekend, kMonth, kQuarter, kSeason, kHalf, kYear, kDecade, kCentury };

// A time expression: where it stands and what it means.
struct Timex {
  std::uint32_t sentence = 0;        // index of its sentence
  std::uint32_t begin = 0, end = 0;  // tokens of that sentence
  Span span;                         // in the document's text
  TimexType type = TimexType::kDate;
  std::string value;  // as TIMEX3 writes it: "2022-01-28", "2022-W04", "P2D", "PAST_REF", "XXXX-03-01"
  TimexGrain grain = TimexGrain::kNone;
  std::optional<Day> first;  // the first day of what it names, where that is known
};

// Finds the time expressions of a text and gives them their TIMEX3 values against the day of
// publication. Reads the tokens' forms only. Linear in the number of tokens. Immutable; safe to
// share between threads; cheap to copy.
class TimeTagger {
 public:
  TimeTagger();  // with the tables that come with the program (data/times/)

  // In the order of the text; they do not overlap. `sentences` are all of the document's, in order.
  // What hangs on a day of publication that the document does not have gets "X" for what is unknown.
  std::vector<Timex> find(const Document& document, std::span<const Sentence> sentences) const;

 private:
  struct Tables;
  std::shared_ptr<const Tables> tables_;
};

}  // namespace brink
