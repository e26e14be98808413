// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <unordered_set>

namespace brink {

// The first cells of data/extract/<file_name>, to be kept by who asks.
std::unordered_set<std::string_view> word_list(std::string_view file_name);

}  // namespace brink
