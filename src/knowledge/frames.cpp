// SPDX-License-Identifier: Apache-2.0
#include "knowledge/frames.h"

#include <algorithm>
#include <array>
#include <utility>

#include "knowledge/cells.h"
#include "knowledge/table.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::uint64_t>, 35> kNeeds = {{
    {"recipient", kNeedsRecipient}, {"actor", kNeedsActor},
    {"together", kNeedsTogether},   {"plural", kNeedsPlural},
    {"political", kNeedsPolitical}, {"official", kNeedsOfficial},
    {"armed", kNeedsArmed},         {"civil", kNeedsCivil},
    {"person", kNeedsPerson},       {"act", kNeedsAct},
    {"noact", kNeedsNoAct},         {"intransitive", kNeedsIntransitive},
    {"future", kNeedsFuture},       {"conditional", kNeedsConditional},
    {"done", kNeedsDone},           {"never", kNeedsNever},
    {"leader", kNeedsLeader},       {"legal", kNeedsLegal},
    {"force", kNeedsForce},         {"physical", kNeedsPhysical},
    {"military", kNeedsMilitary},   {"verbal", kNeedsVerbal},
    {"test", kNeedsTest},           {"threat", kNeedsThreat},
    {"request", kNeedsRequest},     {"troops", kNeedsTroops},
    {"court", kNeedsCourt},         {"workers", kNeedsWorkers},
    {"alone", kNeedsAlone},         {"open", kNeedsOpen},
    {"state", kNeedsState},         {"must", kNeedsMust},
    {"own", kNeedsOwn},             {"forbidden", kNeedsForbidden},
    {"itself", kNeedsItself},
}};

std::optional<std::uint64_t> need_named(std::string_view name) {
  for (const auto& [known, bit] : kNeeds)
    if (known == name) return bit;
  return {};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// The cells that verb and noun senses share, from column `at` on: type, mode, context, cameo,
// actor, recipient, needs.
Outcome read_sense(const Table::Row& row, std::size_t at, const Ontology& ontology, Sense& sense) {
  sense.id = row[0];
  sense.type = row[at];
  sense.modes = strings(row.list(at + 1));
  sense.contexts = strings(row.list(at + 2));
  sense.cameo = row[at + 3];
  sense.actor = strings(row.list(at + 4));
  for (const std::string_view slots : row.list(at + 5))
    for (std::string& slot : words_of(slots)) sense.recipient.push_back(std::move(slot));
  if (!ontology.type(sense.type))
    return row.wrong("type \"" + sense.type + "\"", "a type of plover.tsv");
  for (const std::string& mode : sense.modes)
    if (!ontology.has_mode(sense.type, mode))
      return row.wrong("mode \"" + mode + "\"", "a mode of " + sense.type + " in plover.tsv");
  for (const std::string& context : sense.contexts)
    if (!ontology.has_context(context))
      return row.wrong("context \"" + context + "\"", "a context of plover.tsv");
  if (!ontology.cameo(sense.cameo))
    return row.wrong("cameo \"" + sense.cameo + "\"", "a code of cameo.tsv");
  for (const std::string_view name : row.list(at + 6)) {
    const auto need = need_named(name);
    if (!need)
      return row.wrong("need \"" + std::string(name) + "\"", "a need that verbs.tsv explains");
    sense.needs |= *need;
  }
  return Done{};
}

Result<ActRule> read_act(const Table::Row& row, std::string_view text) {
  const std::vector<std::string> parts = words_of(text);
  const auto status = parts.size() == 3 ? status_named(parts[2]) : std::optional<Status>{};
  if (!status || (parts[1] != "subject" && parts[1] != "object"))
    return row.wrong("act \"" + std::string(text) + "\"", "marker, subject or object, status");
  return ActRule{parts[0], parts[1], *status};
}

}  // namespace

Result<Frames> Frames::read(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                            Words& words, Vocabulary& vocabulary) {
  Frames frames;
  if (Outcome done = frames.read_classes(dir, overlay, words); !done) return done.error();
  if (Outcome done = frames.read_verbs(dir, overlay, ontology, words); !done) return done.error();
  if (Outcome done = frames.read_nouns(dir, overlay, ontology, words, vocabulary); !done)
    return done.error();
  if (Outcome done = frames.read_cues(dir, overlay, words); !done) return done.error();
  if (Outcome done = frames.read_word_rules(dir, overlay, ontology, words); !done)
    return done.error();
  return frames;
}

Outcome Frames::read_classes(const fs::path& dir, const fs::path& overlay, Words& words) {
  Result<Table> table = Table::read(dir, overlay, "frames/classes.tsv", {"class", "words"}, 1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto number = class_number("@" + std::string(row[0]));
    if (!number) return row.wrong("one class too many", "at most as NounClasses holds");
    for (const std::string_view word : row.list(1)) words.make(word).nouns.set(*number);
  }
  return Done{};
}

