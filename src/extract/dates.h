// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/time.h"

namespace brink {

// A calendar day written in text: "29. Januar 2022", "Jan 29, 2022", "2022年1月29日", "29.01.22".
struct WrittenDate {
  Day day;
  // Where day and month could be exchanged ("03/04/2021"): `day` is the reading with the day
  // first, this the one with the month first.
  std::optional<Day> month_first;
  Span span;  // in the text searched

  bool operator==(const WrittenDate&) const = default;
};

// All dates with a year in `text`, in order, at most `most`. Linear time. Knows the months of
// data/extract/months.tsv; dates without a year and relative ones ("3 days ago") are not found.
std::vector<WrittenDate> find_dates(std::string_view text, std::size_t most = 64);

// A moment as a page writes it for machines: ISO 8601 (also with single digits or without a
// dash), RFC 5322, seconds or milliseconds since 1970, and else a written date, of which the day
// alone is kept. Nothing for what holds no date or a year outside 1970 to 2100.
std::optional<Timestamp> read_moment(std::string_view text);

// The day in the path of an address: "/2022/01/29/", "/2022-01-29-", "/20220129/", "/2022/jan/29/".
std::optional<Day> day_in_url(std::string_view url);

}  // namespace brink
