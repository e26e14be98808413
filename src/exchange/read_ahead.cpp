// SPDX-License-Identifier: Apache-2.0
#include "exchange/read_ahead.h"

namespace brink {

bool ReadAhead::put(ReadItem item) {
  gathered_.push_back(std::move(item));
  return gathered_.size() < kTogether || hand_over(false);
}

void ReadAhead::end() { (void)hand_over(true); }

bool ReadAhead::hand_over(bool last) {
  std::unique_lock guard(lock_);
  changed_.wait(guard, [&] { return stopped_ || waiting_.size() < kMostWaiting; });
  if (!gathered_.empty()) waiting_.push_back(std::exchange(gathered_, {}));
  ended_ = last;
  changed_.notify_all();
  return !stopped_;
}

std::vector<ReadItem> ReadAhead::take() {
  std::unique_lock guard(lock_);
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
