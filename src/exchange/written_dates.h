// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exchange/mapping.h"

namespace brink {

// A date as an event has it: "2022-01-28", "2022-01", "2022".
struct DatedCell {
  std::string date, precision;
};

// Reads "2022-01-28", "20220128", "2022-01", "1963-3-10", "16 May 2025", "May 16, 2025", and by
// `order` "28/01/2022" or "1/28/2022". Nothing for anything else, or a day that is none.
std::optional<DatedCell> read_written_date(std::string_view text, Mapping::DateOrder order);

}  // namespace brink
