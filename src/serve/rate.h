// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace brink {

// A token bucket an address: so many requests a second, and at once as many as two seconds give.
// Remembers at most 10,000 addresses. Safe to share between threads.
class RateLimit {
 public:
  explicit RateLimit(double a_second) : a_second_(a_second) {}  // 0: no limit

  bool take(const std::string& address, std::chrono::steady_clock::time_point now);

 private:
  struct Bucket {
    double left;
    std::chrono::steady_clock::time_point filled;
  };
  const double a_second_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace brink
