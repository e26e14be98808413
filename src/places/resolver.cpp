// SPDX-License-Identifier: Apache-2.0
#include "places/resolver.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "places/evidence.h"

namespace brink {
namespace {

constexpr std::size_t kMostReadings =
    120;  // names of a document that are weighed against each other
// How far likelihoods tell meanings apart, round by round.
constexpr double kSharpness[] = {0.35, 0.7, 1.2, 1.2};
constexpr double kSupportWeight = 3, kInside = 20, kUsualInside = 4, kHome = 1.5, kBehindComma = 4,
                 kNamesake = 1.5;
constexpr std::int64_t kSmallTown = 20000;
constexpr std::int64_t kSmallCity = 100000;
constexpr double kOfCountry = 0.5, kOfCountrySmall = 0.2;  // closeness of a place to its country

}  // namespace

double renown(const Candidate& c) {
  const double size = std::log10(static_cast<double>(c.population) + 1);
  double value = 0;
  switch (c.kind) {
    case PlaceKind::kCountry:
      value = 8.5;
      break;
    case PlaceKind::kRegion:
      value = c.geonames > 0 ? 7 : 2 + size / 2;
      break;
    case PlaceKind::kSea:
    case PlaceKind::kLand:
      value = 7;
      break;
    case PlaceKind::kCapital:
      value = size + 1.3;
      break;
    case PlaceKind::kCounty:
      value = 1.5 + size / 2;
      break;
    case PlaceKind::kDistrict:
      value = size - 0.5;
      break;
    case PlaceKind::kCity:
      value = size;
      break;
  }
  if (!c.alternate) return value;
  return c.kind == PlaceKind::kCountry ? value - 1
                                       : value - 2.5;  // "America" and "Holland" are good names
}

namespace {

// How much one place speaks for another, 0 to about 1.5.
double closeness(const Candidate& a, const Candidate& b) {
  if (a.kind == PlaceKind::kCountry && b.kind == PlaceKind::kCountry && a.name == b.name)
    return 1;  // "Russian" for Russia
  if (lies_in(a, b) || lies_in(b, a)) {
    const bool inside = lies_in(a, b);
    const PlaceKind outer = inside ? b.kind : a.kind;
    const Candidate& inner = inside ? a : b;
    // That a country is spoken of says little for each of its towns and counties.
    const bool small = (inner.kind == PlaceKind::kCity && inner.population < kSmallCity) || inner.kind == PlaceKind::kCounty;
    return outer == PlaceKind::kCountry ? (small ? kOfCountrySmall : kOfCountry) : outer == PlaceKind::kRegion ? 1 : 1.3;
  }
  const bool wide_a =
      a.kind == PlaceKind::kCountry || a.kind == PlaceKind::kLand || a.kind == PlaceKind::kSea;
  const bool wide_b =
      b.kind == PlaceKind::kCountry || b.kind == PlaceKind::kLand || b.kind == PlaceKind::kSea;
  const bool one_country = !a.country.empty() && a.country == b.country;
  if (wide_a || wide_b) {
    const double far = kilometres(a.lat, a.lon, b.lat, b.lon);
    return one_country ? 0.3 : far < 1000 ? 0.2 : far < 2500 ? 0.1 : 0;
  }
  if (std::abs(a.lat - b.lat) > 4) return one_country ? 0.05 : 0;
  const double far = kilometres(a.lat, a.lon, b.lat, b.lon);
  const double near = far < 30 ? 1 : far < 80 ? 0.75 : far < 200 ? 0.4 : far < 400 ? 0.1 : 0;
  const bool one_region = one_country && !a.admin1.empty() && a.admin1 == b.admin1;
  return near + (one_region ? 0.5 : one_country ? 0.05 : 0);
}

// A name as used with one container, or without any: what is resolved at once.
struct Reading {
  std::uint32_t name = 0;
  std::int64_t container = -1;  // name of the container
  double mentions = 0;
  bool tentative = true;
  bool as_container = false;  // "Washington" of "Seattle, Washington"
  std::vector<double> fixed, score, share, support;
};

// The country that a top-level domain belongs to, for those whose two letters begin the three.
std::string_view country_of_domain(std::string_view url) {
  static constexpr std::pair<std::string_view, std::string_view> kDomains[] = {
      {"uk", "GBR"}, {"ie", "IRL"}, {"ca", "CAN"}, {"au", "AUS"}, {"nz", "NZL"}, {"in", "IND"},
      {"za", "ZAF"}, {"ru", "RUS"}, {"ge", "GEO"}, {"ua", "UKR"}, {"pk", "PAK"}, {"ng", "NGA"},
      {"ke", "KEN"}, {"lb", "LBN"}, {"eg", "EGY"}, {"il", "ISR"}, {"jo", "JOR"}, {"tr", "TUR"},
      {"ph", "PHL"}, {"sg", "SGP"}, {"my", "MYS"}, {"jp", "JPN"}, {"kr", "KOR"}, {"tw", "TWN"},
      {"cn", "CHN"}, {"de", "DEU"}, {"fr", "FRA"}, {"es", "ESP"}, {"it", "ITA"}, {"pl", "POL"},
      {"gh", "GHA"}, {"bd", "BGD"}, {"lk", "LKA"}, {"mt", "MLT"}, {"jm", "JAM"}};
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/:?#"));
  const std::size_t point = url.rfind('.');
  if (point == std::string_view::npos) return {};
  for (const auto& [domain, country] : kDomains)
    if (url.substr(point + 1) == domain) return country;
  return {};
}

class Resolver {
 public:
  Resolver(const Sighting& sighting, std::string_view url)
      : sighting_(sighting), home_(country_of_domain(url)) {
    collect();
    for (Reading& reading : readings_) begin(reading);
    for (const double sharpness : kSharpness) {
      for (Reading& reading : readings_) share_out(reading, sharpness);
      weigh_all();
    }
    for (Reading& reading : readings_) share_out(reading, std::end(kSharpness)[-1]);
  }

