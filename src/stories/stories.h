// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/story.h"

namespace brink {

struct StorySettings {
  // Days between two reports of one happening: papers differ on whether the night counts to the day
  // before or after. Counted from the first day, so that daily shelling is not one long happening.
  int days_apart = 1;
};

// Events as reported -> happenings. Two events are one happening when type, actors, recipients and
// the act spoken of are the same, both happened or both are planned, feared or denied, their days
// lie near, and no two countries are named for it. An event whose actor nobody could name is only
// compared within its own document. Time and space grow with the number of events.
class StoryMerger {
 public:
  explicit StoryMerger(StorySettings settings = {}) : settings_(settings) {}

  // `report`: the document that bore the event, as Archive::events gives it.
  void add(const Event& event, const StoredDocument& report);

  // Newest first. The order of adding does not matter. A story's id is made of what its events have
  // in common, its first day and its country: the same reports give the same ids.
  std::vector<Story> stories() const;

 private:
  struct Sighting {
    std::string event, report, outlet, country, date;
    Timestamp moment;  // when it was reported
    Day day;           // when it happened; of its report where it does not say
  };
  using Sightings = std::vector<Sighting>;

  static Story story_of(const std::string& key, Day opened, const std::string& country,
                        Sightings seen);
  void merge(const std::string& key, Sightings sightings, std::vector<Story>& stories) const;

  StorySettings settings_;
  std::unordered_map<std::string, Sightings> by_key_;
};

}  // namespace brink
