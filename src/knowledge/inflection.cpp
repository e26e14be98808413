// SPDX-License-Identifier: Apache-2.0
#include "knowledge/inflection.h"

namespace brink {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

bool ends_in_consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

// Consonant, single vowel, consonant other than w, x, y: "ban", "expel".
bool may_double(std::string_view word) {
  if (word.size() < 3) return false;
  const char last = word.back(), vowel = word[word.size() - 2], before = word[word.size() - 3];
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y') return false;
  return is_vowel(vowel) && !is_vowel(before);
}

bool has_one_vowel(std::string_view word) {
  int vowels = 0;
  for (const char c : word) vowels += is_vowel(c);
  return vowels == 1;
}

std::string with_s(std::string_view word) {
  const std::string stem(word.substr(0, word.empty() ? 0 : word.size() - 1));
  if (ends_in_consonant_y(word)) return stem + "ies";
  for (const std::string_view hiss : {"s", "x", "z", "ch", "sh"})
    if (ends_with(word, hiss)) return std::string(word) + "es";
  if (word == "go" || word == "do" || word == "veto" || word == "echo")
    return std::string(word) + "es";
  return std::string(word) + "s";
}

// "ed" and "ing" spellings.
std::vector<std::string> with_ending(std::string_view word, std::string_view ending) {
  const std::string stem(word.substr(0, word.size() - 1));
  const bool ing = ending == "ing";
  if (ing && ends_with(word, "ie")) return {std::string(word.substr(0, word.size() - 2)) + "ying"};
  if (ends_with(word, "e") &&
      !(ing && (ends_with(word, "ee") || ends_with(word, "oe") || word == "be")))
    return {stem + std::string(ending)};
  if (!ing && ends_in_consonant_y(word)) return {stem + "ied"};
  const std::string plain = std::string(word) + std::string(ending);
  if (!may_double(word)) return {plain};
  const std::string doubled = std::string(word) + word.back() + std::string(ending);
  if (has_one_vowel(word)) return {doubled};
  return {plain, doubled};
}

}  // namespace

std::vector<Inflected> inflect(std::string_view lemma, std::string_view past,
                               std::string_view participle) {
  std::vector<Inflected> forms;
  if (lemma.empty()) return forms;
  const auto add = [&forms](std::string word, VerbForm form) {
    forms.push_back({std::move(word), form});
  };
  add(std::string(lemma), VerbForm::kBase);
  if (lemma == "be") {
    for (const char* word : {"am", "are", "is"}) add(word, VerbForm::kThird);
    add("was", VerbForm::kPast);
    add("were", VerbForm::kPast);
    add("been", VerbForm::kParticiple);
    add("being", VerbForm::kGerund);
    return forms;
  }
  add(lemma == "have" ? "has" : with_s(lemma), VerbForm::kThird);
  for (std::string& word : with_ending(lemma, "ing")) add(std::move(word), VerbForm::kGerund);
  if (!past.empty()) {
    add(std::string(past), VerbForm::kPast);
    add(std::string(participle), VerbForm::kParticiple);
    return forms;
  }
  for (const std::string& word : with_ending(lemma, "ed")) {
    add(word, VerbForm::kPast);
    add(word, VerbForm::kParticiple);
  }
  return forms;
}

std::string plural_of(std::string_view noun) {
  if (ends_with(noun, "man") && !ends_with(noun, "human"))
    return std::string(noun.substr(0, noun.size() - 3)) + "men";
  return with_s(noun);
}

}  // namespace brink
