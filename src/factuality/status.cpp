// SPDX-License-Identifier: Apache-2.0
#include "factuality/status.h"

#include <algorithm>
#include <optional>

#include "factuality/cues.h"
#include "factuality/undoing.h"
#include "factuality/words.h"

namespace brink::factuality {
namespace {

// From here on a value says that the act took place whatever a modal may hint: "could see smoke".
constexpr double kClear = 1;

class StatusReader {
 public:
  StatusReader(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups, double value)
      : knowledge_(knowledge), tree_(tree), groups_(groups), value_(value) {}

  // What makes the act unreal in its own clause or in one whose reality it shares.
  std::optional<Status> unreal(std::int32_t predicate) const {
    std::int32_t at = predicate;
    for (int step = 0; step < TreeView::kMostSteps && at != kNone; ++step) {
      if (step == 0 || carries(at)) {
        if (const auto found = by_clause(at, step)) return found;
      }
      if (const auto found = by_governor(at)) return found;
      if (!shares(at)) return {};
      at = tree_.head(at);
    }
    return {};
  }

 private:
  const VerbGroup& group(std::int32_t at) const { return groups_[static_cast<std::size_t>(at)]; }
  bool denied() const { return value_ < 0; }

  bool carries(std::int32_t at) const { return tree_.is_tagged(at, "VERB") || tree_.is_tagged(at, "ADJ"); }

  // Whether it is as real as what it hangs on.
  bool shares(std::int32_t at) const {
    const std::string_view base = tree_.base(at);
    if (base == "xcomp" || base == "obj") return true;
    return base == "conj" && group(at).shared;
  }

  std::optional<Status> by_clause(std::int32_t at, int step) const {
    const VerbGroup& g = group(at);
    if (is_conditional(at)) return Status::kHypothetical;
    if (g.negated && (denied() || step == 0)) return denied() ? std::optional(Status::kNegated) : std::nullopt;
    if (undoing_of(tree_, groups_, at) && denied()) return Status::kNegated;
    for (const std::int32_t c : tree_.children(at)) {
      if (tree_.base(c) != "aux") continue;
      const std::uint32_t classes = classes_of(tree_.lemma(c));
      if (classes & kFuture) return Status::kFuture;
      if ((classes & kPossible) && value_ < kClear) return Status::kHypothetical;
    }
    return {};
  }

  bool is_conditional(std::int32_t at) const {
    const std::int32_t mark = group(at).marker;
    return mark != kNone && (classes_of(tree_.lower(mark)) & kCondition) && value_ < kClear;
  }

  std::optional<Status> by_governor(std::int32_t at) const {
    const std::int32_t high = tree_.head(at);
    const bool negated = high != kNone && group(high).negated && tree_.base(at) != "conj";
    switch (bend_of(knowledge_, tree_, groups_, at)) {
      case Bend::kNegated:
        return denied() && !negated ? std::optional(Status::kNegated) : std::nullopt;
      case Bend::kFuture:
        if (negated && denied()) return Status::kNegated;
        return value_ < kClear ? std::optional(Status::kFuture) : std::nullopt;
      case Bend::kHypothetical:
        return value_ < kClear ? std::optional(Status::kHypothetical) : std::nullopt;
      case Bend::kHistorical:
        return denied() ? std::nullopt : std::optional(Status::kHistorical);
      default:
        return negated && denied() && tree_.base(at) == "xcomp" ? std::optional(Status::kNegated) : std::nullopt;
    }
  }

  const Knowledge& knowledge_;
  const TreeView& tree_;
  const std::vector<VerbGroup>& groups_;
  const double value_;
};

// Whether the time expression belongs to the predicate: one of its words hangs on it.
bool is_dated(const TreeView& tree, std::int32_t predicate, TokenRange time) {
  const std::int32_t end = std::min(time.end, tree.size());
  for (std::int32_t i = std::max(time.begin, 0); i < end; ++i)
    if (tree.head(i) == predicate && predicate != i) return true;
  return false;
}

}  // namespace

Status status_of(const Knowledge& knowledge, const TreeView& tree, const std::vector<VerbGroup>& groups,
                 std::int32_t predicate, double value, std::span<const TokenRange> past) {
  if (const auto found = StatusReader(knowledge, tree, groups, value).unreal(predicate)) return *found;
  if (value < 0) return Status::kHypothetical;
  const bool old = std::any_of(past.begin(), past.end(), [&](TokenRange time) { return is_dated(tree, predicate, time); });
  return old ? Status::kHistorical : Status::kActual;
}

}  // namespace brink::factuality
