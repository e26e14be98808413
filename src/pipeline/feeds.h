// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>

#include "brink/archive.h"
#include "intake/intake.h"
#include "pipeline/settings.h"

namespace brink {

// What a watch asks of the world, handed in so that runs repeat.
struct WatchTools {
  std::function<std::chrono::sys_seconds()> clock;
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> chance;  // 0 to 1
  std::function<bool()> stop;      // asked between documents and during waits
};

// What is remembered of a feed from one round, and one run, to the next.
struct FeedMemory {
  int failures = 0;                          // in a row
  std::string rests_until;                   // UTC, ISO 8601; "" when it does not
  std::map<std::string, std::string> pages;  // taken, by address: when
};

Result<FeedMemory> recall_feed(const Archive& archive, const std::string& feed);
Outcome keep_feed(Archive& archive, const std::string& feed, const FeedMemory& memory);

// A minute after the first failure, twice as long after each further one, up to `most_minutes`; from
// half of it to all of it by `chance`, so that many watchers do not come back at once.
std::chrono::seconds rest_after(int failures, int most_minutes, double chance);

// Holds fetches back: hosts are not asked more often than the settings say, a feed's pages not again
// too soon, and nothing any more once it is time to stop.
class Politeness {
 public:
  Politeness(const WatchSettings& settings, const WatchTools& tools) : settings_(settings), tools_(tools) {}

  // For one feed, whose memory is read and written; both outlive the gate.
  FetchGate gate_of(const std::string& feed, FeedMemory& memory);

  // Sleeps in small pieces; false when it was time to stop.
  bool wait(std::chrono::milliseconds time) const;

 private:
  bool is_fresh(const FeedMemory& memory, const std::string& url) const;
  bool wait_for_host(const std::string& url);

  const WatchSettings& settings_;
  const WatchTools& tools_;
  std::map<std::string, std::chrono::steady_clock::time_point> asked_;  // by host
};

}  // namespace brink
