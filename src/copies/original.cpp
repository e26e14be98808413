// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "copies/copies.h"

namespace brink {
namespace {

constexpr std::size_t kWordKeys = 20, kNameKeys = 12;
constexpr std::size_t kMostHolders = 16, kMostLookedAt = 12;

}  // namespace

std::vector<std::uint64_t> keys_of(const Sketch& sketch) {
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < std::min(kWordKeys, sketch.words.size()); ++i) keys.push_back(sketch.words[i]);
  for (std::size_t i = 0; i < std::min(kNameKeys, sketch.names.size()); ++i)
    keys.push_back(sketch.names[i] | std::uint64_t{1} << 32);
  return keys;
}

Result<std::optional<std::int64_t>> original_of(const Sketch& sketch, const Shelf& shelf, std::int64_t but) {
  std::map<std::int64_t, int> shared;
  for (const std::uint64_t key : keys_of(sketch)) {
    const auto holders = shelf.holders(key, kMostHolders);
    if (!holders) return holders.error();
    for (const std::int64_t report : *holders)
      if (report != but) ++shared[report];
  }
  std::vector<std::pair<int, std::int64_t>> ranked;
  for (const auto& [report, keys] : shared) ranked.push_back({-keys, report});
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kMostLookedAt) ranked.resize(kMostLookedAt);
  std::optional<std::int64_t> best;
  double best_likeness = -1;
  for (const auto& [keys, report] : ranked) {
    const auto other = shelf.sketch(report);
    if (!other) return other.error();
    const Likeness likeness = likeness_of(sketch, *other);
    if (!is_copy(likeness)) continue;
    const double all = likeness.contained + likeness.names_contained;
    if (all < best_likeness || (all == best_likeness && report > *best)) continue;
    best = report, best_likeness = all;
  }
  return best;
}

}  // namespace brink
