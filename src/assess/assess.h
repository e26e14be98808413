// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/result.h"
#include "brink/time.h"
#include "brink/watch.h"

namespace brink {

// Reads a watch file (TOML, docs/assess.md). An unknown key, a missing field, a number out of
// its range, a scenario that is named but not there: an Error with file and line, what was found
// and what was expected.
Result<Watch> read_watch(const std::string& path);

// A probability that a plan asks a scenario to reach.
struct PlanThreshold {
  std::string plan, scenario;
  double p = 0;
};
std::vector<PlanThreshold> thresholds_of(const Watch& watch);

// The numbers of the method. They are argued in docs/assess.md, not learnt.
struct AssessSettings {
  double window_half_lives = 4;  // older happenings weigh less than 1/16 and are left out
  double stirring_below = 0.2;   // chance of so many happenings in usual times
  double active_below = 0.02;
  double stirring_until = 0.35;  // a state once entered is left above these
  double active_until = 0.06;
  double stirring_counts = 0.5;  // share of an active indicator's log likelihood ratio
  double group_discount = 0.3;   // share of all but the strongest of a group
  // Share of all but the strongest of a scenario: one crisis moves them all, and the same newsrooms
  // choose what is told of it.
  double common_cause = 0.7;
  int history_days = 364;            // before the window: what is usual for this archive
  double usual_weighs_weeks = 8;     // so many weeks of it outweigh the watch file's usual_per_week
  double yield_weighs = 10;          // happenings: so many outweigh that an archive sees all that is usual
  double least_yield = 0.1, most_yield = 10;
  double memory_half_life_weeks = 26;  // of what was usual
  double press_elasticity = 0.5;     // how far more press means more of everything: 0 not, 1 all
  double most_exposure = 10;         // no week counts more than so many times, or less than a so-many-th
  double days_between_changes = 60;  // expected length of a run at one rate
  int series_days = 42;              // of the board's series; states are followed through them
  std::size_t full_coverage = 20;    // reports in 28 days from which on silence is evidence
  double trend_log_odds = 0.25;      // change within a week that is called rising or falling
  double near = 0.1;                 // of a plan's threshold
  int look_back_days = 60;           // for posture, commitments and exchanges
  std::size_t most_events = 20'000;  // read for one query; the newest
  std::size_t most_lines = 40;       // of posture, of commitments, of exchanges
  std::size_t most_tracks = 12;      // pairs of actors
};

// How a watch stood at the end of one day of the past, by what was known then.
struct ReplayStep {
  Day day{};
  std::vector<double> p;          // by scenario, in the watch's order
  std::vector<State> states;      // by indicator
  std::vector<bool> fired;        // by plan
  double recent_reports = 0;      // of the 28 days up to it
};

struct Replay {
  std::vector<ReplayStep> steps;
  std::vector<double> per_week;  // by indicator: happenings a week with press, first to last
  double weeks = 0;              // with press
};

// The watch followed from `first` to `last`, every so many days. Each step is by what was known on its
// day; only how reports are put together into happenings is judged once, at the end, since this reads
// the archive once. Steps without any recent report are left out.
Result<Replay> replay(const Watch& watch, const AssessSettings& settings,
                                       const Archive& archive, Day first, Day last, int every);

// How likely an indicator is to be active while a scenario draws near, and while it does not: the two
// chances whose ratios are a bearing's `present` and `absent`. Where silence is said to tell nothing
// (absent = 1) the second is taken to be a tenth.
struct ActiveRates {
  double if_it_comes = 0, if_not = 0;
};
ActiveRates active_rates(const Bearing& bearing);

// Writes what was learnt from labelled history, as the file that a watch names as `learnt`.
std::string learnt_text(const Watch& learnt, const std::string& from);

// Archive and watch -> where the crisis stands at the end of the day `at`, by what was known then.
class Assessor {
 public:
  explicit Assessor(Watch watch, AssessSettings settings = {});

  // Error when the archive cannot be read, or a plan's condition is none.
  Result<Assessment> assess(const Archive& archive, Day at) const;

  // The lists of the same board alone, at most so many lines of each. Error as above.
  Result<Ledger> ledger(const Archive& archive, Day at, std::size_t most) const;

 private:
  Watch watch_;
  AssessSettings settings_;
};

}  // namespace brink
