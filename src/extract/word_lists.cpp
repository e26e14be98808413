// SPDX-License-Identifier: Apache-2.0
#include "extract/word_lists.h"

#include "extract/tables.h"

namespace brink {

std::unordered_set<std::string_view> word_list(std::string_view file_name) {
  std::unordered_set<std::string_view> words;
  for (const auto& row : extract_rows(file_name)) words.insert(row[0]);
  return words;
}

}  // namespace brink
