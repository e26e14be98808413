// SPDX-License-Identifier: Apache-2.0
#include "assess/recent.h"

#include "stories/stories.h"

namespace brink {

Result<Recent> Recent::read(const Archive& archive, const std::vector<std::string>& actors, Day at,
                            int days, std::size_t most) {
  EventQuery query;
  query.actor = actors;
  StoryMerger merger;
  auto known = known_events(archive, query, at, days, most, &merger);
  if (!known) return known.error();
  Recent recent;
  recent.events = std::move(known->events);
  for (const Known& one : recent.events) recent.by_id[one.event.id] = &one;
  recent.stories = merger.stories();
  return recent;
}

}  // namespace brink
