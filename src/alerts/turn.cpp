// SPDX-License-Identifier: Apache-2.0
#include "alerts/turn.h"

#include <algorithm>
#include <set>

#include "base/iso_time.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr double kSame = 1e-9;  // of probabilities that were added up differently

bool long_ago(const std::string& since, const std::string& at, int hours) {
  const auto from = read_iso(since), to = read_iso(at);
  return from && to && to->utc - from->utc >= std::chrono::hours(hours);
}

// A level above what was told is a rise; one below it becomes a fall once it has lasted.
enum class Move { kNone, kRise, kFall };

Move move_of(Matter& matter, const AlertRules& rules, const std::string& at) {
  if (matter.level >= matter.told_level) {
    matter.below_since.clear();
    return matter.level > matter.told_level ? Move::kRise : Move::kNone;
  }
  if (matter.below_since.empty()) matter.below_since = at;
  if (!long_ago(matter.below_since, at, rules.again_after_hours)) return Move::kNone;
  matter.below_since.clear();
  return Move::kFall;
}

// Stories that the matter did not rest on before; failing those the newest, which is also what stands
// for a matter that is seen for the first time.
std::vector<Proof> moved_by(const Matter& matter, const Matter* before) {
  std::vector<Proof> moved;
  if (before) {
    std::set<std::string> known;
    for (const Proof& e : before->evidence) known.insert(e.events.begin(), e.events.end());
    for (const Proof& e : matter.evidence)
      if (std::none_of(e.events.begin(), e.events.end(), [&](const auto& id) { return known.count(id) > 0; }))
        moved.push_back(e);
  }
  if (moved.empty() && !matter.evidence.empty()) moved.push_back(matter.evidence.front());
  return moved;
}

std::optional<Turn> turn_of_plan(Matter& m, const AlertRules& rules, const std::string& at) {
  const Move move = move_of(m, rules, at);
  if (move == Move::kNone) return {};
  Turn turn{&m, Severity::kNotice, m.state, "", m.told_level > 0 ? m.told_id : "", {}};
  if (move == Move::kFall) {
    const char* was = m.told_level == 2 ? "fired" : "near";
    turn.title = fmt::format("Plan no longer {}{}: {}", was, m.level == 1 ? ", but near" : "", m.title);
    turn.state = fmt::format("no longer {}", was);
  } else {
    turn.severity = m.level == 2 ? Severity::kCritical : Severity::kWarning;
    turn.title = fmt::format("Plan {}: {}", m.state, m.title);
  }
  m.told_level = m.level;
  return turn;
}

std::optional<Turn> turn_of_indicator(Matter& m, const Matter* before, const AlertRules& rules,
                                          const std::string& at) {
  const Move move = move_of(m, rules, at);
  if (move == Move::kNone) return {};
  const std::string supersedes = m.told_level > 0 ? m.told_id : "";
  m.told_level = m.level;
  if (move == Move::kFall) return {};  // that it calms down is on the board
  const bool active = m.state == "active";
  return Turn{&m, active ? Severity::kNotice : Severity::kInfo, m.state,
                fmt::format("Indicator {}: {}", m.state, m.title), supersedes, moved_by(m, before)};
}

std::optional<Turn> turn_of_commitment(Matter& m, const Matter* before) {
  const bool was_open = before && before->level == 0;
  const bool decided = m.level > m.told_level;
  m.told_level = std::max(m.level, m.told_level);
  if (!was_open || !decided) return {};  // decided before anyone watched it
  std::string state = m.state;
  if (!state.empty()) state[0] = static_cast<char>(state[0] & ~0x20);
  return Turn{&m, m.level == 2 ? Severity::kWarning : Severity::kNotice, m.state,
                fmt::format("{}: {}", state, m.title), "", m.evidence};
}

std::optional<Turn> turn_of_scenario(Matter& m, const Matter* before, const AlertRules& rules,
                                         const PlansAsk& asked) {
  const double told = m.told_p;
  std::optional<double> passed;  // the highest threshold on the way up
  if (const auto it = asked.thresholds.find(m.subject); it != asked.thresholds.end())
    for (const double t : it->second)
      if (told < t && t <= m.p && (!passed || t > *passed)) passed = t;
  const bool rose = m.p >= told + rules.step - kSame, fell = m.p <= told - rules.step + kSame;
  if (!passed && !rose && !fell) return {};
  m.told_p = m.p;
  Turn turn{&m, Severity::kNotice, "risen", "", m.told_id, moved_by(m, before)};
  turn.title = fmt::format("{}: {} from {:.2f} to {:.2f}", m.title, fell ? "fell" : "rose", told, m.p);
  if (fell) turn.severity = Severity::kInfo, turn.state = "fallen";
  if (passed) {
    turn.severity = Severity::kWarning, turn.state = "past a threshold";
    turn.title += fmt::format(", past {:.2f} that a plan asks for", *passed);
  }
  return turn;
}

std::optional<Turn> turn_of_happening(Matter& m, const AlertRules& rules) {
  Severity severity = Severity::kInfo;
  if (m.p <= rules.grave_score)
    severity = m.level >= rules.critical_outlets  ? Severity::kCritical
               : m.level >= rules.warning_outlets ? Severity::kWarning
                                                  : Severity::kNotice;
  else if (m.p >= rules.good_score)
    severity = m.level >= rules.warning_outlets ? Severity::kNotice : Severity::kInfo;
  else
    return {};
  return Turn{&m, severity, m.state, fmt::format("{}, {}", m.title, m.state), "", m.evidence};
}

}  // namespace

std::optional<Turn> turn_of(Matter& matter, const Matter* before, const AlertRules& rules,
                                const PlansAsk& asked, const std::string& at) {
  if (matter.kind == "plan") return turn_of_plan(matter, rules, at);
  if (matter.kind == "scenario") return turn_of_scenario(matter, before, rules, asked);
  if (matter.kind == "indicator") return turn_of_indicator(matter, before, rules, at);
  if (matter.kind == "commitment") return turn_of_commitment(matter, before);
  return turn_of_happening(matter, rules);
}

}  // namespace brink
