// SPDX-License-Identifier: Apache-2.0
#include "events/noun_phrases.h"

#include <algorithm>

namespace brink {
namespace {

// The last word; in "president of France" the one before "of".
std::size_t head_of(const SentenceView& reading, std::size_t begin, std::size_t end) {
  const std::int32_t last = mention_at(reading, end - 1);
  if (last != kNone)
    for (std::size_t i = reading.mentions[static_cast<std::size_t>(last)].begin + 1; i < end;
         ++i)
      if (reading.lower[i] == "of" || reading.lower[i] == "from") return std::max(begin, i - 1);
  return end - 1;
}

}  // namespace

bool is_time_word(std::string_view word) {
  static constexpr std::string_view kTimes[] = {
      "monday",  "tuesday",  "wednesday", "thursday",  "friday", "saturday", "sunday",
      "january", "february", "april",     "june",      "july",   "august",   "september",
      "october", "november", "december",  "yesterday", "today",  "tomorrow", "tonight",
      "day",     "days",     "week",      "weeks",     "month",  "months",   "year",
      "years",   "morning",  "afternoon", "evening",   "night",  "hours",    "hour",
      "weekend", "time",     "times",     "minutes",   "decade", "decades",  "moment"};
  return std::find(std::begin(kTimes), std::end(kTimes), word) != std::end(kTimes);
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word[0] == '1' || word[0] == '2') &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int32_t mention_at(const SentenceView& reading, std::size_t token) {
  for (std::size_t m = 0; m < reading.mentions.size(); ++m)
    if (reading.mentions[m].begin <= token && token < reading.mentions[m].end)
      return static_cast<std::int32_t>(m);
  return kNone;
}

// Of two words that a class has as one: "peace talks" as "peace-talks".
NounClasses classes_of_pair(const Words& words, const SentenceView& reading, std::size_t begin, std::size_t head) {
  std::size_t before = head;
  if (before > begin + 1 && reading.lower[before - 1] == "-") --before;
  if (before <= begin) return {};
  const Word* pair = words.find(reading.lower[before - 1] + "-" + reading.lower[head]);
  return pair ? pair->nouns : NounClasses();
}

NounPhrase noun_phrase(const Words& words, const SentenceView& reading, std::size_t begin, std::size_t end) {
  NounPhrase chunk;
  chunk.begin = static_cast<std::uint32_t>(begin);
  chunk.end = static_cast<std::uint32_t>(end);
  for (std::size_t i = begin; i < end; ++i)
    if (reading.words[i]) chunk.classes |= reading.words[i]->nouns;
  const std::size_t head = head_of(reading, begin, end);
  if (reading.words[head]) chunk.head_classes = reading.words[head]->nouns;
  chunk.head_classes |= classes_of_pair(words, reading, begin, head);
  for (std::size_t m = 0; m < reading.mentions.size(); ++m) {
    const Mention& mention = reading.mentions[m];
    if (mention.begin < begin || mention.end > end) continue;
    if (mention.end == end)
      chunk.mention = static_cast<std::int32_t>(m);
    else
      chunk.owner = static_cast<std::int32_t>(m);
  }
  for (std::size_t p = 0; p < reading.places.size(); ++p)
    if (reading.places[p].begin >= begin && reading.places[p].end <= end)
      chunk.place = static_cast<std::int32_t>(p);
  chunk.time = chunk.mention == kNone && chunk.owner == kNone &&
               (is_time_word(reading.lower[end - 1]) || is_time_word(reading.lower[begin]));
  return chunk;
}

}  // namespace brink
