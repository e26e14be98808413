// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "forecast/count_model.h"
#include "forecast/count_scores.h"
#include "forecast/dated_acts.h"

namespace brink {

struct CountSettings {
  std::vector<std::string> actor, recipient, type;  // empty: any
  ActKind kind = ActKind::kType;
  std::string until;              // the last day known; "" for the archive's last
  int weeks = 4;                  // ahead
  std::size_t most_series = 20;
  double learning_share = 0.6;    // of the weeks, when the past is scored
};

// A week to come: the mean of the count, and the limits within which it lies with 50 and 90 %.
struct CountedWeek {
  Day first{};
  double mean = 0;
  int low50 = 0, high50 = 0, low90 = 0, high90 = 0;
};

// A series with what it was and what is expected of it.
struct CountForecast {
  std::string actor, recipient, type;
  long acts = 0;                    // in all weeks
  WeeklyCounts recent;              // the last weeks, at most 12; -1 for one without reports
  CountModel model;
  std::vector<CountedWeek> ahead;
  std::vector<std::string> events;  // Event::id of the last acts, at most 5, the newest first
};

struct CountForecasts {
  Day last{};             // the last day that is known
  std::size_t weeks = 0;  // that were learnt from
  std::vector<CountForecast> series;
};

// The busiest series that answer the settings. Error as read_dated_acts; no series when nothing answers.
Result<CountForecasts> forecast_counts(const Archive& archive, const CountSettings& settings);

// The past scored as count_scores.h says, over the series that are busiest in the first share of the weeks. Error
// also when there are too few weeks or no series.
Result<std::vector<CountScore>> evaluate_counts(const Archive& archive, const CountSettings& settings);

}  // namespace brink
