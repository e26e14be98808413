// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "copies/copies.h"

namespace brink {
namespace {

// Both lists are samples of what lies below their last hash; below the lower of the two ends both are
// whole, so what is shared there tells of all.
struct Overlap {
  std::size_t a = 0, b = 0, shared = 0;

  double jaccard() const { return a + b == shared ? 0 : static_cast<double>(shared) / static_cast<double>(a + b - shared); }
  double contained() const {
    const std::size_t least = std::min(a, b);
    return least == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(least);
  }
};

Overlap overlap_of(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, std::size_t most) {
  std::uint32_t end = 0xFFFFFFFF;
  if (a.size() >= most) end = std::min(end, a.back());
  if (b.size() >= most) end = std::min(end, b.back());
  Overlap overlap;
  std::size_t i = 0, j = 0;
  while (i < a.size() && a[i] <= end && j < b.size() && b[j] <= end) {
    const std::uint32_t x = a[i], y = b[j];
    overlap.shared += x == y;
    i += x <= y, j += y <= x;
  }
  overlap.a = static_cast<std::size_t>(std::upper_bound(a.begin(), a.end(), end) - a.begin());
  overlap.b = static_cast<std::size_t>(std::upper_bound(b.begin(), b.end(), end) - b.begin());
  return overlap;
}

// Chosen on the edits and the pairs of tests/quality/copies_test.cpp; docs/stories.md tells how.
constexpr double kContained = 0.35;       // of the shorter's shingles in the longer
// Within one outlet: forms that are filled in anew (a declaration for each county) reach 0.91 and share at most
// 0.8 of their names. They are short; a long report that shares that much is an update.
constexpr double kContainedAtHome = 0.92, kUpdated = 0.65, kNamesKept = 0.82;
constexpr std::size_t kLeastShared = 6;   // a cut of a few words proves nothing
constexpr double kNamesContained = 0.50;  // names and numbers in the same order ...
constexpr std::size_t kLeastNames = 6;
constexpr double kWordsBeside = 0.04;     // ... with some of the words beside them

}  // namespace

Likeness likeness_of(const Sketch& a, const Sketch& b) {
  const Overlap words = overlap_of(a.words, b.words, Sketch::kMostWords);
  const Overlap names = overlap_of(a.names, b.names, Sketch::kMostNames);
  return {words.jaccard(), words.contained(), names.contained(), words.shared, names.shared,
          a.outlet != 0 && a.outlet == b.outlet,
          a.words.size() >= Sketch::kMostWords && b.words.size() >= Sketch::kMostWords};
}

bool is_copy(const Likeness& l) {
  if (l.jaccard >= 0.93 && l.shared_words >= 3) return true;  // however short
  if (l.shared_words < kLeastShared) return false;
  if (l.same_outlet)
    return l.contained >= kContainedAtHome ||
           (l.contained >= kUpdated && (l.both_long || (l.names_contained >= kNamesKept && l.shared_names >= kLeastNames)));
  if (l.contained >= kContained) return true;
  return l.names_contained >= kNamesContained && l.shared_names >= kLeastNames && l.contained >= kWordsBeside;
}

}  // namespace brink
