// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "forecast/link_history.h"
#include "forecast/link_rules.h"

namespace brink {

// What is known of a candidate, as numbers of like size. The order is that of link_features.cpp.
inline constexpr std::size_t kLinkFeatures = 51;
inline constexpr std::size_t kLinkRuleFeature = 34;   // what all rules say together
inline constexpr std::size_t kLinkUsualFeature = 27;  // the object's share in the relation, ever

// The candidates for a question, and a row of features for each.
struct LinkSheet {
  std::vector<int> candidates;
  std::vector<float> rows;  // candidates x kLinkFeatures

  std::span<const float> row(std::size_t i) const { return std::span(rows).subspan(i * kLinkFeatures, kLinkFeatures); }
};

// Fills sheets from a history that ends before `step`. One for a thread; questions of one relation are best
// asked together, since what belongs to the relation alone is then gathered once.
class LinkFeatureReader {
 public:
  LinkFeatureReader(const LinkHistory& history, const LinkRules& rules);

  // `likeness`: a score of every entity as answer, by what it is like.
  void read(const LinkQuestion& question, int step, std::span<const float> likeness, LinkSheet& sheet);

 private:
  void turn_to(int relation, int step);
  void propose(int entity, LinkSheet& sheet);
  void propose_all(const LinkQuestion& question, std::span<const float> likeness, LinkSheet& sheet);
  void propose_alike(std::span<const float> likeness, LinkSheet& sheet);
  void walk(const LinkQuestion& question, int step, LinkSheet& sheet);
  void fill(const LinkQuestion& question, int step, std::span<const float> likeness, LinkSheet& sheet);
  void clear(const LinkQuestion& question, const LinkSheet& sheet);

  const LinkHistory& history_;
  const LinkRules& rules_;
  int relation_ = -1, step_ = -1;
  std::vector<int> usual_;                      // objects of the relation that come most
  std::vector<int> relation_slot_, pair_slot_, end_slot_;  // by entity; -1 for none
  std::vector<float> alike_, around_, beyond_;  // by entity: what paths of length two lead there
  std::vector<char> proposed_;
  std::vector<int> order_;
  std::vector<float> ranked_;
  float level_ = 0;
};

}  // namespace brink
