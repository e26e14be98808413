// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_lens.h"

#include <algorithm>

#include "base/hash.h"
#include "store/packs/pack_question.h"
#include "store/rows.h"

namespace brink {
namespace {

std::string packed_key(const Pack& pack, std::uint32_t act, CountBy by) {
  switch (by) {
    case CountBy::kType:
      return std::string(pack.text(pack.act_type[act]));
    case CountBy::kCameoRoot:
      return std::string(pack.text(pack.act_cameo[act]).substr(0, 2));
    case CountBy::kStatus:
      return digit_of(pack.act_status[act]);
    case CountBy::kAll:
      break;
  }
  return {};
}

}  // namespace

Outcome add_packed(const PackStore& packs, const std::string& document,
                   std::vector<Event>& events) {
  if (!is_hex_id(document)) return Done{};
  const auto places = packs.places(document, false, 1);
  if (!places) return places.error();
  if (places->empty()) return Done{};
  const auto pack = packs.pack(places->front().pack);
  if (!pack) return pack.error();
  auto found = (*pack)->events_of(places->front().number);
  if (!found) return found.error();
  events.insert(events.end(), std::make_move_iterator(found->begin()),
                std::make_move_iterator(found->end()));
  return Done{};
}

Outcome add_packed_since(const PackStore& packs, std::int64_t position, std::size_t most,
                         NewKeys& newest) {
  auto heads = packs.heads(
      [&](const PackHead& head) { return head.first_event_key + head.events - 1 > position; });
  if (!heads) return heads.error();
  std::sort(heads->begin(), heads->end(), [](const PackHead& a, const PackHead& b) {
    return a.first_event_key > b.first_event_key;
  });
  std::size_t left = most;
  for (const PackHead& head : *heads) {
    if (left == 0) return Done{};
    const auto pack = packs.pack(head);
    if (!pack) return pack.error();
    for (std::int64_t i = head.events - 1;
         i >= 0 && left > 0 && head.first_event_key + i > position; --i, --left)
      newest.emplace_back(head.first_event_key + i,
                          hex_of((*pack)->event_id[static_cast<std::size_t>(i)]));
  }
  return Done{};
}

std::vector<std::string> newest_ids(NewKeys newest, std::size_t most) {
  std::sort(newest.begin(), newest.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < std::min(most, newest.size()); ++i)
    ids.push_back(std::move(newest[i].second));
  return ids;
}

std::string digit_of(std::int64_t status) {
  return std::string(1, static_cast<char>('0' + status));
}

Outcome count_packed(const PackStore& packs, const EventQuery& query, CountBy by,
                     DayCounts& counts) {
  const auto question = PackQuestion::read(query);
  if (!question) return question.error();
  const auto heads = packs.heads([&](const PackHead& head) { return question->may_concern(head); });
  if (!heads) return heads.error();
  if (heads->empty()) return Done{};
  const auto gone = packs.gone();
  if (!gone) return gone.error();
  for (const PackHead& head : *heads) {
    const auto read = packs.pack(head);
    if (!read) return read.error();
    const Pack& pack = **read;
    const auto left = gone->find(head.key);
    const auto has_left = [&](std::size_t event) {
      return left != gone->end() && left->second.contains(pack.event_report[event]);
    };
    const auto sieve = question->sieve(pack);
    std::map<std::pair<std::int32_t, std::uint32_t>, std::uint64_t> by_act;
    for (std::size_t i = 0; i < pack.events(); ++i)
      if (pack.last_day[i] != kNoDay32 && sieve.lets_through(pack, i) && !has_left(i))
        ++by_act[{pack.last_day[i], pack.act[i]}];
    for (const auto& [key, events] : by_act)
      counts[{key.first, packed_key(pack, key.second, by)}] += events;
  }
  return Done{};
}

std::vector<EventDay> days_of(const DayCounts& counts, CountBy by) {
  std::vector<EventDay> days;
  for (const auto& [key, events] : counts)
    days.push_back({day_of(key.first),
                    by == CountBy::kStatus
                        ? std::string(name_of(static_cast<Status>(key.second.front() - '0')))
                        : key.second,
                    events});
  return days;
}

}  // namespace brink
