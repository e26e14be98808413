// SPDX-License-Identifier: Apache-2.0
#include "quotes/sources.h"

#include <algorithm>

#include "base/one_of.h"

namespace brink::quotes {
namespace {

constexpr Index kMostSteps = 8;
constexpr Index kFarthest = 80;  // longer than all but one in a hundred sentences

bool is_mark(std::string_view form) {
  return is_one_of(form, ",", "”", "\"", "''", "’", "'", "?", "!", "—", "–", "--", "-");
}

bool is_time(std::string_view lower) {
  return is_one_of(lower, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                   "today", "yesterday", "tomorrow", "tonight");
}

}  // namespace

std::optional<Index> Sources::of_verb(Index cue, bool transitive) const {
  if (tree_.is_passive(cue) && (transitive || tree_.child(cue, "aux:pass"))) {
    const auto agent = agent_of(cue);
    return agent || tree_.child(cue, "aux:pass") ? agent : stands_last(cue);
  }
  const auto subject = subject_of(cue);
  if (subject && (*subject < cue || (is_inverted(cue) && ends_sentence(*subject)))) return subject;
  if (const auto before = stands_right_before(cue)) return before;
  const auto first = stands_first(cue);
  if (first && !(subject && is_inverted(cue) && !tree_.child(cue, "ccomp"))) return first;
  if (subject) return subject;
  if (const auto up = above(cue)) return up;
  return stands_last(cue);
}

// "..., said Smith": a mark stands before the verb.
bool Sources::is_inverted(Index verb) const {
  const Index first = before_auxiliaries(verb);
  return first == 0 || is_mark(tree_.lower(first - 1)) || is_quoted_[first - 1] ||
         tree_.token(first - 1).upos == "SCONJ";
}

bool Sources::ends_sentence(Index head) const {
  Index end = tree_.hull(head).end;
  for (Index step = 0; step < kMostSteps && end < tree_.size() && tree_.base(end) == "punct";
       ++step)
    ++end;
  return end == tree_.size() || is_quoted_[end];
}

bool Sources::is_nominal(Index i) const {
  return !is_quoted_[i] && (is_one_of(tree_.token(i).upos, "DET", "ADJ", "NUM") || is_noun(i));
}

// Names and nouns are known by either tag.
bool Sources::is_noun(Index i) const {
  const Token& token = tree_.token(i);
  return is_one_of(token.upos, "NOUN", "PROPN") || token.xpos.starts_with("NN") ||
         (token.upos == "INTJ" && token.form != tree_.lower(i));
}

// The last noun of the words from there on that may make up a noun phrase.
std::optional<Index> Sources::head_of_run(Index first) const {
  std::optional<Index> head;
  const Index end = std::min(tree_.size(), first + kFarthest);
  for (Index i = first; i < end && (is_nominal(i) || (i > first && tree_.token(i).upos == "PART"));
       ++i)
    if (is_noun(i) && !is_time(tree_.lower(i))) head = i;
  return head;
}

// Of "Anna Berg" Anna, on whom the tree hangs the rest.
Index Sources::first_name(Index last, Index first) const {
  for (auto up = tree_.head(last); up && first <= *up && *up < last && tree_.base(last) == "flat";
       up = tree_.head(last))
    last = *up;
  return last;
}

// Past what opens the sentence: a quotation, "But", "On Sunday,", "Speaking in Harlem,".
Index Sources::after_opening(Index i, Index verb) const {
  while (i < verb) {
    const std::string_view upos = tree_.token(i).upos;
    if (is_quoted_[i] || is_one_of(upos, "PUNCT", "CCONJ", "SYM")) {
      ++i;
      continue;
    }
    if (!is_one_of(upos, "ADP", "SCONJ", "ADV", "VERB") && !is_time(tree_.lower(i))) return i;
    while (i < verb && tree_.lower(i) != ",") ++i;
  }
  return i;
}

// "Smith, who has been the harbour master for a year, said", "friends of his who were there say":
// the phrase that opens the sentence, where something stands between it and the verb.
std::optional<Index> Sources::stands_first(Index verb) const {
  const Index last = before_auxiliaries(verb);
  if (last == 0 || verb > kFarthest || !may_be_finite(verb) || tree_.child(verb, "aux:pass"))
    return {};
  const Index first = after_opening(0, verb);
  const auto head = first < verb ? head_of_run(first) : std::nullopt;
  if (!head || *head + 1 >= last || !may_speak(*head)) return {};
  const bool parted = is_one_of(tree_.lower(*head + 1), ",", "(", "who", "which", "that") &&
                      (tree_.lower(*head + 1) != "," || is_one_of(tree_.lower(last - 1), ",", ")"));
  return parted ? std::optional(first_name(*head, first)) : std::nullopt;
}

// "..., said several observers.", where the tree hangs them elsewhere.
std::optional<Index> Sources::stands_last(Index verb) const {
  if (verb == 0 || verb + 1 >= tree_.size() ||
      !(is_mark(tree_.lower(verb - 1)) || is_quoted_[verb - 1]))
    return {};
  const auto head = may_be_finite(verb) ? head_of_run(verb + 1) : std::nullopt;
  if (!head) return {};
  const bool ends =
      *head + 1 >= tree_.size() || !is_one_of(tree_.token(*head + 1).upos, "VERB", "AUX");
  return ends ? std::optional(first_name(*head, verb + 1)) : std::nullopt;
}

std::optional<Index> Sources::of_noun(Index noun) const {
  if (const auto owner = tree_.child(noun, "nmod:poss")) return owner;
  for (const Index c : tree_.children(noun))
    if (tree_.base(c) == "nmod" && is_one_of(tree_.preposition(c), "by", "from")) return c;
  return {};
}

std::optional<Index> Sources::agent_of(Index verb) const {
  for (const Index c : tree_.children(verb))
    if (tree_.base(c) == "obl" && tree_.preposition(c) == "by") return c;
  return {};
}

// Of several the nearest. Where a quotation or a clause stands before "he said", its own subject is
// often hung on "said": who stands beside the verb then counts.
std::optional<Index> Sources::subject_of(Index verb) const {
  std::optional<Index> subject;
  for (const Index c : tree_.children(verb)) {
    const bool subject_like =
        is_one_of(tree_.relation(c), "nsubj", "nsubj:outer", "nsubj:pass") || is_it(c);
    if (!subject_like || is_quoted_[c] || is_time(tree_.lower(c))) continue;
    const auto gap = [verb](Index i) { return i < verb ? verb - i : i - verb; };
    if (!subject || gap(c) < gap(*subject)) subject = c;
  }
  const auto before = stands_before(verb);
  if (before && (!subject || tree_.hull(*subject).end <= tree_.hull(*before).begin)) return before;
  const auto behind = stands_behind(verb);
  const bool inverted = behind && tree_.head(*behind) == verb && !tree_.child(verb, "ccomp");
  if (behind && (!subject || inverted)) return behind;
  return subject ? subject : stands_apart(verb);
}

// "It said that ...", which trees take for a mere filler.
bool Sources::is_it(Index i) const { return tree_.relation(i) == "expl" && tree_.lower(i) == "it"; }

bool Sources::may_speak(Index i) const {
  if (is_quoted_[i] || is_time(tree_.lower(i)) || tree_.base(i) == "obl" ||
      tree_.relation(i) == "nmod:unmarked")
    return false;
  if (tree_.base(i) == "advmod" && tree_.token(i).upos != "DET") return false;
  return is_one_of(tree_.token(i).upos, "PROPN", "NOUN") ||
         is_one_of(tree_.lower(i), "he", "she", "they", "who") ||
         is_one_of(tree_.lower(i), "all", "both", "many", "some", "several", "others", "few",
                   "most", "none");
}

// ", said Smith"
std::optional<Index> Sources::stands_behind(Index verb) const {
  if (verb == 0 || verb + 1 >= tree_.size() || !is_mark(tree_.lower(verb - 1))) return {};
  Index first = verb + 1;
  if (is_one_of(tree_.token(first).upos, "DET", "NUM", "ADJ", "PRON")) first = tree_.head(first).value_or(first);
  const bool after_quotation = is_quoted_[verb - 1] || tree_.base(first) == "nsubj";
  if (first <= verb || !may_speak(first) || (first > verb + 1 && !after_quotation)) return {};
  const Index top = top_of_phrase(first, verb);
  if (!may_speak(top) || (tree_.base(top) == "nsubj" && tree_.head(top) != verb)) return {};
  return tree_.hull(top).begin > verb ? top : first;
}

// Of "would not say" the place of "would".
Index Sources::before_auxiliaries(Index verb) const {
  Index first = verb;
  const auto is_auxiliary = [this](Index i) {
    return is_one_of(tree_.token(i).upos, "AUX", "ADV") ||
           is_one_of(tree_.lower(i), "not", "n't", "n’t");
  };
  while (first > 0 && verb - first < kMostSteps && is_auxiliary(first - 1)) --first;
  return first;
}

// ", Smith said"
std::optional<Index> Sources::stands_before(Index verb) const {
  Index last = before_auxiliaries(verb);
  if (last > 1 && tree_.lower(last - 1) == ")") last = before_brackets(last - 1);
  if (last == 0 || !may_speak(last - 1)) return {};
  const Index top = top_of_phrase(last - 1, verb);
  const Range hull = tree_.hull(top);
  if (!may_speak(top) || hull.end > verb || hull.begin == 0 || !is_mark(tree_.lower(hull.begin - 1))) return {};
  return top;
}

// "In a letter to the Daily Post Smith said that", where the tree makes one name of two, or hangs
// the subject on a verb further on.
std::optional<Index> Sources::stands_right_before(Index verb) const {
  const Index first = before_auxiliaries(verb);
  const bool tells = is_finite(verb) || (tree_.child(verb, "ccomp") && !tree_.is_gerund(verb) &&
                                         !tree_.is_infinitive(verb));
  if (first == 0 || !tells || !may_speak(first - 1)) return {};
  const Index top = top_of_phrase(first - 1, verb);
  return may_speak(top) && tree_.hull(top).end <= verb && !tree_.is_below(verb, top) ? top
                                                                                     : first - 1;
}

// "Smith, the harbour master of the town, said", where the tree gives the verb no subject.
std::optional<Index> Sources::stands_apart(Index verb) const {
  if (verb < 2 || tree_.lower(verb - 1) != "," || !is_finite(verb)) return {};
  const Index top = top_of_phrase(verb - 2, verb);
  if (!may_speak(top) || !tree_.preposition(top).empty() || tree_.hull(top).end > verb) return {};
  return top;
}

// "Smith (D-Va.) said": where the bracket opens, a few tokens back.
Index Sources::before_brackets(Index closing) const {
  for (Index i = closing; i > 0 && closing - i < kMostSteps; --i)
    if (tree_.lower(i) == "(") return i;
  return closing;
}

Index Sources::top_of_phrase(Index i, Index verb) const {
  for (Index step = 0; step < kMostSteps; ++step) {
    const auto above = tree_.head(i);
    const bool part = is_one_of(tree_.base(i), "flat", "compound", "nmod", "appos", "amod", "det", "nummod", "conj");
    if (!above || *above == verb || !part || is_quoted_[*above] || (*above < verb) != (i < verb)) return i;
    if (!is_one_of(tree_.token(*above).upos, "PROPN", "NOUN", "PRON", "NUM")) return i;
    i = *above;
  }
  return i;
}

std::optional<Index> Sources::above(Index cue) const {
  Index at = cue;
  for (Index step = 0; step < kMostSteps; ++step) {
    const auto up = tree_.head(at);
    if (!up || is_quoted_[*up]) return {};
    const std::string_view relation = tree_.base(at);
    if (relation == "acl") {
      const bool acts = tree_.is_gerund(at) || tree_.is_main_though_acl(at) ||
                        tree_.child(at, "obj") || tree_.child(at, "ccomp");
      return tree_.relation(at) != "acl:relcl" && acts && !tree_.is_infinitive(at) ? up : std::nullopt;
    }
    if (relation == "xcomp") {
      if (const auto who = controller_of(*up)) return who;
    } else if (relation == "conj" || (relation == "advcl" && !is_finite(at))) {
      if (const auto subject = subject_of(*up)) return subject;
      if (const auto subject = tree_.child(*up, "nsubj:pass")) return subject;
    } else {
      return {};
    }
    at = *up;
  }
  return {};
}

// A participle is often a past tense that was tagged wrongly.
bool Sources::may_be_finite(Index verb) const {
  return is_one_of(tree_.token(verb).xpos, "VBD", "VBZ", "VBP", "VBN");
}

bool Sources::is_finite(Index verb) const {
  if (tree_.token(verb).feats.find("VerbForm=Fin") != std::string::npos) return true;
  if (tree_.is_gerund(verb) && verb > 0 && tree_.token(verb - 1).upos == "AUX")
    return true;  // taken for an adjective
  return tree_.child(verb, "aux") || tree_.child(verb, "cop") || tree_.child(verb, "aux:pass");
}

// "asked him to explain": who would explain is the object.
std::optional<Index> Sources::controller_of(Index verb) const {
  if (const auto object = tree_.child(verb, "obj")) return object;
  if (const auto subject = subject_of(verb)) return subject;
  return tree_.child(verb, "nsubj:pass");
}

// Of "On Sunday the mayor, a sailor, called for calm", where "Sunday" hangs on the verb and the
// verb on the mayor: what else hangs on him.
Range Sources::before(Index verb, Index head) const {
  Range range{head, std::max(verb, head + 1)};
  for (const Index c : tree_.children(head))
    if (c < head) range.begin = std::min(range.begin, tree_.hull(c).begin);
  return range;
}

Range Sources::phrase_of(Index head, Index cue) const {
  Range range = tree_.hull(head);
  const auto cut = [&](Range away) {
    if (away.begin > head) range.end = std::min(range.end, away.begin);
    else range.begin = std::max(range.begin, std::min(away.end, head));
  };
  if (tree_.is_below(cue, head)) {
    Index below = cue;
    for (auto up = tree_.head(below); up && *up != head; up = tree_.head(below)) below = *up;
    if (tree_.hull(below).contains(head))
      range = before(below, head);
    else
      cut(tree_.hull(below));
  } else if (range.contains(cue)) {
    cut({cue, cue + 1});
  }
  const auto is_edge = [&](Index i) {
    if (i == head) return false;
    return is_one_of(tree_.base(i), "punct", "cc") || is_quoted_[i] ||
           (is_one_of(tree_.relation(i), "case", "mark") && tree_.head(i) == head);
  };
  while (range.end > head + 1 && is_edge(range.end - 1)) --range.end;
  while (range.begin < head && is_edge(range.begin)) ++range.begin;
  return range;
}

}  // namespace brink::quotes
