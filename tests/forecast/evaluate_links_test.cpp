// SPDX-License-Identifier: Apache-2.0
#include "forecast/evaluate_links.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "made_up_links.h"

namespace brink {
namespace {

constexpr int kEntities = 24, kRelations = 3;

LinkGraph world(std::uint64_t seed = 7) {
  return {kEntities, kRelations, 1, made_up_links(kEntities, 0, 60, seed), made_up_links(kEntities, 60, 70, seed + 1), {}};
}

// Scores of every entity for the questions of `links`, after `past`.
std::vector<std::vector<float>> scores_after(const std::vector<Link>& past, const std::vector<Link>& links) {
  LinkPredictor predictor(kEntities, kRelations, {});
  predictor.learn(past);
  const auto questions = questions_of(links, kRelations);
  std::vector<std::vector<float>> scores(questions.size());
  predictor.answer(questions, links.front().step, [&](const LinkQuestion& q, std::span<const float> s) {
    scores[static_cast<std::size_t>(&q - questions.data())].assign(s.begin(), s.end());
  });
  return scores;
}

TEST(EvaluateLinks, AsksForEveryObjectAndEverySubject) {
  const LinkGraph graph = world();
  const LinkReport report = evaluate_links(graph, LinkSplit::kValid, LinkMode::kSingle);
  EXPECT_EQ(report.all.queries, 2 * static_cast<long>(graph.valid.size()));
  EXPECT_EQ(report.objects.queries, report.subjects.queries);
  EXPECT_EQ(report.repeated.queries + report.met.queries + report.strangers.queries, report.all.queries);
}

TEST(EvaluateLinks, FindsTheHabitsOfAWorldThatHasSome) {
  const LinkReport report = evaluate_links(world(), LinkSplit::kValid, LinkMode::kSingle);
  EXPECT_GT(report.all.mrr, 0.6);
  EXPECT_LT(report.all.mrr, 0.98);  // what falls by lot cannot be known
}

TEST(EvaluateLinks, RepeatsToTheBit) {
  EXPECT_EQ(evaluate_links(world(), LinkSplit::kValid, LinkMode::kSingle).all.mrr,
            evaluate_links(world(), LinkSplit::kValid, LinkMode::kSingle).all.mrr);
}

TEST(EvaluateLinks, AnswersThatFallByLotAreNotFound) {
  LinkGraph graph = world();
  std::mt19937_64 random(3);
  for (Link& link : graph.valid) link.object = static_cast<int>(random() % kEntities);
  std::ranges::sort(graph.valid, {}, &Link::step);
  const RankFigures objects = evaluate_links(graph, LinkSplit::kValid, LinkMode::kMulti).objects;
  double by_lot = 0;
  for (int rank = 1; rank <= kEntities; ++rank) by_lot += 1.0 / rank / kEntities;
  EXPECT_NEAR(objects.mrr, by_lot, 0.06);
}

// Two worlds that differ only in what lies in the train part beyond the split's beginning.
TEST(EvaluateLinks, KnowsNothingOfLaterSteps) {
  LinkGraph graph = world();
  std::erase_if(graph.valid, [](const Link& link) { return link.step >= 63; });
  LinkGraph with_future = graph;
  const auto future = made_up_links(kEntities, 63, 75, 99);
  with_future.train.insert(with_future.train.end(), future.begin(), future.end());
  EXPECT_EQ(evaluate_links(graph, LinkSplit::kValid, LinkMode::kSingle).all.mrr,
            evaluate_links(with_future, LinkSplit::kValid, LinkMode::kSingle).all.mrr);
}

TEST(EvaluateLinks, MultiStepUsesNoTruthOfTheSplitAndSingleStepDoes) {
  LinkGraph graph = world();
  std::erase_if(graph.valid, [](const Link& link) { return link.step != 60 && link.step != 69; });
  LinkGraph with_between = graph;
  const auto between = made_up_links(kEntities, 61, 69, 8);
  with_between.train.insert(with_between.train.end(), between.begin(), between.end());
  const auto mrr = [](const LinkGraph& g, LinkMode mode) { return evaluate_links(g, LinkSplit::kValid, mode).all.mrr; };
  EXPECT_EQ(mrr(graph, LinkMode::kMulti), mrr(with_between, LinkMode::kMulti));
  EXPECT_NE(mrr(graph, LinkMode::kSingle), mrr(with_between, LinkMode::kSingle));
}

TEST(LinkPredictor, ScoresDoNotHangOnTheAnswersAsked) {
  const auto past = made_up_links(kEntities, 0, 60, 7);
  auto links = made_up_links(kEntities, 60, 61, 8), others = links;
  for (Link& link : others) link.object = (link.object + 5) % kEntities;
  const auto questions = questions_of(links, kRelations), other_questions = questions_of(others, kRelations);
  const auto scores = scores_after(past, links), other_scores = scores_after(past, others);
  int compared = 0;
  for (std::size_t i = 0; i < questions.size(); ++i)
    for (std::size_t k = 0; k < other_questions.size(); ++k)
      if (questions[i].subject == other_questions[k].subject && questions[i].relation == other_questions[k].relation) {
        EXPECT_EQ(scores[i], other_scores[k]);
        ++compared;
      }
  EXPECT_GT(compared, 20);
}

TEST(LinkPredictor, WithHardlyAPastAnswersByTheRulesAlone) {
  LinkPredictor predictor(kEntities, kRelations, {});
  const std::vector<Link> past = {{0, 0, 7, 0}, {0, 0, 5, 1}, {0, 0, 5, 2}};
  predictor.learn(past);
  const std::vector<LinkQuestion> questions = {{0, 0, {}}};
  std::vector<float> scores;
  predictor.answer(questions, 3, [&](const LinkQuestion&, std::span<const float> s) { scores.assign(s.begin(), s.end()); });
  EXPECT_EQ(std::ranges::max_element(scores) - scores.begin(), 5);
  LinkPredictor without(kEntities, kRelations, {});
  without.learn({});
  without.answer(questions, 0, [&](const LinkQuestion&, std::span<const float> s) { EXPECT_EQ(s.size(), 24u); });
}

}  // namespace
}  // namespace brink
