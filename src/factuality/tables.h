// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

// The file data/factuality/<file_name> as it was when the program was built; "" when there is none.
std::string_view factuality_table(std::string_view file_name);

}  // namespace brink
