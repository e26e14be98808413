// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/assess.h"
#include "backtest/outcomes.h"
#include "backtest/scores.h"
#include "brink/archive.h"
#include "brink/result.h"
#include "brink/watch.h"
#include "records/records.h"

namespace brink {

struct BacktestSettings {
  Day first{}, last{};     // the days that are scored
  int every_days = 1;
  double alarm = 0.2;      // the probability from which on a scenario is said to be warned of
  Day outcomes_until{};    // what came is known up to this day; later horizons are not scored
};

// One forecaster's scores: of all steps, and of those alone at whose time the scenario had not come
// true within a horizon before (the beginnings, which are what warning is for).
struct Forecaster {
  std::string name;
  Scores all, onset;
};

// A run of steps at which a scenario's probability reached the alarm.
struct Alarm {
  std::string scenario, title;
  Day from{}, to{};
  double peak = 0;
  bool came = false;             // the scenario came true within a horizon of some step of it
  std::vector<std::string> active;  // indicators active at the peak
};

// How soon what came was warned of.
struct Warning {
  std::string scenario, title;
  Day came{};
  double p_before = 0;           // at the last step before
  int lead_days = -1;            // how long before the alarm was first reached within the horizon; -1 never
};

// What an alarm level would have meant.
struct AlarmLevel {
  double level = 0;
  std::size_t came = 0, warned = 0, false_alarms = 0;
  double false_alarms_a_year = 0;
  double median_lead_days = 0;   // of what was warned of
};

struct PlanRun {
  std::string plan, title;
  Day from{}, to{};
};

struct Backtest {
  Day first{}, last{};
  int every_days = 1;
  std::size_t steps = 0, scenarios = 0, outcomes = 0;
  std::vector<Forecaster> forecasters;   // the watch first, then those it has to beat
  std::vector<CalibrationBin> calibration;
  std::vector<AlarmLevel> levels;
  std::vector<Alarm> alarms;             // at the asked-for level, in time
  std::vector<Warning> warnings;
  std::vector<PlanRun> plans;
};

// Replays the watch over the archive and scores what it said by what came.
Result<Backtest> backtest(const Watch& watch, const AssessSettings& assess,
                          const BacktestSettings& settings, const Archive& archive,
                          const Outcomes& outcomes);

Json record_of(const Backtest& backtest);

// The first and the last day of which the archive holds reports. Error when it holds none.
Result<std::pair<Day, Day>> report_range(const Archive& archive);

// The watch with base rates and likelihood ratios learnt from steps and outcomes before `settings.last`
// alone; what history is thin on stays near what the watch argues. Method: docs/backtest.md.
Result<Watch> learn(const Watch& watch, const AssessSettings& assess, const BacktestSettings& settings,
                    const Archive& archive, const Outcomes& outcomes);

}  // namespace brink
