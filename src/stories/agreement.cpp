// SPDX-License-Identifier: Apache-2.0
#include "stories/agreement.h"

#include <algorithm>
#include <iterator>

namespace brink {
namespace {

// Points were set by hand on tests/stories/pairs.txt and on the labelled happenings of the example; docs/stories.md.
constexpr double kVeto = -10;

template <class T>
std::size_t shared(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++count, ++i, ++j;
    else if (*i < *j) ++i;
    else ++j;
  }
  return count;
}

std::vector<std::string_view> parties_of(const Account& s) {
  std::vector<std::string_view> all;
  std::set_union(s.actors.begin(), s.actors.end(), s.recipients.begin(), s.recipients.end(), std::back_inserter(all));
  return all;
}

double of_types(const Account& a, const Account& b) {
  if (a.type == b.type) return 2;
  return 1;  // one family, else they would not be compared
}

double of_modes(const Account& a, const Account& b) {
  if (a.mode.empty() || b.mode.empty() || a.type != b.type) return 0;
  return shared(a.mode, b.mode) > 0 ? 0.3 : -0.5;
}

double of_acts(const Account& a, const Account& b) {
  if (a.act.empty() || b.act.empty() || a.type != b.type) return 0;
  return a.act == b.act ? 0.3 : -1.5;
}

double of_standing(const Account& a, const Account& b) {
  const Fulfilment x = standing_of(a.status), y = standing_of(b.status);
  if (x != y) return kVeto;
  return x == Fulfilment::kAhead && a.status != b.status ? -0.5 : 0;
}

// Talks of three are other talks than those of two of them with a fourth.
double of_parties(const Account& a, const Account& b) {
  const auto x = parties_of(a), y = parties_of(b);
  if (x.empty() || y.empty()) return 0;
  const std::size_t both = shared(x, y), least = std::min(x.size(), y.size());
  if (both == 0) return kVeto;
  if (both == least) return least > 1 ? 2.5 : x.size() == y.size() ? 1.5 : 1;
  return both > 1 ? 1.5 : -1.5;
}

double of_actors(const Account& a, const Account& b) {
  if (a.actors.empty() && b.actors.empty()) return a.report == b.report ? 1.5 : -0.5;
  if (a.actors.empty() || b.actors.empty()) return 0;
  const std::size_t both = shared(a.actors, b.actors);
  if (both == 0) return -4;
  return both == std::max(a.actors.size(), b.actors.size()) ? 1.5 : 1;
}

double of_recipients(const Account& a, const Account& b) {
  if (a.recipients.empty() || b.recipients.empty()) return 0;
  return shared(a.recipients, b.recipients) > 0 ? 1 : -3;
}

bool happens_somewhere(std::string_view type) { return type == "ASSAULT" || type == "PROTEST" || type == "COERCE"; }

double of_places(const Account& a, const Account& b) {
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return -4;
  if (a.place.empty() || b.place.empty()) return 0;
  if (a.place == b.place) return 0.7;
  // Two names in one country: two towns, or a town and its country.
  return happens_somewhere(a.type) && !a.wide && !b.wide ? -4 : -0.3;
}

double of_days(const Account& a, const Account& b) {
  if (a.exact != b.exact || (!a.exact && a.date != b.date)) return kVeto;
  return a.day == b.day ? 0.5 : 0;
}

// Sentences of one act share words beside its names; without a sentence there is nothing to tell by.
double of_words(const Account& a, const std::vector<std::uint32_t>& words_of_a, const Account& b) {
  if (words_of_a.size() < 3 || b.words.size() < 3) return 0;
  const double likeness = static_cast<double>(shared(words_of_a, b.words)) /
                          static_cast<double>(std::min(words_of_a.size(), b.words.size()));
  // Of one meeting each report tells another part.
  if (is_mutual(a.type) && is_mutual(b.type)) return 4 * std::min(likeness, 0.5) - 0.5;
  return likeness == 0 ? -2 : 5 * std::min(likeness, 0.6) - 1.2;
}

constexpr double kMostLeft = 2 + 0.3 + 0.3 + 1.9;  // by types, modes, acts and words

}  // namespace

std::string_view family_of(std::string_view type) {
  if (type == "CONSULT" || type == "AGREE" || type == "COOPERATE") return "meeting";
  if (type == "AID" || type == "SUPPORT") return "help";
  if (type == "SANCTION" || type == "COERCE") return "measure";
  if (type == "CONCEDE" || type == "RETREAT") return "yielding";
  return type;
}

bool is_mutual(std::string_view type) { return type == "CONSULT" || type == "AGREE" || type == "COOPERATE"; }

double agreement(const Account& a, const Account& b) { return agreement(a, a.words, b); }

double agreement(const Account& a, const std::vector<std::uint32_t>& words_of_a, const Account& b) {
  double points = of_standing(a, b) + of_days(a, b);
  if (points <= kVeto) return points;
  const bool mutual = is_mutual(a.type) && is_mutual(b.type);
  const double places = of_places(a, b);
  const double who = mutual ? of_parties(a, b) : of_actors(a, b), whom = mutual ? 0 : of_recipients(a, b);
  if (points + places + who + whom + kMostLeft < kOneHappening) return points + places + who + whom;
  points += of_types(a, b) + of_modes(a, b) + of_acts(a, b) + places + of_words(a, words_of_a, b);
  return points + who + whom;
}

}  // namespace brink
