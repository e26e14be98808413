// SPDX-License-Identifier: Apache-2.0
#include "store/event_changes.h"

#include <map>
#include <set>

#include "store/keep.h"
#include "store/rows.h"

namespace brink {

EventChanges changes_between(std::vector<HeldEvent> held, std::span<const Event> events, Keep keep,
                             ExcerptLimit limit) {
  std::map<std::string, HeldEvent> before;
  for (HeldEvent& event : held) {
    std::string id = event.id;
    before.emplace(std::move(id), std::move(event));
  }
  EventChanges changes;
  EventCutter cutter(keep, limit);
  std::set<std::string_view> seen;
  for (const Event& event : events) {
    if (!seen.insert(event.id).second) continue;
    Event kept = event;
    cutter.cut(kept);
    const auto it = before.find(event.id);
    if (it != before.end() && it->second.text == kept.text && it->second.body == body_of(kept))
      before.erase(it);
    else
      changes.fresh.push_back(std::move(kept));
  }
  for (auto& [id, event] : before) changes.gone.push_back(std::move(event));
  return changes;
}

}  // namespace brink