std::optional<std::size_t> Frames::class_number(std::string_view name) {
  const auto [it, fresh] = class_numbers_.try_emplace(std::string(name), class_numbers_.size());
  if (it->second >= NounClasses().size()) return {};
  return it->second;
}

// The classes of a cell; a word that is no class makes one of its own. Nothing when a class is not
// known or there are too many.
std::optional<NounClasses> Frames::classes_in(const std::vector<std::string_view>& items,
                                              Words& words) {
  NounClasses classes;
  for (const std::string_view cell : items)
    for (const std::string& item : words_of(cell)) {
      if (item.front() == '@' && !class_numbers_.count(item)) return {};
      const auto number = class_number(item);
      if (!number) return {};
      if (item.front() != '@') words.make(item).nouns.set(*number);
      classes.set(*number);
    }
  return classes;
}

// The cell "object": classes and heads of the object, and "preposition:@class". False when a class
// is not known.
bool Frames::read_objects(const std::vector<std::string_view>& items, Words& words,
                          VerbSense& sense) {
  std::vector<std::string_view> plain;
  for (const std::string_view item : items) {
    const std::size_t colon = item.find(':');
    if (colon == std::string_view::npos) {
      plain.push_back(item);
      continue;
    }
    const auto wanted = classes_in({item.substr(colon + 1)}, words);
    if (!wanted || colon == 0) return false;
    sense.complements.push_back({std::string(item.substr(0, colon)), *wanted});
  }
  const auto object = classes_in(plain, words);
  if (object) sense.object = *object;
  return object.has_value();
}

Outcome Frames::read_verbs(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                           Words& words) {
  Result<Table> table = Table::read(dir, overlay, "frames/verbs.tsv",
                                    {"id", "verb", "object", "type", "mode", "context", "cameo",
                                     "actor", "recipient", "needs", "act", "not"},
                                    1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    VerbSense sense;
    if (Outcome done = read_sense(row, 3, ontology, sense); !done) return done;
    std::vector<std::string> verb = words_of(row[1]);
    if (verb.empty()) return row.wrong("no verb", "a lemma");
    const auto blocked = classes_in(row.list(11), words);
    if (!blocked || !read_objects(row.list(2), words, sense))
      return row.wrong("an unknown class", "a class of classes.tsv");
    sense.blocked = *blocked;
    for (const std::string_view act : row.list(10)) {
      Result<ActRule> rule = read_act(row, act);
      if (!rule) return rule.error();
      sense.acts.push_back(std::move(rule.value()));
    }
    const std::uint32_t lemma = words.add_verb(verb.front());
    sense.particles.assign(verb.begin() + 1, verb.end());
    if (senses_by_lemma_.size() <= lemma) senses_by_lemma_.resize(lemma + 1);
    senses_by_lemma_[lemma].push_back(static_cast<std::uint32_t>(verbs_.size()));
    verbs_.push_back(std::move(sense));
  }
  for (auto& senses : senses_by_lemma_)
    std::stable_sort(senses.begin(), senses.end(), [this](std::uint32_t a, std::uint32_t b) {
      const VerbSense &x = verbs_[a], &y = verbs_[b];
      const bool x_never = x.needs & kNeedsNever, y_never = y.needs & kNeedsNever;
      if (x_never != y_never) return x_never;
      if (x.particles.size() != y.particles.size()) return x.particles.size() > y.particles.size();
      return x.is_specific() && !y.is_specific();
    });
  return Done{};
}

Outcome Frames::read_nouns(const fs::path& dir, const fs::path& overlay, const Ontology& ontology,
                           Words& words, Vocabulary& vocabulary) {
  Result<Table> table = Table::read(dir, overlay, "frames/nouns.tsv",
                                    {"id", "noun", "plural", "type", "mode", "context", "cameo",
                                     "actor", "recipient", "needs", "not"},
                                    1);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    NounSense sense;
    if (Outcome done = read_sense(row, 3, ontology, sense); !done) return done;
    // Actor slots of nouns are a list parted by blanks, too.
    std::vector<Slot> slots;
    for (const Slot& cell : sense.actor)
      for (std::string& slot : words_of(cell)) slots.push_back(std::move(slot));
    sense.actor = std::move(slots);
    const auto blocked = classes_in(row.list(10), words);
    if (!blocked) return row.wrong("an unknown class", "a class of classes.tsv");
    sense.blocked = *blocked;
    sense.noun = row[1];
    const auto number = static_cast<std::uint32_t>(nouns_.size());
    noun_phrases_.add(row[1], number, vocabulary);
    noun_phrases_.add(row[2].empty() ? plural_of(row[1]) : std::string(row[2]), number, vocabulary);
    nouns_.push_back(std::move(sense));
  }
  return Done{};
}

