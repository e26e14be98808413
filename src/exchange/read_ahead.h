// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "exchange/exchange.h"

namespace brink {

// What a reader hands over: a record, or a line that cannot be used with its place.
using ReadItem = std::variant<Imported, std::pair<std::string, Error>>;

// Items on their way from the thread that reads to the one that writes, in order, a bounded number
// of them.
class ReadAhead {
 public:
  // The reader's side. False once the writer wants no more.
  bool put(ReadItem item);
  // The last one was put. The writer hears of it in any case; an Error when the last ones could not be
  // handed over for want of memory.
  Outcome end();

  // The writer's side. Waits; nothing at the end. `used`: those taken before, which the reader's thread
  // frees, since it made them: memory that one thread takes and another frees makes each wait for the other.
  std::vector<ReadItem> take(std::vector<ReadItem> used = {});
  void stop();

 private:
  static constexpr std::size_t kTogether = 256;  // items handed over at once
  static constexpr std::size_t kMostWaiting = 16;
  bool hand_over();

  std::vector<ReadItem> gathered_;  // the reader's alone
  std::mutex lock_;
  std::condition_variable changed_;
  std::deque<std::vector<ReadItem>> waiting_;
  std::vector<std::vector<ReadItem>> used_;
  bool ended_ = false, stopped_ = false;
};

}  // namespace brink
