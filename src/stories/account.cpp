// SPDX-License-Identifier: Apache-2.0
#include "stories/account.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "base/day_range.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kStem = 6;       // letters by which forms of one word are taken as one
constexpr std::size_t kLeastWord = 4;  // shorter ones are mostly grammar
constexpr std::size_t kMostWords = 48;

template <class T>
void settle(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::vector<std::string> named(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  for (const Actor& actor : actors)
    if (!actor.code.empty() && actor.code != "UNK") codes.push_back(actor.code);
  settle(codes);
  return codes;
}

// Words that every report has, though they are long.
bool is_common(std::string_view word) {
  static constexpr std::array<std::string_view, 34> kCommon = {
      "about", "after", "against", "also", "been", "before", "could", "from", "have", "into", "monday", "over",
      "said", "saying", "says", "saturday", "should", "sunday", "than", "that", "their", "them", "there", "they",
      "thursday", "told", "tuesday", "wednesday", "were", "which", "will", "with", "would", "friday"};
  return std::find(kCommon.begin(), kCommon.end(), word) != kCommon.end();
}

// Stems of the sentence without those of the names that are compared for themselves.
std::vector<std::uint32_t> stems_of(std::string_view sentence) {
  const std::string folded = fold_case(sentence);
  std::vector<std::uint32_t> words;
  std::string word;
  const auto close = [&] {
    const bool number = !word.empty() && word[0] >= '0' && word[0] <= '9';
    if ((word.size() >= kLeastWord || number) && !is_common(word) && words.size() < kMostWords)
      words.push_back(static_cast<std::uint32_t>(short_hash(std::string_view(word).substr(0, kStem))));
    word.clear();
  };
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) word += c;
    else if (c != ',' || word.empty() || word[0] > '9') close();
  }
  close();
  settle(words);
  return words;
}

std::vector<std::uint32_t> content_words(const Event& event) {
  std::string names;
  for (const auto* actors : {&event.actor, &event.recipient})
    for (const Actor& actor : *actors) names += actor.name + ' ' + (actor.code == "UNK" ? "" : actor.text) + ' ';
  if (event.place) names += event.place->name;
  const auto all = stems_of(event.text), named = stems_of(names);
  std::vector<std::uint32_t> words;
  std::set_difference(all.begin(), all.end(), named.begin(), named.end(), std::back_inserter(words));
  return words;
}

// A place that is named as an actor is: "Russia attacked in Ukraine".
bool is_wide(const Event& event) {
  const auto same = [&](const Actor& actor) { return actor.code == event.place->country && actor.name == event.place->name; };
  return event.place && (std::any_of(event.actor.begin(), event.actor.end(), same) ||
                         std::any_of(event.recipient.begin(), event.recipient.end(), same));
}

}  // namespace

Timestamp moment_of(const StoredDocument& report) {
  const auto known = read_iso(report.known_from);
  const auto& published = report.document.published;
  if (published && (!known || published->local_day() == known->local_day())) return *published;
  if (known) return *known;
  return read_iso(report.first_seen).value_or(Timestamp{});
}

Fulfilment standing_of(Status status) {
  if (status == Status::kNegated) return Fulfilment::kDenied;
  return status == Status::kFuture || status == Status::kHypothetical ? Fulfilment::kAhead : Fulfilment::kDone;
}

Account sighting_of(const Event& event, const StoredDocument& report) {
  Account s;
  s.event = event.id, s.report = event.document, s.outlet = report.document.outlet;
  s.original = report.copy_of.empty() ? event.document : report.copy_of;
  s.type = event.type.empty() ? event.cameo : event.type;
  s.act = event.act.empty() ? "" : event.act.front().type;
  s.mode = event.mode;
  settle(s.mode);
  s.actors = named(event.actor), s.recipients = named(event.recipient);
  s.status = event.status;
  if (event.place) s.place = fold_case(event.place->name), s.country = event.place->country, s.place_name = event.place->name;
  s.date = event.date;
  s.sentence = event.text;
  s.quantity = event.quantity;
  s.words = content_words(event);
  s.wide = is_wide(event);
  s.moment = moment_of(report);
  const auto days = read_day_range(event.date, event.date_precision);
  s.day = days ? days->first : s.moment.local_day();
  s.exact = !days || days->first == days->last;
  return s;
}

}  // namespace brink
