// SPDX-License-Identifier: Apache-2.0
#include "events/shallow.h"

#include <algorithm>

#include "events/noun_phrases.h"
#include "events/tags.h"

namespace brink {
namespace {

// The sentence as a row of phrases, verb groups and marks.
struct Unit {
  enum class Kind {
    kChunk,
    kPreposition,
    kVerb,
    kAnd,
    kComma,
    kThat,
    kSubordinator,
    kIf,
    kRelative,
    kQuote,
    kStop
  } kind;
  std::uint32_t begin = 0, end = 0;
  std::uint32_t index = 0;  // chunk or predicate
};
using Kind = Unit::Kind;

class Shallow {
 public:
  Shallow(const Knowledge& knowledge, SentenceView& reading)
      : knowledge_(knowledge),
        reading_(reading),
        tokens_(reading.sentence->tokens),
        asked_(knowledge.frames().class_named("demand") |
               knowledge.frames().class_named("request")) {}

  void run() {
    tags_ = tag_tokens(knowledge_, reading_);
    reading_.chunk_of.assign(tokens_.size(), kNone);
    cut();
    for (std::size_t u = 0; u < units_.size(); ++u)
      if (units_[u].kind == Kind::kVerb) fill(u);
    tie_chunks();
  }

 private:
  // ---- units

  void cut() {
    for (std::size_t i = 0; i < tokens_.size();) {
      switch (tags_[i].tag) {
        case TokenTag::kNominal:
        case TokenTag::kDeterminer:
        case TokenTag::kPronoun:
        case TokenTag::kHyphen:
          i = cut_chunk(i);
          break;
        case TokenTag::kGenitive:
          ++i;
          break;
        case TokenTag::kAdverb:
          ++i;
          break;
        case TokenTag::kNegation:
        case TokenTag::kTo:
        case TokenTag::kVerb:
        case TokenTag::kAuxiliary:
          i = cut_verb(i);
          break;
        default:
          i = cut_mark(i);
      }
    }
  }

  std::size_t cut_mark(std::size_t i) {
    Kind kind = Kind::kStop;
    switch (tags_[i].tag) {
      case TokenTag::kPreposition:
        kind = Kind::kPreposition;
        break;
      case TokenTag::kAnd:
        kind = Kind::kAnd;
        break;
      case TokenTag::kComma:
        kind = Kind::kComma;
        break;
      case TokenTag::kThat:
        kind = Kind::kThat;
        break;
      case TokenTag::kSubordinator:
        kind = Kind::kSubordinator;
        break;
      case TokenTag::kIf:
        kind = Kind::kIf;
        break;
      case TokenTag::kRelative:
        kind = Kind::kRelative;
        break;
      case TokenTag::kQuote:
        kind = Kind::kQuote;
        break;
      default:
        break;
    }
    add(kind, i, i + 1);
    return i + 1;
  }

  void add(Kind kind, std::size_t begin, std::size_t end, std::size_t index = 0) {
    units_.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                      static_cast<std::uint32_t>(index)});
  }

  std::int32_t mention_at(std::size_t token) const { return brink::mention_at(reading_, token); }

