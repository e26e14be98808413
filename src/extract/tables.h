// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace brink {

// The file data/extract/<file_name> as it was when the program was built; "" when there is none.
std::string_view extract_table(std::string_view file_name);

// The rows of such a file: lines without comments ("#" first) and empty lines, cut at tabs. The
// views point into the program and never die.
std::vector<std::vector<std::string_view>> extract_rows(std::string_view file_name);

}  // namespace brink
