// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_history.h"

#include <algorithm>
#include <numeric>

namespace brink {

LinkHistory::LinkHistory(int entities, int relations)
    : pairs_(at(entities)), nearest_(at(entities)), relation_ends_(at(2 * relations)), moments_(at(2 * relations)),
      of_subject_(at(entities)), of_relation_(at(2 * relations)) {}

void LinkHistory::add(std::span<const Link> links) {
  const int half = relations() / 2;
  std::vector<int> touched;
  for (const Link& link : links) {
    add_directed(link.subject, link.relation, link.object, link.step);
    add_directed(link.object, link.relation + half, link.subject, link.step);
    touched.push_back(link.subject);
    touched.push_back(link.object);
  }
  std::ranges::sort(touched);
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const int subject : touched) find_nearest(subject, links.front().step);
}

void LinkHistory::add_directed(int subject, int relation, int object, int step) {
  auto& pairs = pairs_[at(subject)];
  const int pair = pair_at_.put(key_of(subject, object), static_cast<int>(pairs.size()));
  if (pair == static_cast<int>(pairs.size())) pairs.push_back({object, {}, {}});
  LinkPair& met = pairs[at(pair)];
  met.tally.add(step, fading_);
  const auto use = std::ranges::find(met.uses, relation, &LinkUse::relation);
  if (use == met.uses.end()) met.uses.push_back({relation, step, 1});
  else use->last = step, ++use->count;

  const int group = group_at_.put(key_of(subject, relation), static_cast<int>(groups_.size()));
  if (group == static_cast<int>(groups_.size())) groups_.emplace_back(), group_tallies_.emplace_back();
  auto& ends = groups_[at(group)];
  group_tallies_[at(group)].add(step, fading_);
  const int end = end_at_.put(key_of(group, object), static_cast<int>(ends.size()));
  if (end == static_cast<int>(ends.size())) ends.push_back({object, {}});
  ends[at(end)].tally.add(step, fading_);

  auto& relation_ends = relation_ends_[at(relation)];
  const int of_relation = relation_end_at_.put(key_of(relation, object), static_cast<int>(relation_ends.size()));
  if (of_relation == static_cast<int>(relation_ends.size())) relation_ends.push_back({object, {}});
  relation_ends[at(of_relation)].tally.add(step, fading_);

  moments_[at(relation)].push_back({subject, object, step});
  of_subject_[at(subject)].add(step, fading_);
  of_relation_[at(relation)].add(step, fading_);
}

// The order among pairs does not change while all fade alike, so it need be found only when one is added.
void LinkHistory::find_nearest(int subject, int step) {
  const auto& pairs = pairs_[at(subject)];
  std::vector<float> weight(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) weight[i] = pairs[i].tally.at(step, fading_)[kNear];
  auto& nearest = nearest_[at(subject)];
  nearest.resize(pairs.size());
  std::iota(nearest.begin(), nearest.end(), 0);
  const auto heavier = [&](int a, int b) { return weight[at(a)] != weight[at(b)] ? weight[at(a)] > weight[at(b)] : a < b; };
  const std::size_t kept = std::min(kNearest, nearest.size());
  std::ranges::partial_sort(nearest, nearest.begin() + static_cast<std::ptrdiff_t>(kept), heavier);
  nearest.resize(kept);
}

const std::vector<LinkEnd>* LinkHistory::ends(int subject, int relation) const {
  const int group = group_at_.find(key_of(subject, relation));
  return group == NumberMap::kNone ? nullptr : &groups_[at(group)];
}

const LinkTally* LinkHistory::of_both(int subject, int relation) const {
  const int group = group_at_.find(key_of(subject, relation));
  return group == NumberMap::kNone ? nullptr : &group_tallies_[at(group)];
}

}  // namespace brink
