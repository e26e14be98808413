// SPDX-License-Identifier: Apache-2.0
#include "assess/indicators.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "assess/changepoint.h"
#include "assess/share_out.h"
#include "assess/surprise.h"
#include "base/iso_time.h"

namespace brink {
namespace {

using std::chrono::days;

constexpr int kCoverageDays = 28;
constexpr int kTrendDays = 7;
constexpr int kChangeDays = 182;
constexpr double kTrendSurprise = 0.3;  // the chance halved or doubled
constexpr double kSureChange = 0.5, kNotableChange = 1.5;
constexpr double kLeastChance = 1e-12;

int window_of(const Indicator& indicator, const AssessSettings& settings) {
  return static_cast<int>(std::ceil(indicator.half_life_days * settings.window_half_lives));
}

// A state is left later than it is entered, so that a count at the border does not flicker.
State next_state(double chance, State before, const AssessSettings& settings) {
  const auto below = [&](double enter, double leave, bool inside) {
    return chance < (inside ? leave : enter);
  };
  if (below(settings.active_below, settings.active_until, before == State::kActive))
    return State::kActive;
  if (below(settings.stirring_below, settings.stirring_until, before != State::kQuiet))
    return State::kStirring;
  return State::kQuiet;
}

// How much press a past week had against now. Half of the difference, in logarithms, is put down to
// the archive: where a topic is watched its crisis brings the press, not the press the crisis.
double exposure_of(double then, double now, const AssessSettings& settings) {
  if (then <= 0) return 0;
  return now <= 0 ? 1
                  : std::clamp(std::pow(then / now, settings.press_elasticity),
                               1 / settings.most_exposure, settings.most_exposure);
}

// How much of what the watch calls usual this archive sees at all, by all its indicators together:
// a small archive, or a coder that misses much, sees a part; a large one several times as much.
double yield_of(const std::vector<IndicatorHistory::Counts>& counts,
                const std::vector<Indicator>& indicators, const AssessSettings& settings) {
  double seen = settings.yield_weighs, usual = settings.yield_weighs;
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (const Week& week : counts[i].weeks) {
      if (week.exposure <= 0) continue;
      seen += week.happenings;
      usual += indicators[i].usual_per_week * week.exposure;
    }
  return std::clamp(seen / usual, settings.least_yield, settings.most_yield);
}

Result<Day> first_known(const Indicator& indicator, const Archive& archive, Day at) {
  Day first = Day::max();
  for (EventQuery query : indicator.any) {
    query.known_by = to_iso(at);
    query.limit = 1;
    query.ever = true;
    query.brief = true;
    auto done = archive.events(query, [&](const Event&, const StoredDocument& report) {
      const auto known = read_iso(report.known_from);
      if (known) first = std::min(first, known->local_day());
      return true;
    });
    if (!done) return done.error();
  }
  return first;
}

}  // namespace

int IndicatorHistory::days_needed(const Indicator& indicator, const AssessSettings& settings) {
  return window_of(indicator, settings) + settings.history_days;
}

Result<IndicatorHistory> IndicatorHistory::read(const Indicator& indicator,
                                                const AssessSettings& settings,
                                                const Archive& archive, Day at, int days, bool ever) {
  IndicatorHistory history;
  history.indicator_ = &indicator, history.settings_ = &settings;
  history.window_ = window_of(indicator, settings);
  auto found = read_happenings(indicator.any, archive, at,
                               days_needed(indicator, settings) + days, settings.most_events, ever,
                               ever ? Day::max() : at - std::chrono::days(history.window_ - 1));
  if (!found) return found.error();
  history.happenings_ = std::move(*found);
  for (const Happening& h : history.happenings_.all)
    history.first_ever_ = std::min(history.first_ever_, h.first_seen);
  if (history.happenings_.all.empty() || ever) {
    // The newest suffices to know that there is one; it is old if none was found above.
    const auto first = first_known(indicator, archive, at - std::chrono::days(ever ? days : 0));
    if (!first) return first.error();
    history.first_ever_ = std::min(history.first_ever_, *first);
  }
  return history;
}

bool IndicatorHistory::in_window(const Happening& h, Day day) const {
  return h.known_on(day) && h.happened <= day && (day - h.happened).count() < window_;
}

std::vector<const Story*> IndicatorHistory::stories_of(Day day) const {
  std::vector<const Happening*> recent;
  for (const Happening& h : happenings_.all)
    if (h.story != Happening::kNoStory && in_window(h, day)) recent.push_back(&h);
  std::sort(recent.begin(), recent.end(),
            [](const Happening* a, const Happening* b) { return a->story < b->story; });
  std::vector<const Story*> stories;
  for (const Happening* h : recent) stories.push_back(&happenings_.stories[h->story]);
  return stories;
}

double IndicatorHistory::happened_between(Day first, Day last) const {
  return static_cast<double>(
      std::count_if(happenings_.all.begin(), happenings_.all.end(), [&](const Happening& h) {
        return h.happened >= first && h.happened <= last && h.first_seen <= last;
      }));
}

std::size_t IndicatorHistory::shaky_on(Day day) const {
  return static_cast<std::size_t>(
      std::count_if(happenings_.all.begin(), happenings_.all.end(),
                    [&](const Happening& h) { return !h.sure && in_window(h, day); }));
}

IndicatorHistory::Counts IndicatorHistory::counts(const Press& press, Day day) const {
  const Day opens = day - days(window_ - 1);
  Counts counts;
  counts.weeks.resize(static_cast<std::size_t>(settings_->history_days / 7));
  std::optional<std::uint32_t> outlet;
  bool several = false;
  const Day oldest = opens - days(7 * static_cast<int>(counts.weeks.size()));
  auto it = std::lower_bound(happenings_.all.begin(), happenings_.all.end(), oldest,
                             [](const Happening& h, Day d) { return h.happened < d; });
  for (; it != happenings_.all.end() && it->happened <= day; ++it) {
    if (!it->known_on(day)) continue;
    if (it->happened < opens) {
      counts.weeks[static_cast<std::size_t>((opens - it->happened).count() - 1) / 7].happenings += 1;
      continue;
    }
    counts.observed +=
        weight(static_cast<double>((day - it->happened).count()), indicator_->half_life_days);
    several = several || it->voice == Happening::kSeveral || (outlet && *outlet != it->voice);
    outlet = it->voice;
  }
  counts.alone = outlet && !several;
  counts.ever_seen = first_ever_ <= day;
  const double now = press.between(opens, day) / window_ * 7;
  for (std::size_t k = 0; k < counts.weeks.size(); ++k) {
    const Day end = opens - days(7 * static_cast<int>(k) + 1), first = end - days(6);
    counts.weeks[k].exposure = first < happenings_.reaches_back
                                   ? 0
                                   : exposure_of(press.between(first, end), now, *settings_);
  }
  return counts;
}

double IndicatorHistory::argued() const {
  return indicator_->usual_per_week / 7 * fading(indicator_->half_life_days, window_).sum;
}

Standing IndicatorHistory::standing(const Counts& counts, double yield, State before) const {
  Standing standing;
  standing.observed = counts.observed;
  standing.alone = counts.alone, standing.ever_seen = counts.ever_seen;
  const Usual usual = usual_of(yield * indicator_->usual_per_week, counts.weeks,
                               {settings_->usual_weighs_weeks, settings_->memory_half_life_weeks});
  const Fading sums = fading(indicator_->half_life_days, window_);
  standing.expected = usual.per_week / 7 * sums.sum;
  // Faded counts vary less than whole ones. Divided by this they have a Poisson's variance.
  const double scale = sums.squares / sums.sum;
  const double mean = standing.expected / scale;
  const double variance = usual.dispersion * mean + mean * mean / std::max(usual.shape, 1.0);
  const double chance = chance_of_so_many(counts.observed / scale, mean, variance);
  standing.surprise = std::max(0.0, -std::log10(std::max(chance, kLeastChance)));
  standing.state = next_state(chance, before, *settings_);
  return standing;
}

Change IndicatorHistory::change(Day at) const {
  std::vector<double> counts(kChangeDays, 0);
  const Day first = at - days(kChangeDays - 1);
  for (const Happening& h : happenings_.all)
    if (h.known_on(at) && h.happened >= first && h.happened <= at)
      counts[static_cast<std::size_t>((h.happened - first).count())] += 1;
  const ChangePoint found =
      latest_change(counts, indicator_->usual_per_week / 7, settings_->days_between_changes);
  const double ratio = (found.after + 0.01) / (found.before + 0.01);
  if (found.at == 0 || found.p < kSureChange ||
      (ratio < kNotableChange && ratio > 1 / kNotableChange))
    return {};
  return {to_iso(first + days(static_cast<int>(found.at))), found.p, 7 * found.before,
          7 * found.after};
}

Result<IndicatorHistories> IndicatorHistories::read(const Watch& watch, const AssessSettings& settings,
                                                    const Archive& archive, Day at, int days, bool ever,
                                                    const Task& beside) {
  IndicatorHistories all;
  all.watch = &watch;
  int longest = kCoverageDays;
  std::vector<std::optional<Result<IndicatorHistory>>> found(watch.indicators.size());
  std::vector<Task> tasks;
  if (beside) tasks.push_back(beside);
  for (std::size_t i = 0; i < found.size(); ++i) {
    longest = std::max(longest, IndicatorHistory::days_needed(watch.indicators[i], settings));
    tasks.push_back([&, i](const Archive& of) { found[i] = IndicatorHistory::read(watch.indicators[i], settings, of, at, days, ever); });
  }
  std::optional<Result<Press>> press;
  tasks.push_back([&](const Archive& of) { press = Press::read(of, at, longest + days + 7); });
  share_out(tasks, archive);
  for (auto& history : found) {
    if (!*history) return history->error();
    all.each.push_back(std::move(**history));
  }
  if (!*press) return press->error();
  all.press = std::move(**press);
  return all;
}

std::vector<DayStandings> IndicatorHistories::standings(const AssessSettings& settings, Day first,
                                                        Day last) const {
  std::vector<DayStandings> series;
  double argued = 0;
  for (const IndicatorHistory& history : each) argued += history.argued();
  const double enough = static_cast<double>(std::max<std::size_t>(settings.full_coverage, 1));
  std::vector<IndicatorHistory::Counts> counts(each.size());
  for (Day day = first; day <= last; day += days(1)) {
    DayStandings today;
    double observed = 0;
    for (std::size_t i = 0; i < each.size(); ++i) {
      counts[i] = each[i].counts(press, day);
      observed += counts[i].observed;
    }
    const double yield = yield_of(counts, watch->indicators, settings);
    for (std::size_t i = 0; i < each.size(); ++i)
      today.standings.push_back(each[i].standing(
          counts[i], yield, series.empty() ? State::kQuiet : series.back().standings[i].state));
    today.recent_reports = press.between(day - days(kCoverageDays - 1), day);
    today.seen_share = argued <= 0 ? 1 : std::min(1.0, observed / argued);
    today.coverage = today.seen_share * std::min(1.0, today.recent_reports / enough);
    series.push_back(std::move(today));
  }
  return series;
}

IndicatorReading reading_of(const Indicator& indicator, const IndicatorHistory& history,
                            const std::vector<DayStandings>& series, std::size_t index, Day last) {
  IndicatorReading reading;
  reading.id = indicator.id, reading.title = indicator.title;
  const auto on = [&](std::size_t day) -> const Standing& { return series[day].standings[index]; };
  const Standing& now = on(series.size() - 1);
  reading.state = now.state, reading.observed = now.observed, reading.expected = now.expected,
  reading.surprise = now.surprise;
  const Day first = last - days(static_cast<int>(series.size()) - 1);
  reading.series.from = to_iso(first);
  for (std::size_t i = 0; i < series.size(); ++i) {
    reading.series.observed.push_back(on(i).observed);
    reading.series.expected.push_back(on(i).expected);
    reading.series.surprise.push_back(on(i).surprise);
    reading.series.state.push_back(on(i).state);
    if (i > 0 && on(i).state != on(i - 1).state)
      reading.since = to_iso(first + days(static_cast<int>(i)));
  }
  const double before = series.size() > kTrendDays ? on(series.size() - 1 - kTrendDays).surprise : 0;
  const double moved = now.surprise - before;
  reading.trend = moved >= kTrendSurprise ? "rising" : moved <= -kTrendSurprise ? "falling" : "steady";
  reading.changed = history.change(last);
  for (const Story* story : history.stories_of(last)) reading.stories.push_back(story->id);
  return reading;
}

}  // namespace brink
