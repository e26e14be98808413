// SPDX-License-Identifier: Apache-2.0
// Layout (tsvectorsend of PostgreSQL 15's tsvector.c): number of words; each with a final NUL, the number
// of its places and the places, ascending; numbers of 4 and 2 bytes, highest first. The server sorts words.
#include "store/postgres/word_vector.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "store/postgres/bytes.h"
#include "store/words.h"

namespace brink {
namespace {

constexpr std::uint16_t kLastPlace = 16'383;
constexpr std::size_t kMostPlaces = 255;
constexpr std::size_t kMostBytes = 700'000;  // of the 1 MB that a tsvector takes at most
constexpr std::uint16_t kGap = 2;

class Gathering {
 public:
  void add(std::string_view text) {
    each_indexed_word(text, [this](const std::string& word) { add_word(word); });
    place_ = static_cast<std::uint16_t>(std::min<int>(place_ + kGap, kLastPlace));
  }

  std::string bytes() const {
    std::string out;
    append_big_endian<std::uint32_t>(out, static_cast<std::uint32_t>(words_.size()));
    for (const auto& [word, places] : words_) {
      out += word;
      out += '\0';
      append_big_endian<std::uint16_t>(out, static_cast<std::uint16_t>(places.size()));
      for (const std::uint16_t place : places) append_big_endian<std::uint16_t>(out, place);
    }
    return out;
  }

 private:
  void add_word(const std::string& word) {
    if (place_ < kLastPlace) ++place_;
    auto it = words_.find(word);
    if (it == words_.end()) {
      if (bytes_ + word.size() + 4 > kMostBytes) return;
      bytes_ += word.size() + 4;
      it = words_.emplace(word, std::vector<std::uint16_t>()).first;
    }
    std::vector<std::uint16_t>& places = it->second;
    if (places.size() == kMostPlaces || (!places.empty() && places.back() == place_) || bytes_ + 2 > kMostBytes) return;
    places.push_back(place_);
    bytes_ += 2;
  }

  std::unordered_map<std::string, std::vector<std::uint16_t>> words_;
  std::size_t bytes_ = 0;
  std::uint16_t place_ = 0;
};

}  // namespace

std::string word_vector(std::string_view text, std::string_view more) {
  Gathering words;
  words.add(text);
  words.add(more);
  return words.bytes();
}

}  // namespace brink
