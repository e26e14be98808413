// SPDX-License-Identifier: Apache-2.0
#include "events/status.h"

#include <algorithm>

namespace brink {
namespace {

constexpr int kMostHeads = 8;

// The words of a cue stand behind the verb, adverbs passed over.
bool follows(const SentenceView& reading, std::size_t at, const std::vector<std::string>& rest) {
  for (const std::string& word : rest) {
    while (at < reading.lower.size() && reading.lower[at] != word &&
           ((reading.classes(at) & kAdverb) || reading.lower[at].ends_with("ly")))
      ++at;
    if (at >= reading.lower.size() || reading.lower[at] != word) return false;
    ++at;
  }
  return true;
}

// The cue that a governing verb gives the clause that hangs on it by `marker`.
const Cue* verb_cue(const Knowledge& knowledge, const SentenceView& reading,
                    const Predicate& governor, const std::string& marker) {
  for (const std::uint32_t number : knowledge.frames().cues_of(governor.lemma)) {
    const Cue& cue = knowledge.frames().cue(number);
    if (cue.rest.empty()) {
      if (marker == "ing" || marker == "that") return &cue;
      continue;
    }
    // "is to do", not "is dangerous to do"
    const bool is = governor.lemma == knowledge.words().lemma_number("be");
    if (!is && cue.rest.size() == 1 && cue.rest.front() == marker) return &cue;
    if (follows(reading, governor.verb + 1, cue.rest)) return &cue;
  }
  return nullptr;
}

// A cue of several words that ends in the clause's marker: "have no plans to".
const Cue* phrase_cue(const Knowledge& knowledge, const SentenceView& reading,
                      const Predicate& governor) {
  for (const std::uint32_t number : knowledge.frames().cues_of(governor.lemma)) {
    const Cue& cue = knowledge.frames().cue(number);
    if (cue.rest.size() > 1 && follows(reading, governor.verb + 1, cue.rest)) return &cue;
  }
  if (!governor.passive) return nullptr;
  for (const std::uint32_t number :
       knowledge.frames().cues_of(knowledge.words().lemma_number("be"))) {  // "is expected to"
    const Cue& cue = knowledge.frames().cue(number);
    if (cue.rest.size() > 1 && follows(reading, governor.verb, cue.rest)) return &cue;
  }
  return nullptr;
}

// What the frame of the governing verb says of the clause that hangs on it.
std::optional<Status> act_status(const Knowledge& knowledge, const SentenceView& reading,
                                 const Predicate& governor, const std::string& marker) {
  for (const std::uint32_t number : knowledge.frames().senses_of(governor.lemma)) {
    const VerbSense& sense = knowledge.frames().verb(number);
    if (!follows(reading, governor.verb + 1, sense.particles)) continue;  // "is opposed to"
    for (const ActRule& act : sense.acts)
      if (act.marker == marker && marker != "that") return act.status;
  }
  return {};
}

Status by_modal(const Predicate& p) {
  if (p.modal & kModalFuture) return Status::kFuture;
  if (p.modal & (kModalPossible | kModalMust)) return Status::kHypothetical;
  return Status::kActual;
}

// Negation outweighs all; then what is not real outweighs what is to come; that, what is.
int weight(Status status) {
  switch (status) {
    case Status::kNegated:
      return 4;
    case Status::kHypothetical:
      return 3;
    case Status::kFuture:
      return 2;
    case Status::kHistorical:
      return 1;
    case Status::kActual:
      return 0;
  }
  return 0;
}

void combine(Status with, Reality& reality) {
  if (weight(with) > weight(reality.status)) reality.status = with;
}

void apply(const Cue& cue, Reality& reality) {
  if (cue.status)
    combine(*cue.status, reality);
  else
    reality.hedged = true;
}

// Adverbs of doubt within the clause.
void read_adverbs(const Knowledge& knowledge, const SentenceView& reading, std::size_t begin,
                  std::size_t end, Reality& reality) {
  for (std::size_t i = begin; i < end; ++i)
    if (const Word* word = reading.words[i]; word && word->cue) {
      const Cue& cue = knowledge.frames().cue(word->cue - 1);
      if (cue.kind == Cue::Kind::kAdverb) apply(cue, reality);
    }
}

// The token that opens the clause and its words before the verb: "whether Egypt attacked".
std::size_t opening(const Predicate& p) { return p.clause_begin > 0 ? p.clause_begin - 1 : 0; }

// "whether it attacked", "as if it had attacked": left open.
bool is_left_open(const SentenceView& reading, const Predicate& p) {
  for (std::size_t i = opening(p); i < p.begin; ++i) {
    if (reading.lower[i] == "whether") return true;
    if (i > 0 && reading.lower[i - 1] == "as" &&
        (reading.lower[i] == "if" || reading.lower[i] == "though"))
      return true;
  }
  return false;
}

// "Will Turkey attack?", "Did it?": an auxiliary first. "Why did it attack?" takes the attack for
// granted.
bool is_asked(const SentenceView& reading, const Predicate& p) {
  if (p.governor != kNone || p.subjects.empty() ||
      p.begin >= reading.chunks[p.subjects.front()].begin)
    return false;
  constexpr std::uint32_t kFirst = kAuxiliary | kDo | kHave | kModal;
  std::size_t first = 0;
  while (first < p.begin && !reading.words[first]) ++first;  // a quotation mark
  std::size_t last = reading.lower.size();
  while (last > p.end && reading.lower[last - 1] != "?" && !reading.words[last - 1]) --last;
  return first == p.begin && (reading.classes(first) & kFirst) && last > 0 &&
         reading.lower[last - 1] == "?";
}

// "Neither Egypt nor Sudan attacked."
bool is_negated_by_pair(const SentenceView& reading, const Predicate& p) {
  if (p.subjects.empty()) return false;
  const std::size_t begin = reading.chunks[p.subjects.front()].begin;
  return begin > 0 && reading.lower[begin - 1] == "neither";
}

// "did not only attack but", "not just".
bool is_not_only(const SentenceView& reading, const Predicate& p) {
  for (std::size_t i = p.begin; i <= p.verb && i + 1 < reading.lower.size(); ++i)
    if ((reading.classes(i) & kNegation) &&
        (reading.lower[i + 1] == "only" || reading.lower[i + 1] == "just" ||
         reading.lower[i + 1] == "merely"))
      return true;
  return false;
}

// The noun that a clause with "that" explains: "reports that", "no evidence that".
const Cue* noun_before_that(const Knowledge& knowledge, const SentenceView& reading,
                            const Predicate& p) {
  constexpr std::size_t kMostWords = 3;
  for (std::size_t that = opening(p); that < p.begin; ++that) {
    if (reading.lower[that] != "that") continue;
    std::string words = "that";
    const Cue* longest = nullptr;
    for (std::size_t n = 1; n <= kMostWords && n <= that; ++n) {
      words = reading.lower[that - n] + " " + words;
      if (const Cue* cue = knowledge.frames().noun_cue(words)) longest = cue;
    }
    return longest;
  }
  return nullptr;
}

// "Reportedly Egypt attacked": an adverb before the clause's first phrase.
void read_first_adverb(const Knowledge& knowledge, const SentenceView& reading, const Predicate& p,
                       Reality& reality) {
  std::size_t end = p.clause_begin;
  if (end > 0 && reading.lower[end - 1] == ",") --end;
  if (end > 0) read_adverbs(knowledge, reading, end - 1, end, reality);
}

Reality own(const Knowledge& knowledge, const SentenceView& reading, const Predicate& p) {
  Reality reality;
  reality.status = by_modal(p);
  if (p.modal & kModalWould) {
    // "said it would send": to come, seen from then; without a verb of saying: supposed.
    const bool told = p.governor != kNone && p.marker == "that";
    reality.status = told && !p.conditional ? Status::kFuture : Status::kHypothetical;
  }
  if (p.conditional || p.marker == "unless") reality.status = Status::kHypothetical;
  if (p.marker == "without") reality.status = Status::kNegated;
  const bool negated = p.negated && !is_not_only(reading, p);
  if (negated || is_negated_by_pair(reading, p)) reality.status = Status::kNegated;
  if (is_left_open(reading, p) || is_asked(reading, p)) reality.status = Status::kHypothetical;
  if (const Cue* cue = noun_before_that(knowledge, reading, p)) apply(*cue, reality);
  const std::size_t begin = p.begin > 0 ? p.begin - 1 : 0;
  read_adverbs(knowledge, reading, begin, p.end, reality);
  read_first_adverb(knowledge, reading, p, reality);
  if (negated && p.conditional) reality.status = Status::kHypothetical;
  return reality;
}

// "to prevent an attack", "may refuse to meet": what is not yet kept from happening may happen.
bool is_open(const Predicate& governor, Status status) {
  return governor.kind == VerbKind::kInfinitive || status == Status::kFuture ||
         status == Status::kHypothetical;
}

void apply_from(const Cue& cue, bool open, Reality& reality) {
  if (open && cue.status == Status::kNegated)
    combine(Status::kHypothetical, reality);
  else
    apply(cue, reality);
}

// What is said of the noun on which an infinitive hangs: "a foiled plot to kill".
void read_adjective(const Knowledge& knowledge, const SentenceView& reading, const Predicate& p, Reality& reality) {
  const std::string noun = p.marker.substr(0, p.marker.find(' '));
  for (std::size_t i = p.begin; i-- > 1;) {
    if (reading.lower[i] != noun) continue;
    if (const Cue* pair = knowledge.frames().noun_cue(reading.lower[i - 1] + " " + p.marker)) apply(*pair, reality);
    const Word* before = reading.words[i - 1];
    if (before && before->cue && knowledge.frames().cue(before->cue - 1).kind == Cue::Kind::kAdjective) apply(knowledge.frames().cue(before->cue - 1), reality);
    return;
  }
}

// What the governing verb does to the clause p that hangs on it. True when its negation is used up
// by that: "did not refuse to", "has not shied away from".
bool bend(const Knowledge& knowledge, const SentenceView& reading, const Predicate& p,
          const Predicate& governor, Status higher, Reality& reality) {
  const bool reported = p.marker == "that";
  const Cue* phrase = phrase_cue(knowledge, reading, governor);
  if (const Cue* noun = phrase ? phrase : knowledge.frames().noun_cue(p.marker)) {
    apply(*noun, reality);
    if (!phrase) read_adjective(knowledge, reading, p, reality);
  } else if (const Cue* cue = verb_cue(knowledge, reading, governor, p.marker)) {
    if (!governor.negated)
      apply_from(*cue, is_open(governor, higher), reality);
    else if (reported ? cue->status != Status::kNegated : cue->status == Status::kNegated)
      return true;  // or "did not say that"
    else if (!reported)
      combine(Status::kNegated, reality);
  } else if (const auto status = act_status(knowledge, reading, governor, p.marker)) {
    const bool flips = governor.negated && *status != Status::kNegated;
    combine(flips ? Status::kNegated : *status, reality);
  } else if (p.kind == VerbKind::kInfinitive) {
    combine(Status::kHypothetical, reality);
  } else if (governor.negated && !reported) {
    combine(Status::kNegated, reality);
  }
  return false;
}

// "an offer by Poland to send jets": what is offered is to come if it is taken up.
bool is_offered(const Knowledge& knowledge, const Predicate& p) {
  const Word* noun = knowledge.words().find(p.marker.substr(0, p.marker.find(' ')));
  return noun && (noun->nouns & knowledge.frames().class_named("request")).any();
}

// "while dismissing ...", ", dismissing ...", "after it attacked"; not "ruled out sending", whose
// clause stands right behind the verb and its particle.
bool is_aside(const SentenceView& reading, const Predicate& p, const Predicate& governor) {
  if (p.marker == "after" || p.marker == "before") return true;
  if (p.marker != "while") return false;
  const bool adjoins = p.begin > governor.verb && p.begin <= governor.verb + 2;
  return !adjoins || reading.lower[p.begin - 1] == "," || reading.lower[p.begin - 1] == "while";
}

std::string words_of(const SentenceView& reading, const Predicate& p) {
  std::string words = "\"";
  for (std::size_t i = p.begin; i < p.end; ++i) words += (i > p.begin ? " " : "") + reading.lower[i];
  return words + "\"";
}

// Writes down what changed a reality.
class Log {
 public:
  explicit Log(std::vector<StatusStep>* steps) : steps_(steps) {}

