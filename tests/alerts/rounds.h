// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "alerts/alerts.h"

namespace brink {

// A round as text, a matter a line, stories behind it:
//
//     plan leave fired
//     scenario war 0.31
//     indicator drills active s1 s2
//     commitment c1 broken
//     happening s1 -9.5 3          (score, outlets)
inline Assessment board_of(const std::string& text, std::vector<NotableHappening>& happenings) {
  Assessment board;
  board.watch = "river";
  std::istringstream lines(text);
  const auto story_of = [](const std::string& id) {
    Story story;
    story.id = id, story.events = {"e-" + id}, story.reports = {"d-" + id};
    return story;
  };
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, id, state;
    if (!(words >> kind >> id >> state)) continue;
    if (kind == "plan") board.plans.push_back({id, "Plan " + id, state, "reason", "act"});
    if (kind == "scenario") {
      ScenarioReading s;
      s.id = id, s.title = "Scenario " + id, s.p = std::stod(state), s.base_rate = 0.1;
      board.scenarios.push_back(s);
    }
    if (kind == "indicator") {
      IndicatorReading i;
      i.id = id, i.title = "Indicator " + id;
      i.state = state == "active" ? State::kActive : state == "stirring" ? State::kStirring : State::kQuiet;
      for (std::string story; words >> story;) i.stories.push_back(story), board.stories.push_back(story_of(story));
      board.indicators.push_back(i);
    }
    if (kind == "commitment") {
      CommitmentLine c;
      c.by = "Norland", c.kind = "pledged", c.what = id, c.state = state, c.event = "e-" + id;
      board.commitments.push_back(c);
    }
    if (kind == "happening") {
      NotableHappening h;
      h.story = story_of(id), h.what = "Assault by Norland", h.score = std::stod(state);
      words >> h.outlets;
      happenings.push_back(h);
    }
  }
  return board;
}

// Rounds one after the other, each compared with what the one before left, through its text.
class Rounds {
 public:
  AlertRules rules;
  PlansAsk asked;

  // Each alert as "severity subject state", with "+ subject" for what is told with it and "^ n" for the
  // nth alert so far, which it brings up to date.
  std::string at(const std::string& moment, const std::string& text) {
    std::vector<NotableHappening> happenings;
    const Assessment board = board_of(text, happenings);
    const auto before = standing_from(kept_);
    EXPECT_TRUE(before.ok()) << kept_;
    last = alerts_of(*before, standing_of(board, happenings), rules, asked, moment).alerts;
    const Comparison again = alerts_of(*before, standing_of(board, happenings), rules, asked, moment);
    EXPECT_EQ(last, again.alerts) << "not the same twice";
    kept_ = text_of(again.standing);
    std::string told;
    for (const Alert& alert : last) {
      EXPECT_EQ(alert.id.size(), 32u);
      EXPECT_EQ(std::count(ids_.begin(), ids_.end(), alert.id), 0) << "an id twice: " << alert.title;
      told += (told.empty() ? "" : "; ") + std::string(name_of(alert.severity)) + " " + alert.subject + " " + alert.state;
      for (const std::string& subject : alert.also) told += " + " + subject;
      for (std::size_t i = 0; i < ids_.size(); ++i)
        if (alert.supersedes == ids_[i]) told += " ^ " + std::to_string(i + 1);
      ids_.push_back(alert.id);
    }
    return told;
  }

  std::vector<Alert> last;

 private:
  std::string kept_;
  std::vector<std::string> ids_;
};

}  // namespace brink
