// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "exchange/exchange.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 9> kNames = {"plover", "cameo",   "phoenix", "gdelt1", "gdelt2",
                                                    "icews",  "polecat", "csv",     "tkg"};

}  // namespace

std::string_view name_of(DataFormat format) { return kNames[static_cast<std::size_t>(format)]; }

std::optional<DataFormat> data_format_named(std::string_view name) {
  if (name == "gdelt") return DataFormat::kGdelt2;
  const auto it = std::find(kNames.begin(), kNames.end(), name);
  if (it == kNames.end()) return {};
  return static_cast<DataFormat>(it - kNames.begin());
}

}  // namespace brink
