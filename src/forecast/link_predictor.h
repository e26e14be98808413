// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <span>
#include <vector>

#include "forecast/link_blend.h"
#include "forecast/link_features.h"
#include "forecast/link_graph.h"
#include "forecast/link_history.h"
#include "forecast/link_likeness.h"
#include "forecast/link_rules.h"

namespace brink {

struct LinkSettings {
  std::uint64_t seed = 1;
  // How far ahead it will be asked: 1 for the step after what is known; more when the known ends earlier,
  // and what is learnt then comes from stretches of as many steps.
  int horizon = 1;
  double lesson_share = 0.5;          // at most, of the past's steps, the last of which the blend learns from
  std::size_t most_lessons = 50'000;  // questions
  int passes = 4;
  int likeness_passes = 5;
  double likeness_rate = 0.1, later_likeness_rate = 0.05;
  double rate = 2e-3;                 // of the blend, falling to a tenth
  double later_rate = 3e-4;           // while it goes on learning
  std::size_t most_later_lessons = 800;  // questions of a step, drawn evenly from all of them
};

// Says with whom a subject will stand in a relation, from what has happened. Relations are of 2 * relations,
// the inverse ones second, as in LinkHistory.
class LinkPredictor {
 public:
  LinkPredictor(int entities, int relations, const LinkSettings& settings);

  // Reads the past (sorted by step), and learns from its last part how to weigh what came before.
  void learn(std::span<const Link> past);
  // The links of the next step: known from now on, and learnt from as they stood before.
  void observe(std::span<const Link> links);
  // Scores every entity as answer to each question, as of `step`, from what is known. `take` is called from
  // two threads, once a question.
  using Take = std::function<void(const LinkQuestion&, std::span<const float> scores)>;
  void answer(std::span<const LinkQuestion> questions, int step, const Take& take);

  const LinkHistory& history() const { return history_; }

 private:
  int half() const { return history_.relations() / 2; }
  std::size_t first_lesson(std::span<const std::span<const Link>> steps) const;
  void read_past(std::span<const std::span<const Link>> steps);
  std::vector<LinkLesson> lessons_of(std::span<const std::span<const Link>> steps);
  void weigh(int relation, const LinkSheet& sheet, std::vector<float>& scores) const;
  void study(std::span<const LinkQuestion> questions, int step, std::vector<LinkLesson>& lessons);
  void take_in(std::span<const Link> links);
  void teach_rules(std::span<const LinkQuestion> questions, int step);

  LinkSettings settings_;
  LinkHistory history_;
  LinkRules rules_;
  LinkLikeness likeness_;
  LinkBlend blend_;
  std::vector<std::unique_ptr<LinkFeatureReader>> readers_;  // by worker
  bool settled_ = false;
};

// The questions that the links of one step answer, in both directions, sorted by relation.
std::vector<LinkQuestion> questions_of(std::span<const Link> links, int relations);

// Where each step begins and ends in links sorted by step.
std::vector<std::span<const Link>> steps_of(std::span<const Link> links);

}  // namespace brink
