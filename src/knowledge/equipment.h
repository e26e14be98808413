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

// Weapons as equipment.tsv writes them. "#" in a pattern stands for digits, the last also for at
// most two letters behind them.
class Equipment {
 public:
  struct Found {
    std::size_t begin = 0, end = 0;  // tokens
    std::string name;                // "Su-34M"
  };

  static Result<Equipment> read(const std::filesystem::path& dir,
                                const std::filesystem::path& overlay);

  // What is named in these tokens, in order, the longest reading of each. A word at the beginning
  // may have a capital that its pattern does not have.
  std::vector<Found> found_in(std::span<const Token> tokens) const;
  // The names of it, each once.
  std::vector<std::string> named_in(std::span<const Token> tokens) const;

 private:
  friend struct KnowledgeFields;
  // The longest that begins with tokens[at]; end == begin when there is none.
  Found longest(std::span<const Token> tokens, std::size_t at) const;
  // The name for the text of some tokens joined by one space or none; nothing when there is none.
  const std::string* find(std::string_view key) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> names_;  // by pattern
  // Most tokens of a pattern that begins with these letters (up to a blank, a hyphen or a digit).
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> starts_;
};

}  // namespace brink