  std::size_t cut_chunk(std::size_t begin) {
    std::size_t end = begin;
    if (tags_[begin].tag == TokenTag::kPronoun) {
      end = begin + 1;
    } else {
      for (; end < tokens_.size(); ++end) {
        const std::int32_t mention = mention_at(end);
        if (mention != kNone && end > begin && mention_at(end - 1) == kNone &&
            (is_time_word(reading_.lower[end - 1]) || is_year(reading_.lower[end - 1])))
          break;                 // "In January China ..."
        if (mention != kNone) {  // a mention is never cut
          end = reading_.mentions[static_cast<std::size_t>(mention)].end - 1;
          continue;
        }
        const TokenTag tag = tags_[end].tag;
        if (tag == TokenTag::kNominal || tag == TokenTag::kHyphen || tag == TokenTag::kGenitive)
          continue;
        // "hundreds of people" is one phrase with the people for its head.
        if (end > begin && reading_.lower[end] == "of" &&
            (reading_.classes(end - 1) & kNumberWord) && end + 1 < tokens_.size() &&
            tags_[end + 1].tag == TokenTag::kNominal)
          continue;
        if (tag == TokenTag::kDeterminer &&
            (end == begin || tags_[end - 1].tag == TokenTag::kDeterminer))
          continue;
        break;
      }
    }
    end = std::max(end, begin + 1);
    end = cut_off_time(begin, end);
    reading_.chunks.push_back(noun_phrase(knowledge_.words(), reading_, begin, end));
    const std::size_t index = reading_.chunks.size() - 1;
    std::fill(reading_.chunk_of.begin() + static_cast<std::ptrdiff_t>(begin),
              reading_.chunk_of.begin() + static_cast<std::ptrdiff_t>(end),
              static_cast<std::int32_t>(index));
    add(Kind::kChunk, begin, end, index);
    return end;
  }

