// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "brink/alert.h"
#include "brink/assessment.h"
#include "brink/result.h"
#include "brink/story.h"

namespace brink {

// A happening by itself, whatever the indicators make of it.
struct NotableHappening {
  Story story;
  std::string what;    // "Assault by Norland on Sudland in Middle River"
  std::string told;    // a sentence that tells of it, as far as it is kept
  double score = 0;    // of its gravest event, -10 to +10
  int outlets = 1;     // that tell of it independently
};

// The ids of one story, as far as they are told.
struct Proof {
  std::string story;  // "" for a single event
  std::vector<std::string> events, documents;
};

// One thing that a board says something about, and what was told of it.
struct Matter {
  std::string kind, subject, title, why;
  std::string state;       // as the board words it
  int level = 0;           // 0: nothing to tell; higher is graver
  double p = 0;            // of a scenario
  std::vector<Proof> evidence;  // newest first

  // What was last told of it. A level that was left keeps its place until it has been left for long
  // enough, so that flickering is not told.
  int told_level = 0;
  double told_p = 0;
  std::string told_id;     // Alert::id; "" for none
  Severity told_severity = Severity::kInfo;
  std::string below_since; // UTC, ISO 8601: since when the level has been lower than told; "" if it is not
};

// A happening that was told, known again by its events.
struct ToldHappening {
  std::string alert;
  Severity severity = Severity::kInfo;
  std::string at;  // UTC, ISO 8601
};

// What a board says, as far as alerts are about it; kept from one round to the next.
struct AlertStanding {
  std::string watch;
  std::map<std::string, Matter> matters;      // by subject
  std::map<std::string, ToldHappening> told;  // by Event::id
  bool empty() const { return matters.empty() && told.empty(); }
};

// `happenings`: those that may be worth an alert on their own.
AlertStanding standing_of(const Assessment& board, const std::vector<NotableHappening>& happenings);

// As text, to be kept; and back. "" is an empty standing. Error when it is no such text.
std::string text_of(const AlertStanding& standing);
Result<AlertStanding> standing_from(const std::string& text);

}  // namespace brink
