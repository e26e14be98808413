// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>
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

// Acts that undo a promise of the other kind.
struct Opposite {
  std::string_view promised;
  std::initializer_list<std::string_view> undone_by;
};
constexpr std::string_view kForce[] = {"MOBILIZE", "ASSAULT", "COERCE"};
const Opposite kOpposites[] = {
    {"RETREAT", {"MOBILIZE", "ASSAULT"}}, {"CONCEDE", {"COERCE", "SANCTION", "REJECT"}},
    {"AID", {"SANCTION"}},                {"COOPERATE", {"SANCTION", "REJECT"}},
    {"CONSULT", {"REJECT"}},              {"SUPPORT", {"ACCUSE", "SANCTION"}},
};

bool undoes(const Event& done, const Event& event) {
  const Event& act = act_of(event);
  for (const Opposite& opposite : kOpposites) {
    if (opposite.promised != act.type) continue;
    if (std::find(opposite.undone_by.begin(), opposite.undone_by.end(), done.type) ==
        opposite.undone_by.end())
      return false;
    const auto& towards = act.recipient.empty() ? event.recipient : act.recipient;
    if (names_any(done.recipient, towards)) return true;
    // Forces that were to leave a place and go on there.
    const bool force = std::find(std::begin(kForce), std::end(kForce), done.type) != std::end(kForce);
    return force && act.place && done.place && !act.place->country.empty() &&
           act.place->country == done.place->country;
  }
  return false;
}

// Whether the actor says of itself that it will not do what `event` spoke of.
bool takes_back(const Event& said, const Event& event, const std::string& kind) {
  if (!names_any(said.actor, event.actor)) return false;
  const Event& act = act_of(event);
  const std::string says = kind_of(said);
  const bool same_act = act_of(said).type == act.type &&
                        (act.recipient.empty() || act_of(said).recipient.empty() ||
                         names_any(act_of(said).recipient, act.recipient));
  if (kind == "ruled out") return same_act && (says == "pledged" || says == "threatened");
  if (kind == "threatened" && said.type == "CONCEDE" && said.status == Status::kActual)
    return names_any(said.recipient, event.recipient);
  return same_act && says == "ruled out";
}

// What a later event makes of a word; "" when nothing.
std::string verdict(const Known& later, const Known& said, const std::string& kind) {
  const Event& event = said.event;
  const bool done = later.event.status == Status::kActual && names_any(later.event.actor, event.actor);
  if (done && carries_out(later.event, event)) return kind == "ruled out" ? "broken" : "met";
  if (done && kind == "pledged" && undoes(later.event, event)) return "broken";
  return takes_back(later.event, event, kind) ? "withdrawn" : "";
}

// Events that may decide, by their actors' codes, oldest first.
using Deeds = std::map<std::string, std::vector<const Known*>>;

Deeds deeds_in(const std::deque<Known>& events) {
  Deeds deeds;
  for (const Known& known : events) {
    if (known.event.status == Status::kHistorical) continue;
    for (const Actor& actor : known.event.actor)
      if (actor.code != "UNK") deeds[actor.code].push_back(&known);
  }
  return deeds;
}

struct Decided {
  std::string state = "open", by;
};

// The first event after the word was given that decides it.
Decided decide(const Known& said, const std::string& kind, const Deeds& deeds) {
  if (!speaks_of_an_act(said.event)) return {};
  // Enough to see what follows a word, and bounded for archives with years of daily acts.
  constexpr std::ptrdiff_t kMostCompared = 2000;
  const Known* first = nullptr;
  Decided decided;
  for (const Actor& actor : said.event.actor) {
    const auto it = deeds.find(actor.code);
    if (it == deeds.end()) continue;
    const auto begin = std::upper_bound(it->second.begin(), it->second.end(), said.happened,
                                        [](Day day, const Known* k) { return day < k->happened; });
    const auto end = begin + std::min(kMostCompared, it->second.end() - begin);
    for (auto later = begin; later != end && (!first || **later < *first); ++later) {
      if ((*later)->event.document == said.event.document) continue;
      if (const std::string state = verdict(**later, said, kind); !state.empty()) {
        first = *later;
        decided = {state, first->event.id};
      }
    }
  }
  return decided;
}

}  // namespace

std::vector<CommitmentLine> commitments_of(const std::deque<Known>& events, std::size_t most) {
  const Deeds deeds = deeds_in(events);
  std::vector<CommitmentLine> lines;
  std::set<std::vector<std::string>> seen;
  for (auto it = events.rbegin(); it != events.rend() && lines.size() < most; ++it) {
    const std::string kind = kind_of(it->event);
    if (kind.empty()) continue;
    CommitmentLine line{reader_codes(it->event.actor),
                        reader_names(it->event.actor),
                        kind,
                        what_of(it->event),
                        it->event.condition,
                        "",
                        it->event.id,
                        it->event.date,
                        ""};
    if (!seen.insert({line.by, line.kind, line.what, line.condition}).second) continue;
    const Decided decided = decide(*it, kind, deeds);
    line.state = decided.state, line.decided_by = decided.by;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace brink
