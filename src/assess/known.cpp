// SPDX-License-Identifier: Apache-2.0
#include "assess/known.h"

#include <algorithm>
#include <tuple>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {

bool Known::operator<(const Known& other) const {
  return std::tie(happened, known, event.document, event.sentence, event.trigger.span, event.id) <
         std::tie(other.happened, other.known, other.event.document, other.event.sentence,
                  other.event.trigger.span, other.event.id);
}

Result<KnownEvents> known_events(const Archive& archive, EventQuery query, Day at, int days,
                                 std::size_t most, StoryMerger* merger) {
  query.known_by = to_iso(at);
  query.since = to_iso(at - std::chrono::days(days));
  query.limit = most + 1;
  query.brief = true;
  KnownEvents found;
  auto done = archive.events(query, [&](const Event& event, const StoredDocument& report) {
    if (found.events.size() == most) {
      found.cut_short = true;
      return false;
    }
    const auto known = read_day_range(report.known_from);
    const Day day = known ? known->first : at;
    const auto range = read_day_range(event.date, event.date_precision);
    if (merger) merger->add(event, report);
    found.events.push_back({event, report.document.outlet, day, range ? std::min(range->last, day) : day});
    return true;
  });
  if (!done) return done.error();
  std::sort(found.events.begin(), found.events.end());
  return found;
}

}  // namespace brink
