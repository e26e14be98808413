// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <type_traits>

namespace brink {

// A whole number as PostgreSQL's binary formats have it: highest byte first.
template <class Number>
void append_big_endian(std::string& out, Number number) {
  auto bits = static_cast<std::make_unsigned_t<Number>>(number);
  char bytes[sizeof bits];
  for (std::size_t i = sizeof bits; i-- > 0; bits = static_cast<decltype(bits)>(bits >> 8))
    bytes[i] = static_cast<char>(bits & 0xff);
  out.append(bytes, sizeof bytes);
}

}  // namespace brink
