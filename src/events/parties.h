// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "events/memory.h"
#include "events/sentence_view.h"

namespace brink {

// Who a noun phrase means.
struct Participant {
  Actor actor;
  bool person = false, agent = false, plural = false, adjective = false;
  bool blow = false;    // an attack or missile of which nobody says whose it is
  bool cyber = false;   // acts by a cyberattack
  bool placed = false;  // its land is that of the place where it stands
  bool inside = false;  // not the phrase itself but its owner: "Russia's demands"
  bool adjunct = false;  // inside, a land's name without a sign of owning: "the Ukraine war"
};

// Turns noun phrases into actors: names, pronouns by what the document said before, owners.
class Parties {
 public:
  Parties(const Knowledge& knowledge, std::string_view text, const Memory& memory,
          const SentenceView& reading);

  // Those the chunks themselves name; weapons, attacks and forces act for their owner ("Russian
  // missiles").
  std::vector<Participant> acting(const std::vector<std::uint32_t>& chunks) const;
  // Those the chunks name or that stand inside; places stand for their country where `places` is
  // set.
  std::vector<Participant> affected(const std::vector<std::uint32_t>& chunks, bool places) const;
  std::vector<Participant> owners(std::uint32_t chunk) const;
  // What no table names, as it is written, with the code UNK: "the plane", "several suspects". Not
  // times, pronouns, or phrases whose head is of the classes `but`.
  std::vector<Participant> unnamed(const std::vector<std::uint32_t>& chunks, const NounClasses& but) const;

  // Within quotation marks "we" is the speaker; it must be set before.
  void speaks(std::optional<Actor> speaker) { speaker_ = std::move(speaker); }

 private:
  std::vector<Participant> of_whom(std::uint32_t chunk) const;
  std::optional<Participant> by_name(std::int32_t mention) const;
  // "Russian and Ukrainian officials": those that share the head of the phrase, with what it tells.
  void add_named(const NounPhrase& chunk, Participant head, std::vector<Participant>& to) const;
  bool is_adjunct(const Mention& mention) const;
  bool is_counted(const NounPhrase& chunk) const;
  std::optional<Participant> by_pronoun(const NounPhrase& chunk) const;
  // By what the document said of whom the pronoun means.
  std::optional<Participant> by_referent(const NounPhrase& pronoun) const;
  // The nearest subject before a pronoun in this sentence; sex ' ': of either.
  std::optional<Participant> before(const NounPhrase& pronoun, bool person, char sex) const;
  std::optional<Participant> by_place(const NounPhrase& chunk) const;
  // A name that no table has: "Gulen". It may be acted upon; its code is UNK.
  std::optional<Participant> by_capitals(const NounPhrase& chunk) const;
  // "they": the nearest subject of several or many.
  std::optional<Participant> before_plural(const NounPhrase& pronoun) const;
  // Whose the phrase is by its "his", "its" or "their".
  std::optional<Participant> by_possessor(const NounPhrase& chunk) const;
  // "his country", "its army": the state of the one who is meant.
  std::optional<Participant> by_possessive(const NounPhrase& chunk) const;
  bool stands_for_nobody(const NounPhrase& pronoun) const;
  bool is_said_by(const Participant& who, const NounPhrase& pronoun) const;
  // "it" behind "Turkey's president says": the state whose ruler speaks.
  std::optional<Participant> state_of_ruler(const NounPhrase& pronoun) const;
  // "police in Minsk" are those of the country.
  Participant placed(Participant who, std::uint32_t chunk) const;
  Participant as_written(Actor actor, const NounPhrase& chunk) const;

  const Knowledge& knowledge_;
  std::string_view text_;
  const Memory& memory_;
  const SentenceView& reading_;
  std::optional<Actor> speaker_;
  NounClasses collectives_;  // "dozens", "members"
  NounClasses instruments_;  // heads that act for their owner
  NounClasses blows_;        // those that also act where nobody says whose they are
  NounClasses cyber_;
  NounClasses humans_;       // "man": of a nationality, itself and no thing of that land
  NounClasses polities_;     // "country", "government": what a possessive makes somebody's state
};

}  // namespace brink
