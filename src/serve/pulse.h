// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "serve/desk.h"

namespace brink {

// Sees that somebody has written to the archive, tells the streams, and has the default day's board
// made anew.
class Pulse {
 public:
  explicit Pulse(Desk& desk) : desk_(desk) {}
  ~Pulse() { end(); }

  void start();
  void end();

 private:
  void beat();
  void look(ArchiveLens& lens, std::int64_t& seen);
  void tell_board(std::uint64_t& told);

  Desk& desk_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace brink
