// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_features.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <functional>
#include <numeric>

namespace brink {
namespace {

constexpr std::size_t kUsual = 60;      // objects of the relation proposed, by each memory
constexpr std::size_t kAlike = 80;      // entities proposed for their likeness
constexpr std::size_t kMoments = 400;   // latest links of the relation that are walked
constexpr std::size_t kBusiest = 30;    // answers of the same question that are walked on from
constexpr float kNever = 3000;          // the age of what never was

std::size_t at(int number) { return static_cast<std::size_t>(number); }

// Natural logarithm of a positive number to about 1e-4, without branches, so that loops over it vectorise.
// The mantissa m in [1, 2) by a polynomial fitted over that interval.
inline float quick_log(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  const auto exponent = static_cast<float>((bits >> 23) - 127);
  const float m = std::bit_cast<float>((bits & 0x7FFFFF) | 0x3F800000);
  const float p = -2.7868313F + m * (5.0469013F + m * (-3.4924850F + m * (1.5939013F + m * (-0.40486719F + m * 0.043428907F))));
  return (exponent + p) * 0.69314718F;
}

using Memories = std::array<float, kLinkMemories>;

// Writes the numbers of a row one after another.
struct Row {
  float* next;

  void put(float x) { *next++ = x; }
  // Counts, then their shares of a whole, then the age.
  void put(const Memories& counts, const Memories& whole) {
    for (const float c : counts) put(quick_log(1 + 4 * c));
    for (std::size_t k = 0; k < kLinkMemories; ++k) put(quick_log(0.002F + counts[k] / (whole[k] + 0.5F)));
  }
  void put_age(int last, int step) { put(quick_log(last < 0 ? kNever : static_cast<float>(step - last))); }
};

}  // namespace

LinkFeatureReader::LinkFeatureReader(const LinkHistory& history, const LinkRules& rules)
    : history_(history), rules_(rules), relation_slot_(at(history.entities()), -1), pair_slot_(at(history.entities()), -1),
      end_slot_(at(history.entities()), -1), alike_(at(history.entities())), around_(at(history.entities())),
      beyond_(at(history.entities())), proposed_(at(history.entities())) {}

void LinkFeatureReader::turn_to(int relation, int step) {
  if (relation == relation_ && step == step_) return;
  std::ranges::fill(relation_slot_, -1);
  relation_ = relation, step_ = step;
  const auto& ends = history_.ends_of_relation(relation);
  for (std::size_t i = 0; i < ends.size(); ++i) relation_slot_[at(ends[i].object)] = static_cast<int>(i);
  usual_.clear();
  order_.resize(ends.size());
  std::vector<float> count(ends.size());
  for (std::size_t k = 0; k < kLinkMemories; ++k) {
    for (std::size_t i = 0; i < ends.size(); ++i) count[i] = ends[i].tally.at(step, history_.fading())[k];
    std::iota(order_.begin(), order_.end(), 0);
    const std::size_t kept = std::min(kUsual, order_.size());
    std::ranges::partial_sort(order_, order_.begin() + static_cast<std::ptrdiff_t>(kept), [&](int a, int b) {
      return count[at(a)] != count[at(b)] ? count[at(a)] > count[at(b)] : a < b;
    });
    for (std::size_t i = 0; i < kept; ++i) usual_.push_back(ends[at(order_[i])].object);
  }
}

void LinkFeatureReader::propose(int entity, LinkSheet& sheet) {
  if (proposed_[at(entity)]) return;
  proposed_[at(entity)] = 1;
  sheet.candidates.push_back(entity);
}

void LinkFeatureReader::propose_all(const LinkQuestion& question, std::span<const float> likeness, LinkSheet& sheet) {
  const auto& pairs = history_.pairs(question.subject);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pair_slot_[at(pairs[i].object)] = static_cast<int>(i);
    propose(pairs[i].object, sheet);
  }
  if (const auto* ends = history_.ends(question.subject, question.relation))
    for (std::size_t i = 0; i < ends->size(); ++i) end_slot_[at((*ends)[i].object)] = static_cast<int>(i);
  for (const int entity : usual_) propose(entity, sheet);
  propose_alike(likeness, sheet);
}

// The likeliest entities, and by their sum what a likeness is worth against the others.
void LinkFeatureReader::propose_alike(std::span<const float> likeness, LinkSheet& sheet) {
  ranked_.assign(likeness.begin(), likeness.end());
  const std::size_t kept = std::min(kAlike, ranked_.size());
  std::ranges::nth_element(ranked_, ranked_.begin() + static_cast<std::ptrdiff_t>(kept) - 1, std::greater{});
  const float least = ranked_[kept - 1], most = *std::max_element(ranked_.begin(), ranked_.begin() + static_cast<std::ptrdiff_t>(kept));
  float sum = 0;
  for (std::size_t i = 0; i < kept; ++i) sum += std::exp(ranked_[i] - most);
  level_ = most + std::log(sum);
  for (std::size_t i = 0; i < likeness.size(); ++i)
    if (likeness[i] >= least) propose(static_cast<int>(i), sheet);
}

