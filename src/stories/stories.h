// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/story.h"
#include "stories/account.h"

namespace brink {

// The order in which stories are shown: newest first, equals by their ids.
bool newer(const Story& a, const Story& b);

// Outlets that told of a happening in their own words, first seen first: of copies only the first's.
std::vector<std::string_view> voices_of(std::span<const Account* const> seen);

struct StorySettings {
  // Days between two reports of one happening: papers differ on whether the night counts to the day
  // before or after. Counted from the first day, so that daily shelling is not one long happening.
  int days_apart = 1;
};

// Events as reported -> happenings. Type, act, actors, recipients, place, day, standing and wording are
// weighed (stories/agreement.h): what two reports both tell and tell differently speaks against one
// happening, what one of them leaves out does not. Time and space grow with the number of events:
// each is held against a bounded number of happenings that share a name, a place or its report.
class StoryMerger {
 public:
  explicit StoryMerger(StorySettings settings = {}) : settings_(settings) {}

  // `report`: the document that bore the event, as Archive::events gives it. An event that was added
  // before is taken once. What is kept of it stays where it is.
  const Account& add(const Event& event, const StoredDocument& report);

  // What the reports of one happening told, in the order of its days, and its story, told when asked for.
  using Visit = std::function<void(std::span<const Account* const> seen, const std::function<Story()>& tell)>;

  // Each happening, by its first day.
  void visit(const Visit& visit) const;

  // Newest first. The order of adding does not matter: the same reports give the same stories and
  // ids. A story's id is made of what its first report tells: family of type, standing, actors,
  // recipients, place, day.
  std::vector<Story> stories() const;

 private:
  StorySettings settings_;
  std::deque<Account> sightings_;  // large, and many: never moved
};

}  // namespace brink
