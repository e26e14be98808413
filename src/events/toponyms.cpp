// SPDX-License-Identifier: Apache-2.0
#include "events/toponyms.h"

#include <algorithm>

namespace brink {
namespace {

constexpr double kElsewhere = 300;  // km from the tables' meaning: another place of the same name. Theirs of a capital is its state's middle.
constexpr double kSure = 0.5;       // what another place of that name must be, to stand against the tables

struct Range {
  std::uint32_t begin = 0, end = 0;
};

// The tokens that the span is made of; empty where it cuts one.
Range tokens_of(const std::vector<Token>& tokens, Span span) {
  const auto begin = std::ranges::lower_bound(tokens, span.begin, {}, [](const Token& t) { return t.span.begin; });
  const auto end = std::ranges::lower_bound(tokens, span.end, {}, [](const Token& t) { return t.span.end; });
  if (begin == tokens.end() || end == tokens.end() || begin->span.begin != span.begin || end->span.end != span.end) return {};
  return {static_cast<std::uint32_t>(begin - tokens.begin()), static_cast<std::uint32_t>(end - tokens.begin()) + 1};
}

bool is_within(const Mention& inner, Range outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

class Overlay {
 public:
  Overlay(const Toponym& toponym, Range range, SentenceView& reading) : toponym_(toponym), range_(range), reading_(reading) {}

  void lay() {
    const auto known = std::ranges::find_if(reading_.places, [&](const PlaceMention& p) { return p.begin < range_.end && range_.begin < p.end; });
    if (known == reading_.places.end()) {
      give_land_to_agents();
      if (!names_somebody()) reading_.places.push_back({range_.begin, range_.end, toponym_.place});
      return;
    }
    const bool longer = known->begin < range_.begin || known->end > range_.end;
    if (longer) return;  // "Sea of Japan"
    if (is_another(known->place)) {
      if (toponym_.confidence < kSure) return;
      correct_mentions(known->place.country);
    }
    *known = {range_.begin, range_.end, toponym_.place};
  }

 private:
  bool is_state() const { return toponym_.kind == PlaceKind::kCountry; }

  bool is_another(const Place& place) const {
    return !is_state() && !toponym_.place.country.empty() && toponym_.place.country != place.country &&
           kilometres(place.lat, place.lon, toponym_.place.lat, toponym_.place.lon) > kElsewhere;
  }

  bool names_somebody() const {
    return std::ranges::any_of(reading_.mentions, [&](const Mention& m) { return m.begin < range_.end && range_.begin < m.end; });
  }

  // A state's name that means a town is nobody; one that means a part of another state acts for that. Who is of the
  // land because he stands there ("police in Georgia") moves with it.
  void correct_mentions(const std::string& land) {
    const auto means_it = [&](const Mention& m) { return is_within(m, range_) && !m.person && !m.agent && !m.adjective; };
    if (toponym_.kind != PlaceKind::kRegion) std::erase_if(reading_.mentions, means_it);
    for (Mention& mention : reading_.mentions) {
      if (means_it(mention)) mention.actor.code = toponym_.place.country, mention.actor.name = toponym_.place.name;
      if (mention.actor.code == land && (stands_here(mention) || holds_it(mention))) mention.actor.code = toponym_.place.country;
    }
  }

  // "police in Tripoli", "Tripoli police".
  bool stands_here(const Mention& m) const {
    return m.end + 1 == range_.begin && !m.person && is_one_of_places(reading_.lower[m.end]);
  }
  bool holds_it(const Mention& m) const { return m.begin <= range_.begin && range_.end <= m.end && !m.person && !is_within(m, range_); }

  static bool is_one_of_places(const std::string& word) { return word == "in" || word == "of"; }

  // "Boston police", "the Kharkiv regional governor".
  void give_land_to_agents() {
    constexpr std::uint32_t kMostBetween = 1;
    for (Mention& mention : reading_.mentions) {
      const bool behind = mention.begin >= range_.end && mention.begin <= range_.end + kMostBetween &&
                          (mention.begin == range_.end || is_kind_of_office(range_.end));
      if (mention.agent && mention.actor.code == "UNK" && (behind || holds_it(mention)) && !toponym_.place.country.empty())
        mention.actor.code = toponym_.place.country;
    }
  }

  bool is_kind_of_office(std::uint32_t token) const {
    static constexpr std::string_view kKinds[] = {"city", "county", "district", "local", "municipal", "provincial", "regional", "state"};
    return std::ranges::find(kKinds, reading_.lower[token]) != std::end(kKinds);
  }

  const Toponym& toponym_;
  Range range_;
  SentenceView& reading_;
};

}  // namespace

Toponyms::Toponyms(const Places* places, const Document& document, std::span<const Sentence> sentences) {
  if (!places) return;
  all_ = places->find(document, sentences);
  std::erase_if(all_, [](const Toponym& t) { return t.demonym; });
}

void Toponyms::lay_over(SentenceView& reading) {
  const Span sentence = reading.sentence->span;
  while (next_ < all_.size() && all_[next_].place.span.begin < sentence.begin) ++next_;
  for (; next_ < all_.size() && all_[next_].place.span.end <= sentence.end; ++next_) {
    const Range range = tokens_of(reading.sentence->tokens, all_[next_].place.span);
    if (range.begin < range.end) Overlay(all_[next_], range, reading).lay();
  }
}

}  // namespace brink
