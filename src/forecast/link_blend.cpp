// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_blend.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "forecast/halves.h"
#include "forecast/wide.h"

namespace brink {
namespace {

constexpr std::size_t kIn = kLinkFeatures, kOfRelation = 8, kFirst = 48, kSecond = 24;
constexpr std::size_t kBatch = 64;

// Where the parts of the net lie in the one list of weights.
constexpr std::size_t kFirstAt = 0;                                    // kIn x kFirst
constexpr std::size_t kRelationAt = kFirstAt + kIn * kFirst;           // kOfRelation x kFirst
constexpr std::size_t kFirstBias = kRelationAt + kOfRelation * kFirst;
constexpr std::size_t kSecondAt = kFirstBias + kFirst;                 // kFirst x kSecond
constexpr std::size_t kSecondBias = kSecondAt + kFirst * kSecond;
constexpr std::size_t kOutAt = kSecondBias + kSecond;                  // kSecond
constexpr std::size_t kStraightAt = kOutAt + kSecond;                  // kIn: past the hidden layers
constexpr std::size_t kVectorsAt = kStraightAt + kIn;                  // relations x kOfRelation

// What a row came to on its way through the net.
struct Passed {
  float in[kIn], first[kFirst], second[kSecond];
  float score;
};

// The first layer before the features: its bias and what the relation adds.
struct Ground {
  float first[kFirst];
};

__attribute__((always_inline)) inline Ground ground_of(const float* w, int relation) {
  Ground ground;
  const float* vector = w + kVectorsAt + static_cast<std::size_t>(relation) * kOfRelation;
  for (std::size_t h = 0; h < kFirst; ++h) ground.first[h] = w[kFirstBias + h];
  for (std::size_t d = 0; d < kOfRelation; ++d)
    for (std::size_t h = 0; h < kFirst; ++h) ground.first[h] += vector[d] * w[kRelationAt + d * kFirst + h];
  return ground;
}

__attribute__((always_inline)) inline void pass(const float* w, const Ground& ground, const float* row, const float* shift,
                                                const float* scale, Passed& p) {
  for (std::size_t i = 0; i < kIn; ++i) p.in[i] = (row[i] - shift[i]) * scale[i];
  for (std::size_t h = 0; h < kFirst; ++h) p.first[h] = ground.first[h];
  for (std::size_t i = 0; i < kIn; ++i)
    for (std::size_t h = 0; h < kFirst; ++h) p.first[h] += p.in[i] * w[kFirstAt + i * kFirst + h];
  for (std::size_t h = 0; h < kFirst; ++h) p.first[h] = std::max(p.first[h], 0.0F);
  for (std::size_t h = 0; h < kSecond; ++h) p.second[h] = w[kSecondBias + h];
  for (std::size_t i = 0; i < kFirst; ++i)
    for (std::size_t h = 0; h < kSecond; ++h) p.second[h] += p.first[i] * w[kSecondAt + i * kSecond + h];
  p.score = 0;
  for (std::size_t h = 0; h < kSecond; ++h) p.second[h] = std::max(p.second[h], 0.0F), p.score += p.second[h] * w[kOutAt + h];
  for (std::size_t i = 0; i < kIn; ++i) p.score += p.in[i] * w[kStraightAt + i];
}

// Adds what the row's score, moved by `slope`, would change in the loss.
__attribute__((always_inline)) inline void pass_back(const float* w, const Passed& p, float slope, float* g, float* ground) {
  float second[kSecond], first[kFirst];
  for (std::size_t h = 0; h < kSecond; ++h) {
    g[kOutAt + h] += slope * p.second[h];
    second[h] = p.second[h] > 0 ? slope * w[kOutAt + h] : 0;
    g[kSecondBias + h] += second[h];
  }
  for (std::size_t i = 0; i < kFirst; ++i) {
    float sum = 0;
    for (std::size_t h = 0; h < kSecond; ++h) {
      g[kSecondAt + i * kSecond + h] += p.first[i] * second[h];
      sum += w[kSecondAt + i * kSecond + h] * second[h];
    }
    first[i] = p.first[i] > 0 ? sum : 0;
    ground[i] += first[i];
  }
  for (std::size_t i = 0; i < kIn; ++i) {
    g[kStraightAt + i] += slope * p.in[i];
    for (std::size_t h = 0; h < kFirst; ++h) g[kFirstAt + i * kFirst + h] += p.in[i] * first[h];
  }
}

// What moves the ground moves the first layer's bias, and through the relation's weights its vector.
void ground_back(const float* w, int relation, const float* ground, float* g) {
  const std::size_t vector = kVectorsAt + static_cast<std::size_t>(relation) * kOfRelation;
  for (std::size_t h = 0; h < kFirst; ++h) g[kFirstBias + h] += ground[h];
  for (std::size_t d = 0; d < kOfRelation; ++d)
    for (std::size_t h = 0; h < kFirst; ++h) {
      g[kRelationAt + d * kFirst + h] += w[vector + d] * ground[h];
      g[vector + d] += w[kRelationAt + d * kFirst + h] * ground[h];
    }
}

// The slopes of the loss by the scores, and the loss. Each answer is held against all that are no answer.
double slopes_of(const std::vector<Passed>& passed, const LinkLesson& lesson, std::vector<float>& slopes) {
  const std::size_t rows = lesson.offsets.size();
  slopes.assign(rows, 0);
  float most = -1e30F;
  for (std::size_t i = 0; i < rows; ++i) most = std::max(most, passed[i].score + lesson.offsets[i]);
  std::vector<float>& e = slopes;  // of the others, exponentials first
  double others = 0;
  for (std::size_t i = lesson.answers; i < rows; ++i) others += e[i] = std::exp(passed[i].score + lesson.offsets[i] - most);
  double loss = 0, pull = 0;
  for (std::size_t a = 0; a < lesson.answers; ++a) {
    const double own = std::exp(passed[a].score + lesson.offsets[a] - most), all = own + others + 1e-30;
    slopes[a] = static_cast<float>(own / all - 1);
    pull += 1 / all;
    loss -= std::log(own / all + 1e-30);
  }
  for (std::size_t i = lesson.answers; i < rows; ++i) slopes[i] = static_cast<float>(e[i] * pull);
  return loss;
}

BRINK_WIDE double learn_from(
    const LinkLesson& lesson, const float* w, const float* shift, const float* scale, std::vector<Passed>& passed,
    std::vector<float>& slopes, float* g) {
  const std::size_t rows = lesson.offsets.size();
  passed.resize(std::max(passed.size(), rows));
  const Ground ground = ground_of(w, lesson.relation);
  for (std::size_t i = 0; i < rows; ++i) pass(w, ground, &lesson.rows[i * kIn], shift, scale, passed[i]);
  const double loss = slopes_of(passed, lesson, slopes);
  float of_ground[kFirst] = {};
  for (std::size_t i = 0; i < rows; ++i)
    if (std::abs(slopes[i]) > 1e-5F) pass_back(w, passed[i], slopes[i], g, of_ground);
  ground_back(w, lesson.relation, of_ground, g);
  return loss;
}

BRINK_WIDE void score_rows(const float* w, int relation, const float* rows,
                           std::size_t count, const float* shift,
                           const float* scale, float* scores) {
  const Ground ground = ground_of(w, relation);
  Passed passed;
  for (std::size_t i = 0; i < count; ++i) {
    pass(w, ground, rows + i * kIn, shift, scale, passed);
    scores[i] = std::isfinite(passed.score) ? passed.score : -1e30F;
  }
}

}  // namespace

LinkBlend::LinkBlend(int relations, std::uint64_t seed)
    : random_(seed), shift_(kIn, 0), scale_(kIn, 1),
      weights_(kVectorsAt + static_cast<std::size_t>(relations) * kOfRelation), mean_(weights_.size()), square_(weights_.size()),
      gradients_(kLinkWorkers, std::vector<float>(weights_.size())), losses_(kLinkWorkers) {
  const auto scatter = [&](std::size_t begin, std::size_t end, double spread) {
    std::normal_distribution<float> normal(0, static_cast<float>(spread));
    for (std::size_t i = begin; i < end; ++i) weights_[i] = normal(random_);
  };
  scatter(kFirstAt, kRelationAt, std::sqrt(1.0 / kIn));
  scatter(kRelationAt, kFirstBias, std::sqrt(1.0 / kOfRelation));
  scatter(kSecondAt, kSecondBias, std::sqrt(2.0 / kFirst));
  scatter(kOutAt, kStraightAt, std::sqrt(1.0 / kSecond));
  scatter(kVectorsAt, weights_.size(), 0.1);
}

void LinkBlend::settle(std::span<const LinkLesson> lessons) {
  std::vector<double> sum(kIn), squares(kIn);
  double count = 0;
  for (const LinkLesson& lesson : lessons)
    for (std::size_t i = 0; i < lesson.rows.size(); ++i) sum[i % kIn] += lesson.rows[i], squares[i % kIn] += double(lesson.rows[i]) * lesson.rows[i], count += i % kIn == 0;
  for (std::size_t i = 0; i < kIn && count > 0; ++i) {
    const double mean = sum[i] / count, variance = squares[i] / count - mean * mean;
    shift_[i] = static_cast<float>(mean);
    scale_[i] = variance > 1e-8 ? static_cast<float>(1 / std::sqrt(variance)) : 0;
  }
}

double LinkBlend::learn(std::span<const LinkLesson> lessons, double rate) {
  std::vector<std::size_t> order(lessons.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::shuffle(order, random_);
  std::ranges::fill(losses_, 0);
  std::size_t answers = 0;
  for (const LinkLesson& lesson : lessons) answers += lesson.answers;
  for (std::size_t at = 0; at < order.size(); at += kBatch)
    step(lessons, std::span(order).subspan(at, std::min(kBatch, order.size() - at)), rate);
  return std::accumulate(losses_.begin(), losses_.end(), 0.0) / static_cast<double>(std::max<std::size_t>(answers, 1));
}

void LinkBlend::step(std::span<const LinkLesson> lessons, std::span<const std::size_t> batch, double rate) {
  std::size_t answers = 0;
  for (const std::size_t i : batch) answers += lessons[i].answers;
  if (answers == 0) return;
  for_halves(batch.size(), [&](std::size_t begin, std::size_t end, std::size_t worker) {
    std::ranges::fill(gradients_[worker], 0);
    std::vector<Passed> passed;
    std::vector<float> slopes;
    for (std::size_t i = begin; i < end; ++i)
      losses_[worker] += learn_from(lessons[batch[i]], weights_.data(), shift_.data(), scale_.data(), passed, slopes, gradients_[worker].data());
  });
  // Adam (Kingma and Ba, 2015), with its usual constants.
  constexpr float kMean = 0.9F, kSquare = 0.999F;
  ++steps_;
  const auto power = static_cast<double>(steps_);
  const auto pace = static_cast<float>(rate * std::sqrt(1 - std::pow(kSquare, power)) / (1 - std::pow(kMean, power)));
  const float share = 1 / static_cast<float>(answers);
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const float g = (gradients_[0][i] + gradients_[1][i]) * share;
    mean_[i] = kMean * mean_[i] + (1 - kMean) * g;
    square_[i] = kSquare * square_[i] + (1 - kSquare) * g * g;
    weights_[i] -= pace * mean_[i] / (std::sqrt(square_[i]) + 1e-8F);
  }
}

void LinkBlend::score(int relation, std::span<const float> rows, std::vector<float>& scores) const {
  scores.resize(rows.size() / kIn);
  score_rows(weights_.data(), relation, rows.data(), scores.size(), shift_.data(), scale_.data(), scores.data());
}

}  // namespace brink