Outcome Frames::read_cues(const fs::path& dir, const fs::path& overlay, Words& words) {
  Result<Table> table = Table::read(dir, overlay, "frames/cues.tsv", {"kind", "cue", "status"}, 2);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    Cue cue;
    cue.status = status_named(row[2]);
    if (!cue.status && row[2] != "hedged")
      return row.wrong("status \"" + std::string(row[2]) + "\"", "a status or hedged");
    std::vector<std::string> text = words_of(row[1]);
    if (text.empty()) return row.wrong("no cue", "words");
    cue.rest.assign(text.begin() + 1, text.end());
    const auto number = static_cast<std::uint32_t>(cues_.size());
    if (row[0] == "verb") {
      const std::uint32_t lemma = words.add_verb(text.front());
      if (cues_by_lemma_.size() <= lemma) cues_by_lemma_.resize(lemma + 1);
      cues_by_lemma_[lemma].push_back(number);
    } else if (row[0] == "support") {
      const std::uint32_t lemma = words.add_verb(text.front());
      if (supports_.size() <= lemma) supports_.resize(lemma + 1);
      supports_[lemma] = cue.status.value_or(Status::kActual);
    } else if (row[0] == "noun") {
      cue.kind = Cue::Kind::kNoun;
      noun_cues_[std::string(row[1])] = number;
    } else if (row[0] == "adjective" || row[0] == "adverb") {
      cue.kind = row[0] == "adverb" ? Cue::Kind::kAdverb : Cue::Kind::kAdjective;
      if (text.size() == 1) words.make(text.front()).cue = number + 1;
    } else {
      return row.wrong("kind \"" + std::string(row[0]) + "\"",
                       "verb, noun, adjective, adverb or support");
    }
    cues_.push_back(std::move(cue));
  }
  for (auto& cues : cues_by_lemma_)
    std::stable_sort(cues.begin(), cues.end(), [this](std::uint32_t a, std::uint32_t b) {
      return cues_[a].rest.size() > cues_[b].rest.size();
    });
  return Done{};
}

Outcome Frames::read_word_rules(const fs::path& dir, const fs::path& overlay,
                                const Ontology& ontology, Words& words) {
  Result<Table> reporting = Table::read(dir, overlay, "frames/reporting.tsv", {"verb"}, 1);
  if (!reporting) return reporting.error();
  for (std::size_t i = 0; i < reporting->size(); ++i) {
    const std::uint32_t lemma = words.add_verb(reporting->row(i)[0]);
    if (reports_.size() <= lemma) reports_.resize(lemma + 1);
    reports_[lemma] = true;
  }
  Result<Table> modes = Table::read(dir, overlay, "frames/modes.tsv", {"type", "mode", "words"}, 2);
  if (!modes) return modes.error();
  for (std::size_t i = 0; i < modes->size(); ++i) {
    const Table::Row row = modes->row(i);
    if (!ontology.has_mode(row[0], row[1]))
      return row.wrong("mode \"" + std::string(row[1]) + "\"", "a mode of plover.tsv");
    for (const std::string_view word : row.list(2))
      words.make(word).modes.push_back(static_cast<std::uint16_t>(modes_.size()));
    modes_.push_back({std::string(row[0]), std::string(row[1])});
  }
  Result<Table> contexts =
      Table::read(dir, overlay, "frames/contexts.tsv", {"context", "words"}, 1);
  if (!contexts) return contexts.error();
  for (std::size_t i = 0; i < contexts->size(); ++i) {
    const Table::Row row = contexts->row(i);
    if (!ontology.has_context(row[0]) || contexts_.size() == 64)
      return row.wrong("context \"" + std::string(row[0]) + "\"",
                       "one of at most 64 in plover.tsv");
    for (const std::string_view word : row.list(1))
      words.make(word).contexts |= std::uint64_t{1} << contexts_.size();
    contexts_.emplace_back(row[0]);
  }
  return Done{};
}

const std::vector<std::uint32_t>& Frames::senses_of(std::uint32_t lemma) const {
  static const std::vector<std::uint32_t> kNone;
  return lemma < senses_by_lemma_.size() ? senses_by_lemma_[lemma] : kNone;
}

const std::vector<std::uint32_t>& Frames::cues_of(std::uint32_t lemma) const {
  static const std::vector<std::uint32_t> kNone;
  return lemma < cues_by_lemma_.size() ? cues_by_lemma_[lemma] : kNone;
}

NounClasses Frames::class_named(std::string_view name) const {
  NounClasses bits;
  if (const auto it = class_numbers_.find("@" + std::string(name)); it != class_numbers_.end())
    bits.set(it->second);
  return bits;
}

const Cue* Frames::noun_cue(std::string_view words) const {
  const auto it = noun_cues_.find(std::string(words));
  return it == noun_cues_.end() ? nullptr : &cues_[it->second];
}

}  // namespace brink
