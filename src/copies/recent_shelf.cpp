// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "copies/copies.h"

namespace brink {
namespace {

constexpr std::size_t kMostKept = 16;  // reports a key: a phrase that all use tells nothing

}  // namespace

std::int64_t RecentShelf::add(Sketch sketch) {
  const std::int64_t report = next_++;
  for (const std::uint64_t key : keys_of(sketch)) {
    std::vector<std::int64_t>& holders = by_key_[key];
    if (!holders.empty() && holders.back() == report) continue;
    if (holders.size() == kMostKept) holders.erase(holders.begin());
    holders.push_back(report);
  }
  if (sketches_.size() < most_) {
    sketches_.push_back(std::move(sketch));
    return report;
  }
  forget(report - static_cast<std::int64_t>(most_));
  sketches_[static_cast<std::size_t>(report) % most_] = std::move(sketch);
  return report;
}

// The oldest of all is the first of each of its keys.
void RecentShelf::forget(std::int64_t report) {
  for (const std::uint64_t key : keys_of(sketches_[static_cast<std::size_t>(report) % most_])) {
    const auto at = by_key_.find(key);
    if (at == by_key_.end()) continue;
    std::erase(at->second, report);
    if (at->second.empty()) by_key_.erase(at);
  }
}

Result<std::vector<std::int64_t>> RecentShelf::holders(std::uint64_t key, std::size_t most) const {
  const auto at = by_key_.find(key);
  if (at == by_key_.end()) return std::vector<std::int64_t>();
  const auto& all = at->second;
  const auto count = static_cast<std::ptrdiff_t>(std::min(most, all.size()));
  return std::vector<std::int64_t>(all.rbegin(), all.rbegin() + count);
}

Result<Sketch> RecentShelf::sketch(std::int64_t report) const {
  if (report < 0 || report >= next_ || report + static_cast<std::int64_t>(most_) < next_)
    return Error{"copies", "report " + std::to_string(report), "no sketch", "one of the newest " + std::to_string(most_)};
  return sketches_[static_cast<std::size_t>(report) % most_];
}

}  // namespace brink
