// SPDX-License-Identifier: Apache-2.0
#include "stories/gathering.h"

#include <algorithm>
#include <cstdlib>

#include "base/hash.h"

namespace brink {
namespace {

constexpr std::size_t kMostNear = 40;     // newest happenings of one key
constexpr std::size_t kMostWordings = 4;  // sightings whose words a new one is held against
constexpr int kDenialDays = 3;

std::vector<std::uint64_t> keys_of(const Account& s, Fulfilment standing) {
  const std::string start = std::string(family_of(s.type)) + static_cast<char>('0' + static_cast<int>(standing)) +
                            (s.exact ? std::string() : s.date) + '\x1f';
  std::vector<std::uint64_t> keys;
  const auto add = [&](char kind, const std::string& name) {
    if (!name.empty()) keys.push_back(short_hash(start + kind + name));
  };
  const bool mutual = is_mutual(s.type);
  for (const std::string& code : s.actors) add('a', code);
  for (const std::string& code : s.recipients) add(mutual ? 'a' : 'r', code);
  add('p', s.place);
  add('d', s.report);
  return keys;
}

void fill(std::vector<std::string>& told, const std::vector<std::string>& more) {
  if (told.empty()) told = more;
}

void fill_in(Account& told, const Account& more) {
  fill(told.actors, more.actors);
  if (told.type == more.type) fill(told.recipients, more.recipients), fill(told.mode, more.mode);
  if (told.place.empty() && (told.country.empty() || told.country == more.country)) told.place = more.place, told.wide = more.wide;
  if (told.country.empty()) told.country = more.country;
}

}  // namespace

std::vector<std::size_t> Gathering::near(const Account& sighting, const Keys& keys, int days) const {
  std::vector<std::size_t> found;
  for (const std::uint64_t key : keys) {
    const auto at = by_key_.find(key);
    if (at == by_key_.end()) continue;
    std::size_t taken = 0;
    for (auto i = at->second.rbegin(); i != at->second.rend() && taken < kMostNear; ++i, ++taken)
      if (std::abs((i->day - sighting.day).count()) <= days) found.push_back(i->happening);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Gathering::enter(std::size_t happening, const Keys& keys) {
  const Entry entry{static_cast<std::uint32_t>(happening), happenings_[happening].seen.front()->day};
  for (const std::uint64_t key : keys) {
    std::vector<Entry>& list = by_key_[key];
    const auto newest = list.size() > kMostNear ? list.end() - static_cast<std::ptrdiff_t>(kMostNear) : list.begin();
    if (std::none_of(newest, list.end(), [&](const Entry& e) { return e.happening == entry.happening; })) list.push_back(entry);
  }
}

void Gathering::take(const Account& sighting) {
  const Keys keys = keys_of(sighting, standing_of(sighting.status));
  double best = kOneHappening;
  const std::size_t none = happenings_.size();
  std::size_t chosen = none;
  for (const std::size_t i : near(sighting, keys, days_apart_)) {
    const Gathered& happening = happenings_[i];
    double points = agreement(happening.told(), sighting);
    for (std::size_t k = 1; k < std::min(happening.seen.size(), kMostWordings); ++k)
      points = std::max(points, agreement(happening.told(), happening.seen[k]->words, sighting));
    if (points > best || (points == best && chosen == none)) best = points, chosen = i;
  }
  if (chosen == none) {
    happenings_.push_back({{&sighting}, nullptr});
  } else {
    Gathered& happening = happenings_[chosen];
    if (!happening.filled) happening.filled = std::make_unique<Account>(*happening.seen.front());
    happening.seen.push_back(&sighting);
    fill_in(*happening.filled, sighting);
  }
  enter(chosen, keys);
}

std::vector<const Account*> Gathering::denials_of(const Gathered& happening) const {
  std::vector<const Account*> denials;
  const Account& told = happening.told();
  if (standing_of(told.status) == Fulfilment::kDenied) return denials;
  for (const std::size_t i : near(told, keys_of(told, Fulfilment::kDenied), kDenialDays)) {
    Account as_told = happenings_[i].told();
    as_told.status = told.status;
    if (agreement(told, as_told) >= kOneHappening) denials.push_back(happenings_[i].seen.front());
  }
  return denials;
}

}  // namespace brink
