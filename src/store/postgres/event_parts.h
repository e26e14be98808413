// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "brink/result.h"
#include "store/postgres/connection.h"

namespace brink {

// The table of events lies in parts: one for each month, of the act's last day, that has many, and one for
// the rest.
class EventParts {
 public:
  // Counts events that will be added, by day, and makes the parts of months that have come to be worth one,
  // inside the open transaction. A month whose part a reader stands in the way of, since it holds the rest, stays
  // there.
  Outcome expect(const PostgresConnection& connection, const std::map<std::int64_t, std::int64_t>& events_by_day);

  void forget() { parts_.clear(), loaded_ = false; }  // after a transaction that did not come to its end

 private:
  Outcome load(const PostgresConnection& connection);
  Outcome make(const PostgresConnection& connection, int month);

  bool loaded_ = false;
  std::set<int> parts_;  // months that have one, counted from January of year 0
  std::set<int> left_;   // months that are left to the rest for as long as this writer lives
};

}  // namespace brink
