// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace brink {

inline bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

template <class... Words>
bool is_one_of(std::string_view text, const Words&... words) {
  return ((text == words) || ...);
}

}  // namespace brink
