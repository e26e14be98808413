// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_predictor.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "forecast/halves.h"

namespace brink {
namespace {

constexpr std::size_t kFewLessons = 200;  // with fewer the blend would learn their accidents
constexpr std::size_t kHard = 40, kDrawn = 24;  // rows of others in a lesson: those that look likely, and any

// Where the questions of each relation begin, and the end.
std::vector<std::size_t> borders_of(std::span<const LinkQuestion> questions) {
  std::vector<std::size_t> borders;
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (i == 0 || questions[i].relation != questions[i - 1].relation) borders.push_back(i);
  borders.push_back(questions.size());
  return borders;
}

// Calls work(i, worker) for every question, those of one relation on one thread and in order.
template <class Work>
void for_questions(std::span<const LinkQuestion> questions, const Work& work) {
  const auto borders = borders_of(questions);
  for_each_at_once(borders.size() - 1, [&](std::size_t part, std::size_t worker) {
    for (std::size_t i = borders[part]; i < borders[part + 1]; ++i) work(i, worker);
  });
}

// Picks what a lesson keeps of a sheet: all answers among the candidates, the likeliest others by `guess`, and
// some of the rest by lot, which stand for all of it.
LinkLesson lesson_of(const LinkQuestion& question, const LinkSheet& sheet, std::span<const float> guess, std::mt19937_64& random) {
  LinkLesson lesson;
  lesson.relation = question.relation;
  std::vector<std::size_t> others;
  const auto keep = [&](std::size_t i, float offset) {
    const auto row = sheet.row(i);
    lesson.rows.insert(lesson.rows.end(), row.begin(), row.end());
    lesson.offsets.push_back(offset);
  };
  for (std::size_t i = 0; i < sheet.candidates.size(); ++i)
    if (std::ranges::binary_search(question.answers, sheet.candidates[i])) keep(i, 0);
    else others.push_back(i);
  lesson.answers = lesson.offsets.size();
  if (lesson.answers == 0) return lesson;
  const std::size_t hard = std::min(kHard, others.size());
  std::ranges::nth_element(others, others.begin() + static_cast<std::ptrdiff_t>(hard), [&](std::size_t a, std::size_t b) {
    return guess[a] != guess[b] ? guess[a] > guess[b] : a < b;
  });
  for (std::size_t i = 0; i < hard; ++i) keep(others[i], 0);
  const std::size_t rest = others.size() - hard, drawn = std::min(kDrawn, rest);
  for (std::size_t i = 0; i < drawn; ++i) {
    const std::size_t pick = hard + i + random() % (rest - i);
    std::swap(others[hard + i], others[pick]);
    keep(others[hard + i], std::log(static_cast<float>(rest) / static_cast<float>(drawn)));
  }
  return lesson;
}

// At most so many of the questions, evenly from all of them, in order.
std::vector<LinkQuestion> some_of(const std::vector<LinkQuestion>& questions, std::size_t most) {
  if (questions.size() <= most) return questions;
  std::vector<LinkQuestion> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(questions[i * questions.size() / most]);
  return some;
}

}  // namespace

std::vector<LinkQuestion> questions_of(std::span<const Link> links, int relations) {
  std::vector<std::tuple<int, int, int>> asked;
  for (const Link& link : links) {
    asked.emplace_back(link.relation, link.subject, link.object);
    asked.emplace_back(link.relation + relations, link.object, link.subject);
  }
  std::ranges::sort(asked);
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  std::vector<LinkQuestion> questions;
  for (const auto& [relation, subject, object] : asked) {
    if (questions.empty() || questions.back().relation != relation || questions.back().subject != subject)
      questions.push_back({subject, relation, {}});
    questions.back().answers.push_back(object);
  }
  return questions;
}

std::vector<std::span<const Link>> steps_of(std::span<const Link> links) {
  std::vector<std::span<const Link>> steps;
  for (std::size_t begin = 0, end = 0; begin < links.size(); begin = end) {
    while (end < links.size() && links[end].step == links[begin].step) ++end;
    steps.push_back(links.subspan(begin, end - begin));
  }
  return steps;
}

LinkPredictor::LinkPredictor(int entities, int relations, const LinkSettings& settings)
    : settings_(settings), history_(entities, relations), rules_(2 * relations),
      likeness_(entities, relations, settings.seed), blend_(2 * relations, settings.seed) {
  for (std::size_t i = 0; i < kLinkWorkers; ++i) readers_.push_back(std::make_unique<LinkFeatureReader>(history_, rules_));
}

void LinkPredictor::teach_rules(std::span<const LinkQuestion> questions, int step) {
  for_questions(questions, [&](std::size_t i, std::size_t) { rules_.learn(questions[i], history_, step); });
}

// Before the blend has learnt, the rules' word stands for it, and of equals what the relation is used to.
void LinkPredictor::weigh(int relation, const LinkSheet& sheet, std::vector<float>& scores) const {
  if (settled_) return blend_.score(relation, sheet.rows, scores);
  scores.resize(sheet.candidates.size());
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] = sheet.row(i)[kLinkRuleFeature] + 0.1F * sheet.row(i)[kLinkUsualFeature];
}

