// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "assess/lines.h"

namespace brink {
namespace {

bool own_words(const Event& event) {
  return event.speaker && names_any({*event.speaker}, event.actor);
}

// "pledged", "threatened", "ruled out"; "" when the event binds nobody.
std::string kind_of(const Event& event) {
  if (event.actor.empty() || event.status == Status::kHistorical) return "";
  const bool negated = event.status == Status::kNegated;
  if (event.type == "THREATEN") return negated ? "" : "threatened";
  if (event.type == "AGREE") return negated ? "ruled out" : "pledged";
  if (event.type == "REJECT") return negated ? "" : "ruled out";
  // Of other acts only the actor itself can say that it will, or will not.
  if (negated) return own_words(event) ? "ruled out" : "";
  if (event.status != Status::kFuture || (event.speaker && !own_words(event))) return "";
  return event.quad == Quad::kMaterialConflict && event.type != "MOBILIZE" ? "threatened"
                                                                           : "pledged";
}

// What is promised, threatened or ruled out: the act spoken of, or the event itself when it is the
// act.
const Event& act_of(const Event& event) { return event.act.empty() ? event : event.act.front(); }

std::string what_of(const Event& event) {
  const Event& act = act_of(event);
  std::string what = act.trigger.text.empty() ? act.type : act.trigger.text;
  if (const std::string things = things_moved(act); !things.empty()) what += " " + things;
  const auto& towards = act.recipient.empty() ? event.recipient : act.recipient;
  if (!towards.empty()) what += " towards " + reader_names(towards);
  if (act.place && !act.place->name.empty()) what += " in " + act.place->name;
  return what;
}

bool speaks_of_an_act(const Event& event) {
  return !event.act.empty() ||
         (event.type != "AGREE" && event.type != "THREATEN" && event.type != "REJECT");
}

// Whether `done` is what `event` spoke of.
bool carries_out(const Event& done, const Event& event) {
  const Event& act = act_of(event);
  if (done.type != act.type || !names_any(done.actor, event.actor)) return false;
  if (!act.recipient.empty() && !done.recipient.empty() &&
      !names_any(done.recipient, act.recipient))
    return false;
  return !act.place || act.place->country.empty() ||
         (done.place && done.place->country == act.place->country);
}

std::string carried_out(const std::string& kind) {
  return kind == "pledged" ? "kept" : kind == "threatened" ? "carried out" : "broken";
}

// Actual events by type, oldest first.
using Deeds = std::map<std::string, std::vector<const Known*>>;

std::string state_of(const Known& said, const std::string& kind, const Deeds& done) {
  const Event& event = said.event;
  const auto it = speaks_of_an_act(event) ? done.find(act_of(event).type) : done.end();
  if (it == done.end()) return "open";
  const auto begin = std::upper_bound(it->second.begin(), it->second.end(), said.happened,
                                      [](Day day, const Known* k) { return day < k->happened; });
  // Enough to see what follows a word, and bounded for archives with years of daily acts.
  constexpr std::ptrdiff_t kMostCompared = 500;
  const auto end = begin + std::min(kMostCompared, it->second.end() - begin);
  const bool kept =
      std::any_of(begin, end, [&](const Known* k) { return carries_out(k->event, event); });
  return kept ? carried_out(kind) : "open";
}

}  // namespace

std::vector<CommitmentLine> commitments_of(const std::vector<Known>& events, std::size_t most) {
  Deeds done;
  for (const Known& known : events)
    if (known.event.status == Status::kActual) done[known.event.type].push_back(&known);
  std::vector<CommitmentLine> lines;
  std::set<std::vector<std::string>> seen;
  for (auto it = events.rbegin(); it != events.rend() && lines.size() < most; ++it) {
    const std::string kind = kind_of(it->event);
    if (kind.empty()) continue;
    CommitmentLine line{reader_names(it->event.actor),
                        kind,
                        what_of(it->event),
                        it->event.condition,
                        "",
                        it->event.id,
                        it->event.date};
    if (!seen.insert({line.by, line.kind, line.what, line.condition}).second) continue;
    line.state = state_of(*it, kind, done);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace brink
