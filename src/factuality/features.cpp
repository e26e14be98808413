// SPDX-License-Identifier: Apache-2.0
#include "factuality/features.h"

#include <algorithm>

#include "base/hash.h"
#include "base/one_of.h"
#include "factuality/cues.h"
#include "factuality/undoing.h"
#include "factuality/words.h"

namespace brink::factuality {
namespace {

// What a feature is about. A model knows features by these numbers: a change asks for a new model.
enum Kind : std::uint32_t {
  kBias, kLemma, kWord, kTag, kFeats, kRelation, kTagRelation,
  kForm, kFormRelation, kFormLemma, kFormPerson, kFormPersonRelation, kFormAsked, kFormNegated,
  kFormNegatedRelation, kFormMarker, kFormMarkerRelation,
  kNegated, kNegatedLemma, kEmpty, kEmptyLemma, kMarker, kMarkerRelation, kMarkerLemma,
  kPerson, kPersonLemma, kSubject, kSubjectForm, kSubjectDet,
  kChild, kChildren, kChildWord, kChildCase, kAuxiliary, kObject, kObjectDet, kNoObject,
  kClauseBelow, kClauseBelowForm,
  kGovernor, kGovernorTag, kGovernorForm, kGovernorNegated, kGovernorPerson, kGovernorMarker,
  kGovernorNegatedLemma, kGovernorLemmaForm, kGovernorFormMarker, kGovernorFormForm,
  kConjunctForm, kConjunctWord, kBeyond, kBeyondForm, kBeyondMarker,
  kPath, kPathForm, kTop, kTopForm, kTopFormForm, kDepth, kAboveNegated, kAboveNegatedRelation,
  kAboveIf, kAboveIfRelation,
  kBefore, kBehind, kBeforeWord, kBehindWord, kBeforeTwo, kBehindTwo, kSecondBefore,
  kBend, kBendsForm, kUndone, kUndoneTag,
  kAsks, kAsksForm, kSentence, kSentenceForm, kSentenceRelation, kPersonalForm, kAddressedForm,
  kPersonsFormRelation, kConditionalForm, kLength, kFirstWord, kFirstWordForm,
  kNoun, kNounCase, kNounGovernor,
};

std::uint64_t mix(std::uint64_t h, std::uint64_t part) {
  return (h ^ part ^ (h >> 29)) * 0xBF58476D1CE4E5B9ull;
}

template <class... Parts>
void add(Features& out, Kind kind, Parts... parts) {
  std::uint64_t h = (kind + 1ull) * 0x9E3779B97F4A7C15ull;
  ((h = mix(h, static_cast<std::uint64_t>(parts))), ...);
  out.push_back(static_cast<std::uint32_t>(mix(h, sizeof...(parts)) >> 32));
}

std::uint64_t key(std::string_view text) { return text.empty() ? 0 : short_hash(text); }

bool is_clause(std::string_view base) {
  return is_one_of(base, {"advcl", "ccomp", "xcomp", "acl", "csubj", "parataxis", "conj"});
}

// Those whose word bears on what they hang on.
bool tells_by_word(std::string_view base) {
  return is_one_of(base, {"advmod", "obl", "det", "amod", "compound", "discourse", "nmod", "vocative", "cc"});
}

}  // namespace

FeatureReader::FeatureReader(const Knowledge& knowledge, const TreeView& tree,
                             const std::vector<VerbGroup>& groups)
    : knowledge_(knowledge), tree_(tree), groups_(groups) {
  for (std::int32_t i = 0; i < tree.size(); ++i) {
    lemmas_.push_back(key(tree.lemma(i)));
    lowers_.push_back(key(tree.lower(i)));
    forms_.push_back(key(group(i).form));
    relations_.push_back(key(tree.relation(i)));
    tags_.push_back(key(tree.token(i).xpos));
  }
  read_kind_of_sentence();
}

// Beyond the sentence's ends lie two words of their own.
FeatureReader::Key FeatureReader::key_at(const std::vector<Key>& keys, std::int32_t at) const {
  if (at < 0) return 1;
  return at < tree_.size() ? keys[static_cast<std::size_t>(at)] : 2;
}

FeatureReader::Key FeatureReader::marker(std::int32_t at) const {
  return group(at).marker == kNone ? 0 : lower(group(at).marker);
}

FeatureReader::Key FeatureReader::word_of_child(std::int32_t at, std::string_view wanted) const {
  const std::int32_t child = tree_.child(at, wanted);
  return child == kNone ? 0 : lower(child);
}

void FeatureReader::read_kind_of_sentence() {
  bool quoted = false, exclaimed = false;
  for (std::int32_t i = 0; i < tree_.size(); ++i) {
    const std::uint32_t classes = classes_of(tree_.lower(i));
    personal_ = personal_ || (classes & kFirst);
    addressed_ = addressed_ || (classes & kSecond);
    quoted = quoted || (classes & kQuote);
    conditional_ = conditional_ || (classes & kCondition);
    asks_ = asks_ || tree_.lower(i) == "?";
    exclaimed = exclaimed || tree_.lower(i) == "!";
  }
  for (const bool bit : {personal_, addressed_, quoted, asks_, exclaimed}) kind_ = 2 * kind_ + bit;
}

void FeatureReader::read(std::int32_t predicate, Features& out) const {
  out.clear();
  add(out, kBias);
  add_group(predicate, out);
  add_subject(predicate, out);
  add_children(predicate, out);
  add_path(predicate, out);
  add_neighbours(predicate, out);
  add_cues(predicate, out);
  add_kind_of_sentence(predicate, out);
  add_noun(predicate, out);
}

void FeatureReader::add_group(std::int32_t at, Features& out) const {
  const VerbGroup& g = group(at);
  const Key word = lemma(at), rel = relation(at), f = form(at), m = marker(at);
  add(out, kLemma, word);
  add(out, kWord, lower(at), tag(at));
  add(out, kTag, tag(at));
  add(out, kFeats, key(tree_.token(at).feats));
  add(out, kRelation, rel);
  add(out, kTagRelation, tag(at), rel);
  add(out, kForm, f);
  add(out, kFormRelation, f, rel);
  add(out, kFormLemma, f, word);
  add(out, kFormPerson, f, g.person);
  add(out, kFormPersonRelation, f, g.person, rel);
  add(out, kFormAsked, f, g.asked);
  add(out, kFormNegated, f, g.negated);
  add(out, kFormNegatedRelation, f, g.negated, rel);
  add(out, kFormMarker, f, m);
  add(out, kFormMarkerRelation, f, m, rel);
  add(out, kNegated, g.negated);
  add(out, kNegatedLemma, g.negated, word);
  add(out, kEmpty, g.empty);
  add(out, kEmptyLemma, g.empty, word);
  add(out, kMarker, m);
  add(out, kMarkerRelation, m, rel);
  add(out, kMarkerLemma, m, word);
  add(out, kPerson, g.person);
  add(out, kPersonLemma, g.person, word);
}

void FeatureReader::add_subject(std::int32_t at, Features& out) const {
  const std::int32_t subject = group(at).subject;
  if (subject == kNone) return;
  add(out, kSubject, lemma(subject));
  add(out, kSubjectForm, lower(subject), form(at));
  add(out, kSubjectDet, word_of_child(subject, "det"), tag(subject));
}

void FeatureReader::add_children(std::int32_t at, Features& out) const {
  bool has_object = false;
  Key all = 0;
  for (const std::int32_t c : tree_.children(at)) {
    const std::string_view base = tree_.base(c);
    const Key rel = relation(c);
    if (base == "punct") continue;
    all += rel * 31;
    add(out, kChild, rel, c < at);
    if (base == "aux") add(out, kAuxiliary, lower(c));
    if (tells_by_word(base)) add(out, kChildWord, rel, lemma(c));
    if (base == "obl" || base == "nmod") add(out, kChildCase, word_of_child(c, "case"), rel);
    if (base == "obj") {
      has_object = true;
      add(out, kObject, lemma(c));
      add(out, kObjectDet, word_of_child(c, "det"), tag(c), form(at));
    }
    if (is_clause(base)) {
      add(out, kClauseBelow, rel, marker(c), form(at));
      add(out, kClauseBelowForm, rel, form(c), c < at);
    }
  }
  add(out, kChildren, all);
  if (!has_object) add(out, kNoObject, lemma(at));
}

// What `low`, which is the predicate or stands `level` links above it, hangs on.
void FeatureReader::add_governor(std::int32_t low, std::int32_t at, std::size_t level,
                                 Features& out) const {
  const std::int32_t high = tree_.head(low);
  const Key rel = relation(low), mark = marker(low), word = lemma(high), f = form(high);
  const VerbGroup& g = group(high);
  if (level > 2) return;
  add(out, kGovernor, level, rel, word);
  add(out, kGovernorForm, level, rel, f);
  add(out, kGovernorNegated, level, rel, g.negated);
  add(out, kGovernorPerson, level, rel, g.person, mark);
  if (level > 1) return;
  add(out, kGovernorTag, level, tag(high), rel, low < high);
  add(out, kGovernorMarker, level, word, mark, rel);
  add(out, kGovernorNegatedLemma, level, rel, g.negated, word);
  add(out, kGovernorLemmaForm, level, rel, word, f);
  add(out, kGovernorFormMarker, level, rel, f, tag(at), mark);
  add(out, kGovernorFormForm, level, rel, f, form(at));
}

// A conjunct hangs, beyond the first one, where that hangs.
void FeatureReader::add_conjunction(std::int32_t low, std::int32_t at, std::size_t level,
                                    Features& out) const {
  const std::int32_t first = tree_.head(low), beyond = tree_.head(first);
  if (level == 0) {
    add(out, kConjunctForm, form(first), form(at), word_of_child(low, "cc"));
    add(out, kConjunctWord, lemma(first), lemma(at));
  }
  if (beyond == kNone) return;
  add(out, kBeyond, relation(first), lemma(beyond));
  add(out, kBeyondForm, relation(first), form(beyond));
  add(out, kBeyondMarker, lemma(beyond), marker(first), relation(first));
}

void FeatureReader::add_path(std::int32_t at, Features& out) const {
  Key path = relation(at);
  bool negated = false, in_if = false;
  std::int32_t low = at;
  std::size_t level = 0;
  for (; level < TreeView::kMostSteps; ++level) {
    const std::int32_t mark = group(low).marker, high = tree_.head(low);
    in_if = in_if || (mark != kNone && (classes_of(tree_.lower(mark)) & kCondition));
    if (high == kNone) break;
    add_governor(low, at, level, out);
    if (tree_.base(low) == "conj")
      add_conjunction(low, at, level, out);
    else
      negated = negated || group(high).negated;
    path = mix(path, relation(high));
    if (level < 3) {
      add(out, kPath, path, level);
      add(out, kPathForm, path, form(at));
    }
    low = high;
  }
  add(out, kTop, lemma(low), low == at);
  add(out, kTopForm, form(low), relation(at));
  add(out, kTopFormForm, form(low), relation(at), form(at));
  add(out, kDepth, level);
  add(out, kAboveNegated, negated, form(at));
  add(out, kAboveNegatedRelation, negated, relation(at));
  add(out, kAboveIf, in_if, form(at));
  add(out, kAboveIfRelation, in_if, relation(at));
}

void FeatureReader::add_neighbours(std::int32_t at, Features& out) const {
  add(out, kBefore, lower(at - 1));
  add(out, kBehind, lower(at + 1));
  add(out, kBeforeWord, lower(at - 1), lemma(at));
  add(out, kBehindWord, lower(at + 1), lemma(at));
  add(out, kBeforeTwo, lower(at - 1), lower(at - 2));
  add(out, kBehindTwo, lower(at + 1), lower(at + 2));
  add(out, kSecondBefore, lower(at - 2));
}

void FeatureReader::add_cues(std::int32_t at, Features& out) const {
  Key bends = 0;
  std::int32_t low = at;
  for (std::size_t level = 0; level < 2 && low != kNone; ++level) {
    const std::int32_t high = tree_.head(low);
    const Bend bend = bend_of(knowledge_, tree_, groups_, low);
    const bool negated = high != kNone && group(high).negated;
    bends = bends * 32 + static_cast<Key>(bend) * 2 + negated;
    add(out, kBend, level, bend, negated);
    add(out, kBendsForm, level, bends, form(at));
    low = high;
  }
  const std::uint32_t undone = undoing_of(tree_, groups_, at);
  add(out, kUndone, undone);
  add(out, kUndoneTag, undone, key(tree_.token(at).upos));
}

void FeatureReader::add_kind_of_sentence(std::int32_t at, Features& out) const {
  const Key f = form(at), rel = relation(at);
  add(out, kAsks, asks_);
  add(out, kAsksForm, asks_, f, group(at).asked);
  add(out, kSentence, kind_);
  add(out, kSentenceForm, kind_, f);
  add(out, kSentenceRelation, kind_, rel);
  add(out, kPersonalForm, personal_, f);
  add(out, kAddressedForm, addressed_, f);
  add(out, kPersonsFormRelation, personal_, addressed_, f, rel);
  add(out, kConditionalForm, conditional_, f);
  add(out, kLength, std::min(tree_.size() / 5, 10));
  add(out, kFirstWord, lower(0));
  add(out, kFirstWordForm, lower(0), f);
}

void FeatureReader::add_noun(std::int32_t at, Features& out) const {
  const std::string& upos = tree_.token(at).upos;
  if (!is_one_of(upos, {"NOUN", "PROPN", "PRON"})) return;
  const std::int32_t high = tree_.head(at);
  add(out, kNoun, key(upos));
  add(out, kNounCase, word_of_child(at, "case"), high == kNone ? 0 : lemma(high));
  if (high != kNone) add(out, kNounGovernor, relation(at), lemma(high), key(tree_.token(high).upos));
}

}  // namespace brink::factuality