// Paths of length two: to what neighbours did lately in this relation, to the neighbours of neighbours, and
// to the neighbours of earlier answers.
void LinkFeatureReader::walk(const LinkQuestion& question, int step, LinkSheet& sheet) {
  const auto& fading = history_.fading();
  const auto& pairs = history_.pairs(question.subject);
  const float whole = history_.of_subject(question.subject).at(step, fading)[LinkHistory::kNear] + 1;
  const auto& moments = history_.moments(question.relation);
  for (std::size_t i = moments.size() - std::min(moments.size(), kMoments); i < moments.size(); ++i) {
    const int pair = pair_slot_[at(moments[i].subject)];
    if (pair < 0) continue;
    const float weight = pairs[at(pair)].tally.at(step, fading)[LinkHistory::kNear] / whole;
    alike_[at(moments[i].object)] += weight * fading.after(step - moments[i].step)[LinkHistory::kNear];
    propose(moments[i].object, sheet);
  }
  const auto spread = [&](int from, float weight, std::vector<float>& into) {
    const auto& others = history_.pairs(from);
    const float all = history_.of_subject(from).at(step, fading)[LinkHistory::kNear] + 1;
    for (const int i : history_.nearest(from)) {
      const LinkPair& other = others[at(i)];
      into[at(other.object)] += weight * other.tally.at(step, fading)[LinkHistory::kNear] / all;
      propose(other.object, sheet);
    }
  };
  for (const int i : history_.nearest(question.subject)) {
    const LinkPair& pair = pairs[at(i)];
    spread(pair.object, pair.tally.at(step, fading)[LinkHistory::kNear] / whole, around_);
  }
  const auto* ends = history_.ends(question.subject, question.relation);
  if (ends == nullptr) return;
  const float asked = history_.of_both(question.subject, question.relation)->at(step, fading)[LinkHistory::kNear] + 1;
  const std::size_t last = std::min(ends->size(), kBusiest);
  for (std::size_t i = ends->size() - last; i < ends->size(); ++i)
    spread((*ends)[i].object, (*ends)[i].tally.at(step, fading)[LinkHistory::kNear] / asked, beyond_);
}

void LinkFeatureReader::fill(const LinkQuestion& question, int step, std::span<const float> likeness, LinkSheet& sheet) {
  const auto& fading = history_.fading();
  const auto& pairs = history_.pairs(question.subject);
  const auto* ends = history_.ends(question.subject, question.relation);
  const auto& relation_ends = history_.ends_of_relation(question.relation);
  const LinkTally none;
  const LinkTally* both = history_.of_both(question.subject, question.relation);
  const LinkTally& asked = both ? *both : none;
  const Memories of_both = asked.at(step, fading), of_subject = history_.of_subject(question.subject).at(step, fading),
                 of_relation = history_.of_relation(question.relation).at(step, fading);
  sheet.rows.assign(sheet.candidates.size() * kLinkFeatures, 0);
  for (std::size_t i = 0; i < sheet.candidates.size(); ++i) {
    const int object = sheet.candidates[i];
    Row row{&sheet.rows[i * kLinkFeatures]};
    const int end_at = end_slot_[at(object)], pair_at = pair_slot_[at(object)], relation_at = relation_slot_[at(object)];
    const LinkTally& end = end_at < 0 ? none : (*ends)[at(end_at)].tally;
    const LinkTally& pair = pair_at < 0 ? none : pairs[at(pair_at)].tally;
    const LinkTally& usual = relation_at < 0 ? none : relation_ends[at(relation_at)].tally;
    row.put(end.at(step, fading), of_both);
    row.put_age(end.last, step);
    row.put_age(end.before, step);
    row.put(end_at < 0 ? 0 : 1);
    row.put(pair.at(step, fading), of_subject);
    row.put_age(pair.last, step);
    row.put(usual.at(step, fading), of_relation);
    row.put_age(usual.last, step);
    for (const float count : history_.of_subject(object).at(step, fading)) row.put(quick_log(1 + count));
    const auto confidence = pair_at < 0 ? LinkRules::Confidence{} : rules_.judge(question.relation, pairs[at(pair_at)], step);
    row.put(quick_log(confidence.strongest + 1e-4F));
    row.put(quick_log(confidence.together + 1e-4F));
    row.put(quick_log(alike_[at(object)] + 1e-4F));
    row.put(quick_log(around_[at(object)] + 1e-4F));
    row.put(quick_log(beyond_[at(object)] + 1e-4F));
    row.put(likeness[at(object)] - level_);
    // Of the question, alike for all candidates: they bend what the others mean.
    row.put(quick_log(1 + static_cast<float>(ends ? ends->size() : 0)));
    for (const float count : of_both) row.put(quick_log(1 + count));
    row.put_age(asked.last, step);
    row.put(quick_log(1 + of_subject[1]));
    row.put(quick_log(1 + of_subject[3]));
    row.put(quick_log(1 + static_cast<float>(pairs.size())));
    row.put(quick_log(1 + of_relation[1]));
    row.put(quick_log(1 + static_cast<float>(relation_ends.size())));
    row.put(object == question.subject ? 1 : 0);
    assert(row.next == &sheet.rows[i * kLinkFeatures] + kLinkFeatures);
  }
}

void LinkFeatureReader::clear(const LinkQuestion& question, const LinkSheet& sheet) {
  for (const int entity : sheet.candidates) {
    proposed_[at(entity)] = 0;
    pair_slot_[at(entity)] = -1;
    alike_[at(entity)] = around_[at(entity)] = beyond_[at(entity)] = 0;
  }
  if (const auto* ends = history_.ends(question.subject, question.relation))
    for (const LinkEnd& end : *ends) end_slot_[at(end.object)] = -1;
}

void LinkFeatureReader::read(const LinkQuestion& question, int step, std::span<const float> likeness, LinkSheet& sheet) {
  turn_to(question.relation, step);
  sheet.candidates.clear();
  propose_all(question, likeness, sheet);
  walk(question, step, sheet);
  fill(question, step, likeness, sheet);
  clear(question, sheet);
}

}  // namespace brink
