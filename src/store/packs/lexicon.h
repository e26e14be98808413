// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brink {

// Gives each different text a number, from 0 up in the order of their coming.
class Lexicon {
 public:
  Lexicon() = default;
  Lexicon(Lexicon&&) = default;  // not copied: the texts stay those of the map
  Lexicon& operator=(Lexicon&&) = default;

  std::uint32_t number_of(std::string_view text);
  std::size_t size() const { return texts_.size(); }
  std::string_view operator[](std::uint32_t number) const { return *texts_[number]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<const std::string*> texts_;  // of the map, whose nodes stay where they are
};

}  // namespace brink
