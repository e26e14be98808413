// SPDX-License-Identifier: Apache-2.0
#include "forecast/count_model.h"

#include <algorithm>
#include <cmath>

namespace brink {
namespace {

constexpr double kArgued = 0.1, kArguedWeighs = 1;  // a week, before anything is known
constexpr double kMemories = 5;                     // half-lives after which a week is left out
constexpr double kPooledWeeks = 52;
constexpr int kTooFew = 8;                          // first weeks that are not scored

std::vector<CountModel> grid() {
  std::vector<CountModel> models;
  for (const double half_life : {8.0, 26.0, 104.0})
    for (const double excited : {0.0, 0.2, 0.4, 0.6, 0.8})
      for (const double lingers : {0.0, 0.5, 0.8}) {
        if (excited == 0 && lingers > 0) continue;
        for (const double size : {0.3, 0.7, 1.5, 3.0, 6.0, 15.0, 60.0}) models.push_back({half_life, excited, lingers, size});
      }
  return models;
}

double usual_before(const WeeklyCounts& counts, std::size_t week, double half_life_weeks) {
  std::vector<Week> weeks;
  const auto reach = static_cast<std::size_t>(kMemories * half_life_weeks);
  for (std::size_t k = 0; k < std::min(week, reach); ++k) {
    const int count = counts[week - 1 - k];
    weeks.push_back({static_cast<double>(std::max(count, 0)), count < 0 ? 0.0 : 1.0});
  }
  return usual_of(kArgued, weeks, {kArguedWeighs, half_life_weeks}).per_week;
}

std::vector<double> usual_by_week(const WeeklyCounts& counts, double half_life_weeks) {
  std::vector<double> usual(counts.size() + 1);
  for (std::size_t week = 0; week < usual.size(); ++week) usual[week] = usual_before(counts, week, half_life_weeks);
  return usual;
}

std::vector<CountState> with_recent(const std::vector<double>& usual, const WeeklyCounts& counts, double lingers) {
  std::vector<CountState> states(usual.size());
  double recent = 0;
  bool any = false;
  for (std::size_t week = 0; week < usual.size(); ++week) {
    states[week] = {usual[week], any ? recent : usual[week]};
    if (week == counts.size() || counts[week] < 0) continue;
    recent = any ? lingers * recent + (1 - lingers) * counts[week] : counts[week];
    any = true;
  }
  return states;
}

// Log scores of every model, and how many weeks they are of.
struct GridScores {
  std::vector<double> sums;
  int weeks = 0;
};

GridScores score_grid(const WeeklyCounts& counts, const std::vector<CountModel>& models) {
  GridScores scores{std::vector<double>(models.size()), 0};
  std::vector<double> usual;
  for (std::size_t m = 0; m < models.size(); ++m) {
    if (m == 0 || models[m].half_life_weeks != models[m - 1].half_life_weeks) usual = usual_by_week(counts, models[m].half_life_weeks);
    const auto states = with_recent(usual, counts, models[m].lingers);
    int scored = 0;
    for (std::size_t week = kTooFew; week < counts.size(); ++week)
      if (counts[week] >= 0) scores.sums[m] += look_ahead(states[week], models[m], 1).log_probability(counts[week]), ++scored;
    scores.weeks = scored;
  }
  return scores;
}

}  // namespace

std::vector<CountState> states_of(const WeeklyCounts& counts, const CountModel& model) {
  return with_recent(usual_by_week(counts, model.half_life_weeks), counts, model.lingers);
}

NegativeBinomial look_ahead(const CountState& state, const CountModel& model, int ahead) {
  const double base = (1 - model.excited) * state.usual;
  double recent = state.recent, spread = 0;  // mean and variance of what is recent
  for (int week = 1;; ++week) {
    const double mean = base + model.excited * recent, wander = model.excited * model.excited * spread;
    const double noise = mean + (mean * mean + wander) / model.size;
    if (week >= ahead) return NegativeBinomial::of_moments(mean, wander + noise);
    const double keeps = model.lingers + (1 - model.lingers) * model.excited, takes = 1 - model.lingers;
    recent = model.lingers * recent + takes * mean;
    spread = keeps * keeps * spread + takes * takes * noise;
  }
}

std::vector<CountModel> fit_count_models(std::span<const WeeklyCounts> series) {
  const auto models = grid();
  std::vector<GridScores> own;
  std::vector<double> pooled(models.size());
  double weeks = 0;
  for (const WeeklyCounts& counts : series) {
    own.push_back(score_grid(counts, models));
    for (std::size_t m = 0; m < models.size(); ++m) pooled[m] += own.back().sums[m];
    weeks += own.back().weeks;
  }
  std::vector<CountModel> best;
  for (GridScores& scores : own) {
    for (std::size_t m = 0; m < models.size() && weeks > 0; ++m) scores.sums[m] += kPooledWeeks * pooled[m] / weeks;
    best.push_back(weeks > 0 ? models[static_cast<std::size_t>(std::ranges::max_element(scores.sums) - scores.sums.begin())] : CountModel{});
  }
  return best;
}

}  // namespace brink
