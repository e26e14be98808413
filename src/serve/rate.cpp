// SPDX-License-Identifier: Apache-2.0
#include "serve/rate.h"

#include <algorithm>

namespace brink {

bool RateLimit::take(const std::string& address, std::chrono::steady_clock::time_point now) {
  constexpr std::size_t kMostAddresses = 10'000;
  constexpr double kBurstSeconds = 2;
  if (a_second_ <= 0) return true;
  const double most = std::max(1.0, kBurstSeconds * a_second_);
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kMostAddresses && !buckets_.contains(address))
    std::erase_if(buckets_, [&](const auto& b) { return std::chrono::duration<double>(now - b.second.filled).count() > kBurstSeconds; });
  if (buckets_.size() >= kMostAddresses && !buckets_.contains(address)) return false;
  Bucket& bucket = buckets_.try_emplace(address, Bucket{most, now}).first->second;
  const double passed = std::chrono::duration<double>(now - bucket.filled).count();
  bucket.left = std::min(most, bucket.left + std::max(0.0, passed) * a_second_);
  bucket.filled = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}

}  // namespace brink
