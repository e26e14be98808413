// SPDX-License-Identifier: Apache-2.0
#include "store/packs/report_id.h"

namespace brink {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

std::uint8_t value_of(char digit) {
  return static_cast<std::uint8_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

}  // namespace

IdBytes id_bytes(std::string_view hex) {
  IdBytes id{};
  for (std::size_t i = 0; i < id.size() && 2 * i + 1 < hex.size(); ++i)
    id[i] = static_cast<std::uint8_t>(value_of(hex[2 * i]) << 4 | value_of(hex[2 * i + 1]));
  return id;
}

std::string hex_of(const IdBytes& id) {
  std::string hex;
  hex.reserve(2 * id.size());
  for (const std::uint8_t byte : id) hex += kDigits[byte >> 4], hex += kDigits[byte & 15];
  return hex;
}

std::int64_t id_number(const IdBytes& id) {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | id[static_cast<std::size_t>(i)];
  return static_cast<std::int64_t>(number >> 1);
}

IdNumbers id_numbers(std::string_view prefix) {
  std::string first(prefix.substr(0, 32)), last = first;
  first.resize(32, '0'), last.resize(32, 'f');
  return {id_number(id_bytes(first)), id_number(id_bytes(last))};
}

}  // namespace brink
