// SPDX-License-Identifier: Apache-2.0
#include "backtest/backtest.h"
#include "base/iso_time.h"

namespace brink {
namespace {

Json record_of(const Scores& s) {
  return {{"forecasts", s.forecasts}, {"came", s.came}, {"brier", s.brier},
          {"reliability", s.reliability}, {"resolution", s.resolution},
          {"uncertainty", s.uncertainty}, {"log_score", s.log_score}, {"auroc", s.auroc},
          {"average_precision", s.average_precision}};
}

}  // namespace

Json record_of(const Backtest& b) {
  Json forecasters = Json::array(), bins = Json::array(), levels = Json::array(), alarms = Json::array(),
       warnings = Json::array(), plans = Json::array();
  for (const Forecaster& f : b.forecasters)
    forecasters.push_back({{"name", f.name}, {"all", record_of(f.all)}, {"onset", record_of(f.onset)}});
  for (const CalibrationBin& c : b.calibration)
    bins.push_back({{"from", c.from}, {"to", c.to}, {"forecasts", c.forecasts}, {"mean_p", c.mean_p}, {"came", c.share_came}});
  for (const AlarmLevel& l : b.levels)
    levels.push_back({{"level", l.level}, {"came", l.came}, {"warned", l.warned}, {"false_alarms", l.false_alarms},
                      {"false_alarms_a_year", l.false_alarms_a_year}, {"median_lead_days", l.median_lead_days}});
  for (const Alarm& a : b.alarms)
    alarms.push_back({{"scenario", a.scenario}, {"from", to_iso(a.from)}, {"to", to_iso(a.to)}, {"peak", a.peak}, {"came", a.came}, {"active", a.active}});
  for (const Warning& w : b.warnings)
    warnings.push_back({{"scenario", w.scenario}, {"came", to_iso(w.came)}, {"p_before", w.p_before},
                        {"lead_days", w.lead_days < 0 ? Json() : Json(w.lead_days)}});
  for (const PlanRun& p : b.plans) plans.push_back({{"plan", p.plan}, {"from", to_iso(p.from)}, {"to", to_iso(p.to)}});
  return {{"from", to_iso(b.first)}, {"until", to_iso(b.last)}, {"every_days", b.every_days}, {"steps", b.steps},
          {"scenarios", b.scenarios}, {"outcomes", b.outcomes}, {"forecasters", forecasters}, {"calibration", bins},
          {"levels", levels}, {"alarms", alarms}, {"warnings", warnings}, {"plans", plans}};
}

Result<std::pair<Day, Day>> report_range(const Archive& archive) {
  const auto days = archive.report_days(*make_day(1900, 1, 1), *make_day(2999, 12, 31));
  if (!days) return days.error();
  if (days->empty()) return Error{"backtest", "archive", "no reports", "reports to replay"};
  return std::pair(days->front().day, days->back().day);
}

}  // namespace brink
