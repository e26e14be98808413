// SPDX-License-Identifier: Apache-2.0
#include "alerts/compare.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "alerts/turn.h"
#include "alerts/wording.h"
#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr auto kRemembered = std::chrono::days(60);  // a happening that was told
constexpr std::size_t kMostIds = 50;                 // of a kind in one alert

void carry_over(Matter& matter, const Matter& before) {
  matter.told_level = before.told_level, matter.told_p = before.told_p;
  matter.told_id = before.told_id, matter.told_severity = before.told_severity;
  matter.below_since = before.below_since;
}

void add_new(std::vector<std::string>& ids, const std::vector<std::string>& more) {
  for (const std::string& id : more)
    if (!id.empty() && ids.size() < kMostIds && std::find(ids.begin(), ids.end(), id) == ids.end())
      ids.push_back(id);
}

void add_evidence(Alert& alert, const std::vector<Proof>& evidence) {
  for (const Proof& e : evidence) {
    add_new(alert.stories, {e.story});
    add_new(alert.events, e.events);
    add_new(alert.documents, e.documents);
  }
}

bool share_a_happening(const Turn& a, const Turn& b) {
  std::set<std::string> events;
  for (const Proof& e : a.moved_by) events.insert(e.events.begin(), e.events.end());
  return std::any_of(b.moved_by.begin(), b.moved_by.end(), [&](const Proof& e) {
    return std::any_of(e.events.begin(), e.events.end(), [&](const auto& id) { return events.count(id) > 0; });
  });
}

bool is_a_judgement(const Turn& turn) {
  return turn.matter->kind == "plan" || turn.matter->kind == "scenario";
}

// Whether the two belong into one alert: a plan with the scenarios that it rests on; and what one
// happening moved. That it happened and what we make of it are two things.
bool belong_together(const Turn& a, const Turn& b, const PlansAsk& asked) {
  const auto rests = [&](const Turn& plan, const Turn& scenario) {
    const auto it = asked.rests_on.find(plan.matter->subject);
    return it != asked.rests_on.end() && scenario.matter->kind == "scenario" &&
           std::find(it->second.begin(), it->second.end(), scenario.matter->subject) != it->second.end();
  };
  if (is_a_judgement(a) && is_a_judgement(b)) return rests(a, b) || rests(b, a);
  return !is_a_judgement(a) && !is_a_judgement(b) && share_a_happening(a, b);
}

using Group = std::vector<Turn*>;

std::vector<Group> grouped(std::vector<Turn>& turns, const PlansAsk& asked) {
  std::vector<std::size_t> root(turns.size());
  std::iota(root.begin(), root.end(), 0);
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < turns.size(); ++i)
    for (std::size_t j = i + 1; j < turns.size(); ++j)
      if (belong_together(turns[i], turns[j], asked)) root[find(j)] = find(i);
  std::map<std::size_t, Group> by_root;
  for (std::size_t i = 0; i < turns.size(); ++i) by_root[find(i)].push_back(&turns[i]);
  std::vector<Group> groups;
  for (auto& [first, group] : by_root) groups.push_back(std::move(group));
  return groups;
}

int rank_of(const std::string& kind) {
  static constexpr std::string_view kOrder[] = {"plan", "happening", "commitment", "scenario", "indicator"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), kind) - std::begin(kOrder));
}

// The turn that speaks for its group stands first: the gravest, else the one nearest to acting.
void gravest_first(Group& group) {
  std::stable_sort(group.begin(), group.end(), [](const Turn* a, const Turn* b) {
    if (a->severity != b->severity) return a->severity > b->severity;
    return rank_of(a->matter->kind) < rank_of(b->matter->kind);
  });
}

class AlertMaker {
 public:
  AlertMaker(AlertStanding& standing, const PlansAsk& asked, const std::string& at)
      : standing_(standing), asked_(asked), at_(at) {}

  // Nothing when the happening was told and is no graver now.
  std::optional<Alert> make(Group group) {
    gravest_first(group);
    const Turn& first = *group.front();
    Alert alert;
    alert.watch = standing_.watch, alert.at = at_;
    alert.kind = first.matter->kind, alert.subject = first.matter->subject, alert.state = first.state;
    alert.severity = first.severity;
    alert.title = plain_line(first.title, kMostTitle);
    alert.why = why_of(group);
    for (std::size_t i = 1; i < group.size(); ++i) alert.also.push_back(group[i]->matter->subject);
    add_evidence_of(group, alert);
    alert.supersedes = supersedes(group);
    if (!is_a_judgement(first)) {
      if (const ToldHappening* told = told_of(group)) {
        if (told->severity >= alert.severity) return mark(group, told->alert, told->severity), std::nullopt;
        if (alert.supersedes.empty()) alert.supersedes = told->alert;
      }
    }
    alert.id = hex_hash(alert.watch + "\n" + alert.subject + "\n" + alert.state + "\n" + link_of(first, alert));
    mark(group, alert.id, alert.severity);
    if (!is_a_judgement(first)) remember(group, alert);
    return alert;
  }

