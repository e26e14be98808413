// SPDX-License-Identifier: Apache-2.0
#include "alerts/standing.h"

#include <algorithm>

#include "alerts/wording.h"
#include "base/hash.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostStories = 12;   // of one matter
constexpr std::size_t kMostIds = 20;       // of one story, of a kind
constexpr std::size_t kMostVoices = 3;     // indicators that stand for a scenario

std::vector<std::string> first_of(const std::vector<std::string>& ids) {
  return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), kMostIds))};
}

Proof evidence_of(const Story& story) {
  return {story.id, first_of(story.events), first_of(story.reports)};
}

// How grave it is that a promise, threat or refusal came to this: 0 while nothing came of it.
int level_of(const CommitmentLine& line) {
  if (line.state == "open") return 0;
  return line.state == "broken" || (line.state == "met" && line.kind == "threatened") ? 2 : 1;
}

class StandingMaker {
 public:
  explicit StandingMaker(const Assessment& board) : board_(board) {
    standing_.watch = board.watch;
    for (const Story& story : board.stories) stories_[story.id] = &story;
    for (const IndicatorReading& i : board.indicators) indicators_[i.id] = &i;
  }

  AlertStanding make(const std::vector<NotableHappening>& happenings) {
    for (const PlanReading& plan : board_.plans) add_plan(plan);
    for (const ScenarioReading& scenario : board_.scenarios) add_scenario(scenario);
    for (const IndicatorReading& indicator : board_.indicators) add_indicator(indicator);
    for (const CommitmentLine& line : board_.commitments) add_commitment(line);
    for (const NotableHappening& happening : happenings) add_happening(happening);
    return std::move(standing_);
  }

 private:
  Matter& add(const std::string& kind, const std::string& id, const std::string& title) {
    const std::string subject = kind + ":" + id;
    Matter& matter = standing_.matters[subject];
    matter.kind = kind, matter.subject = subject, matter.title = plain_line(title, kMostTitle);
    return matter;
  }

  void add_evidence(Matter& matter, const std::vector<std::string>& stories) const {
    for (const std::string& id : stories) {
      const auto story = stories_.find(id);
      const bool there = std::any_of(matter.evidence.begin(), matter.evidence.end(),
                                     [&](const Proof& e) { return e.story == id; });
      if (story == stories_.end() || there || matter.evidence.size() >= kMostStories) continue;
      matter.evidence.push_back(evidence_of(*story->second));
    }
  }

  void add_plan(const PlanReading& plan) {
    Matter& matter = add("plan", plan.id, plan.title);
    matter.state = plan.state;
    matter.level = plan.state == "fired" ? 2 : plan.state == "near" ? 1 : 0;
    matter.why = plain_line(plan.reason + (plan.action.empty() ? "" : ". To do: " + plan.action), kMostWhy);
  }

  void add_scenario(const ScenarioReading& s) {
    Matter& matter = add("scenario", s.id, s.title);
    matter.p = s.p;
    matter.told_p = s.base_rate;  // before anything was told
    matter.state = s.trend;
    std::string voices;
    for (std::size_t i = 0; i < std::min(kMostVoices, s.speaking_for.size()); ++i) {
      const auto indicator = indicators_.find(s.speaking_for[i]);
      if (indicator == indicators_.end()) continue;
      voices += (voices.empty() ? "" : "; ") + indicator->second->title;
      add_evidence(matter, indicator->second->stories);
    }
    matter.why = plain_line(fmt::format("{:.2f}, between {:.2f} and {:.2f}, base rate {:.2f}{}{}", s.p, s.low, s.high,
                                        s.base_rate, voices.empty() ? "" : "; for it speak: ", voices),
                            kMostWhy);
  }

  void add_indicator(const IndicatorReading& i) {
    Matter& matter = add("indicator", i.id, i.title);
    matter.state = name_of(i.state);
    matter.level = static_cast<int>(i.state);
    add_evidence(matter, i.stories);
    matter.why = fmt::format("{:.1f} happenings seen, {:.1f} usual", i.observed, i.expected);
  }

  void add_commitment(const CommitmentLine& line) {
    const std::string key = line.by + "\n" + line.kind + "\n" + line.what + "\n" + line.condition;
    const std::string title =
        fmt::format("{} {}: {}{}{}", line.by, line.kind, line.what, line.condition.empty() ? "" : ", ", line.condition);
    Matter& matter = add("commitment", hex_hash(key), title);
    matter.state = line.state;
    matter.level = level_of(line);
    if (!line.event.empty()) matter.evidence.push_back({"", {line.event}, {}});
    matter.why = plain_line("said " + line.date + ", now " + line.state, kMostWhy);
  }

  void add_happening(const NotableHappening& h) {
    Matter& matter = add("happening", h.story.id, h.what);
    matter.evidence.push_back(evidence_of(h.story));
    matter.p = h.score;
    matter.level = h.outlets;
    matter.state = fmt::format("told by {} outlet{}", h.outlets, h.outlets == 1 ? "" : "s");
    matter.why = plain_line(fmt::format("score {:+.1f}, told by {} outlet{}{}{}", h.score, h.outlets,
                                        h.outlets == 1 ? "" : "s", h.told.empty() ? "" : ": ", h.told),
                            kMostWhy);
  }

  const Assessment& board_;
  std::map<std::string, const Story*> stories_;
  std::map<std::string, const IndicatorReading*> indicators_;
  AlertStanding standing_;
};

}  // namespace

AlertStanding standing_of(const Assessment& board, const std::vector<NotableHappening>& happenings) {
  return StandingMaker(board).make(happenings);
}

}  // namespace brink
