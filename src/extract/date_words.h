// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

// 1 to 12 for the name of a month in a language of data/extract/months.tsv, in any case; else 0.
int month_named(std::string_view word);
// The same for names of two words ("كانون الثاني").
int month_named(std::string_view first, std::string_view second);

// True for the small words within dates: "29 de enero de 2022", "29th of January".
bool is_date_filler(std::string_view word);

}  // namespace brink
