// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/utf8.h"
#include "copies/copies.h"
#include "copies/words.h"

namespace brink {
namespace {

std::uint32_t mix(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t h = a * 0x9E3779B97F4A7C15ull;
  h = (h ^ (h >> 29) ^ b) * 0xBF58476D1CE4E5B9ull;
  h = (h ^ (h >> 32) ^ c) * 0x94D049BB133111EBull;
  return static_cast<std::uint32_t>(h >> 32);
}

// The smallest `most` of all that is thrown in, in bounded space.
class Smallest {
 public:
  explicit Smallest(std::size_t most) : most_(most) {}

  void add(std::uint32_t hash) {
    if (hash >= bound_) return;
    if (kept_.empty()) kept_.reserve(4 * most_);
    kept_.push_back(hash);
    if (kept_.size() == 4 * most_) squeeze();
  }

  std::vector<std::uint32_t> take() {
    squeeze();
    return {kept_.begin(), kept_.end()};
  }

 private:
  void squeeze() {
    std::sort(kept_.begin(), kept_.end());
    kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
    if (kept_.size() < most_) return;
    kept_.resize(most_);
    bound_ = kept_.back();
  }

  std::size_t most_;
  std::uint32_t bound_ = 0xFFFFFFFF;
  std::vector<std::uint32_t> kept_;
};

}  // namespace

Sketch sketch_of(std::string_view text, std::string_view outlet) {
  Smallest words(Sketch::kMostWords), names(Sketch::kMostNames);
  std::array<std::uint64_t, 3> last{};  // hashes of the last words, the newest at the end
  std::size_t seen = 0;
  std::uint64_t name = 0;
  each_word(text, [&](std::string_view word, bool is_name) {
    const std::uint64_t hash = short_hash(word);
    last = {last[1], last[2], hash};
    if (++seen >= 3) words.add(mix(last[0], last[1], last[2]));
    if (!is_name || hash == name) return;
    if (name != 0) names.add(mix(name, hash, 1));
    name = hash;
  });
  // A text of one or two words is a shingle of its own.
  if (seen == 1 || seen == 2) words.add(mix(last[0], last[1], last[2]));
  const auto publisher = outlet.empty() ? 0 : static_cast<std::uint32_t>(short_hash(outlet) | 1);
  return {words.take(), names.take(), publisher};
}

}  // namespace brink
