// SPDX-License-Identifier: Apache-2.0
#include "factuality/words.h"

#include <iterator>
#include <unordered_map>

#include "base/rows.h"
#include "factuality/tables.h"

namespace brink::factuality {
namespace {

using Table = std::unordered_map<std::string_view, std::uint32_t>;

Table read_table() {
  Table table;
  for (const auto& row : rows_of(factuality_table("words.tsv")))
    for (std::size_t i = 0; row.size() > 1 && i < std::size(kClassNames); ++i)
      if (row[1] == kClassNames[i]) table[row[0]] |= 1u << i;
  return table;
}

}  // namespace

std::uint32_t classes_of(std::string_view word) {
  static const Table table = read_table();
  const auto found = table.find(word);
  return found == table.end() ? 0 : found->second;
}

bool denies(std::string_view word) {
  return (classes_of(word) & kDenial) || (word.size() > 3 && word.ends_with("n't"));
}

}  // namespace brink::factuality