  // "Russian troops Monday": the day is a phrase of its own.
  std::size_t cut_off_time(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin + 1; i < end; ++i) {
      const std::string& word = reading_.lower[i];
      if (mention_at(i) != kNone) continue;
      const bool day =
          word.size() > 5 && word.substr(word.size() - 3) == "day" && is_time_word(word);
      const bool last = (word == "last" || word == "this" || word == "next" || word == "earlier") &&
                        i + 1 < end && is_time_word(reading_.lower[i + 1]);
      if ((day || last) && tokens_[i - 1].form != "the" && !is_time_word(reading_.lower[begin]))
        return i;
    }
    return end;
  }

  // Auxiliaries and the verb; "to" + verb begins a group of its own.
  std::size_t cut_verb(std::size_t begin) {
    Predicate predicate;
    predicate.begin = static_cast<std::uint32_t>(begin);
    bool be = false, have = false, any = false;
    std::size_t i = begin;
    if (tags_[i].tag == TokenTag::kTo) {
      predicate.kind = VerbKind::kInfinitive;
      ++i;
    }
    for (; i < tokens_.size(); ++i) {
      const TokenTag tag = tags_[i].tag;
      const std::uint32_t bits = reading_.classes(i);
      if (tag == TokenTag::kAdverb) continue;
      if (tag == TokenTag::kNegation) {
        predicate.negated = true;
        continue;
      }
      if (tag == TokenTag::kAuxiliary) {
        predicate.modal |= bits & kModal;
        be = (bits & kAuxiliary) || reading_.lower[i] == "'s" || reading_.lower[i] == "’s";
        have = (bits & kHave) != 0;
        predicate.verb = static_cast<std::uint32_t>(i);
        predicate.lemma = knowledge_.words().lemma_number(be ? "be" : have ? "have" : "do");
        any = true;
        continue;
      }
      if (tag != TokenTag::kVerb) break;
      predicate.verb = static_cast<std::uint32_t>(i);
      predicate.lemma = tags_[i].verb.lemma;
      const VerbForm form = tags_[i].verb.form;
      if (form == VerbForm::kParticiple && (be || !any)) predicate.passive = true;
      if (be && form == VerbForm::kPast) predicate.passive = true;
      if (!any && predicate.kind != VerbKind::kInfinitive) {
        if (form == VerbForm::kGerund) predicate.kind = VerbKind::kGerund;
        if (form == VerbForm::kParticiple) predicate.kind = VerbKind::kParticiple;
      }
      any = true;
      ++i;
      break;
    }
    if (!any) {  // a negation by itself: "not in Kyiv", "no" before nouns
      if (reading_.lower[begin] == "nor" || reading_.lower[begin] == "neither")
        add(Kind::kAnd, begin, begin + 1);
      return begin + 1;
    }
    predicate.end =
        static_cast<std::uint32_t>(std::max(i, static_cast<std::size_t>(predicate.verb) + 1));
    add(Kind::kVerb, begin, predicate.end, reading_.predicates.size());
    reading_.predicates.push_back(std::move(predicate));
    return reading_.predicates.back().end;
  }

  // ---- arguments

  Predicate& predicate(std::size_t u) { return reading_.predicates[units_[u].index]; }
  Kind kind(std::size_t u) const { return u < units_.size() ? units_[u].kind : Kind::kStop; }
  const NounPhrase& chunk(std::size_t u) const { return reading_.chunks[units_[u].index]; }

  void fill(std::size_t u) {
    Predicate& p = predicate(u);
    p.clause_begin = p.begin;
    p.clause_end = p.end;
    find_right(u, p);
    if (is_inverted(u, p)) {  // "...," said the minister
      p.subjects.assign(p.objects.begin(), p.objects.end());
      p.objects.clear();
      return;
    }
    if (p.kind == VerbKind::kFinite)
      find_subject(u, p);
    else
      find_control(u, p);
  }

  bool is_inverted(std::size_t u, const Predicate& p) const {
    if (!knowledge_.frames().reports(p.lemma) || p.objects.empty() || u == 0) return false;
    if (p.kind != VerbKind::kFinite || p.modal || p.negated) return false;
    return kind(u - 1) == Kind::kQuote ||
           (kind(u - 1) == Kind::kComma && kind(u + 1) == Kind::kChunk &&
            u + 2 >= units_.size() - 1);
  }

  // Objects and obliques to the right.
  void find_right(std::size_t u, Predicate& p) {
    std::size_t at = u + 1;
    bool object_open = true;
    while (at < units_.size()) {
      if (kind(at) == Kind::kChunk) {
        if (chunk(at).time) {
          ++at;
          continue;
        }
        if (!object_open) break;
        if (takes_clause(p) && starts_new_clause(at)) break;
        at = take_list(at, p.objects, p);
        // A second object: "gave Ukraine weapons".
        if (kind(at) == Kind::kChunk && !chunk(at).time && !starts_new_clause(at))
          at = take_list(at, p.objects, p);
        object_open = false;
      } else if (kind(at) == Kind::kPreposition) {
        while (kind(at + 1) == Kind::kPreposition) ++at;  // "out of"
        std::size_t next = at + 1;
        while (kind(next) == Kind::kQuote) ++next;
        if (kind(next) != Kind::kChunk) break;
        Oblique oblique{reading_.lower[units_[at].begin], {}};
        at = take_list(next, oblique.chunks, p);
        p.obliques.push_back(std::move(oblique));
        object_open = false;
      } else if (kind(at) == Kind::kComma && kind(at + 1) == Kind::kPreposition &&
                 kind(at + 2) == Kind::kChunk) {
        ++at;
      } else if (kind(at) == Kind::kQuote) {
        ++at;
      } else {
        break;
      }
    }
  }

  // Behind such a verb a noun may begin a clause without "that".
  bool takes_clause(const Predicate& p) const {
    if (knowledge_.frames().reports(p.lemma)) return true;
    for (const std::uint32_t number : knowledge_.frames().cues_of(p.lemma))
      if (knowledge_.frames().cue(number).rest == std::vector<std::string>{"that"}) return true;
    return false;
  }

  // The chunk begins a clause of its own: a finite verb follows it directly (but for its "of").
  bool starts_new_clause(std::size_t u) const {
    std::size_t at = u + 1;
    while (kind(at) == Kind::kPreposition && kind(at + 1) == Kind::kChunk &&
           reading_.lower[units_[at].begin] == "of")
      at += 2;
    return kind(at) == Kind::kVerb &&
           reading_.predicates[units_[at].index].kind == VerbKind::kFinite;
  }

  // A chunk and those joined to it by commas and "and"; their numbers go to `into`.
  std::size_t take_list(std::size_t u, std::vector<std::uint32_t>& into, Predicate& p) {
    into.push_back(units_[u].index);
    p.clause_end = std::max(p.clause_end, units_[u].end);
    std::size_t at = u + 1;
    for (;;) {
      std::size_t next = at;
      bool joined = false;
      if (kind(next) == Kind::kComma) ++next;
      if (kind(next) == Kind::kAnd) {
        ++next;
        joined = true;
      }
      if (next == at || kind(next) != Kind::kChunk || chunk(next).time) return at;
      // "between A and B" holds two whatever follows.
      const bool pair = joined && u > 0 && reading_.lower[units_[u - 1].begin] == "between";
      if (!pair && starts_new_clause(next)) return at;
      // A bare comma joins only when "and" comes soon: "tanks, guns and jets".
      if (!joined && !list_goes_on(next)) return at;
      into.push_back(units_[next].index);
      p.clause_end = std::max(p.clause_end, units_[next].end);
      at = next + 1;
    }
  }

  bool list_goes_on(std::size_t u) const {
    for (std::size_t at = u + 1; at < units_.size() && at < u + 6; ++at) {
      if (kind(at) == Kind::kAnd) return kind(at + 1) == Kind::kChunk && !starts_new_clause(at + 1);
      if (kind(at) != Kind::kComma && kind(at) != Kind::kChunk) return false;
    }
    return false;
  }

  bool governed_by_preposition(std::size_t u) const {
    std::size_t at = u;
    while (at > 0 && kind(at - 1) == Kind::kQuote) --at;
    return at > 0 && kind(at - 1) == Kind::kPreposition;
  }

  // The unit of the nearest verb left of u within reach; units_.size() when there is none.
  std::size_t verb_before(std::size_t u) const {
    for (std::size_t at = u; at-- > 0 && at + 24 > u;) {
      if (kind(at) == Kind::kVerb) return at;
      if (kind(at) == Kind::kStop) break;
    }
    return units_.size();
  }

  // The subject of a finite verb: to the left, past phrases behind prepositions.
  void find_subject(std::size_t u, Predicate& p) {
    std::size_t at = u;
    bool first = true;
    while (at > 0) {
      const std::size_t k = at - 1;
      switch (kind(k)) {
        case Kind::kChunk:
          if (chunk(k).time) {
            at = k;
            break;
          }
          if (governed_by_preposition(k)) {
            at = k - 1;
            while (at > 0 && kind(at) != Kind::kPreposition) --at;
            // "Russia and Ukraine" behind one preposition
            break;
          }
          if (const std::size_t list = list_behind_preposition(k)) {
            at = list;
            break;
          }
          if (k > 0 && kind(k - 1) == Kind::kVerb &&
              reading_.predicates[units_[k - 1].index].kind == VerbKind::kInfinitive) {
            at = k - 1;  // "the decision to invade Ukraine was condemned"
            break;
          }
          if (is_object_before(k) && !p.modal && p.end == p.begin + 1) {
            p.kind = VerbKind::kParticiple;  // "arrested a man suspected of"
            p.passive = true;
            p.subjects.push_back(units_[k].index);
            return;
          }
          take_subject(k, p);
          link_clause(k, u, p);
          return;
        case Kind::kPreposition:
          at = k;
          break;
        case Kind::kQuote:
          at = k;
          break;
        case Kind::kAnd:
          if (first) {
            if (share_subject(k, p)) return;
            return;
          }
          at = k;
          break;
        case Kind::kComma:
          if (first && k > 0 && kind(k - 1) != Kind::kChunk) {
            at = k;
            break;
          }
          at = k;
          if (!skip_aside(at)) return;
          break;
        case Kind::kRelative:
          p.relative = true;
          take_antecedent(k, p);
          return;
        case Kind::kVerb: {
          const Predicate& other = reading_.predicates[units_[k].index];
          if (other.relative || other.kind != VerbKind::kFinite) {
            // A relative clause or participle on the subject: go on before it.
            at = before_clause(k);
            if (at == units_.size()) return;
            break;
          }
          return;
        }
        case Kind::kThat:
        case Kind::kIf:
        case Kind::kSubordinator:
        case Kind::kStop:
          return;
      }
      first = false;
    }
  }

  // "its buildup on the border and in ... / on the border and Belarus could": the chunk at k is the
  // last of a list behind a preposition, and a subject stands before it. The preposition's unit; 0
  // when it is not so.
  std::size_t list_behind_preposition(std::size_t k) const {
    if (k < 3 || kind(k - 1) != Kind::kAnd || kind(k - 2) != Kind::kChunk ||
        kind(k - 3) != Kind::kPreposition)
      return 0;
    for (std::size_t at = k - 3; at-- > 0 && at + 12 > k;) {
      if (kind(at) == Kind::kChunk && !chunk(at).time && !governed_by_preposition(at))
        return at > 0 && kind(at - 1) == Kind::kVerb && !reports(at - 1) ? 0 : k - 3;
      if (kind(at) != Kind::kChunk && kind(at) != Kind::kPreposition) return 0;
    }
    return 0;
  }

  // The chunk is the object of the verb right before it.
  bool is_object_before(std::size_t k) const {
    if (k == 0 || kind(k - 1) != Kind::kVerb) return false;
    const Predicate& other = reading_.predicates[units_[k - 1].index];
    return std::find(other.objects.begin(), other.objects.end(), units_[k].index) !=
           other.objects.end();
  }

  bool reports(std::size_t u) const {
    return knowledge_.frames().reports(reading_.predicates[units_[u].index].lemma);
  }

  // Left of the relative word or participle that begins the clause of verb unit k.
  std::size_t before_clause(std::size_t k) const {
    const Predicate& other = reading_.predicates[units_[k].index];
    if (!other.relative) return k;
    for (std::size_t at = k; at-- > 0;) {
      if (kind(at) == Kind::kRelative) return at;
      if (kind(at) == Kind::kStop) break;
    }
    return units_.size();
  }

  // at is a comma: for ", ... ," between subject and verb it moves to the opening comma. False when
  // the comma ends another clause.
  bool skip_aside(std::size_t& at) const {
    for (std::size_t k = at; k-- > 0 && k + 12 > at;) {
      if (kind(k) == Kind::kComma) {
        at = k;
        return true;
      }
      if (kind(k) == Kind::kStop || kind(k) == Kind::kThat) return false;
      if (kind(k) == Kind::kVerb &&
          reading_.predicates[units_[k].index].kind == VerbKind::kFinite &&
          !reading_.predicates[units_[k].index].relative)
        return false;
    }
    return at + 1 < units_.size() && kind(at - 1) == Kind::kChunk;
  }

  // The chunk at k and those joined before it.
  void take_subject(std::size_t k, Predicate& p) {
    p.subjects.push_back(units_[k].index);
    p.clause_begin = std::min(p.clause_begin, units_[k].begin);
    std::size_t at = k;
    for (;;) {
      std::size_t prior = at;
      bool joined = false;
      if (prior > 0 && kind(prior - 1) == Kind::kAnd) {
        --prior;
        joined = true;
      }
      if (prior > 0 && kind(prior - 1) == Kind::kComma && (joined || p.subjects.size() > 1))
        --prior;
      if (prior == at || prior == 0 || kind(prior - 1) != Kind::kChunk) break;
      const std::size_t other = prior - 1;
      if (chunk(other).time || governed_by_preposition(other)) break;
      // "attacked Kyiv and Russia said": the chunk is the object of a verb before.
      if (other > 0 && kind(other - 1) == Kind::kVerb && joined) break;
      p.subjects.push_back(units_[other].index);
      p.clause_begin = std::min(p.clause_begin, units_[other].begin);
      at = other;
    }
    std::reverse(p.subjects.begin(), p.subjects.end());
    take_fronted(at, p);
  }

  // Prepositional phrases before the subject: "In Kyiv, troops ...".
  void take_fronted(std::size_t at, Predicate& p) {
    while (at > 0 && kind(at - 1) == Kind::kComma) --at;
    for (int taken = 0; taken < 4; ++taken) {
      if (at > 0 && kind(at - 1) == Kind::kChunk && chunk(at - 1).time &&
          !governed_by_preposition(at - 1)) {
        --at;
        continue;
      }
      if (at < 2 || kind(at - 1) != Kind::kChunk || kind(at - 2) != Kind::kPreposition) return;
      p.fronted.push_back({reading_.lower[units_[at - 2].begin], {units_[at - 1].index}});
      p.clause_begin = std::min(p.clause_begin, units_[at - 2].begin);
      at -= 2;
    }
  }

  // What stands before the subject at k ties the clause to another.
  void link_clause(std::size_t k, std::size_t u, Predicate& p) {
    std::size_t at = k;
    // Over joined subjects, fronted phrases, quotation marks.
    while (at > 0) {
      const Kind before = kind(at - 1);
      if (before == Kind::kQuote || (before == Kind::kChunk && is_subject(at - 1, p)) ||
          (before == Kind::kAnd && at >= 2 && kind(at - 2) == Kind::kChunk &&
           is_subject(at - 2, p)))
        --at;
      else
        break;
    }
    if (at == 0) return;
    const Kind before = kind(at - 1);
    if (before == Kind::kIf) p.conditional = true;
    if (before == Kind::kIf || before == Kind::kSubordinator) {
      p.marker = reading_.lower[units_[at - 1].begin];
      return;
    }
    if (before == Kind::kThat) {
      p.marker = "that";
      const std::size_t verb = verb_before(at - 1);
      if (verb < u) p.governor = static_cast<std::int32_t>(units_[verb].index);
      return;
    }
    if (before == Kind::kVerb) {
      p.marker = "that";
      p.governor = static_cast<std::int32_t>(units_[at - 1].index);
      return;
    }
    if (before == Kind::kRelative) {  // "missiles which Russia fired"
      p.relative = true;
      return;
    }
    if (before == Kind::kAnd || before == Kind::kComma) {
      // "said that A did this and B did that": the tie of the clause before holds on, if joined.
      if (before != Kind::kAnd) return;
      const std::size_t verb = verb_before(at - 1);
      if (verb >= u) return;
      const Predicate& other = reading_.predicates[units_[verb].index];
      if (other.governor != kNone && other.marker == "that") {
        p.governor = other.governor;
        p.marker = other.marker;
      }
    }
  }

  bool is_subject(std::size_t u, const Predicate& p) const {
    return std::find(p.subjects.begin(), p.subjects.end(), units_[u].index) != p.subjects.end();
  }

  // "X did this and did that": the verb before gives the subject. `k` is the "and".
  bool share_subject(std::size_t k, Predicate& p) {
    for (std::size_t at = k; at-- > 0 && at + 30 > k;) {
      if (kind(at) == Kind::kStop) return false;
      if (kind(at) != Kind::kVerb) continue;
      const Predicate& other = reading_.predicates[units_[at].index];
      if (other.kind != VerbKind::kFinite) {
        if (p.kind == other.kind) {
          copy_ties(other, p);
          return true;
        }
        continue;
      }
      copy_ties(other, p);
      return true;
    }
    return false;
  }

  static void copy_ties(const Predicate& from, Predicate& to) {
    to.subjects = from.subjects;
    to.governor = from.governor;
    to.marker = from.marker;
    to.conditional = from.conditional;
    to.relative = from.relative;
    if (to.modal == 0 && to.kind != VerbKind::kFinite) to.modal = from.modal;
  }

  // The phrase before "who" or "which".
  void take_antecedent(std::size_t k, Predicate& p) {
    std::size_t at = k;
    while (at > 0 && (kind(at - 1) == Kind::kComma || kind(at - 1) == Kind::kPreposition)) --at;
    if (at > 0 && kind(at - 1) == Kind::kChunk) p.subjects.push_back(units_[at - 1].index);
  }

  // Infinitives, gerunds, participles: on what they hang and whose they are.
  void find_control(std::size_t u, Predicate& p) {
    std::size_t at = u;
    while (at > 0 && kind(at - 1) == Kind::kQuote) --at;
    if (at == 0) return;
    const Kind before = kind(at - 1);
    if (before == Kind::kAnd ||
        (before == Kind::kComma && at >= 2 && kind(at - 2) == Kind::kVerb)) {
      if (share_with_like(at - 1, p)) return;
    }
    if (p.kind == VerbKind::kParticiple && before == Kind::kChunk) {
      p.subjects.push_back(units_[at - 1].index);  // "troops deployed by Russia"
      return;
    }
    const std::size_t verb = verb_before(at);
    if (before == Kind::kPreposition) {
      p.marker = reading_.lower[units_[at - 1].begin];
      if (verb < u) hang_on(verb, at - 1, p);
      return;
    }
    if (before == Kind::kVerb) {
      p.marker = p.kind == VerbKind::kInfinitive ? "to" : "ing";
      hang_on(at - 1, at, p);
      return;
    }
    if (before == Kind::kChunk) {
      if (p.kind == VerbKind::kInfinitive) {
        read_noun_control(at - 1, verb, p);
      } else {
        p.subjects.push_back(units_[at - 1].index);  // "troops massing at the border"
        p.marker = "participle";
      }
      return;
    }
    if (before == Kind::kSubordinator && verb < u) {  // "while dismissing", "after meeting"
      p.marker = reading_.lower[units_[at - 1].begin];
      copy_subject(reading_.predicates[units_[verb].index], p);
      p.governor = static_cast<std::int32_t>(units_[verb].index);
      return;
    }
    if (before == Kind::kAnd && verb < u &&
        p.kind == VerbKind::kGerund) {  // "discuss disarmament and easing tensions"
      p.marker = "and";
      copy_subject(reading_.predicates[units_[verb].index], p);
      p.governor = static_cast<std::int32_t>(units_[verb].index);
      return;
    }
    if (before == Kind::kComma && verb < u) {
      p.marker = p.kind == VerbKind::kInfinitive ? "purpose" : "while";
      copy_subject(reading_.predicates[units_[verb].index], p);
      p.governor = static_cast<std::int32_t>(units_[verb].index);
    }
  }

  bool share_with_like(std::size_t k, Predicate& p) {
    for (std::size_t at = k; at-- > 0 && at + 20 > k;) {
      if (kind(at) == Kind::kStop) return false;
      if (kind(at) != Kind::kVerb) continue;
      const Predicate& other = reading_.predicates[units_[at].index];
      if (other.kind == p.kind) {
        copy_ties(other, p);
        return true;
      }
      return false;
    }
    return false;
  }

  // "a plan to attack", "urged Russia to withdraw", "sent troops to fight". `k` is the chunk.
  void read_noun_control(std::size_t k, std::size_t verb, Predicate& p) {
    const std::string cue = reading_.lower[units_[k].end - 1] + " to";
    if (knowledge_.frames().noun_cue(cue)) {
      p.marker = cue;
      if ((chunk(k).head_classes & asked_).any()) return;  // who demands it does not do it
      if (chunk(k).owner != kNone || reading_.classes(units_[k].begin) & kPossessive) {
        p.subjects.push_back(units_[k].index);
        if (chunk(k).owner != kNone) {
          if (verb < units_.size()) p.governor = static_cast<std::int32_t>(units_[verb].index);
          return;
        }
        p.subjects.clear();
      }
      if (verb < units_.size()) {
        copy_subject(reading_.predicates[units_[verb].index], p);
        p.governor = static_cast<std::int32_t>(units_[verb].index);
      }
      return;
    }
    p.marker = "to";
    if (verb < units_.size()) hang_on(verb, k, p);
  }

  void copy_subject(const Predicate& from, Predicate& to) const {
    if (from.passive)
      to.subjects = by_phrase(from);
    else
      to.subjects = from.subjects;
  }

  static std::vector<std::uint32_t> by_phrase(const Predicate& p) {
    for (const Oblique& oblique : p.obliques)
      if (oblique.preposition == "by") return oblique.chunks;
    return {};
  }

  // Hangs p on the verb at unit `verb`; who its subject is the governor's frame decides, so both
  // the governor's subject and object are within reach there.
  void hang_on(std::size_t verb, std::size_t, Predicate& p) {
    const Predicate& governor = reading_.predicates[units_[verb].index];
    p.governor = static_cast<std::int32_t>(units_[verb].index);
    p.subjects = governor.subjects;
    if (has_object_control(governor, p.marker)) {
      if (governor.passive)
        p.subjects = governor.subjects;
      else if (!governor.objects.empty())
        p.subjects = governor.objects;
      else
        for (const Oblique& oblique : governor.obliques)
          if (oblique.preposition != "in" && oblique.preposition != "of") {
            p.subjects = oblique.chunks;
            break;
          }
    }
  }

  bool has_object_control(const Predicate& governor, const std::string& marker) const {
    for (const std::uint32_t number : knowledge_.frames().senses_of(governor.lemma))
      for (const ActRule& act : knowledge_.frames().verb(number).acts)
        if (act.marker == marker && act.actor == "object") return true;
    // Anything with an object before "to" or "from": "forced Russia to", "prevented Russia from".
    if (marker == "from") return !governor.objects.empty();
    return marker == "to" && knowledge_.frames().senses_of(governor.lemma).empty() &&
           !governor.objects.empty() && governor.objects.size() == 1 &&
           reading_.chunks[governor.objects.front()].mention != kNone;
  }

  // ---- what hangs on noun phrases

  void tie_chunks() {
    reading_.ties.assign(reading_.chunks.size(), {});
    for (std::size_t u = 0; u < units_.size(); ++u)
      if (kind(u) == Kind::kChunk) tie(u, reading_.ties[units_[u].index]);
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i) {
      const Predicate& p = reading_.predicates[i];
      give_role(p.subjects, Tie::Role::kSubject, i);
      give_role(p.objects, Tie::Role::kObject, i);
      for (const Oblique& oblique : p.obliques) give_role(oblique.chunks, Tie::Role::kOblique, i);
      for (const Oblique& oblique : p.fronted) give_role(oblique.chunks, Tie::Role::kOblique, i);
    }
  }

  void give_role(const std::vector<std::uint32_t>& chunks, Tie::Role role, std::size_t predicate) {
    for (const std::uint32_t chunk : chunks) {
      Tie& tie = reading_.ties[chunk];
      if (tie.role != Tie::Role::kFree) continue;
      tie.role = role;
      tie.predicate = static_cast<std::int32_t>(predicate);
    }
  }

  void tie(std::size_t u, Tie& tie) {
    std::size_t at = u;
    while (at > 0 && kind(at - 1) == Kind::kQuote) --at;
    if (at > 0 && kind(at - 1) == Kind::kPreposition)
      tie.preposition = reading_.lower[units_[at - 1].begin];
    Predicate unused;
    for (at = u + 1; tie.after.size() < 4;) {
      if (kind(at) != Kind::kPreposition) return;
      while (kind(at + 1) == Kind::kPreposition) ++at;
      if (kind(at + 1) != Kind::kChunk) return;
      Oblique oblique{reading_.lower[units_[at].begin], {}};
      at = take_list(at + 1, oblique.chunks, unused);
      tie.after.push_back(std::move(oblique));
    }
  }

  const Knowledge& knowledge_;
  SentenceView& reading_;
  const std::vector<Token>& tokens_;
  NounClasses asked_;  // nouns that ask for what others should do
  std::vector<Tagged> tags_;
  std::vector<Unit> units_;
};

}  // namespace

void read_shallow(const Knowledge& knowledge, SentenceView& reading) {
  Shallow(knowledge, reading).run();
}

}  // namespace brink
