// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "alerts/alerts.h"
#include "brink/archive.h"
#include "brink/watch.h"
#include "pipeline/feeds.h"

namespace brink {

class Pipeline;

// What a round came to.
struct WatchRound {
  std::string at;  // UTC, ISO 8601
  int feeds = 0, resting = 0, failed = 0;
  std::uint64_t fresh = 0, revised = 0, events = 0, aside = 0;
  int alerts = 0;
  DeliveryReport delivered;
  std::vector<std::string> failures;  // a sentence each: feeds, board, archive, channels
  bool stopped = false;               // before its end, as was asked
  bool judged = false;                // the board was made and compared

  std::string line() const;  // for the operator
};

// The loop of `brink watch`:
//
//     feeds -> archive -> board -> alerts -> channels
//
// A feed that fails rests and does not stop the others; one round of alerts is in the archive whole or
// not at all, together with the standing that the next is compared with.
class WatchRounds {
 public:
  // `feeds`: besides those of the watch file. The pipeline and the archive outlive this.
  WatchRounds(const Pipeline& pipeline, Watch watch, Archive& archive,
              const std::vector<std::string>& feeds, WatchTools tools);

  const std::vector<std::string>& feeds() const { return feeds_; }
  WatchRound round();

  // Sleeps until the next round is due; false when it was time to stop.
  bool wait(std::chrono::milliseconds time) const { return politeness_.wait(time); }

 private:
  void take_in(const std::string& feed, WatchRound& round);
  Outcome judge(WatchRound& round);
  Outcome keep(const Comparison& comparison, WatchRound& round);
  std::string note_of_standing() const { return "watch/" + watch_.id; }

  const Pipeline& pipeline_;
  Watch watch_;
  Archive& archive_;
  std::vector<std::string> feeds_;
  WatchTools tools_;
  Politeness politeness_;
  PlansAsk asked_;
  Outbox outbox_;
};

}  // namespace brink
