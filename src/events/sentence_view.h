// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/event.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink {

// A sentence as the frames see it. Without a parse shallow.cpp builds it; a reader of trees fills
// the same.

inline constexpr std::int32_t kNone = -1;

// Somebody or a group that acts, as named in the sentence.
struct Mention {
  std::uint32_t begin = 0, end = 0;  // tokens
  Actor actor;
  bool adjective = false;  // "Russian" before a noun: no actor by itself
  bool person = false;
  bool metonym = false;  // a capital: a place when "in" stands before it
  bool agent = false;    // known by an agent's word only: "the police"
  char sex = ' ';
};

// A noun phrase without what hangs on it.
struct NounPhrase {
  std::uint32_t begin = 0, end = 0;  // tokens; the last is the head
  std::int32_t mention = kNone;      // who the phrase names as a whole
  std::int32_t owner = kNone;        // who stands inside it: "Russia's demands", "Russian missiles"
  std::int32_t place = kNone;        // index into SentenceView::places
  bool time = false;                 // "last week"
  bool for_owner = false;            // a plan or refusal whose owner does what hangs on it: "Iran's offer to meet"
  NounClasses classes;               // of its words
  NounClasses head_classes;          // of its last word
};

struct PlaceMention {
  std::uint32_t begin = 0, end = 0;  // tokens
  Place place;
};

struct Oblique {
  std::string preposition;
  std::vector<std::uint32_t> chunks;
};

enum class VerbKind { kFinite, kInfinitive, kGerund, kParticiple };

// How a noun phrase hangs in the sentence.
struct Tie {
  enum class Role { kFree, kSubject, kObject, kOblique } role = Role::kFree;
  std::int32_t predicate = kNone;  // whose argument it is
  std::string preposition;         // that governs it; "" for none
  std::vector<Oblique> after;      // phrases behind it: "invasion of Ukraine by Russia"
};

struct Predicate {
  std::uint32_t begin = 0, end = 0;  // tokens of the verb group with its auxiliaries
  std::uint32_t verb = 0;            // token of the verb itself
  std::uint32_t lemma = 0;           // number in Words
  VerbKind kind = VerbKind::kFinite;
  bool passive = false;
  bool negated = false;
  std::uint32_t modal = 0;        // WordClass bits
  bool conditional = false;       // in an if-clause
  bool relative = false;          // "troops who ..."
  std::int32_t governor = kNone;  // predicate that this one hangs on
  std::string marker;             // how: "to", "that", "ing", a preposition, or "plans to"
  std::vector<std::uint32_t> subjects, objects;    // chunks
  std::vector<Oblique> obliques;                   // after the verb
  std::vector<Oblique> fronted;                    // before the subject
  std::uint32_t clause_begin = 0, clause_end = 0;  // tokens it spans with its arguments
};

struct SentenceView {
  const Sentence* sentence = nullptr;
  std::string_view text;           // of the document
  std::vector<std::string> lower;  // the tokens in lower case
  std::vector<const Word*> words;  // what the tables know of them; may be nullptr
  std::vector<Atom> atoms;
  std::vector<Mention> mentions;
  std::vector<Mention> pronouns;  // with whom they mean, where that is clear
  std::vector<PlaceMention> places;
  std::vector<NounPhrase> chunks;
  std::vector<std::int32_t> chunk_of;  // by token; kNone outside chunks
  std::vector<Tie> ties;               // by chunk
  std::vector<Predicate> predicates;
  std::vector<bool> quoted;  // by token: within quotation marks

  std::uint32_t classes(std::size_t token) const {
    return words[token] ? words[token]->classes : 0;
  }
};

// Whether the token is that word of a verb sense; "one's" is any possessive, "oneself" any
// reflexive.
inline bool is_particle_at(const SentenceView& view, std::size_t token, std::string_view particle) {
  const std::string& word = view.lower[token];
  if (particle == "one's") return (view.classes(token) & kPossessive) != 0;
  if (particle == "oneself")
    return word == "himself" || word == "herself" || word == "itself" || word == "themselves";
  return word == particle;
}

// Fills sentence, text, lower, words and atoms. False for a sentence without tokens, or whose tokens do not
// lie within the text and in order: only then their spans may be used.
bool begin_reading(const Knowledge& knowledge, std::string_view text, const Sentence& sentence,
                   SentenceView& reading);

void forget_reading(SentenceView& reading);  // of phrases and predicates

}  // namespace brink
