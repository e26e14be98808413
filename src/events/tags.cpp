// SPDX-License-Identifier: Apache-2.0
#include "events/tags.h"

#include <algorithm>

namespace brink {
namespace {

constexpr std::uint32_t kPronouns = kPronounPerson | kPronounThing | kPronounWe | kPronounPlural;

bool is_capital(std::string_view form) { return !form.empty() && form[0] >= 'A' && form[0] <= 'Z'; }

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
}

class Tagger {
 public:
  Tagger(const Knowledge& knowledge, const SentenceView& reading)
      : knowledge_(knowledge),
        reading_(reading),
        tokens_(reading.sentence->tokens),
        out_(tokens_.size()),
        in_mention_(tokens_.size(), false) {
    for (const Mention& mention : reading.mentions)
      std::fill(in_mention_.begin() + mention.begin, in_mention_.begin() + mention.end, true);
  }

  std::vector<Tagged> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) out_[i] = tag(i);
    return std::move(out_);
  }

 private:
  const std::string& lower(std::size_t i) const { return reading_.lower[i]; }
  std::uint32_t classes(std::size_t i) const { return reading_.classes(i); }
  // The tag before i, adverbs passed over; kStop at the beginning.
  TokenTag before(std::size_t i) const {
    while (i > 0 && (out_[i - 1].tag == TokenTag::kAdverb || out_[i - 1].tag == TokenTag::kQuote))
      --i;
    return i > 0 ? out_[i - 1].tag : TokenTag::kStop;
  }
  std::size_t place_before(std::size_t i) const {
    while (i > 0 && (out_[i - 1].tag == TokenTag::kAdverb || out_[i - 1].tag == TokenTag::kQuote))
      --i;
    return i;  // one past
  }

  Tagged tag(std::size_t i) const {
    if (const auto mark = mark_of(i)) return {*mark, {}};
    if (in_mention_[i])
      return {lower(i) == "'s" || lower(i) == "’s" ? TokenTag::kGenitive : TokenTag::kNominal, {}};
    const std::string& form = lower(i);
    if (form == "'s" || form == "’s" || form == "'" || form == "’")
      return {before(i) == TokenTag::kPronoun ? TokenTag::kAuxiliary : TokenTag::kGenitive, {}};
    if (form == "to") return {starts_infinitive(i) ? TokenTag::kTo : TokenTag::kPreposition, {}};
    if (form == "that") return {tag_that(i), {}};
    const std::uint32_t bits = classes(i);
    if (bits & kNegation) return {TokenTag::kNegation, {}};
    if ((bits & (kAuxiliary | kHave | kDo)) && !(bits & kPreposition))
      return {TokenTag::kAuxiliary, {}};
    if ((bits & kModal) && !is_capital_inside(i) && !follows_determiner(i))
      return {TokenTag::kAuxiliary, {}};
    if (bits & (kArticle | kPossessive)) return tag_determiner(i);
    if (form == "if" || form == "unless") return {TokenTag::kIf, {}};
    if (bits & kRelative) return {TokenTag::kRelative, {}};
    if (bits & kCoordinator) return {TokenTag::kAnd, {}};
    if ((form == "before" || form == "after") && is_adverb_here(i)) return {TokenTag::kAdverb, {}};
    if (form == "before" || form == "after" || form == "since" || form == "until" || form == "as")
      return {starts_clause(i + 1) ? TokenTag::kSubordinator : TokenTag::kPreposition, {}};
    if (form == "her") return tag_determiner(i);
    if (bits & kSubordinator) return {TokenTag::kSubordinator, {}};
    if (bits & kComplementiser) return {TokenTag::kThat, {}};
    if (bits & kPreposition)
      return {is_adverb_here(i) || is_particle(i) ? TokenTag::kAdverb : TokenTag::kPreposition, {}};
    if (bits & kPronouns) return {TokenTag::kPronoun, {}};
    if (bits & kDemonstrative) return tag_determiner(i);
    if (bits & kPronounOther) return {TokenTag::kPronoun, {}};
    if (bits & kQuantifier) return {TokenTag::kDeterminer, {}};
    if (const auto verb = verb_here(i)) return {TokenTag::kVerb, *verb};
    if ((bits & kAdverb) || (ends_with(form, "ly") && !is_capital(tokens_[i].form)))
      return {is_adverb_like(form) ? TokenTag::kAdverb : TokenTag::kNominal, {}};
    return {TokenTag::kNominal, {}};
  }

  static bool is_adverb_like(std::string_view form) {
    for (const std::string_view noun :
         {"ally", "assembly", "family", "july", "supply", "rally", "reply", "anomaly", "monopoly",
          "early", "daily", "weekly", "monthly", "friendly", "only", "deadly", "elderly", "costly",
          "likely"})
      if (form == noun) return form == "only";
    return true;
  }

  Tagged tag_determiner(std::size_t i) const {
    // "her" and "this" without a noun behind them are pronouns.
    const bool alone =
        i + 1 >= tokens_.size() || !std::isalnum(static_cast<unsigned char>(lower(i + 1)[0])) ||
        (classes(i + 1) & (kPreposition | kAuxiliary | kModal | kCoordinator | kHave));
    if (alone && !(classes(i) & kArticle)) return {TokenTag::kPronoun, {}};
    return {TokenTag::kDeterminer, {}};
  }

  std::optional<TokenTag> mark_of(std::size_t i) const {
    const std::string& form = tokens_[i].form;
    if (form.empty()) return TokenTag::kStop;
    if (form == ",") return TokenTag::kComma;
    if (form == "-" || form == "–" || form == "—" || form == "--") {
      const bool tight = form == "-" && i > 0 && i + 1 < tokens_.size() &&
                         tokens_[i - 1].span.end == tokens_[i].span.begin &&
                         tokens_[i].span.end == tokens_[i + 1].span.begin;
      return tight ? TokenTag::kHyphen : TokenTag::kStop;
    }
    if (form == "\"" || form == "“" || form == "”" || form == "``" || form == "''")
      return TokenTag::kQuote;
    if (form == "'" || form == "’" || form == "‘" || form == "'s" || form == "’s") return {};
    const auto c = static_cast<unsigned char>(form[0]);
    if (c < 0x80 && !std::isalnum(c) && c != '$' && c != '#' && c != '&' && c != '\'' && c != '.')
      return c == '%' ? TokenTag::kNominal : TokenTag::kStop;
    if (form == "…" || form == "...") return TokenTag::kStop;
    if (form == ".") return TokenTag::kStop;
    return {};
  }

  bool is_capital_inside(std::size_t i) const { return i > 0 && is_capital(tokens_[i].form); }
  bool follows_determiner(std::size_t i) const {
    return i > 0 && out_[i - 1].tag == TokenTag::kDeterminer;
  }

  bool has_form(std::size_t i, VerbForm form) const {
    if (i >= tokens_.size() || !reading_.words[i]) return false;
    for (const VerbReading& verb : reading_.words[i]->verbs)
      if (verb.form == form) return true;
    return false;
  }

  bool starts_infinitive(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < tokens_.size() && next < i + 4 &&
           ((classes(next) & kAdverb) ||
            (ends_with(lower(next), "ly") && !has_form(next, VerbForm::kBase))))
      ++next;
    if (next >= tokens_.size() || in_mention_[next] || is_capital(tokens_[next].form)) return false;
    if (!tokens_[next].upos.empty())
      return tokens_[next].upos == "VERB" || tokens_[next].upos == "AUX";
    if (!has_form(next, VerbForm::kBase)) return (classes(next) & (kAuxiliary | kHave | kDo)) != 0;
    if (!reading_.words[next]->noun_too) return true;
    // "to attack Kyiv" but "to war in", "to trade and".
    if (i > 0 && out_[i - 1].tag == TokenTag::kVerb && next + 1 < tokens_.size() &&
        (classes(next + 1) & kPreposition) && lower(next) == "war")
      return false;
    return true;
  }

  TokenTag tag_that(std::size_t i) const {
    if (i == 0) return TokenTag::kDeterminer;
    const TokenTag prior = before(i);
    if (prior == TokenTag::kVerb || prior == TokenTag::kAuxiliary) {
      return TokenTag::kThat;
    }
    if (prior == TokenTag::kPreposition) return TokenTag::kDeterminer;
    if (prior == TokenTag::kNominal || prior == TokenTag::kPronoun || prior == TokenTag::kComma) {
      // "told Russia that it ..."; "missiles that hit ..."
      if (i + 1 < tokens_.size() &&
          (classes(i + 1) & (kModal | kAuxiliary | kHave | kDo) ||
           (has_form(i + 1, VerbForm::kPast) || has_form(i + 1, VerbForm::kThird))) &&
          !in_mention_[i + 1])
        return TokenTag::kRelative;
      return TokenTag::kThat;
    }
    return starts_clause(i + 1) ? TokenTag::kThat : TokenTag::kDeterminer;
  }

  // Whether a finite verb comes before the next comma or stop, near enough to belong.
  bool starts_clause(std::size_t i) const {
    for (std::size_t k = i; k < tokens_.size() && k < i + 12; ++k) {
      if (mark_of(k)) return false;
      const std::uint32_t bits = classes(k);
      if (bits & (kAuxiliary | kHave | kModal)) return true;
      if (k > i && !in_mention_[k] && reading_.words[k] && !reading_.words[k]->noun_too &&
          (has_form(k, VerbForm::kPast) || has_form(k, VerbForm::kThird)) &&
          !(k > 0 && (classes(k - 1) & (kArticle | kPreposition))))
        return true;
      if (k > i && (bits & kRelative)) return false;
    }
    return false;
  }

  // "moved in", "shut down": a preposition with nothing behind it.
  bool is_adverb_here(std::size_t i) const {
    if (i + 1 >= tokens_.size()) return true;
    const auto mark = mark_of(i + 1);
    return mark && *mark != TokenTag::kQuote && *mark != TokenTag::kHyphen;
  }

  // "shot down a plane": the verb's own word, and the object comes behind it.
  bool is_particle(std::size_t i) const {
    if (i == 0 || out_[i - 1].tag != TokenTag::kVerb) return false;
    for (const std::uint32_t number : knowledge_.frames().senses_of(out_[i - 1].verb.lemma)) {
      const VerbSense& sense = knowledge_.frames().verb(number);
      if (!particles_at(i, sense.particles)) continue;
      const auto& slots = sense.recipient;
      if (std::find(slots.begin(), slots.end(), "object") != slots.end()) return true;
    }
    return false;
  }

  // All of a sense's particles stand at i: "on alert" makes no particle of "on" in "held on
  // Monday".
  bool particles_at(std::size_t i, const std::vector<std::string>& particles) const {
    if (particles.empty() || i + particles.size() > tokens_.size()) return false;
    for (std::size_t k = 0; k < particles.size(); ++k)
      if (!is_particle_at(reading_, i + k, particles[k])) return false;
    return true;
  }

  std::optional<VerbReading> verb_here(std::size_t i) const {
    const Word* word = reading_.words[i];
    if (!word || word->verbs.empty()) return {};
    if (!tokens_[i].upos.empty()) {
      if (tokens_[i].upos != "VERB" && tokens_[i].upos != "AUX") return {};
      return by_context(i, *word, true);
    }
    if (is_capital(tokens_[i].form) && i > 0 && out_[i - 1].tag != TokenTag::kQuote) return {};
    if (i + 1 < tokens_.size() && mark_of(i + 1) == TokenTag::kHyphen) return {};
    if (i > 0 && out_[i - 1].tag == TokenTag::kHyphen) return {};
    return by_context(i, *word, false);
  }

  static std::optional<VerbReading> reading_in(const Word& word,
                                               std::initializer_list<VerbForm> wanted) {
    for (const VerbForm form : wanted)
      for (const VerbReading& verb : word.verbs)
        if (verb.form == form) return verb;
    return {};
  }

  std::optional<VerbReading> by_context(std::size_t i, const Word& word, bool certain) const {
    const TokenTag prior = before(i);
    const std::size_t at = place_before(i);
    const std::uint32_t prior_bits = at > 0 ? classes(at - 1) : 0;
    if (prior == TokenTag::kTo) return reading_in(word, {VerbForm::kBase});
    if (prior == TokenTag::kNegation && at > 1 && before(at - 1) == TokenTag::kAuxiliary) {
      if (const auto verb =
              reading_in(word, {VerbForm::kBase, VerbForm::kParticiple, VerbForm::kGerund}))
        return verb;
    }
    if (prior == TokenTag::kAuxiliary) return after_auxiliary(word, prior_bits);
    if (certain)
      return reading_in(word, {VerbForm::kPast, VerbForm::kThird, VerbForm::kGerund,
                               VerbForm::kParticiple, VerbForm::kBase});
    if (const auto verb = reading_in(word, {VerbForm::kGerund}))
      return gerund(i, prior, word, *verb);
    if (const auto verb = reading_in(word, {VerbForm::kPast})) return past(i, prior, word, *verb);
    if (const auto verb = reading_in(word, {VerbForm::kParticiple}))
      return participle(i, prior, *verb);
    if (const auto verb = reading_in(word, {VerbForm::kThird})) return third(i, prior, word, *verb);
    if (const auto verb = reading_in(word, {VerbForm::kBase})) return base(i, prior, word, *verb);
    return {};
  }

  static std::optional<VerbReading> after_auxiliary(const Word& word, std::uint32_t auxiliary) {
    if (auxiliary & (kModal | kDo)) return reading_in(word, {VerbForm::kBase});
    if (auxiliary & kHave) {
      if (const auto verb = reading_in(word, {VerbForm::kParticiple})) return verb;
      return {};
    }
    return reading_in(word, {VerbForm::kParticiple, VerbForm::kGerund});
  }

  bool before_nominal(std::size_t i) const {
    if (i + 1 >= tokens_.size() || mark_of(i + 1)) return false;
    if (in_mention_[i + 1]) return true;
    return !(classes(i + 1) & ~static_cast<std::uint32_t>(kNumberWord | kQuantifier)) &&
           !has_form(i + 1, VerbForm::kPast);
  }
  bool before_phrase(std::size_t i) const {
    if (i + 1 >= tokens_.size()) return false;
    return in_mention_[i + 1] ||
           (classes(i + 1) & (kArticle | kPossessive | kDemonstrative | kQuantifier | kNumberWord |
                              kPronounPerson | kPronounThing | kPronounPlural | kPronounWe));
  }
  // An adjective of nationality or a country as modifier: "Russian attacks".
  bool after_adjective_mention(std::size_t i) const {
    for (const Mention& mention : reading_.mentions)
      if (mention.end == i) return mention.adjective;
    return false;
  }

  std::optional<VerbReading> gerund(std::size_t i, TokenTag prior, const Word& word,
                                    VerbReading verb) const {
    switch (prior) {
      case TokenTag::kDeterminer:
      case TokenTag::kGenitive:
        return {};
      case TokenTag::kPreposition:
        if (word.noun_too && !before_phrase(i)) return {};
        if (i > 0 && lower(i - 1) == "of" && !before_phrase(i) && !before_nominal(i)) return {};
        return before_phrase(i) || before_nominal(i) || !word.noun_too ? std::optional(verb)
                                                                       : std::nullopt;
      case TokenTag::kNominal:
        if (after_adjective_mention(i) || word.noun_too) return {};
        return verb;
      default:
        return word.noun_too && !before_phrase(i) ? std::nullopt : std::optional(verb);
    }
  }

  std::optional<VerbReading> past(std::size_t i, TokenTag prior, const Word& word,
                                  VerbReading verb) const {
    switch (prior) {
      case TokenTag::kDeterminer:
      case TokenTag::kGenitive:
      case TokenTag::kPreposition:
        return {};
      case TokenTag::kNominal:
        if (after_adjective_mention(i)) return {};
        break;
      case TokenTag::kAnd:
      case TokenTag::kComma:
      case TokenTag::kStop:
        // "seized and damaged ships": adjective before a noun unless a subject or verb is near.
        if (word.noun_too && !before_phrase(i)) return {};
        if (i > 0 && lower(i - 1) == "of" && !before_phrase(i) && !before_nominal(i)) return {};
        break;
      default:
        break;
    }
    // A noun's and a past's form alike ("shot", "cut", "hit", "put").
    if (word.noun_too && prior != TokenTag::kPronoun && prior != TokenTag::kRelative &&
        !before_phrase(i) && !before_nominal(i) && !before_particle(i))
      return {};
    if (i + 1 < tokens_.size() && lower(i + 1) == "by" && !has_be(i)) {
      const auto passive = reading_in(word, {VerbForm::kParticiple});
      if (passive) return passive;
    }
    return verb;
  }

  bool has_be(std::size_t i) const { return before(i) == TokenTag::kAuxiliary; }

  bool before_particle(std::size_t i) const {
    return i + 1 < tokens_.size() && (classes(i + 1) & kPreposition);
  }

  static std::optional<VerbReading> participle(std::size_t, TokenTag prior, VerbReading verb) {
    if (prior == TokenTag::kDeterminer || prior == TokenTag::kPreposition ||
        prior == TokenTag::kGenitive)
      return {};
    return verb;
  }

  std::optional<VerbReading> third(std::size_t i, TokenTag prior, const Word& word,
                                   VerbReading verb) const {
    if (prior == TokenTag::kDeterminer || prior == TokenTag::kPreposition ||
        prior == TokenTag::kGenitive)
      return {};
    if (after_adjective_mention(i)) return {};
    if (prior == TokenTag::kPronoun || prior == TokenTag::kRelative) return verb;
    if (!word.noun_too) return verb;
    if (prior == TokenTag::kNominal || prior == TokenTag::kAnd)
      return before_phrase(i) || before_infinitive(i) || has_particle(i, verb.lemma)
                 ? std::optional(verb)
                 : std::nullopt;
    return {};
  }

  std::optional<VerbReading> base(std::size_t i, TokenTag prior, const Word& word,
                                  VerbReading verb) const {
    if (prior == TokenTag::kPronoun &&
        (classes(place_before(i) - 1) & (kPronounWe | kPronounPlural | kPronounOther)))
      return verb;
    if (prior == TokenTag::kRelative) return verb;
    if (prior == TokenTag::kAnd) {
      // "to arm and train rebels"
      for (std::size_t k = i; k-- > 0 && k + 10 > i;)
        if (out_[k].tag == TokenTag::kVerb)
          return out_[k].verb.form == VerbForm::kBase &&
                         (!word.noun_too || before_phrase(i) || before_nominal(i))
                     ? std::optional(verb)
                     : std::nullopt;
      return {};
    }
    if (prior != TokenTag::kNominal || after_adjective_mention(i)) return {};
    const std::size_t at = place_before(i);
    const bool plural = at > 0 && lower(at - 1).size() > 2 && lower(at - 1).back() == 's';
    if (!plural) return {};
    if (word.noun_too) return before_phrase(i) ? std::optional(verb) : std::nullopt;
    return before_phrase(i) || before_particle(i) || before_nominal(i) ? std::optional(verb)
                                                                       : std::nullopt;
  }

  bool before_infinitive(std::size_t i) const {
    return i + 1 < tokens_.size() && lower(i + 1) == "to" && starts_infinitive(i + 1);
  }

  // Somebody stands before and a particle of one of the verb's senses behind: "Biden calls for",
  // not "air strikes against".
  bool has_particle(std::size_t i, std::uint32_t lemma) const {
    if (i == 0 || !in_mention_[i - 1]) return false;
    for (const std::uint32_t sense : knowledge_.frames().senses_of(lemma))
      if (particles_at(i + 1, knowledge_.frames().verb(sense).particles)) return true;
    return false;
  }

  const Knowledge& knowledge_;
  const SentenceView& reading_;
  const std::vector<Token>& tokens_;
  std::vector<Tagged> out_;
  std::vector<bool> in_mention_;
};

}  // namespace

std::vector<Tagged> tag_tokens(const Knowledge& knowledge, const SentenceView& reading) {
  return Tagger(knowledge, reading).run();
}

}  // namespace brink
