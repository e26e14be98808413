// SPDX-License-Identifier: Apache-2.0
#include "extract/date_words.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <unordered_map>

#include "extract/plain.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kLongestMonth = 32;  // bytes; "σεπτεμβρίου" has 22

using Months = std::unordered_map<std::string_view, int>;

// The names of one table cell: "styczeń,stycznia,sty".
void add_names(Months& months, std::string_view names, int month) {
  while (!names.empty()) {
    const std::size_t comma = std::min(names.find(','), names.size());
    months.emplace(names.substr(0, comma), month);
    names.remove_prefix(std::min(comma + 1, names.size()));
  }
}

const Months& months() {
  static const Months kMonths = [] {
    Months table;
    for (const auto& row : extract_rows("months.tsv")) {
      int month = 0;
      if (row.size() == 3) std::from_chars(row[1].data(), row[1].data() + row[1].size(), month);
      if (month > 0) add_names(table, row[2], month);
    }
    return table;
  }();
  return kMonths;
}

int look_up(std::string_view name) {
  const auto found = months().find(name);
  return found == months().end() ? 0 : found->second;
}

}  // namespace

int month_named(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongestMonth) return 0;
  return look_up(lower_case(word));
}

int month_named(std::string_view first, std::string_view second) {
  const auto ascii = [](std::string_view s) { return static_cast<unsigned char>(s[0]) < 0x80; };
  if (first.empty() || second.empty() || first.size() + second.size() > kLongestMonth) return 0;
  if (ascii(first) && ascii(second)) return 0;
  return look_up(lower_case(first) + ' ' + lower_case(second));
}

bool is_date_filler(std::string_view word) {
  static constexpr std::string_view kWords[] = {"of",  "de",  "d", "di", "del", "do",
                                                "the", "den", "г", "р",  "го"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace brink
