// SPDX-License-Identifier: Apache-2.0
#include "factuality/train/train_factuality.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "factuality/denial.h"

namespace brink::factuality {
namespace {

constexpr double kLeast = 0.2;  // of a judgement's distance from 0

struct Example {
  Features places;  // features as places of the table
  float yes = 0;    // 1: took place
  float weight = 0;
};

// Places of features, a place as often as it holds.
Features places_of(const Features& features, int bits) {
  Features places = features;
  for (std::uint32_t& place : places) place >>= 32 - bits;
  return places;
}

void collect(const Knowledge& knowledge, std::span<const GoldSentence> all, bool news, const TrainSettings& settings,
             std::vector<Example>& out) {
  Features features;
  for (const GoldSentence& gold : all) {
    const TreeView tree(gold.sentence);
    const std::vector<VerbGroup> groups = verb_groups(tree);
    const FeatureReader reader(knowledge, tree, groups);
    for (const Judgement& j : gold.judgements) {
      const bool denied = is_denied(knowledge, tree, groups, j.token);
      if (std::abs(j.value) < kLeast || (!news && denied && j.value > 0)) continue;
      reader.read(j.token, features);
      double weight = std::min(1.0, std::abs(j.value)) * std::max(0.1, j.confidence);
      if (news && j.value < 0) weight *= settings.news_denied;
      out.push_back({places_of(features, settings.bits), j.value > 0 ? 1.0f : 0.0f, static_cast<float>(weight)});
    }
  }
}

class Learner {
 public:
  explicit Learner(const TrainSettings& settings)
      : settings_(settings), weights_(std::size_t{1} << settings.bits), slopes_(weights_.size(), 1e-6f), sums_(weights_.size()) {}

  // Gives the loss before the step.
  double step(const Example& e) {
    float sum = 0;
    for (const std::uint32_t place : e.places) sum += weights_[place];
    const float chance = 1 / (1 + std::exp(-sum));
    const float slope = e.weight * (chance - e.yes);
    for (const std::uint32_t place : e.places) {
      float& weight = weights_[place];
      const float full = slope + settings_.decay * weight;
      slopes_[place] += full * full;
      weight -= settings_.rate * full / std::sqrt(slopes_[place]);
    }
    return -e.weight * std::log(std::max(1e-9f, e.yes > 0 ? chance : 1 - chance));
  }

  void keep() {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += weights_[i];
  }

  // The kept weights in eight bits; their scale leaves room for all but the few largest.
  Model model() const {
    std::vector<float> sizes(sums_.size());
    std::transform(sums_.begin(), sums_.end(), sizes.begin(), [](float w) { return std::abs(w); });
    const auto rank = static_cast<std::ptrdiff_t>(sizes.size() - sizes.size() / 4096 - 1);
    std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
    const float step = std::max(sizes[static_cast<std::size_t>(rank)], 1e-6f) / 127;
    Model model;
    model.bits = settings_.bits;
    model.bias = settings_.bias;
    model.scale = step / static_cast<float>(kept());
    for (const float w : sums_)
      model.weights.push_back(static_cast<std::int8_t>(std::clamp(std::round(w / step), -127.0f, 127.0f)));
    return model;
  }

  int kept() const { return settings_.rounds - settings_.rounds / 2; }

 private:
  TrainSettings settings_;
  std::vector<float> weights_, slopes_, sums_;
};

}  // namespace

Model train(const Knowledge& knowledge, std::span<const GoldSentence> web, std::span<const GoldSentence> news,
            const TrainSettings& settings, const std::function<void(const std::string&)>& watch) {
  std::vector<Example> examples;
  collect(knowledge, web, false, settings, examples);
  collect(knowledge, news, true, settings, examples);
  Learner learner(settings);
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 dice(settings.seed);
  for (int round = 0; round < settings.rounds; ++round) {
    std::shuffle(order.begin(), order.end(), dice);
    double loss = 0;
    for (const std::size_t i : order) loss += learner.step(examples[i]);
    if (round >= settings.rounds / 2) learner.keep();
    watch("round " + std::to_string(round + 1) + ": " + std::to_string(examples.size()) + " judgements, loss " +
          std::to_string(loss / static_cast<double>(std::max<std::size_t>(examples.size(), 1))));
  }
  return learner.model();
}

}  // namespace brink::factuality