 private:
  // What makes the id of a state that comes again another one: what was told of it last, and of a
  // happening its first event.
  static std::string link_of(const Turn& first, const Alert& alert) {
    if (first.matter->kind != "happening") return first.matter->told_id;
    return alert.supersedes + (alert.events.empty() ? "" : alert.events.front());
  }

  static std::string why_of(const Group& group) {
    std::string why = group.front()->matter->why;
    for (std::size_t i = 1; i < group.size(); ++i)
      why += (i == 1 ? "; also: " : "; ") + group[i]->title;
    return plain_line(why, kMostWhy);
  }

  static std::string supersedes(const Group& group) {
    for (const Turn* turn : group)
      if (!turn->supersedes.empty()) return turn->supersedes;
    return "";
  }

  void add_evidence_of(const Group& group, Alert& alert) const {
    for (const Turn* turn : group) add_evidence(alert, turn->moved_by);
    for (const Turn* turn : group) {
      add_evidence(alert, turn->matter->evidence);
      const auto rests = asked_.rests_on.find(turn->matter->subject);
      if (rests == asked_.rests_on.end()) continue;
      for (const std::string& subject : rests->second)
        if (const auto it = standing_.matters.find(subject); it != standing_.matters.end())
          add_evidence(alert, it->second.evidence);
    }
  }

  // The gravest that was told of the group's happenings; nullptr unless all of them were told.
  const ToldHappening* told_of(const Group& group) const {
    const ToldHappening* gravest = nullptr;
    for (const Turn* turn : group)
      for (const Proof& e : turn->moved_by) {
        const ToldHappening* told = told_of(e);
        if (!told) return nullptr;
        if (!gravest || told->severity > gravest->severity) gravest = told;
      }
    return gravest;
  }
  const ToldHappening* told_of(const Proof& evidence) const {
    for (const std::string& event : evidence.events)
      if (const auto it = standing_.told.find(event); it != standing_.told.end()) return &it->second;
    return nullptr;
  }

  static void mark(const Group& group, const std::string& id, Severity severity) {
    for (Turn* turn : group) turn->matter->told_id = id, turn->matter->told_severity = severity;
  }
  void remember(const Group& group, const Alert& alert) {
    for (const Turn* turn : group)
      for (const Proof& e : turn->moved_by)
        for (const std::string& event : e.events) {
          ToldHappening& told = standing_.told[event];
          if (told.alert.empty() || told.severity <= alert.severity) told = {alert.id, alert.severity, at_};
        }
  }

  AlertStanding& standing_;
  const PlansAsk& asked_;
  const std::string& at_;
};

void forget_old(AlertStanding& standing, const std::string& at) {
  const auto now = read_iso(at);
  std::erase_if(standing.told, [&](const auto& entry) {
    const auto then = read_iso(entry.second.at);
    return !now || !then || now->utc - then->utc > kRemembered;
  });
  // Happenings are known again by their events.
  std::erase_if(standing.matters, [](const auto& entry) { return entry.second.kind == "happening"; });
}

}  // namespace

Comparison alerts_of(const AlertStanding& before, AlertStanding now, const AlertRules& rules, const PlansAsk& asked,
                     const std::string& at) {
  Comparison comparison;
  comparison.standing = std::move(now);
  AlertStanding& standing = comparison.standing;
  standing.told = before.told;
  std::vector<Turn> turns;
  for (auto& [subject, matter] : standing.matters) {
    const auto known = before.matters.find(subject);
    const Matter* was = known == before.matters.end() ? nullptr : &known->second;
    if (was) carry_over(matter, *was);
    if (auto turn = turn_of(matter, was, rules, asked, at)) turns.push_back(std::move(*turn));
  }
  AlertMaker maker(standing, asked, at);
  for (Group& group : grouped(turns, asked))
    if (auto alert = maker.make(std::move(group))) comparison.alerts.push_back(std::move(*alert));
  std::stable_sort(comparison.alerts.begin(), comparison.alerts.end(),
                   [](const Alert& a, const Alert& b) { return a.severity > b.severity; });
  forget_old(standing, at);
  return comparison;
}

}  // namespace brink
