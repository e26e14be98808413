// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/sqlite/database.h"

namespace brink {

// While it lives all questions see the archive as it is at the first of them, whoever writes meanwhile.
class Snapshot {
 public:
  explicit Snapshot(const Database& database) : database_(database), ours_(!database.in_transaction()) {
    if (ours_) ours_ = database_.run("BEGIN").ok();
  }
  ~Snapshot() {
    if (ours_ && database_.in_transaction()) (void)database_.run("COMMIT").ok();
  }
  Snapshot(const Snapshot&) = delete;

 private:
  const Database& database_;
  bool ours_;
};

}  // namespace brink