void LinkPredictor::study(std::span<const LinkQuestion> questions, int step, std::vector<LinkLesson>& lessons) {
  const std::size_t before = lessons.size();
  lessons.resize(before + questions.size());
  std::vector<LinkSheet> sheets(kLinkWorkers);
  std::vector<std::vector<float>> likeness(kLinkWorkers);
  for_questions(questions, [&](std::size_t i, std::size_t worker) {
    LinkSheet& sheet = sheets[worker];
    likeness_.score(questions[i].subject, questions[i].relation, likeness[worker]);
    readers_[worker]->read(questions[i], step, likeness[worker], sheet);
    std::vector<float> guess;
    weigh(questions[i].relation, sheet, guess);
    std::mt19937_64 random(settings_.seed ^ (key_of(step, questions[i].subject) * 31 + static_cast<std::uint64_t>(questions[i].relation)));
    lessons[before + i] = lesson_of(questions[i], sheet, guess, random);
  });
}

// The last steps of the past: at most as many as the settings allow, by share and by questions.
std::size_t LinkPredictor::first_lesson(std::span<const std::span<const Link>> steps) const {
  std::size_t first = steps.size(), left = settings_.most_lessons;
  const auto earliest = static_cast<std::size_t>(static_cast<double>(steps.size()) * (1 - settings_.lesson_share));
  while (first > earliest && left > 0) left -= std::min(left, questions_of(steps[--first], half()).size());
  return first;
}

void LinkPredictor::read_past(std::span<const std::span<const Link>> steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i > steps.size() / 5) teach_rules(questions_of(steps[i], half()), steps[i].front().step);  // before, too little is known
    history_.add(steps[i]);
  }
}

// Stretches of `horizon` steps, each asked of what was known at its beginning.
std::vector<LinkLesson> LinkPredictor::lessons_of(std::span<const std::span<const Link>> steps) {
  std::vector<LinkLesson> lessons;
  for (std::size_t begin = 0, end = 0; begin < steps.size(); begin = end) {
    while (end < steps.size() && steps[end].front().step < steps[begin].front().step + settings_.horizon) {
      const auto questions = questions_of(steps[end], half());
      study(questions, steps[end].front().step, lessons);
      teach_rules(questions, steps[end++].front().step);
    }
    for (std::size_t i = begin; i < end; ++i) take_in(steps[i]);
  }
  std::erase_if(lessons, [](const LinkLesson& lesson) { return lesson.answers == 0; });
  return lessons;
}

void LinkPredictor::learn(std::span<const Link> past) {
  const auto steps = steps_of(past);
  const std::size_t first = first_lesson(steps);
  read_past(std::span(steps).first(first));
  const std::size_t read = first < steps.size() ? static_cast<std::size_t>(steps[first].data() - past.data()) : past.size();
  likeness_.learn(past.first(read), settings_.likeness_passes, settings_.likeness_rate);
  const auto lessons = lessons_of(std::span(steps).subspan(first));
  if (lessons.size() < kFewLessons) return;
  blend_.settle(lessons);
  settled_ = true;
  for (int pass = 0; pass < settings_.passes; ++pass)
    blend_.learn(lessons, settings_.rate * std::pow(0.1, pass / std::max(1.0, settings_.passes - 1.0)));
}

void LinkPredictor::observe(std::span<const Link> links) {
  const auto questions = questions_of(links, half());
  const int step = links.front().step;
  if (settled_) {
    std::vector<LinkLesson> lessons;
    study(some_of(questions, settings_.most_later_lessons), step, lessons);
    blend_.learn(lessons, settings_.later_rate);
  }
  teach_rules(questions, step);
  take_in(links);
}

void LinkPredictor::take_in(std::span<const Link> links) {
  history_.add(links);
  likeness_.learn(links, 1, settings_.later_likeness_rate);
}

void LinkPredictor::answer(std::span<const LinkQuestion> questions, int step, const Take& take) {
  struct Hands {
    LinkSheet sheet;
    std::vector<float> likeness, weighed, scores;
  };
  std::vector<Hands> hands(kLinkWorkers);
  for_questions(questions, [&](std::size_t i, std::size_t worker) {
    auto& [sheet, likeness, weighed, scores] = hands[worker];
    likeness_.score(questions[i].subject, questions[i].relation, likeness);
    readers_[worker]->read(questions[i], step, likeness, sheet);
    weigh(questions[i].relation, sheet, weighed);
    scores.assign(static_cast<std::size_t>(history_.entities()), 0);
    float least = 0;
    for (const float score : weighed) least = std::min(least, score);
    for (std::size_t e = 0; e < scores.size(); ++e) scores[e] = least - 1 - 1 / (1 + std::exp(likeness[e]));
    for (std::size_t c = 0; c < weighed.size(); ++c) scores[static_cast<std::size_t>(sheet.candidates[c])] = weighed[c];
    take(questions[i], scores);
  });
}

}  // namespace brink
