// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "extract/dom.h"
#include "extract/element_names.h"
#include "extract/runs.h"

namespace brink {

// A page with what finding the article needs to know of it: its runs of text, what the names of its
// elements say, and which subtrees are furniture. Sums over a subtree cost a look-up.
class PageView {
 public:
  enum class Set : std::uint8_t { kKept, kFurniture, kCaption };

  explicit PageView(const Dom& dom, Shown shown = Shown::kPage);

  const Dom& dom() const { return *dom_; }
  const Runs& runs() const { return runs_; }
  std::uint16_t says(NodeId id) const { return says_[id]; }

  // Sets a whole subtree apart. Its text counts for nothing from then on.
  void set_apart(NodeId id, Set set);
  Set set_of(NodeId id) const { return sets_[id]; }
  // True if no text of the run is kept.
  bool is_apart(const Run& run) const;

  // Letters of prose below, furniture included.
  double prose(NodeId id) const { return sum(prose_, id); }
  // The same in the runs before this one.
  double prose_until(std::size_t run) const { return prose_[run]; }
  double letters(NodeId id) const { return sum(letters_, id); }
  double link_letters(NodeId id) const { return sum(link_letters_, id); }
  double link_share(NodeId id) const;

  // How much of an article the text below may be: prose counts for, links and labels against, up to
  // half of that. Furniture counts nothing. Needs `weigh` after the last set_apart.
  void weigh();
  double gain(NodeId id) const;

 private:
  double sum(const std::vector<double>& until, NodeId id) const {
    const RunRange range = runs_.below(*dom_, id);
    return until[range.end] - until[range.begin];
  }

  const Dom* dom_;
  Runs runs_;
  std::vector<std::uint16_t> says_;
  std::vector<Set> sets_;
  std::vector<double> prose_, letters_, link_letters_, pro_,
      contra_;  // sums over the runs before each
};

}  // namespace brink
