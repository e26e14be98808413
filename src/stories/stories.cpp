// SPDX-License-Identifier: Apache-2.0
#include "stories/stories.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/hash.h"
#include "base/iso_time.h"
#include "stories/gathering.h"
#include "stories/telling.h"

namespace brink {
namespace {

constexpr char kMark = '\x1f';  // between the parts of a key; no code or type holds it

std::string id_of(const Account& first) {
  std::string key(family_of(first.type));
  key += kMark + std::to_string(static_cast<int>(standing_of(first.status))) + kMark;
  for (const std::string& code : first.actors) key += code + ',';
  key += kMark;
  for (const std::string& code : first.recipients) key += code + ',';
  key += kMark + first.place + kMark + first.country + kMark + first.act + kMark;
  return key + (first.exact ? to_iso(first.day) : first.date);
}

}  // namespace

bool newer(const Story& a, const Story& b) {
  return std::tie(b.date, b.first_seen.utc, a.id) < std::tie(a.date, a.first_seen.utc, b.id);
}

std::vector<std::string_view> voices_of(std::span<const Account* const> seen) {
  if (seen.size() == 1) return {seen.front()->outlet};
  std::set<std::string_view> originals;
  std::vector<std::string_view> voices;
  for (const Account* account : as_told(seen))
    if (originals.insert(account->original).second && std::find(voices.begin(), voices.end(), account->outlet) == voices.end())
      voices.push_back(account->outlet);
  return voices;
}

const Account& StoryMerger::add(const Event& event, const StoredDocument& report) {
  return sightings_.emplace_back(sighting_of(event, report));
}

void StoryMerger::visit(const Visit& visit) const {
  std::vector<const Account*> order;
  order.reserve(sightings_.size());
  for (const Account& sighting : sightings_) order.push_back(&sighting);
  std::sort(order.begin(), order.end(), [](const Account* a, const Account* b) {
    return std::tie(a->day, a->moment.utc, a->event, a->report) < std::tie(b->day, b->moment.utc, b->event, b->report);
  });
  order.erase(std::unique(order.begin(), order.end(),
                          [](const Account* a, const Account* b) { return a->event == b->event && a->report == b->report; }),
              order.end());
  Gathering gathering(settings_.days_apart);
  for (const Account* sighting : order) gathering.take(*sighting);

  std::unordered_map<std::string, int> alike;  // happenings whose first reports tell the same
  for (const Gathered& happening : gathering.happenings()) {
    const std::string key = id_of(*happening.seen.front());
    const int number = alike[key]++;
    visit(happening.seen, [&] {
      Story story = telling_of(happening, gathering);
      story.id = hex_hash(key + kMark + std::to_string(number));
      return story;
    });
  }
}

std::vector<Story> StoryMerger::stories() const {
  std::vector<Story> stories;
  visit([&](std::span<const Account* const>, const std::function<Story()>& tell) { stories.push_back(tell()); });
  std::sort(stories.begin(), stories.end(), newer);
  return stories;
}

}  // namespace brink
