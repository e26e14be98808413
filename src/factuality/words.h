// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace brink::factuality {

// Classes of data/factuality/words.tsv, as bits in the order of kClassNames.
enum WordClass : std::uint32_t {
  kDenial = 1u << 0,
  kCondition = 1u << 1,
  kFirst = 1u << 2,
  kSecond = 1u << 3,
  kQuote = 1u << 4,
  kUndoing = 1u << 5,
  kDelaying = 1u << 6,
  kFuture = 1u << 7,
  kPossible = 1u << 8,
};
inline constexpr std::string_view kClassNames[] = {"denial", "condition", "first", "second", "quote", "undoing", "delaying", "future", "possible"};

// The classes of a word in lower case; 0 for none.
std::uint32_t classes_of(std::string_view word);

// Whether it denies what it stands with: "not", "never", "hasn't".
bool denies(std::string_view word);

}  // namespace brink::factuality
