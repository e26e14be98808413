// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "brink/result.h"

namespace brink {

namespace sentences {

// The features that hold at one place, as hashes.
class Features {
 public:
  void clear() { size_ = 0; }
  void add(std::uint32_t kind, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    std::uint64_t h = (kind + 1) * 0x9E3779B97F4A7C15ull;
    for (const std::uint64_t part : {a, b, c}) h = (h ^ part ^ (h >> 29)) * 0xBF58476D1CE4E5B9ull;
    if (size_ < ids_.size()) ids_[size_++] = static_cast<std::uint32_t>(h >> 32);
  }
  const std::uint32_t* begin() const { return ids_.data(); }
  const std::uint32_t* end() const { return ids_.data() + size_; }

 private:
  std::array<std::uint32_t, 64> ids_;
  std::size_t size_ = 0;
};

// A logistic classifier whose weights lie in a table of 2^kBits places, found by hash.
struct Classifier {
  static constexpr int kBits = 18;
  std::vector<std::int8_t> weights = std::vector<std::int8_t>(std::size_t{1} << kBits);
  float scale = 1, bias = 0;

  static std::uint32_t place(std::uint32_t feature) { return feature >> (32 - kBits); }
  // The logarithm of the odds of yes.
  float score(const Features& features) const {
    int sum = 0;
    for (const std::uint32_t f : features) sum += weights[place(f)];
    return static_cast<float>(sum) * scale + bias;
  }
  bool yes(const Features& features) const { return score(features) > 0; }
};

}  // namespace sentences

struct SplitterModel {
  sentences::Classifier breaks;  // does a token end between these two glyphs?
  sentences::Classifier ends;    // does a sentence end after this token?
  // Words of letters alone that are two tokens, and after how many letters the first one ends:
  // "cannot" 3.
  std::unordered_map<std::u32string, int> joined;
};

namespace sentences {

Result<SplitterModel> read_model(const std::filesystem::path& path);
std::string write_model(const SplitterModel& model);  // the bytes of the file

}  // namespace sentences
}  // namespace brink
