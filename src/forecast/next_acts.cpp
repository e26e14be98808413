// SPDX-License-Identifier: Apache-2.0
#include "forecast/next_acts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "forecast/act_graph.h"
#include "forecast/link_predictor.h"

namespace brink {
namespace {

constexpr std::size_t kMostOfAQuestion = 20;  // recipients that are kept of one question
constexpr double kLeastRate = 1e-4;           // a day; what is rarer is not asked about
// Who asks waits for the answer. On ICEWS14 this reaches an MRR of 0.486 where the full course reaches 0.490.
constexpr LinkSettings kBrief = {.most_lessons = 20'000, .likeness_passes = 3};

bool is_party(const std::string& party, const std::string& wanted) {
  return party == wanted || (party.size() > wanted.size() && party.starts_with(wanted) && party[wanted.size()] == '/');
}

// Days with such acts a day, by a short and a long memory alike; days before the first act are not missing ones.
double rate_of(const LinkTally& tally, int step, const LinkFading& fading) {
  const auto faded = tally.at(step, fading);
  double rate = 0;
  for (const std::size_t k : {1u, 2u}) {
    const double half_life = kLinkHalfLives[k];
    const double seen = std::max(1.0, half_life / std::numbers::ln2 * (1 - std::exp2(-step / half_life)));
    rate += 0.5 * faded[k] / seen;
  }
  return rate;
}

std::vector<LinkQuestion> questions_about(const ActGraph& graph, const LinkHistory& history, int step, const NextSettings& settings) {
  const int types = static_cast<int>(graph.types.size());
  std::vector<LinkQuestion> questions;
  for (int relation = 0; relation < (settings.either ? 2 * types : types); ++relation) {
    const std::string& type = graph.types[static_cast<std::size_t>(relation % types)];
    if (!settings.type.empty() && std::ranges::find(settings.type, type) == settings.type.end()) continue;
    for (std::size_t party = 0; party < graph.parties.size(); ++party) {
      if (!is_party(graph.parties[party], settings.actor)) continue;
      const LinkTally* tally = history.of_both(static_cast<int>(party), relation);
      if (tally != nullptr && rate_of(*tally, step, history.fading()) >= kLeastRate) questions.push_back({static_cast<int>(party), relation, {}});
    }
  }
  return questions;
}

// The likeliest recipients of a question, as acts.
std::vector<NextAct> acts_of(const LinkQuestion& question, std::span<const float> scores, const ActGraph& graph, double rate) {
  std::vector<std::size_t> order(scores.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto kept = static_cast<std::ptrdiff_t>(std::min(kMostOfAQuestion, order.size()));
  std::ranges::partial_sort(order, order.begin() + kept, [&](std::size_t a, std::size_t b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  double sum = 0;
  for (const float score : scores) sum += std::exp(score - scores[order[0]]);
  const int types = static_cast<int>(graph.types.size());
  std::vector<NextAct> acts;
  for (auto it = order.begin(); it != order.begin() + kept; ++it) {
    const double share = std::exp(scores[*it] - scores[order[0]]) / sum;
    const std::string &own = graph.parties[static_cast<std::size_t>(question.subject)], &other = graph.parties[*it];
    const bool forwards = question.relation < types;
    acts.push_back({forwards ? own : other, graph.types[static_cast<std::size_t>(question.relation % types)], forwards ? other : own,
                    1 - std::exp(-rate * share), rate, share, {}});
  }
  return acts;
}

void find_evidence(NextAct& next, std::span<const DatedAct> acts, bool by_recipient, std::size_t most) {
  const auto take = [&](Speaks::For what, const auto& matches) {
    for (auto act = acts.rbegin(); act != acts.rend() && next.speaks.size() < most; ++act)
      if (matches(*act) && std::ranges::find(next.speaks, act->event, &Speaks::event) == next.speaks.end())
        next.speaks.push_back({what, act->event, act->day});
  };
  take(Speaks::For::kSame, [&](const DatedAct& a) { return a.actor == next.actor && a.recipient == next.recipient && a.type == next.type; });
  take(Speaks::For::kPair, [&](const DatedAct& a) {
    return (a.actor == next.actor && a.recipient == next.recipient) || (a.actor == next.recipient && a.recipient == next.actor);
  });
  take(Speaks::For::kHabit, [&](const DatedAct& a) {
    return a.type == next.type && (by_recipient ? a.recipient == next.recipient : a.actor == next.actor);
  });
}

}  // namespace

Result<NextActs> foresee_acts(const Archive& archive, const NextSettings& settings) {
  const auto acts = read_dated_acts(archive, {.kind = settings.kind, .sectors = true, .until = settings.until});
  if (!acts) return acts.error();
  const ActGraph graph = act_graph(*acts);
  if (std::ranges::none_of(graph.parties, [&](const std::string& party) { return is_party(party, settings.actor); }))
    return Error{"forecast", "--actor", settings.actor, "a code that acts in the archive, as RUS or RUS/GOV"};
  const LinkBounds bounds;
  if (graph.parties.size() > static_cast<std::size_t>(bounds.entities) || graph.types.size() > static_cast<std::size_t>(bounds.relations))
    return Error{"forecast", "archive", std::to_string(graph.parties.size()) + " parties and " + std::to_string(graph.types.size()) + " types", "fewer"};

  LinkPredictor predictor(static_cast<int>(graph.parties.size()), static_cast<int>(graph.types.size()), kBrief);
  predictor.learn(graph.links);
  NextActs next{acts->back().day, {}};
  const int step = graph.step_of(next.last) + 1;
  const LinkHistory& history = predictor.history();
  const auto questions = questions_about(graph, history, step, settings);
  std::vector<std::vector<NextAct>> of_question(questions.size());
  predictor.answer(questions, step, [&](const LinkQuestion& q, std::span<const float> scores) {
    const double rate = rate_of(*history.of_both(q.subject, q.relation), step, history.fading());
    of_question[static_cast<std::size_t>(&q - questions.data())] = acts_of(q, scores, graph, rate);
  });
  for (auto& found : of_question) next.acts.insert(next.acts.end(), found.begin(), found.end());
  std::erase_if(next.acts, [](const NextAct& act) { return act.actor == act.recipient; });
  std::ranges::stable_sort(next.acts, std::greater{}, &NextAct::p);
  if (next.acts.size() > settings.most) next.acts.resize(settings.most);
  for (NextAct& act : next.acts) find_evidence(act, *acts, !is_party(act.actor, settings.actor), settings.evidence);
  return next;
}

}  // namespace brink
