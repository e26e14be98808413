// SPDX-License-Identifier: Apache-2.0
#include "quotes/cover.h"

#include <algorithm>
#include <numeric>

#include "quotes/quotes.h"

namespace brink {
namespace {

std::size_t size_of(const Attribution& attribution) {
  std::size_t size = 0;
  for (const Span part : attribution.content) size += part.size();
  return size;
}

// Calls visit(sentence, token) for the tokens that begin in the span.
template <class Visit>
void for_each_token(std::span<const Sentence> sentences, Span span, const Visit& visit) {
  auto it = std::lower_bound(sentences.begin(), sentences.end(), span.begin,
                             [](const Sentence& s, std::uint32_t at) { return s.span.end <= at; });
  for (; it != sentences.end() && it->span.begin < span.end; ++it) {
    const auto n = static_cast<std::size_t>(it - sentences.begin());
    auto token = std::lower_bound(it->tokens.begin(), it->tokens.end(), span.begin,
                                  [](const Token& t, std::uint32_t at) { return t.span.begin < at; });
    for (; token != it->tokens.end() && token->span.begin < span.end; ++token)
      visit(n, static_cast<std::size_t>(token - it->tokens.begin()));
  }
}

}  // namespace

std::vector<std::vector<std::int32_t>> attribution_by_token(std::span<const Sentence> sentences,
                                                            std::span<const Attribution> attributions) {
  std::vector<std::vector<std::int32_t>> by_token;
  for (const Sentence& sentence : sentences) by_token.emplace_back(sentence.tokens.size(), -1);
  std::vector<std::size_t> order(attributions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return size_of(attributions[a]) > size_of(attributions[b]);
  });
  for (const std::size_t i : order)
    for (const Span part : attributions[i].content)
      for_each_token(sentences, part, [&](std::size_t n, std::size_t t) { by_token[n][t] = static_cast<std::int32_t>(i); });
  return by_token;
}

void quotes::set_inside(std::span<const Sentence> sentences, std::vector<Attribution>& attributions) {
  const auto by_token = attribution_by_token(sentences, attributions);
  for (Attribution& attribution : attributions) {
    for_each_token(sentences, attribution.cue, [&](std::size_t n, std::size_t t) {
      const std::int32_t around = by_token[n][t];
      if (around >= 0 && size_of(attributions[static_cast<std::size_t>(around)]) > size_of(attribution))
        attribution.inside = around;
    });
  }
}

}  // namespace brink
