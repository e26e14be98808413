// SPDX-License-Identifier: Apache-2.0
#include "store/packs/report_id.h"

#include <array>

namespace brink {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  for (std::uint8_t i = 0; i < 16; ++i) values[static_cast<unsigned char>(kDigits[i])] = i;
  return values;
}();

int value_of(char digit) { return kValues[static_cast<unsigned char>(digit)]; }

}  // namespace

IdBytes id_bytes(std::string_view hex) {
  IdBytes id{};
  for (std::size_t i = 0; i < id.size() && 2 * i + 1 < hex.size(); ++i)
    id[i] = static_cast<std::uint8_t>(value_of(hex[2 * i]) << 4 | value_of(hex[2 * i + 1]));
  return id;
}

std::string hex_of(const IdBytes& id) {
  std::string hex(2 * id.size(), '0');
  for (std::size_t i = 0; i < id.size(); ++i) hex[2 * i] = kDigits[id[i] >> 4], hex[2 * i + 1] = kDigits[id[i] & 15];
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
