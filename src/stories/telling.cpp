// SPDX-License-Identifier: Apache-2.0
#include "stories/telling.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "stories/stories.h"

namespace brink {
namespace {

constexpr std::size_t kMostNumbers = 8;  // shown of one happening

using Sightings = std::vector<const Account*>;

// What most tell; of equals the smallest. Nothing told does not count.
template <class T, class Get>
T by_most(const Sightings& seen, const Get& get) {
  std::map<T, std::size_t> counts;
  for (const Account* s : seen)
    if (const T value = get(*s); value != T{}) ++counts[value];
  const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? T{} : most->first;
}

template <class Get>
std::vector<std::string> all_of(const Sightings& seen, const Get& get) {
  std::set<std::string> all;
  for (const Account* s : seen) all.insert(get(*s).begin(), get(*s).end());
  return {all.begin(), all.end()};
}

// Numbers of the same kind of act that cannot both be right. Copies say it only once.
std::vector<Disagreement> numbers_of(const Sightings& seen) {
  Disagreement numbers;
  Sightings exact, told;  // what is told exactly comes first
  for (const Account* s : seen)
    if (s->quantity) exact.push_back(s);
  std::stable_sort(exact.begin(), exact.end(), [](const Account* a, const Account* b) {
    return a->quantity->high - a->quantity->low < b->quantity->high - b->quantity->low;
  });
  for (const Account* s : exact) {
    if (told.size() == kMostNumbers) break;
    const bool fresh = std::all_of(told.begin(), told.end(), [&](const Account* t) {
      const bool apart = t->quantity->high < s->quantity->low || s->quantity->high < t->quantity->low;
      return apart && t->original != s->original && t->type == s->type;
    });
    if (fresh) told.push_back(s);
  }
  if (told.size() < 2) return {};
  for (const Account* s : told) numbers.says.push_back(s->quantity->text), numbers.events.push_back(s->event);
  return {numbers};
}

}  // namespace

std::vector<const Account*> as_told(std::span<const Account* const> seen) {
  std::vector<const Account*> order(seen.begin(), seen.end());
  std::sort(order.begin(), order.end(), [](const Account* a, const Account* b) {
    return std::tie(a->moment.utc, a->event, a->report) < std::tie(b->moment.utc, b->event, b->report);
  });
  return order;
}

Story telling_of(const Gathered& happening, const Gathering& gathering) {
  const Sightings seen = as_told(happening.seen);
  Story story;
  story.date = happening.seen.front()->date;
  story.type = by_most<std::string>(seen, [](const Account& s) { return s.type; });
  story.status = by_most<Status>(seen, [](const Account& s) { return s.status; });
  story.actors = all_of(seen, [](const Account& s) -> auto& { return s.actors; });
  story.recipients = all_of(seen, [](const Account& s) -> auto& { return s.recipients; });
  story.place = by_most<std::string>(seen, [](const Account& s) { return s.place_name; });
  story.country = by_most<std::string>(seen, [](const Account& s) { return s.country; });
  std::set<std::string> reports, outlets;
  for (const Account* s : seen) {
    if (reports.insert(s->report).second) story.reports.push_back(s->report);
    if (outlets.insert(s->outlet).second) story.outlets.push_back(s->outlet);
    story.events.push_back(s->event);
  }
  for (const std::string_view voice : voices_of(seen)) story.voices.emplace_back(voice);
  story.disagreements = numbers_of(seen);
  for (const Account* denial : gathering.denials_of(happening))
    story.disagreements.push_back({Disagreement::Kind::kDenial, {denial->sentence}, {denial->event}});
  story.first_seen = seen.front()->moment;
  story.last_confirmed = seen.back()->moment;
  return story;
}

}  // namespace brink
