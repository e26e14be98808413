// SPDX-License-Identifier: Apache-2.0
#include "pipeline/watch_rounds.h"

#include <algorithm>
#include <cctype>

#include "assess/assess.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "pipeline/notable_happenings.h"
#include "pipeline/pipeline.h"

namespace brink {
namespace {

// Whether a condition names `id`, as in "state( embassies )".
bool names(const std::string& condition, const std::string& id) {
  const auto is_of_id = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; };
  for (std::size_t at = condition.find(id); at != std::string::npos; at = condition.find(id, at + 1)) {
    const std::size_t end = at + id.size();
    if ((at == 0 || !is_of_id(condition[at - 1])) && (end == condition.size() || !is_of_id(condition[end]))) return true;
  }
  return false;
}

PlansAsk asked_by(const Watch& watch) {
  PlansAsk asked;
  for (const PlanThreshold& t : thresholds_of(watch)) asked.thresholds["scenario:" + t.scenario].push_back(t.p);
  for (const Plan& plan : watch.plans) {
    auto& subjects = asked.rests_on["plan:" + plan.id];
    for (const Scenario& s : watch.scenarios)
      if (names(plan.condition, s.id)) subjects.push_back("scenario:" + s.id);
    for (const Indicator& i : watch.indicators)
      if (names(plan.condition, i.id)) subjects.push_back("indicator:" + i.id);
  }
  return asked;
}

// The feed itself could not be had, whatever of its pages could.
const Error* failure_of(const RunSummary& summary, const std::string& feed) {
  for (const SetAside& item : summary.aside)
    if (item.source == feed) return &item.error;
  return nullptr;
}

AlertTools alert_tools(const WatchTools& tools) { return {tools.clock, tools.sleep, tools.chance}; }

}  // namespace

WatchRounds::WatchRounds(const Pipeline& pipeline, Watch watch, Archive& archive,
                         const std::vector<std::string>& feeds, WatchTools tools)
    : pipeline_(pipeline),
      watch_(std::move(watch)),
      archive_(archive),
      feeds_(watch_.feeds),
      tools_(std::move(tools)),
      politeness_(pipeline.settings().watch, tools_),
      asked_(asked_by(watch_)),
      outbox_(archive, pipeline.settings().alerts, alert_tools(tools_)) {
  for (const std::string& feed : feeds)
    if (std::find(feeds_.begin(), feeds_.end(), feed) == feeds_.end()) feeds_.push_back(feed);
}

WatchRound WatchRounds::round() {
  WatchRound round;
  round.at = to_iso(tools_.clock());
  for (const std::string& feed : feeds_) {
    if ((round.stopped = tools_.stop())) return round;
    take_in(feed, round);
  }
  if ((round.stopped = tools_.stop())) return round;
  if (const Outcome judged = judge(round); !judged) round.failures.push_back(judged.error().sentence());
  round.delivered = outbox_.deliver();
  for (const Error& error : round.delivered.errors) round.failures.push_back(error.sentence());
  return round;
}

void WatchRounds::take_in(const std::string& feed, WatchRound& round) {
  ++round.feeds;
  auto memory = recall_feed(archive_, feed);
  if (!memory) return round.failures.push_back(memory.error().sentence());
  const auto rests = read_iso(memory->rests_until);
  if (rests && tools_.clock() < rests->utc) return void(++round.resting);

  const RunSummary summary =
      pipeline_.ingest({feed}, archive_, to_iso(tools_.clock()), [&](const RunSummary&) { return !tools_.stop(); },
                       politeness_.gate_of(feed, *memory));
  round.fresh += summary.fresh, round.revised += summary.revised;
  round.events += summary.events, round.aside += summary.aside_count;
  const Error* failure = summary.failure ? &*summary.failure : failure_of(summary, feed);
  if (failure) {
    ++round.failed, ++memory->failures;
    const auto rest = rest_after(memory->failures, pipeline_.settings().watch.most_rest_minutes, tools_.chance());
    memory->rests_until = to_iso(tools_.clock() + rest);
    round.failures.push_back(fmt::format("{}; {}. failure, rests until {}", failure->sentence(), memory->failures, memory->rests_until));
  } else {
    memory->failures = 0, memory->rests_until = "";
  }
  if (const Outcome kept = keep_feed(archive_, feed, *memory); !kept) round.failures.push_back(kept.error().sentence());
}

Outcome WatchRounds::judge(WatchRound& round) {
  const Day today = std::chrono::floor<std::chrono::days>(tools_.clock());
  const AlertRules& rules = pipeline_.settings().alerts.rules;
  const auto board = Assessor(watch_).assess(archive_, today);
  if (!board) return board.error();
  const auto happenings = notable_happenings(archive_, watch_, today, rules);
  if (!happenings) return happenings.error();
  const auto note = archive_.note(note_of_standing());
  if (!note) return note.error();
  const auto before = standing_from(*note);
  if (!before) return before.error();
  return keep(alerts_of(*before, standing_of(*board, *happenings), rules, asked_, round.at), round);
}

Outcome WatchRounds::keep(const Comparison& comparison, WatchRound& round) {
  if (auto begun = archive_.begin(); !begun) return begun;
  const auto put = outbox_.put(comparison.alerts);
  Outcome done = put ? archive_.keep_note(note_of_standing(), text_of(comparison.standing)) : Outcome(put.error());
  if (done) done = archive_.commit();
  if (!done) {
    (void)archive_.roll_back().ok();
    return done;
  }
  round.alerts = *put;
  round.judged = true;
  return Done{};
}

std::string WatchRound::line() const {
  std::string text = fmt::format("{}: {} new, {} revised, {} events, {} set aside; {} alerts, {} sent in {} messages, {} held",
                                 at, fresh, revised, events, aside, alerts, delivered.sent, delivered.messages, delivered.held);
  text += fmt::format("; {} feeds, {} resting, {} failures", feeds, resting, failures.size());
  for (const std::string& failure : failures) text += "; " + plain_line(failure, 300);
  return stopped ? text + "; stopped" : text;
}

}  // namespace brink
