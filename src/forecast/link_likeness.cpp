// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_likeness.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "forecast/halves.h"
#include "forecast/wide.h"

namespace brink {
namespace {

constexpr std::size_t kWidth = 48, kBatch = 256, kDrawn = 256, kAgainst = kBatch + kDrawn;
constexpr float kShrink = 2e-3F;  // of a row, each time it is learnt from

using Vector = std::array<float, kWidth>;

// One half of a batch at work.
struct Half {
  std::vector<Vector> asked, slopes;  // of the questions' vectors
  std::vector<Vector> against;        // slopes of the entities held against
  std::vector<float> against_bias;
};

// Slopes of the softmax loss for questions [begin, end): question i is answered by entity vector i.
BRINK_WIDE void hold_against(const Vector* asked, std::size_t begin, std::size_t end,
                             const Vector* entities, const float* biases,
                             const int* numbers, std::size_t count, Half& half) {
  std::array<float, kAgainst> p;
  for (std::size_t i = begin; i < end; ++i) {
    const Vector& q = asked[i];
    float most = -1e30F, sum = 0;
    for (std::size_t n = 0; n < count; ++n) {
      float dot = biases[n];
      for (std::size_t d = 0; d < kWidth; ++d) dot += q[d] * entities[n][d];
      p[n] = n != i && numbers[n] == numbers[i] ? -1e30F : dot;  // the same entity elsewhere in the batch
      most = std::max(most, p[n]);
    }
    for (std::size_t n = 0; n < count; ++n) sum += p[n] = std::exp(p[n] - most);
    Vector& slope = half.slopes[i];
    slope.fill(0);
    for (std::size_t n = 0; n < count; ++n) {
      const float pull = p[n] / sum - (n == i ? 1 : 0);
      if (std::abs(pull) < 1e-4F) continue;
      for (std::size_t d = 0; d < kWidth; ++d) slope[d] += pull * entities[n][d];
      for (std::size_t d = 0; d < kWidth; ++d) half.against[n][d] += pull * q[d];
      half.against_bias[n] += pull;
    }
  }
}

BRINK_WIDE void score_all(const float* q, const float* entities, const float* biases,
                          std::size_t count, float* scores) {
  for (std::size_t n = 0; n < count; ++n) {
    float dot = biases[n];
    for (std::size_t d = 0; d < kWidth; ++d) dot += q[d] * entities[n * kWidth + d];
    scores[n] = dot;
  }
}

// Adagrad with one square a row (Duchi et al., JMLR 2011), and a little shrinking.
void settle(float* row, const float* slope, std::size_t width, float& square, float rate) {
  float sum = 0;
  for (std::size_t d = 0; d < width; ++d) sum += slope[d] * slope[d];
  square += sum / static_cast<float>(width);
  const float pace = rate / (std::sqrt(square) + 1e-6F);
  for (std::size_t d = 0; d < width; ++d) row[d] -= pace * slope[d] + rate * kShrink * row[d];
}

}  // namespace

LinkLikeness::LinkLikeness(int entities, int relations, std::uint64_t seed)
    : entities_(entities), relations_(relations), random_(seed) {
  const auto n = static_cast<std::size_t>(entities), r = static_cast<std::size_t>(2 * relations);
  std::normal_distribution<float> small(0, 0.2F), near_one(1, 0.2F);
  entity_.resize(n * kWidth), factor_.resize(r * kWidth), shift_.resize(r * kWidth), bias_.resize(n);
  for (float& x : entity_) x = small(random_);
  for (float& x : factor_) x = near_one(random_);
  for (float& x : shift_) x = small(random_);
  entity_square_.resize(n), bias_square_.resize(n), factor_square_.resize(r), shift_square_.resize(r);
}

void LinkLikeness::learn(std::span<const Link> links, int passes, double rate) {
  std::vector<Asked> asked;
  asked.reserve(2 * links.size());
  for (const Link& link : links) {
    asked.push_back({link.subject, link.relation, link.object});
    asked.push_back({link.object, link.relation + relations_, link.subject});
  }
  for (int pass = 0; pass < passes; ++pass) {
    std::ranges::shuffle(asked, random_);
    for (std::size_t at = 0; at < asked.size(); at += kBatch)
      step(std::span(asked).subspan(at, std::min(kBatch, asked.size() - at)), static_cast<float>(rate));
  }
}

void LinkLikeness::step(std::span<const Asked> batch, float rate) {
  const std::size_t count = batch.size() + kDrawn;
  std::vector<int> numbers(count);
  for (std::size_t i = 0; i < batch.size(); ++i) numbers[i] = batch[i].object;
  for (std::size_t i = batch.size(); i < count; ++i) numbers[i] = static_cast<int>(random_() % static_cast<std::uint64_t>(entities_));
  std::vector<Vector> asked(batch.size()), entities(count);
  std::vector<float> biases(count);
  const auto row = [](std::vector<float>& rows, int number) { return &rows[static_cast<std::size_t>(number) * kWidth]; };
  for (std::size_t n = 0; n < count; ++n) {
    std::copy_n(row(entity_, numbers[n]), kWidth, entities[n].begin());
    biases[n] = bias_[static_cast<std::size_t>(numbers[n])];
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const float *e = row(entity_, batch[i].subject), *w = row(factor_, batch[i].relation), *c = row(shift_, batch[i].relation);
    for (std::size_t d = 0; d < kWidth; ++d) asked[i][d] = e[d] * w[d] + c[d];
  }
  std::array<Half, kLinkWorkers> halves;
  for_halves(batch.size(), [&](std::size_t begin, std::size_t end, std::size_t worker) {
    Half& half = halves[worker];
    half.slopes.resize(batch.size()), half.against.assign(count, {}), half.against_bias.assign(count, 0);
    hold_against(asked.data(), begin, end, entities.data(), biases.data(), numbers.data(), count, half);
  });
  for (std::size_t n = 0; n < count; ++n) {
    Vector& slope = halves[0].against[n];
    for (std::size_t d = 0; d < kWidth; ++d) slope[d] += halves[1].against[n][d];
    const float of_bias = halves[0].against_bias[n] + halves[1].against_bias[n];
    const auto number = static_cast<std::size_t>(numbers[n]);
    settle(row(entity_, numbers[n]), slope.data(), kWidth, entity_square_[number], rate);
    settle(&bias_[number], &of_bias, 1, bias_square_[number], rate);
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Vector& slope = halves[i < batch.size() / 2 ? 0 : 1].slopes[i];
    float *e = row(entity_, batch[i].subject), *w = row(factor_, batch[i].relation), *c = row(shift_, batch[i].relation);
    Vector of_entity, of_factor;
    for (std::size_t d = 0; d < kWidth; ++d) of_entity[d] = slope[d] * w[d], of_factor[d] = slope[d] * e[d];
    const auto subject = static_cast<std::size_t>(batch[i].subject), relation = static_cast<std::size_t>(batch[i].relation);
    settle(e, of_entity.data(), kWidth, entity_square_[subject], rate);
    settle(w, of_factor.data(), kWidth, factor_square_[relation], rate);
    settle(c, slope.data(), kWidth, shift_square_[relation], rate);
  }
}

void LinkLikeness::score(int subject, int relation, std::vector<float>& scores) const {
  scores.resize(static_cast<std::size_t>(entities_));
  const std::size_t s = static_cast<std::size_t>(subject) * kWidth, r = static_cast<std::size_t>(relation) * kWidth;
  Vector q;
  for (std::size_t d = 0; d < kWidth; ++d) q[d] = entity_[s + d] * factor_[r + d] + shift_[r + d];
  score_all(q.data(), entity_.data(), bias_.data(), scores.size(), scores.data());
}

}  // namespace brink
