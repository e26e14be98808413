// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>

#include "brink/result.h"

namespace brink {

inline bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// Whether ids may be looked up by their beginning.
inline Outcome check_prefix(const std::string& where, const std::string& prefix) {
  constexpr std::size_t kLeastPrefix = 6;
  if (prefix.size() >= kLeastPrefix && prefix.size() <= 32 && std::all_of(prefix.begin(), prefix.end(), is_lower_hex))
    return Done{};
  return Error{"store", where, "the id \"" + prefix.substr(0, 64) + "\"", "6 to 32 hex digits"};
}

// The text that comes right after all that begin with `prefix`: 'g' follows the last hex digit.
inline std::string after_all(const std::string& prefix) { return prefix + "g"; }

}  // namespace brink
