// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace brink {

// The rows of a table as data/ keeps them: lines without comments ("#" first) and empty lines, cut
// at tabs, without blanks around the cells. The views point into `table`.
std::vector<std::vector<std::string_view>> rows_of(std::string_view table);

}  // namespace brink
