// SPDX-License-Identifier: Apache-2.0
#include "extract/tables.h"

#include "base/rows.h"

namespace brink {

std::vector<std::vector<std::string_view>> extract_rows(std::string_view file_name) {
  return rows_of(extract_table(file_name));
}

}  // namespace brink