  template <class What>
  void note(const Reality& now, const What& what) {
    if (steps_ && (now.status != before_.status || now.hedged != before_.hedged)) steps_->push_back({what(), now.status, now.hedged});
    before_ = now;
  }

 private:
  std::vector<StatusStep>* steps_;
  Reality before_;
};

}  // namespace

Reality reality_of(const Knowledge& knowledge, const SentenceView& reading, std::size_t predicate,
                   std::vector<StatusStep>* steps) {
  Log log(steps);
  Reality reality = own(knowledge, reading, reading.predicates[predicate]);
  log.note(reality, [&] {
    const Predicate& p = reading.predicates[predicate];
    return words_of(reading, p) + (p.conditional ? " in a conditional clause" : "");
  });
  bool aside = false;  // "while dismissing ...": real or not by itself; only distance is shared
  std::size_t at = predicate;
  for (int step = 0; step < kMostHeads; ++step) {
    const Predicate& p = reading.predicates[at];
    if (p.governor == kNone) {
      // "Canada to impose sanctions", as headlines say it.
      const Cue* noun = step == 0 && !is_offered(knowledge, p) ? knowledge.frames().noun_cue(p.marker) : nullptr;
      if (noun)
        apply(*noun, reality);
      else if (p.kind == VerbKind::kInfinitive && step == 0)
        combine(p.subjects.empty() ? Status::kHypothetical : Status::kFuture, reality);
      log.note(reality, [] { return std::string("an infinitive on which nothing hangs"); });
      return reality;
    }
    const auto above = static_cast<std::size_t>(p.governor);
    const Predicate& governor = reading.predicates[above];
    const Reality higher = own(knowledge, reading, governor);
    aside = aside || is_aside(reading, p, governor);
    const bool used_up = !aside && bend(knowledge, reading, p, governor, higher.status, reality);
    reality.hedged = reality.hedged || higher.hedged;
    log.note(reality, [&] { return "hangs on " + words_of(reading, governor) + " by \"" + p.marker + "\""; });
    if (p.marker == "that") return reality;
    // What hangs on an unreal clause is unreal: "could move to deploy". A noun between parts them:
    // "is not alone in its efforts to help".
    const bool parted = p.marker.find(' ') != std::string::npos;
    const bool cancelled = used_up && higher.status == Status::kNegated;
    if (!aside && !parted && !cancelled) combine(higher.status, reality);
    log.note(reality, [&] { return "no more real than " + words_of(reading, governor); });
    at = above;
  }
  return reality;
}

Reality reality_of_noun(const Knowledge& knowledge, const SentenceView& reading, std::size_t index,
                        std::size_t noun_begin) {
  Reality reality;
  const NounPhrase& chunk = reading.chunks[index];
  for (std::size_t i = chunk.begin; i < noun_begin; ++i) {
    if (const Word* word = reading.words[i]; word && word->cue)
      apply(knowledge.frames().cue(word->cue - 1), reality);
    if (reading.lower[i] == "no") combine(Status::kNegated, reality);
  }
  if (chunk.begin >= 1)
    if (const Cue* cue = knowledge.frames().noun_cue(reading.lower[chunk.begin - 1]))
      apply(*cue, reality);
  if (chunk.begin >= 2)
    if (const Cue* cue = knowledge.frames().noun_cue(reading.lower[chunk.begin - 2] + " " +
                                                     reading.lower[chunk.begin - 1]))
      apply(*cue, reality);
  const Tie& tie = reading.ties[index];
  if (tie.predicate == kNone) return reality;
  const auto at = static_cast<std::size_t>(tie.predicate);
  const Predicate& p = reading.predicates[at];
  const Reality carried = reality_of(knowledge, reading, at);
  const bool leads_elsewhere =
      tie.role == Tie::Role::kSubject &&
      (!p.objects.empty() || (!p.obliques.empty() && p.obliques.front().preposition == "to"));
  if (knowledge.frames().supports(p.lemma) && !leads_elsewhere) {
    combine(carried.status, reality);
    combine(knowledge.frames().support_status(p.lemma), reality);
  }
  // "the invasion is imminent"
  if (tie.role == Tie::Role::kSubject && p.end < reading.words.size())
    if (const Word* word = reading.words[p.end];
        word && word->cue && p.lemma == knowledge.words().lemma_number("be"))
      apply(knowledge.frames().cue(word->cue - 1), reality);
  if (tie.role == Tie::Role::kObject)
    for (const std::uint32_t number : knowledge.frames().cues_of(p.lemma)) {
      const Cue& cue = knowledge.frames().cue(number);
      if (cue.rest.empty()) apply_from(cue, is_open(p, carried.status), reality);
    }
  reality.hedged = reality.hedged || carried.hedged;
  return reality;
}

}  // namespace brink
