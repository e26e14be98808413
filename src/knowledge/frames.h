// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/event.h"
#include "brink/result.h"
#include "knowledge/ontology.h"
#include "knowledge/phrases.h"
#include "knowledge/words.h"

namespace brink {

// Conditions of a sense; frames/verbs.tsv explains them.
enum Need : std::uint64_t {
  kNeedsRecipient = 1u << 0,
  kNeedsActor = 1u << 1,
  kNeedsTogether = 1u << 2,
  kNeedsPlural = 1u << 3,
  kNeedsPolitical = 1u << 4,
  kNeedsOfficial = 1u << 5,
  kNeedsArmed = 1u << 6,
  kNeedsCivil = 1u << 7,
  kNeedsPerson = 1u << 8,
  kNeedsAct = 1u << 9,
  kNeedsNoAct = 1u << 10,
  kNeedsIntransitive = 1u << 11,
  kNeedsFuture = 1u << 12,
  kNeedsConditional = 1u << 13,
  kNeedsDone = 1u << 14,
  kNeedsNever = 1u << 15,
  kNeedsLeader = 1u << 16,
  kNeedsLegal = 1u << 17,
  kNeedsForce = 1u << 18,
  kNeedsPhysical = 1u << 19,
  kNeedsMilitary = 1u << 20,
  kNeedsVerbal = 1u << 21,
  kNeedsTest = 1u << 22,
  kNeedsThreat = 1u << 23,
  kNeedsRequest = 1u << 24,
  kNeedsTroops = 1u << 25,
  kNeedsCourt = 1u << 26,
  kNeedsWorkers = 1u << 27,
  kNeedsAlone = 1u << 28,
  kNeedsOpen = 1u << 29,
  kNeedsState = 1u << 30,
  kNeedsMust = 1u << 31,
  kNeedsItself = std::uint64_t{1} << 32,
  kNeedsOwn = std::uint64_t{1} << 33,
  kNeedsForbidden = std::uint64_t{1} << 34,
};

// Where a participant stands: "subject", "object", "both", "possessive", "between", or a
// preposition (as an actor, too: "drew criticism from").
using Slot = std::string;

// What the clause that hangs on a verb says: "to object hypothetical".
struct ActRule {
  std::string marker;  // "to", "that", "ing", or a preposition before a verb in -ing
  Slot actor;          // who would do it: "subject" or "object" of the governing verb
  Status status = Status::kHypothetical;
};

// What verb and noun senses share.
struct Sense {
  std::string id, type, cameo;
  std::vector<std::string> modes, contexts;
  std::vector<Slot> actor, recipient;
  std::uint64_t needs = 0;  // Need bits
  NounClasses blocked;      // heads that make it another sense
};

// What must stand behind a preposition: "with:@weapon" in "provided Ukraine with tanks".
struct Complement {
  std::string preposition;
  NounClasses wanted;
};

struct VerbSense : Sense {
  std::vector<std::string> particles;   // words after the verb: "pull" + "out"
  NounClasses object;                   // none: any object
  std::vector<Complement> complements;  // one of them must hold; none: any
  std::vector<ActRule> acts;

  // Whether the sense asks what the verb acts on.
  bool is_specific() const { return object.any() || !complements.empty(); }
};

struct NounSense : Sense {
  std::string noun;
};

struct Cue {
  enum class Kind { kVerb, kNoun, kAdjective, kAdverb, kSupport } kind = Kind::kVerb;
  std::vector<std::string> rest;  // words after the first: "be" + "ready", "to"
  std::optional<Status> status;   // nothing: hedged
};

struct ModeRule {
  std::string type, mode;
};

class Frames {
 public:
  static Result<Frames> read(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                             const Ontology& ontology, Words& words, Vocabulary& vocabulary);

  // Senses of a verb, the most telling first: more particles before fewer, an object class before
  // none.
  const std::vector<std::uint32_t>& senses_of(std::uint32_t lemma) const;
  const VerbSense& verb(std::uint32_t number) const { return verbs_[number]; }
  const NounSense& noun(std::uint32_t number) const { return nouns_[number]; }
  // The longest event noun at atoms[at], matched in lower case; meanings are numbers for noun().
  Phrases::Hit noun_at(std::span<const Atom> atoms, std::size_t at) const {
    return noun_phrases_.longest(atoms, at);
  }

  // Cues that begin with this verb, longest first.
  const std::vector<std::uint32_t>& cues_of(std::uint32_t lemma) const;
  const Cue& cue(std::uint32_t number) const { return cues_[number]; }
  // A noun cue by its words ("threat of", "no"), in lower case; nullptr when there is none.
  const Cue* noun_cue(std::string_view words) const;

  // Whether an event noun beside this verb is as real as the verb: "could lead to war".
  bool supports(std::uint32_t lemma) const {
    return lemma < supports_.size() && supports_[lemma].has_value();
  }
  // What such a verb says of the noun by itself: "talks are scheduled"; actual for other verbs.
  Status support_status(std::uint32_t lemma) const {
    return supports(lemma) ? *supports_[lemma] : Status::kActual;
  }
  // The class of words of that name in classes.tsv; empty when there is none.
  NounClasses class_named(std::string_view name) const;

  bool reports(std::uint32_t lemma) const { return lemma < reports_.size() && reports_[lemma]; }
  const ModeRule& mode(std::size_t number) const { return modes_[number]; }
  const std::string& context(std::size_t number) const { return contexts_[number]; }
  std::size_t context_count() const { return contexts_.size(); }

  std::size_t verb_count() const { return verbs_.size(); }
  std::size_t noun_count() const { return nouns_.size(); }

 private:
  friend struct KnowledgeFields;
  Outcome read_classes(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                       Words& words);
  Outcome read_verbs(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                     const Ontology& ontology, Words& words);
  Outcome read_nouns(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                     const Ontology& ontology, Words& words, Vocabulary& vocabulary);
  Outcome read_cues(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                    Words& words);
  Outcome read_word_rules(const std::filesystem::path& dir, const std::filesystem::path& overlay,
                          const Ontology& ontology, Words& words);
  std::optional<NounClasses> classes_in(const std::vector<std::string_view>& items, Words& words);
  bool read_objects(const std::vector<std::string_view>& items, Words& words, VerbSense& sense);
  std::optional<std::size_t> class_number(std::string_view name);

  std::vector<VerbSense> verbs_;
  std::vector<NounSense> nouns_;
  std::vector<Cue> cues_;
  std::vector<std::vector<std::uint32_t>> senses_by_lemma_, cues_by_lemma_;
  std::unordered_map<std::string, std::uint32_t> noun_cues_;
  std::unordered_map<std::string, std::size_t> class_numbers_;
  std::vector<bool> reports_;
  std::vector<std::optional<Status>> supports_;  // by lemma
  std::vector<ModeRule> modes_;
  std::vector<std::string> contexts_;
  Phrases noun_phrases_{true};
};

}  // namespace brink
