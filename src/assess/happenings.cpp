// SPDX-License-Identifier: Apache-2.0
#include "assess/happenings.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {
namespace {

constexpr double kUnsure = 0.5;  // confidence below which an event alone does not carry a happening

// What counting needs of an event.
struct Fact {
  Day happened, known, gone;
  bool sure;
};

Fact fact_of(const Event& event, const StoredDocument& report, Day at) {
  const auto known = read_day_range(report.known_from);
  const Day told = known ? known->first : at;
  const auto range = read_day_range(event.date, event.date_precision);
  const auto until = read_day_range(report.known_until);
  return {range ? std::min(range->last, told) : told, told, until ? until->first : Day::max(),
          !event.hedged && event.confidence >= kUnsure};
}

Happening happening_of(const Story& story, const std::unordered_map<std::string, Fact>& facts) {
  Happening happening{Day::min(), Day::max(), Day::min(), false, 0};
  for (const std::string& id : story.events) {
    const Fact& fact = facts.at(id);
    happening.happened = std::max(happening.happened, fact.happened);
    happening.first_seen = std::min(happening.first_seen, fact.known);
    happening.gone = std::max(happening.gone, fact.gone);
    happening.sure = happening.sure || fact.sure;
  }
  return happening;
}

}  // namespace

Result<Happenings> read_happenings(const std::vector<EventQuery>& any, const Archive& archive, Day at,
                                   int days, std::size_t most_events, bool ever) {
  Happenings found;
  found.reaches_back = at - std::chrono::days(days);
  StoryMerger merger;
  std::unordered_map<std::string, Fact> facts;
  for (EventQuery query : any) {
    query.known_by = to_iso(at);
    query.since = to_iso(at - std::chrono::days(days));
    query.limit = most_events + 1;
    query.ever = ever;
    query.brief = true;
    std::size_t read = 0;
    Day oldest = at;
    auto done = archive.events(query, [&](const Event& event, const StoredDocument& report) {
      if (read++ == most_events) return false;
      const Fact fact = fact_of(event, report, at);
      oldest = std::min(oldest, fact.known);
      const auto [it, fresh] = facts.emplace(event.id, fact);
      if (fresh)
        merger.add(event, report);
      else
        it->second.gone = std::max(it->second.gone, fact.gone);
      return true;
    });
    if (!done) return done.error();
    if (read <= most_events) continue;
    found.cut_short = true;
    found.reaches_back = std::max(found.reaches_back, oldest + std::chrono::days(1));
  }
  found.stories = merger.stories();
  for (std::size_t i = 0; i < found.stories.size(); ++i) {
    found.all.push_back(happening_of(found.stories[i], facts));
    found.all.back().story = i;
  }
  std::sort(found.all.begin(), found.all.end(), [](const Happening& a, const Happening& b) {
    return std::tie(a.happened, a.first_seen, a.story) < std::tie(b.happened, b.first_seen, b.story);
  });
  return found;
}

}  // namespace brink
