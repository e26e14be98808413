// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "records/records.h"

namespace brink {

// What a watch officer should look at, read off the boards, and what was acknowledged or muted.
// Safe to share between threads.
class AlertBook {
 public:
  // `file` holds what was marked; "" keeps nothing. An unreadable file is begun anew.
  explicit AlertBook(std::string file);

  // Plans fired or near, indicators active, scenarios rising on this board. Gives back those that
  // the book did not have. What no longer holds leaves the book, so that it may be raised again.
  std::vector<Json> read(const Json& board);

  std::vector<Json> list(const std::string& state) const;  // "": all but muted; "all"
  // `what`: acknowledge, mute, reopen. Nothing when no alert has this id.
  std::optional<Json> mark(const std::string& id, const std::string& what);

 private:
  Json with_state(Json alert) const;
  void save() const;

  const std::string file_;
  mutable std::mutex mutex_;
  std::map<std::string, Json> alerts_;          // by id
  std::map<std::string, std::string> marked_;  // id -> acknowledged, muted
};

}  // namespace brink
