// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

namespace brink {

// What goes to all event streams. Keeps the last 256 messages; a stream that lags further behind
// misses some and learns the state from the next. Safe to share between threads.
class Hub {
 public:
  void tell(const std::string& message);
  std::uint64_t now() const;  // the number after the last message

  // Messages from number `next` on, put together, `next` moved behind them; waits for one at most so
  // long, or until the hub ends.
  std::string await(std::uint64_t& next, std::chrono::milliseconds most);
  void end();
  bool ended() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable told_;
  std::deque<std::string> messages_;
  std::uint64_t first_ = 0;  // the number of messages_.front()
  bool ended_ = false;
};

// One server-sent event. `data` holds no line end.
std::string sse(const std::string& event, const std::string& data, const std::string& id = "");

}  // namespace brink