  Resolved answer(std::size_t mention) const {
    const Occurrence& m = sighting_.mentions[mention];
    if (m.evidence < kTentativeEvidence || of_mention_[mention] < 0) return {};
    const Reading& reading = readings_[static_cast<std::size_t>(of_mention_[mention])];
    const auto best = static_cast<std::size_t>(
        std::max_element(reading.score.begin(), reading.score.end()) - reading.score.begin());
    const double sum = std::accumulate(reading.share.begin(), reading.share.end(), 0.0);
    return {&candidates(reading)[best], reading.support[best], reading.share[best] / sum};
  }

 private:
  const std::vector<Candidate>& candidates(const Reading& reading) const {
    return sighting_.names[reading.name].candidates;
  }

  void collect() {
    std::map<std::tuple<std::uint32_t, std::int64_t, bool>, std::int32_t> numbers;
    of_mention_.assign(sighting_.mentions.size(), -1);
    for (std::size_t i = 0; i < sighting_.mentions.size(); ++i) {
      const Occurrence& m = sighting_.mentions[i];
      if (m.evidence < kTentativeEvidence) continue;
      const std::int64_t container =
          m.container < 0 ? std::int64_t{-1}
                          : sighting_.mentions[static_cast<std::size_t>(m.container)].name;
      const auto [it, fresh] = numbers.emplace(std::tuple(m.name, container, m.contains),
                                               static_cast<std::int32_t>(readings_.size()));
      if (fresh && readings_.size() >= kMostReadings) {
        numbers.erase(it);
        continue;
      }
      if (fresh) readings_.push_back({m.name, container, 0, true, m.contains, {}, {}, {}, {}});
      Reading& reading = readings_[static_cast<std::size_t>(it->second)];
      reading.mentions += 1;
      reading.tentative = reading.tentative && m.evidence < kPlaceEvidence;
      of_mention_[i] = it->second;
    }
  }

  bool lies_in_any(const Candidate& candidate, std::int64_t name) const {
    const auto& outer = sighting_.names[static_cast<std::size_t>(name)].candidates;
    return std::any_of(outer.begin(), outer.end(),
                       [&](const Candidate& o) { return lies_in(candidate, o); });
  }

  // What does not depend on the other names.
  void begin(Reading& reading) {
    for (const Candidate& c : candidates(reading)) {
      double score = renown(c);
      if (reading.container >= 0 && lies_in_any(c, reading.container)) score += kInside;
      if (reading.as_container && (c.kind == PlaceKind::kRegion || c.kind == PlaceKind::kCountry))
        score += kBehindComma;
      if (reading.container < 0 && is_usual(reading.name, c)) score += kUsualInside;
      if (!home_.empty() && c.country == home_) score += kHome;
      if (reading.container < 0 && is_namesake(reading, c)) score -= kNamesake;
      reading.fixed.push_back(score);
    }
    reading.score = reading.fixed;
    reading.support.assign(reading.fixed.size(), 0);
  }

  // A small town called as a country or state is: "Mexico, Missouri".
  bool is_namesake(const Reading& reading, const Candidate& candidate) const {
    if (candidate.kind != PlaceKind::kCity || candidate.population > kSmallTown) return false;
    const auto& all = candidates(reading);
    return std::any_of(all.begin(), all.end(), [](const Candidate& c) {
      return !c.alternate &&
             (c.kind == PlaceKind::kCountry || (c.kind == PlaceKind::kRegion && c.geonames > 0));
    });
  }

  // Elsewhere in the document a comma puts the name there.
  bool is_usual(std::uint32_t name, const Candidate& candidate) const {
    return std::any_of(readings_.begin(), readings_.end(), [&](const Reading& other) {
      return other.name == name && other.container >= 0 && lies_in_any(candidate, other.container);
    });
  }

  // How likely each meaning is beside the likeliest, 0 to 1.
  static void share_out(Reading& reading, double sharpness) {
    const double best = *std::max_element(reading.score.begin(), reading.score.end());
    reading.share.clear();
    for (const double score : reading.score)
      reading.share.push_back(std::exp(sharpness * (score - best)));
  }

  double support_for(const Candidate& candidate, const Reading& its) const {
    double sum = 0;
    for (const Reading& other : readings_) {
      if (other.tentative || other.name == its.name) continue;
      double best = 0;
      const auto& meanings = candidates(other);
      for (std::size_t d = 0; d < meanings.size(); ++d)
        if (other.share[d] > 0.01)
          best = std::max(best, other.share[d] * closeness(candidate, meanings[d]));
      sum += best * (1 + 0.5 * std::log2(other.mentions));
    }
    return sum;
  }

  void weigh_all() {
    for (Reading& reading : readings_)
      for (std::size_t c = 0; c < reading.fixed.size(); ++c)
        reading.support[c] = support_for(candidates(reading)[c], reading);
    for (Reading& reading : readings_) {
      for (std::size_t c = 0; c < reading.fixed.size(); ++c)
        reading.score[c] = reading.fixed[c] + kSupportWeight * std::log2(1 + reading.support[c]);
    }
  }

  const Sighting& sighting_;
  std::string_view home_;
  std::vector<Reading> readings_;
  std::vector<std::int32_t> of_mention_;
};

}  // namespace

std::vector<Resolved> resolve(const Sighting& sighting, std::string_view url) {
  const Resolver resolver(sighting, url);
  std::vector<Resolved> answers;
  for (std::size_t i = 0; i < sighting.mentions.size(); ++i) answers.push_back(resolver.answer(i));
  return answers;
}

}  // namespace brink
