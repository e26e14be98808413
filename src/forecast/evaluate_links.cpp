// SPDX-License-Identifier: Apache-2.0
#include "forecast/evaluate_links.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace brink {
namespace {

bool earlier(const Link& a, const Link& b) {
  return std::tuple(a.step, a.subject, a.relation, a.object) < std::tuple(b.step, b.subject, b.relation, b.object);
}

std::vector<Link> merged(std::initializer_list<const std::vector<Link>*> parts) {
  std::vector<Link> links;
  for (const auto* part : parts) links.insert(links.end(), part->begin(), part->end());
  std::ranges::sort(links, earlier);
  links.erase(std::unique(links.begin(), links.end()), links.end());
  return links;
}

std::span<const Link> of_step(std::span<const Link> links, int step) {
  const auto range = std::ranges::equal_range(links, step, {}, &Link::step);
  return {range.begin(), range.end()};
}

// The answers that count, of a step's split, by relation and subject.
using Asked = std::map<std::pair<int, int>, std::vector<int>>;

Asked asked_of(std::span<const Link> links, int relations) {
  Asked asked;
  for (LinkQuestion& q : questions_of(links, relations)) asked[{q.relation, q.subject}] = std::move(q.answers);
  return asked;
}

RankFigures& known_part(LinkReport& report, const LinkHistory& history, const LinkQuestion& question, int answer) {
  const auto holds = [&](const auto& ends) { return std::ranges::find(ends, answer, [](const auto& end) { return end.object; }) != ends.end(); };
  const auto* ends = history.ends(question.subject, question.relation);
  if (ends != nullptr && holds(*ends)) return report.repeated;
  return holds(history.pairs(question.subject)) ? report.met : report.strangers;
}

// Ranks the step's answers. The questions' own answers are of all parts: what the filter sets aside.
void rank_step(LinkPredictor& predictor, std::span<const Link> split, std::span<const Link> all, int relations, LinkReport& report) {
  const int step = split.front().step;
  const Asked asked = asked_of(split, relations);
  std::vector<LinkQuestion> questions = questions_of(of_step(all, step), relations);
  std::erase_if(questions, [&](const LinkQuestion& q) { return !asked.contains({q.relation, q.subject}); });
  std::vector<std::vector<double>> ranks(questions.size());
  predictor.answer(questions, step, [&](const LinkQuestion& q, std::span<const float> scores) {
    auto& own = ranks[static_cast<std::size_t>(&q - questions.data())];
    for (const int answer : asked.at({q.relation, q.subject})) own.push_back(mid_rank(scores, q.answers, answer));
  });
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const LinkQuestion& q = questions[i];
    const auto& answers = asked.at({q.relation, q.subject});
    for (std::size_t a = 0; a < answers.size(); ++a) {
      (q.relation < relations ? report.objects : report.subjects).add(ranks[i][a]);
      known_part(report, predictor.history(), q, answers[a]).add(ranks[i][a]);
    }
  }
}

}  // namespace

LinkReport evaluate_links(const LinkGraph& graph, LinkSplit split, LinkMode mode, const LinkSettings& given,
                          const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<Link>& asked = split == LinkSplit::kValid ? graph.valid : graph.test;
  const std::vector<Link> before = split == LinkSplit::kValid ? graph.train : merged({&graph.train, &graph.valid});
  const std::vector<Link> all = merged({&graph.train, &graph.valid, &graph.test});
  const std::vector<Link> knowable = merged({&before, &asked});
  const int first = asked.front().step;
  const auto steps = steps_of(asked);

  LinkSettings settings = given;
  settings.horizon = mode == LinkMode::kSingle ? 1 : asked.back().step - first + 1;
  LinkPredictor predictor(graph.entities, graph.relations, settings);
  const auto past = std::ranges::lower_bound(before, first, {}, &Link::step);
  predictor.learn(std::span(before.begin(), past));
  LinkReport report;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    rank_step(predictor, steps[i], all, graph.relations, report);
    if (mode == LinkMode::kSingle && i + 1 < steps.size())
      for (int step = steps[i].front().step; step < steps[i + 1].front().step; ++step)
        if (const auto known = of_step(knowable, step); !known.empty()) predictor.observe(known);
    if (progress) progress(i + 1, steps.size());
  }
  report.all.add(report.objects);
  report.all.add(report.subjects);
  for (RankFigures* part : {&report.all, &report.objects, &report.subjects, &report.repeated, &report.met, &report.strangers})
    *part = part->mean();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

}  // namespace brink
