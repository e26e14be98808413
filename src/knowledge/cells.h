// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/iso_time.h"
#include "brink/time.h"

namespace brink {

// What cells of tables hold.

inline std::optional<double> read_number(std::string_view cell) {
  const std::string text(cell);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') return {};
  return value;
}

inline std::optional<Day> read_day(std::string_view cell) {
  const auto moment = cell.size() == 10 ? read_iso(cell) : std::optional<Timestamp>{};
  if (!moment) return {};
  return moment->local_day();
}

inline std::vector<std::string> strings(const std::vector<std::string_view>& items) {
  return {items.begin(), items.end()};
}

}  // namespace brink
