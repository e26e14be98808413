// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "forecast/link_graph.h"
#include "forecast/link_tally.h"
#include "forecast/number_map.h"

namespace brink {

// An entity at the other end, with its tally.
struct LinkEnd {
  int object = 0;
  LinkTally tally;
};

// A relation in which a pair has stood: when last, and how often.
struct LinkUse {
  int relation = 0, last = 0, count = 0;
};

// Two entities that have met, seen from one of them.
struct LinkPair {
  int object = 0;
  LinkTally tally;
  std::vector<LinkUse> uses;
};

// A link of one relation, as it was remembered.
struct LinkMoment {
  int subject = 0, object = 0, step = 0;
};

// What has happened so far, kept so that a question about a subject and a relation finds its answers'
// record at once. Every link is held twice, forwards and as the inverse relation `relation + relations`
// from object to subject; the numbers of relations below are of 2 * relations. Reading is safe from
// several threads while nobody adds.
class LinkHistory {
 public:
  LinkHistory(int entities, int relations);

  // The links of one step, later than all before.
  void add(std::span<const Link> links);

  int entities() const { return static_cast<int>(of_subject_.size()); }
  int relations() const { return static_cast<int>(of_relation_.size()); }
  const LinkFading& fading() const { return fading_; }

  const std::vector<LinkPair>& pairs(int subject) const { return pairs_[at(subject)]; }
  // The pairs of `subject` that count most in the memory kNear, at most kNearest.
  const std::vector<int>& nearest(int subject) const { return nearest_[at(subject)]; }
  // Objects of subject and relation; null when there is none.
  const std::vector<LinkEnd>* ends(int subject, int relation) const;
  const std::vector<LinkEnd>& ends_of_relation(int relation) const { return relation_ends_[at(relation)]; }
  // Every link of the relation, the oldest first.
  const std::vector<LinkMoment>& moments(int relation) const { return moments_[at(relation)]; }
  // All that was done with the entity as subject, forwards or inversely; all of the relation; of both.
  const LinkTally& of_subject(int subject) const { return of_subject_[at(subject)]; }
  const LinkTally& of_relation(int relation) const { return of_relation_[at(relation)]; }
  const LinkTally* of_both(int subject, int relation) const;

  static constexpr std::size_t kNear = 2;  // the memory by which neighbours are near
  static constexpr std::size_t kNearest = 30;

 private:
  static std::size_t at(int number) { return static_cast<std::size_t>(number); }
  void add_directed(int subject, int relation, int object, int step);
  void find_nearest(int subject, int step);

  LinkFading fading_;
  NumberMap pair_at_, group_at_, end_at_, relation_end_at_;
  std::vector<std::vector<LinkPair>> pairs_;
  std::vector<std::vector<int>> nearest_;
  std::vector<std::vector<LinkEnd>> groups_;
  std::vector<LinkTally> group_tallies_;
  std::vector<std::vector<LinkEnd>> relation_ends_;
  std::vector<std::vector<LinkMoment>> moments_;
  std::vector<LinkTally> of_subject_, of_relation_;
};

}  // namespace brink
