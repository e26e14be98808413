// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>

#include "brink/result.h"
#include "store/postgres/connection.h"

namespace brink {

// The table of events lies in parts, one a month of the act's last day.
class EventParts {
 public:
  // Makes what is missing for the months of these days, inside the open transaction. A month that cannot
  // be made now, since a reader holds the part that takes the rest, is left to that part.
  Outcome make(const PostgresConnection& connection, const std::set<std::int64_t>& days);

  void forget() { known_.clear(), loaded_ = false; }  // after a transaction that did not come to its end

 private:
  Outcome load(const PostgresConnection& connection);

  bool loaded_ = false;
  std::set<int> known_;  // months counted from January of year 0
};

}  // namespace brink
