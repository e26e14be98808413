// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "assess/lines.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr std::size_t kMostSteps = 12;  // of one exchange: the demand and the last eleven

bool is_word(const Event& event) {
  static const std::set<std::string> kWords = {"REQUEST", "CONSULT", "AGREE",   "REJECT",
                                               "CONCEDE", "ACCUSE",  "THREATEN"};
  if (!kWords.contains(event.type)) return false;
  if (event.status == Status::kNegated || event.status == Status::kHistorical) return false;
  // To be asked for, or to be met, is not yet a word said.
  return event.status == Status::kActual || event.type == "AGREE" || event.type == "THREATEN" ||
         event.type == "REJECT";
}

struct Move {
  std::string by, to;
  const Known* known = nullptr;

  bool demands() const { return known->event.type == "REQUEST"; }
};

using Moves = std::map<std::pair<std::string, std::string>, std::vector<Move>>;  // by pair of codes

Moves moves_of(const std::deque<Known>& events, const std::set<std::string>& watched) {
  const auto counts = [&](const Actor& a) {
    return !a.code.empty() && a.code != "UNK" && (watched.empty() || watched.contains(a.code));
  };
  Moves moves;
  for (const Known& known : events) {
    if (!is_word(known.event)) continue;
    for (const Actor& by : known.event.actor)
      for (const Actor& to : known.event.recipient)
        if (by.code != to.code && counts(by) && counts(to))
          moves[std::minmax(by.code, to.code)].push_back({by.code, to.code, &known});
  }
  return moves;
}

// A reply is often dated where the demand it answers is not ("gave a written reply to the demands
// of X on Tuesday"). The demand of the same sentence then comes first.
const Move* demand_answered_by(const Move& reply, const std::vector<Move>& all) {
  const Event& r = reply.known->event;
  const auto it = std::find_if(all.begin(), all.end(), [&](const Move& m) {
    return m.demands() && m.by == reply.to && m.known->event.document == r.document &&
           m.known->event.sentence == r.sentence;
  });
  return it == all.end() ? nullptr : &*it;
}

// The demand, then each time the other side speaks. That the demand is told again is no new step.
std::vector<const Move*> thread_of(const std::vector<Move>& all) {
  std::vector<const Move*> steps;
  for (const Move& move : all) {
    if (steps.empty()) {
      if (move.demands())
        steps.push_back(&move);
      else if (const Move* demand = demand_answered_by(move, all))
        steps = {demand, &move};
      continue;
    }
    const bool told_again = move.demands() && move.by == steps.front()->by;
    if (move.by != steps.back()->by && !told_again) steps.push_back(&move);
  }
  return steps;
}

ExchangeLine line_of(const std::vector<const Move*>& steps) {
  ExchangeLine line;
  line.between = {steps.front()->by, steps.front()->to};
  const std::size_t skipped = steps.size() > kMostSteps ? steps.size() - kMostSteps : 0;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (i == 0 || i > skipped) line.steps.push_back(steps[i]->known->event.id);
  line.awaiting = steps.back()->to;
  line.since = to_iso(steps.back()->known->happened);
  return line;
}

}  // namespace

std::vector<ExchangeLine> exchanges_of(const std::deque<Known>& events,
                                       const std::vector<std::string>& watched, std::size_t most) {
  std::vector<ExchangeLine> lines;
  for (const auto& [pair, moves] : moves_of(events, {watched.begin(), watched.end()})) {
    const auto steps = thread_of(moves);
    if (!steps.empty()) lines.push_back(line_of(steps));
  }
  std::sort(lines.begin(), lines.end(), [](const ExchangeLine& a, const ExchangeLine& b) {
    return std::tie(b.since, a.between) < std::tie(a.since, b.between);
  });
  if (lines.size() > most) lines.resize(most);
  return lines;
}

}  // namespace brink
