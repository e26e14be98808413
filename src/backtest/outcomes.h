// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "brink/time.h"
#include "brink/watch.h"

namespace brink {

// What in the end happened.
struct CameTrue {
  std::size_t scenario = 0;  // index in the watch
  Day day{};
};

// A line of the file that concerns no scenario of the watch: counted, not lost.
struct Outcomes {
  std::vector<CameTrue> all;       // oldest first
  Day begins{}, ends{};           // of the file, all units and kinds
  std::size_t lines = 0;
  std::size_t left_out = 0;       // by `where`
  std::vector<std::string> unknown_units;  // names that no unit of the watch has, each once
};

// Reads CSV with a head line. Columns: `date` (or `year`, `month`, `day`), and `scenario` (an id of the
// watch) or `unit` (or `country`: a code or name of a unit). `where`: "column=value,value": lines with
// another value are left out. `code_of` gives the code for a country's name, "" for none.
Result<Outcomes> read_outcomes(const std::string& path, const Watch& watch,
                               const std::vector<std::string>& where,
                               const std::function<std::string(std::string_view)>& code_of);

}  // namespace brink
