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
                            const Archive& archive, Day at) {
  KnownEvents all;
  std::set<std::string> seen;
  for (const EventQuery& query : indicator.any) {
    auto found =
        known_events(archive, query, at, window_of(indicator, settings), settings.most_events);
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

struct Weighed {
  Day happened{};
  bool sure = false;
};

Result<IndicatorState> read_one(const Indicator& indicator, const AssessSettings& settings,
                                const Archive& archive, Day at) {
  const auto found = answers(indicator, settings, archive, at);
  if (!found) return found.error();
  StoryMerger merger;
  std::map<std::string, Weighed> events;
  IndicatorState state;
  for (const Known& known : found->events) {
    merger.add(known.event, known.report);
    events[known.event.id] = {known.happened,
                              !known.event.hedged && known.event.confidence >= kUnsure};
    state.reports.insert(known.event.document);
    state.outlets.insert(known.report.document.outlet);
  }
  const int window = window_of(indicator, settings);
  const Fading sums = fading(indicator.half_life_days, window);
  state.indicator = &indicator;
  state.cut_short = found->cut_short;
  state.stories = merger.stories();
  IndicatorReading& reading = state.reading;
  reading.id = indicator.id, reading.title = indicator.title;
  for (const Story& story : state.stories) {
    Weighed best;
    for (const std::string& id : story.events) {
      best.happened = std::max(best.happened, events[id].happened);
      best.sure = best.sure || events[id].sure;
    }
    const auto age = (at - best.happened).count();
    reading.observed +=
        weight(static_cast<double>(std::max<long>(age, 0)), indicator.half_life_days);
    reading.stories.push_back(story.id);
    state.shaky += !best.sure;
  }
  reading.expected = indicator.usual_per_week / 7 * sums.sum;
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
  for (const Indicator& indicator : watch.indicators) {
    auto state = read_one(indicator, settings, archive, at);
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
