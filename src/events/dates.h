// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "events/memory.h"
#include "events/sentence_view.h"

namespace brink {

// A day, week, month or year that the text names.
struct DateMention {
  std::uint32_t begin = 0, end = 0;  // tokens
  std::string value;                 // "2022-01-28", "2022-01", "2022"
  std::string precision;             // "day", "week", "month", "year"
  Day first{};                       // its first day
};

// The dates of a sentence, resolved against the day of publication: "Monday" is the last Monday on
// or before it ("next Monday" the first after), "on the 28th" the last 28th, "yesterday" the day
// before; "the day before" is the day before the first day that the text itself names. Updates
// memory.anchor. Nothing when the document has no date, but for dates written in full.
std::vector<DateMention> find_dates(Memory& memory, const SentenceView& reading);

}  // namespace brink
