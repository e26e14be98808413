// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/packs/pack_question.h"
#include "store/packs/pack_walk.h"

namespace brink {

// What packs answer beside a store's rows.

// Adds those whose ids begin so, in the order of their ids, at most so many with those found in
// rows.
Outcome add_packed(const PackStore& packs, const std::string& prefix, std::size_t most,
                   std::vector<StoredDocument>& found);
Outcome add_packed(const PackStore& packs, const std::string& prefix, std::size_t most,
                   std::vector<Event>& found);

// Where the page stands that begins behind this id. `in_rows`: where its row stands, if one
// answers.
Result<Rank> rank_of_page(const PackStore& packs, const PackQuestion& question,
                          const std::string& after, const Result<std::optional<Rank>>& in_rows);
Result<Rank> rank_of_page(const PackStore& packs, const PackReportQuestion& question,
                          const std::string& after, const Result<std::optional<Rank>>& in_rows);

// What answers. Packs and question must outlive the walk.
Result<PackWalk> walk_of(const PackStore& packs, const PackQuestion& question,
                         const std::optional<Rank>& after);
Result<PackWalk> walk_of(const PackStore& packs, const PackReportQuestion& question,
                         const std::optional<Rank>& after);

// What a walk stands at; what the visitor says. `brief`: as of an EventQuery.
class PackedEvents {
 public:
  using Visit = std::function<bool(const Event&, const StoredDocument&)>;
  PackedEvents(const PackStore& packs, const PackWalk& walk, bool brief, const Visit& visit)
      : packs_(packs), walk_(walk), brief_(brief), visit_(visit) {}
  Result<bool> show();

 private:
  const PackStore& packs_;
  const PackWalk& walk_;
  bool brief_;
  const Visit& visit_;
  Event event_;  // those shown last: an answer takes their room
  StoredDocument report_;
};
Result<bool> show_report(const PackStore& packs, const PackWalk& walk,
                         const std::function<bool(const StoredDocument&)>& visit);

}  // namespace brink
