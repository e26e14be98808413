// SPDX-License-Identifier: Apache-2.0
#include "assess/indicators.h"

#include <algorithm>
#include <cmath>

#include "assess/known.h"
#include "assess/surprise.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {
namespace {

constexpr double kUnsure = 0.5;  // confidence below which an event alone does not carry a happening

int window_of(const Indicator& indicator, const AssessSettings& settings) {
  return static_cast<int>(std::ceil(indicator.half_life_days * settings.window_half_lives));
}

// The events that answer any of the indicator's queries, each once.
Result<KnownEvents> answers(const Indicator& indicator, const AssessSettings& settings,
                            const Archive& archive, Day at, int days) {
  KnownEvents all;
  std::set<std::string> seen;
  for (const EventQuery& query : indicator.any) {
    auto found = known_events(archive, query, at, days, settings.most_events);
    if (!found) return found.error();
    all.cut_short = all.cut_short || found->cut_short;
    for (Known& known : found->events)
      if (seen.insert(known.event.id).second) all.events.push_back(std::move(known));
  }
  return all;
}

State state_of(double observed, double expected, Fading sums, const AssessSettings& settings) {
  // Faded counts vary less than whole ones. Divided by this they have a Poisson's variance.
  const double scale = sums.squares / sums.sum;
  const double chance = chance_of_so_many(observed / scale, expected / scale);
  if (chance < settings.active_below) return State::kActive;
  return chance < settings.stirring_below ? State::kStirring : State::kQuiet;
}

// What the reports of one happening say together.
struct Told {
  Day happened{};
  bool sure = false;
};

Told told(const Story& story, const std::map<std::string, const Known*>& events) {
  Told all;
  for (const std::string& id : story.events) {
    const Known& known = *events.at(id);
    all.happened = std::max(all.happened, known.happened);
    all.sure = all.sure || (!known.event.hedged && known.event.confidence >= kUnsure);
  }
  return all;
}

// The weeks in which the archive holds any report.
class History {
 public:
  static Result<History> read(const Archive& archive, Day at, int days);
  double weeks_between(Day first, Day end) const {
    return static_cast<double>(std::count_if(
        weeks_.begin(), weeks_.end(), [&](Day last) { return first <= last && last < end; }));
  }

 private:
  std::vector<Day> weeks_;  // their last days
};

Result<History> History::read(const Archive& archive, Day at, int days) {
  History history;
  for (Day last = at; last > at - std::chrono::days(days); last -= std::chrono::days(7)) {
    DocumentQuery query;
    query.since = to_iso(last - std::chrono::days(6)), query.until = to_iso(last);
    query.limit = 1;
    auto done = archive.documents(
        query, [&](const StoredDocument&) { return history.weeks_.push_back(last), false; });
    if (!done) return done.error();
  }
  return history;
}

// The watch file's rate and what this archive has seen before, each by its weeks (the mean of a
// Gamma distribution that the weeks have updated).
double usual_per_week(const Indicator& indicator, const AssessSettings& settings, double before,
                      double weeks) {
  return (indicator.usual_per_week * settings.usual_weighs_weeks + before) /
         (settings.usual_weighs_weeks + weeks);
}

Result<IndicatorState> read_one(const Indicator& indicator, const AssessSettings& settings,
                                const Archive& archive, const History& history, Day at) {
  const int window = window_of(indicator, settings);
  const auto found = answers(indicator, settings, archive, at, window + settings.history_days);
  if (!found) return found.error();
  StoryMerger merger;
  std::map<std::string, const Known*> events;
  for (const Known& known : found->events) {
    merger.add(known.event, known.report);
    events[known.event.id] = &known;
  }
  IndicatorState state;
  state.indicator = &indicator;
  state.cut_short = found->cut_short;
  IndicatorReading& reading = state.reading;
  reading.id = indicator.id, reading.title = indicator.title;
  const Day opens = at - std::chrono::days(window - 1);
  const Day remembered = opens - std::chrono::days(settings.history_days);
  double before = 0;
  for (Story& story : merger.stories()) {
    const Told all = told(story, events);
    if (all.happened < opens) {
      before += all.happened >= remembered;
      continue;
    }
    reading.observed +=
        weight(static_cast<double>((at - all.happened).count()), indicator.half_life_days);
    reading.stories.push_back(story.id);
    state.shaky += !all.sure;
    state.reports.insert(story.reports.begin(), story.reports.end());
    state.outlets.insert(story.voices.begin(), story.voices.end());
    state.stories.push_back(std::move(story));
  }
  const Fading sums = fading(indicator.half_life_days, window);
  const double weeks = found->cut_short ? 0 : history.weeks_between(remembered, opens);
  reading.expected =
      usual_per_week(indicator, settings, weeks > 0 ? before : 0, weeks) / 7 * sums.sum;
  reading.state = state_of(reading.observed, reading.expected, sums, settings);
  return state;
}

// Whether the archive has shown that it, and the coder, can see such a thing at all.
Result<bool> ever_seen(const Indicator& indicator, const Archive& archive, Day at) {
  for (EventQuery query : indicator.any) {
    query.known_by = to_iso(at);
    query.limit = 1;
    bool any = false;
    auto done =
        archive.events(query, [&](const Event&, const StoredDocument&) { return !(any = true); });
    if (!done) return done.error();
    if (any) return true;
  }
  return false;
}

double share_of_usual(const std::vector<IndicatorState>& states) {
  double observed = 0, expected = 0;
  for (const IndicatorState& state : states)
    observed += state.reading.observed, expected += state.reading.expected;
  return expected <= 0 ? 1 : std::min(1.0, observed / expected);
}

// Reports of the last four weeks, no more than tell that there are enough.
Result<std::size_t> recent_reports(const Archive& archive, Day at, std::size_t enough) {
  DocumentQuery query;
  query.since = to_iso(at - std::chrono::days(27));
  query.until = to_iso(at);
  query.limit = enough;
  std::size_t count = 0;
  auto done = archive.documents(query, [&](const StoredDocument&) { return ++count < enough; });
  if (!done) return done.error();
  return count;
}

}  // namespace

Result<IndicatorStates> read_indicators(const Watch& watch, const AssessSettings& settings,
                                        const Archive& archive, Day at) {
  IndicatorStates all;
  const auto reports = recent_reports(archive, at, settings.full_coverage);
  if (!reports) return reports.error();
  all.recent_reports = *reports;
  int longest = 0;
  for (const Indicator& indicator : watch.indicators)
    longest = std::max(longest, window_of(indicator, settings));
  const auto history = History::read(archive, at, longest + settings.history_days);
  if (!history) return history.error();
  for (const Indicator& indicator : watch.indicators) {
    auto state = read_one(indicator, settings, archive, *history, at);
    if (!state) return state.error();
    const auto ever =
        state->stories.empty() ? ever_seen(indicator, archive, at) : Result<bool>(true);
    if (!ever) return ever.error();
    state->ever_seen = *ever;
    all.states.push_back(std::move(*state));
  }
  const double enough = static_cast<double>(std::max<std::size_t>(settings.full_coverage, 1));
  all.seen_share = share_of_usual(all.states);
  all.coverage = all.seen_share * std::min(1.0, static_cast<double>(*reports) / enough);
  return all;
}

}  // namespace brink
