// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "factuality/features.h"

namespace brink::factuality {

// A log-linear model whose weights lie in a table of 2^bits places, found by hash.
struct Model {
  static constexpr int kFewestBits = 4, kMostBits = 20;

  int bits = 17;
  float scale = 1, bias = 0;
  std::vector<std::int8_t> weights;  // 2^bits

  std::uint32_t place(std::uint32_t feature) const { return feature >> (32 - bits); }

  // Log odds that the act took place.
  float log_odds(const Features& features) const;
};

// The file: magic with version, XXH3-64 of what follows, bits (32 bits), scale, bias (floats),
// weights; little-endian. The Error says what is wrong with the bytes; `where` names them.
Result<Model> read_model(std::string_view bytes, const std::string& where);
std::string write_model(const Model& model);

}  // namespace brink::factuality
