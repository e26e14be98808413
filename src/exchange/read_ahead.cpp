// SPDX-License-Identifier: Apache-2.0
#include "exchange/read_ahead.h"

#include "base/no_memory.h"

namespace brink {

bool ReadAhead::put(ReadItem item) {
  gathered_.push_back(std::move(item));
  return gathered_.size() < kTogether || hand_over();
}

Outcome ReadAhead::end() {
  const Outcome handed = or_no_memory("exchange", "", [&]() -> Outcome { return (void)hand_over(), Done{}; });
  const std::lock_guard guard(lock_);
  ended_ = true;
  changed_.notify_all();
  return handed;
}

bool ReadAhead::hand_over() {
  std::unique_lock guard(lock_);
  changed_.wait(guard, [&] { return stopped_ || waiting_.size() < kMostWaiting; });
  if (!gathered_.empty()) waiting_.push_back(std::exchange(gathered_, {}));
  changed_.notify_all();
  const bool going = !stopped_;
  const auto used = std::exchange(used_, {});
  guard.unlock();
  gathered_.reserve(kTogether);
  return going;
}

std::vector<ReadItem> ReadAhead::take(std::vector<ReadItem> used) {
  std::unique_lock guard(lock_);
  if (!used.empty() && !ended_) used_.push_back(std::move(used));
  changed_.wait(guard, [&] { return ended_ || !waiting_.empty(); });
  if (waiting_.empty()) return {};
  std::vector<ReadItem> items = std::move(waiting_.front());
  waiting_.pop_front();
  changed_.notify_all();
  return items;
}

void ReadAhead::stop() {
  const std::lock_guard guard(lock_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace brink
