// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"

namespace brink {

// Weapons as equipment.tsv writes them. "#" in a pattern stands for digits and at most two letters.
class Equipment {
 public:
  static Result<Equipment> read(const std::filesystem::path& dir,
                                const std::filesystem::path& overlay);

  // What is named in these tokens, each once, in order; the longest reading of each.
  std::vector<std::string> named_in(std::span<const Token> tokens) const;

 private:
  // The name for the text of some tokens joined by one space or none; nothing when there is none.
  const std::string* find(std::string_view key) const;

  std::unordered_map<std::string, std::string> names_;  // by pattern
  std::size_t most_tokens_ = 1;
};

}  // namespace brink
