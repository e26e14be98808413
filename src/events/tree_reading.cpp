// SPDX-License-Identifier: Apache-2.0
#include "events/tree_reading.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/one_of.h"
#include "events/noun_phrases.h"

namespace brink {
namespace {

using Index = std::size_t;

std::string_view base_of(std::string_view relation) { return relation.substr(0, relation.find(':')); }

constexpr Index kNearApposition = 8;  // tokens from a name to the noun that tells who it is

class TreeReader {
 public:
  TreeReader(const Knowledge& knowledge, SentenceView& reading)
      : knowledge_(knowledge),
        reading_(reading),
        tokens_(reading.sentence->tokens),
        asked_(knowledge.frames().class_named("demand") | knowledge.frames().class_named("request")),
        documents_(knowledge.frames().class_named("document")) {}

  void run() {
    repair_tags();
    repair_quantifiers();
    repair_crossing();
    repair_verbless();
    repair_two_subjects();
    repair_source_between();
    repair_hyphened();
    const Index n = tokens_.size();
    children_.resize(n);
    for (Index i = 0; i < n; ++i)
      if (tokens_[i].head >= 0) children_[static_cast<Index>(tokens_[i].head)].push_back(i);
    find_chunks();
    name_by_apposition();
    find_predicates();
    for (const Index i : top_down())
      if (predicate_of_[i] != kNone) tie_clause(i);
    find_lost_subjects();
    tie_chunks();
  }

 private:
  // ---- the tree

  void begin_repair() {
    if (repaired_.empty()) repaired_.assign(tokens_.begin(), tokens_.end()), tokens_ = repaired_;
  }

  // "said it would free prisoners": what a modal stands before is a verb, whatever its tag.
  void repair_tags() {
    for (Index i = 0; i < tokens_.size(); ++i) {
      if (!is_one_of(tokens_[i].upos, "ADJ", "NOUN", "ADV", "PROPN") || !can_be(i, VerbForm::kBase)) continue;
      const auto own = [i](const Token& t) { return t.head == static_cast<std::int32_t>(i); };
      const bool modal = std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const Token& t) { return own(t) && t.deprel == "aux" && t.xpos == "MD"; });
      const bool copula = std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& t) { return own(t) && t.deprel == "cop"; });
      if (!modal || copula) continue;
      begin_repair();
      repaired_[i].upos = "VERB", repaired_[i].xpos = "VB", repaired_[i].feats = "VerbForm=Inf";
    }
  }

  // "deported at least four people": what bounds a number governs no phrase.
  void repair_quantifiers() {
    for (Index i = 0; i + 2 < tokens_.size(); ++i) {
      const bool at = reading_.lower[i] == "at" && is_one_of(reading_.lower[i + 1], "least", "most");
      const bool up = reading_.lower[i] == "up" && reading_.lower[i + 1] == "to";
      if ((!at && !up) || tokens_[i + 2].upos != "NUM") continue;
      Index noun = i + 2;
      for (int step = 0; step < 4 && tokens_[noun].head > static_cast<std::int32_t>(noun) && tokens_[noun].upos != "NOUN"; ++step)
        noun = static_cast<Index>(tokens_[noun].head);
      if (noun <= i + 1 || tokens_[noun].upos == "VERB") continue;
      begin_repair();
      for (const Index c : {i, i + 1}) repaired_[c].head = static_cast<std::int32_t>(i + 2), repaired_[c].deprel = "advmod";
      // What hung on those words now hangs on the number.
      for (Token& t : repaired_)
        if (&t != &repaired_[i + 2] && (t.head == static_cast<std::int32_t>(i) || t.head == static_cast<std::int32_t>(i + 1))) t.head = static_cast<std::int32_t>(i + 2);
      if (base_of(repaired_[noun].deprel) == "obl" && !governed(noun)) make_argument(noun);
      tokens_ = repaired_;
    }
  }

  bool governed(Index noun) const {
    return std::any_of(repaired_.begin(), repaired_.end(), [noun](const Token& t) {
      return t.head == static_cast<std::int32_t>(noun) && base_of(t.deprel) == "case" && t.upos != "PART";
    });
  }

  // The verb's object, or its subject where the phrase stands before it.
  void make_argument(Index noun) {
    const std::int32_t verb = repaired_[noun].head;
    const bool before = static_cast<std::int32_t>(noun) < verb;
    const auto has = [&](std::string_view relation) {
      return std::any_of(repaired_.begin(), repaired_.end(), [&](const Token& t) { return t.head == verb && base_of(t.deprel) == relation; });
    };
    if (!before && !has("obj")) repaired_[noun].deprel = "obj";
    if (before && !has("nsubj")) repaired_[noun].deprel = "nsubj";
  }

  // A noun before the main verb that was hung on something behind it is the verb's subject, if it has none.
  void repair_crossing() {
    const auto root = std::find_if(tokens_.begin(), tokens_.end(), [](const Token& t) { return t.head < 0; });
    if (root == tokens_.end() || root->upos != "VERB") return;
    const auto verb = static_cast<std::int32_t>(root - tokens_.begin());
    for (const Token& t : tokens_)
      if (t.head == verb && base_of(t.deprel) == "nsubj") return;
    for (std::int32_t i = verb; i-- > 0;) {
      const Token& t = tokens_[static_cast<Index>(i)];
      if (t.head <= verb || !is_one_of(t.upos, "NOUN", "PROPN") || !is_one_of(t.deprel, "compound", "nmod", "nsubj")) continue;
      begin_repair();
      repaired_[static_cast<Index>(i)].head = verb, repaired_[static_cast<Index>(i)].deprel = "nsubj";
      return;
    }
  }

  // "The army chief overthrew the president": a past that is nothing else, taken for part of the name
  // on which all hangs.
  bool repair_past_in_name(std::int32_t root) {
    const auto n = static_cast<std::int32_t>(tokens_.size());
    std::int32_t verb = kNone;
    for (std::int32_t i = root + 1; i < n && verb == kNone; ++i) {
      const Word* word = reading_.words[static_cast<Index>(i)];
      const Token& t = tokens_[static_cast<Index>(i)];
      if (is_one_of(t.deprel, "flat", "amod", "compound") && !is_one_of(t.upos, "VERB", "AUX") && word && !word->noun_too &&
          word->nouns.none() && can_be(static_cast<Index>(i), VerbForm::kPast))
        verb = i;
    }
    const auto finite = [](const Token& t) { return t.feats.find("VerbForm=Fin") != std::string::npos; };
    if (verb == kNone || std::any_of(tokens_.begin(), tokens_.end(), finite)) return false;
    begin_repair();
    std::int32_t object = kNone;
    for (std::int32_t i = verb + 1; i < n; ++i) {
      Token& t = repaired_[static_cast<Index>(i)];
      if (t.head > verb) continue;
      if (object == kNone && is_one_of(t.upos, "NOUN", "PROPN")) object = i;
      t.head = verb;
      if (base_of(t.deprel) == "nmod") t.deprel = "obl";
    }
    repaired_[static_cast<Index>(root)].head = verb, repaired_[static_cast<Index>(root)].deprel = "nsubj";
    make_root(verb, object, "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin");
    return true;
  }

  // "We will go," the minister said: of two subjects the one that stands behind its verb is the
  // subject of the verb above, if that has none.
  void repair_two_subjects() {
    for (Index c = 1; c < tokens_.size(); ++c) {
      if (tokens_[c].deprel != "nsubj" || tokens_[c].head < 0) continue;
      const std::int32_t verb = tokens_[c].head, above = tokens_[static_cast<Index>(verb)].head;
      if (static_cast<std::int32_t>(c) < verb || above < 0 || tokens_[static_cast<Index>(above)].upos != "VERB") continue;
      const auto subjects_of = [&](std::int32_t v) {
        return std::count_if(tokens_.begin(), tokens_.end(), [v](const Token& t) { return t.head == v && base_of(t.deprel) == "nsubj"; });
      };
      if (subjects_of(verb) < 2 || subjects_of(above) > 0) continue;
      begin_repair();
      repaired_[c].head = above;
    }
  }

  // "Russian forces, Ukraine said, shelled Sumy": of two subjects before a verb of saying between commas the first is
  // that of the clause behind, on which the saying hangs.
  void repair_source_between() {
    for (Index said = 2; said + 1 < tokens_.size(); ++said) {
      if (tokens_[said].upos != "VERB" || reading_.lower[said + 1] != "," || !knowledge_.frames().reports(lemma_of(said))) continue;
      const auto verb = static_cast<std::int32_t>(said);
      std::vector<Index> subjects;
      Index told = 0;
      for (Index i = 0; i < tokens_.size(); ++i) {
        if (tokens_[i].head != verb) continue;
        if (i < said && tokens_[i].deprel == "nsubj") subjects.push_back(i);
        if (i > said && is_one_of(tokens_[i].deprel, "ccomp", "conj") && told == 0) told = i;
      }
      if (subjects.size() != 2 || told == 0 || tokens_[told].upos != "VERB") continue;
      const auto has_own = [&](const Token& t) { return t.head == static_cast<std::int32_t>(told) && base_of(t.deprel) == "nsubj"; };
      const auto comma = std::find(reading_.lower.begin() + static_cast<std::ptrdiff_t>(subjects[0]), reading_.lower.begin() + static_cast<std::ptrdiff_t>(subjects[1]), ",");
      if (std::any_of(tokens_.begin(), tokens_.end(), has_own) || comma == reading_.lower.begin() + static_cast<std::ptrdiff_t>(subjects[1])) continue;
      begin_repair();
      const auto clause = static_cast<std::int32_t>(told);
      repaired_[told].head = repaired_[said].head, repaired_[told].deprel = repaired_[said].deprel;
      repaired_[said].head = clause, repaired_[said].deprel = "parataxis";
      repaired_[subjects[0]].head = clause;
      tokens_ = repaired_;
    }
  }

  // "test-fired a missile": a verb of the tables that is cut at its hyphen; what stood before it is no subject.
  void repair_hyphened() {
    for (Index i = 2; i < tokens_.size(); ++i) {
      if (tokens_[i].upos != "VERB" || reading_.lower[i - 1] != "-" || tokens_[i - 2].span.end + 1 != tokens_[i].span.begin) continue;
      if (knowledge_.frames().senses_of(lemma_of(i)).empty() || tokens_[i - 2].head != static_cast<std::int32_t>(i)) continue;
      begin_repair();
      const auto part = static_cast<std::int32_t>(i - 2);
      for (Index c = i - 2; c-- > 0;)
        if (repaired_[c].head == part && is_one_of(repaired_[c].upos, "NOUN", "PROPN", "PRON")) {
          repaired_[c].head = static_cast<std::int32_t>(i), repaired_[c].deprel = repaired_[i - 2].deprel;
          break;
        }
      repaired_[i - 2].deprel = "advmod", repaired_[i - 2].upos = "X";
      tokens_ = repaired_;
    }
  }

  bool can_be(Index i, VerbForm form) const {
    const Word* word = reading_.words[i];
    return word && std::any_of(word->verbs.begin(), word->verbs.end(), [form](const VerbReading& r) { return r.form == form; });
  }

  // "Russia is amassing forces": a gerund behind "is", taken for an adjective of the noun behind it.
  bool repair_progressive(std::int32_t noun) {
    for (std::int32_t i = 1; i < noun; ++i) {
      const Token &be = tokens_[static_cast<Index>(i - 1)], &verb = tokens_[static_cast<Index>(i)];
      if (be.deprel != "cop" || be.head != noun || verb.deprel != "amod" || verb.head != noun) continue;
      if (!can_be(static_cast<Index>(i), VerbForm::kGerund)) continue;
      begin_repair();
      for (std::int32_t k = 0; k < static_cast<std::int32_t>(repaired_.size()); ++k) {
        Token& t = repaired_[static_cast<Index>(k)];
        if (t.head == noun && (k < i || base_of(t.deprel) == "punct")) t.head = i;
      }
      make_root(i, noun, "VBG", "Tense=Pres|VerbForm=Part");
      repaired_[static_cast<Index>(i - 1)].deprel = "aux";
      return true;
    }
    return false;
  }

  // "Macron tore into Russia": a past that is no noun, taken for one.
  bool repair_past(std::int32_t noun) {
    const Word* word = reading_.words[static_cast<Index>(noun)];
    if (!word || word->noun_too || word->nouns.any() || !can_be(static_cast<Index>(noun), VerbForm::kPast)) return false;
    const auto finite = [](const Token& t) { return t.feats.find("VerbForm=Fin") != std::string::npos; };
    const auto before = std::find_if(tokens_.begin(), tokens_.begin() + noun, [noun](const Token& t) {
      return t.head == noun && is_one_of(t.upos, "PROPN", "NOUN") && is_one_of(t.deprel, "compound", "nmod", "nsubj");
    });
    if (before == tokens_.begin() + noun || std::any_of(tokens_.begin(), tokens_.end(), finite)) return false;
    const auto subject = static_cast<Index>(before - tokens_.begin());
    begin_repair();
    for (Token& t : repaired_)
      if (t.head == noun && base_of(t.deprel) == "nmod") t.deprel = "obl";
    repaired_[subject].deprel = "nsubj";
    make_root(noun, kNone, "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin");
    return true;
  }

  void make_root(std::int32_t verb, std::int32_t object, const char* xpos, const char* feats) {
    if (object != kNone) repaired_[static_cast<Index>(object)].head = verb, repaired_[static_cast<Index>(object)].deprel = "obj";
    Token& v = repaired_[static_cast<Index>(verb)];
    v.head = kNone, v.deprel = "root", v.upos = "VERB", v.xpos = xpos, v.feats = feats;
    tokens_ = repaired_;
  }

  // "Rwanda severed ties": where nothing is a finite verb, what was taken for a participle before
  // the noun on which all hangs is the verb, if a noun stands before it.
  void repair_verbless() {
    const auto root = std::find_if(tokens_.begin(), tokens_.end(), [](const Token& t) { return t.head < 0; });
    if (root == tokens_.end() || !is_one_of(root->upos, "NOUN", "PROPN")) return;
    const auto noun = static_cast<std::int32_t>(root - tokens_.begin());
    if (repair_progressive(noun) || repair_past(noun) || repair_past_in_name(noun)) return;
    std::int32_t verb = kNone, subject = kNone;
    for (std::int32_t i = 0; i < noun; ++i) {
      const Token& t = tokens_[static_cast<Index>(i)];
      if (t.feats.find("VerbForm=Fin") != std::string::npos && t.deprel != "cop") return;
      if (t.head != noun) continue;
      if (t.upos == "VERB" && t.deprel == "amod" && t.xpos != "VBG") verb = i;
      if (verb == kNone && is_one_of(t.upos, "NOUN", "PROPN")) subject = i;
    }
    if (verb == kNone || subject == kNone || subject + 1 != verb) return;
    begin_repair();
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(repaired_.size()); ++i) {
      Token& t = repaired_[static_cast<Index>(i)];
      const bool left = t.head == noun && i < subject;
      if (i == noun) t.head = verb, t.deprel = "obj";
      if (left) t.head = is_one_of(base_of(t.deprel), "advmod", "obl", "punct", "mark") ? verb : subject;
      if (t.head == noun && base_of(t.deprel) == "punct" && i > noun) t.head = verb;
    }
    repaired_[static_cast<Index>(subject)].head = verb, repaired_[static_cast<Index>(subject)].deprel = "nsubj";
    make_root(verb, kNone, "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin");
  }

  std::string_view relation(Index i) const { return base_of(tokens_[i].deprel); }
  std::string_view upos(Index i) const { return tokens_[i].upos; }
  bool has_feature(Index i, std::string_view feature) const { return tokens_[i].feats.find(feature) != std::string::npos; }
  bool has_head(Index i) const { return tokens_[i].head >= 0; }
  Index head(Index i) const { return static_cast<Index>(tokens_[i].head); }

  const Index* child(Index i, std::string_view wanted) const {
    for (const Index& c : children_[i])
      if (relation(c) == wanted) return &c;
    return nullptr;
  }

  std::vector<Index> top_down() const {
    std::vector<Index> order;
    for (Index i = 0; i < tokens_.size(); ++i)
      if (!has_head(i)) order.push_back(i);
    for (Index at = 0; at < order.size(); ++at)
      for (const Index c : children_[order[at]]) order.push_back(c);
    return order;
  }

  // ---- noun phrases

  bool is_nominal(Index i) const { return is_one_of(upos(i), "NOUN", "PROPN", "PRON", "NUM", "SYM", "X"); }

  // Words that belong to the phrase of the noun they hang on.
  bool is_inside(Index i) const {
    if (!has_head(i)) return false;
    const Index h = head(i);
    const std::string_view r = relation(i);
    if (is_one_of(r, "flat", "goeswith", "fixed")) return true;
    if (r == "compound") return tokens_[i].deprel != "compound:prt" && upos(h) != "VERB";
    if (r == "case") return upos(i) == "PART";  // 's
    if (is_one_of(tokens_[i].deprel, "nmod:poss", "nmod:desc")) return i < h;  // "the army's", "US President"
    if (is_one_of(r, "det", "nummod")) return true;
    if (r == "amod") return i < h;
    if (r == "advmod" || r == "punct") return i < h && has_head(h) && is_inside(h) && i + 3 > h;
    if (r == "conj" || r == "cc") return i < head_of_phrase(h) && is_inside(h);  // "economic and military aid"
    return r == "obl" && i + 1 == h && relation(h) == "amod";  // "a Moscow-backed group"
  }

  Index head_of_phrase(Index i) const {
    for (int step = 0; step < 12 && has_head(i) && is_one_of(relation(i), "amod", "compound", "det", "nummod", "nmod", "conj", "flat"); ++step) {
      if (relation(i) == "nmod" && !is_one_of(tokens_[i].deprel, "nmod:poss", "nmod:desc")) break;
      i = head(i);
    }
    return i;
  }

  // Heads a phrase of its own: nouns, and whatever else stands where nouns do.
  bool heads_phrase(Index i) const {
    if (is_inside(i)) return false;
    if (is_nominal(i) || ends_mention(i)) return !is_one_of(relation(i), "advmod", "det", "mark", "case", "cc", "punct", "discourse");
    return is_one_of(upos(i), "ADJ", "DET", "ADV") && is_one_of(relation(i), "nsubj", "obj", "iobj", "obl", "nmod") &&
           upos(i) != "ADV";
  }

  void find_chunks() {
    const Index n = tokens_.size();
    reading_.chunk_of.assign(n, kNone);
    std::vector<Index> top(n);  // of the phrase that a word stands in; itself for heads
    for (Index i = 0; i < n; ++i) {
      Index at = i;
      for (int step = 0; step < 12 && is_inside(at); ++step) at = head(at);
      top[i] = at;
    }
    std::vector<std::pair<Index, Index>> spans(n, {n, 0});
    for (Index i = 0; i < n; ++i) {
      spans[top[i]].first = std::min(spans[top[i]].first, i);
      spans[top[i]].second = std::max(spans[top[i]].second, i + 1);
    }
    Index free = 0;  // tokens before it are taken
    for (Index i = 0; i < n; ++i) {
      if (i < free) continue;
      const Index h = top[i];
      if (!heads_phrase(h)) continue;
      add_chunk(std::max(i, free), with_mention(counted(h, spans), i), free);
    }
  }

  // "met Alice Wells, a US official": a name that no table has is who it is said to be.
  void name_by_apposition() {
    for (Index i = 0; i < tokens_.size(); ++i) {
      const std::int32_t index = chunk_at(i);
      if (index == kNone || upos(i) != "PROPN") continue;
      NounPhrase& name = reading_.chunks[static_cast<Index>(index)];
      if (is_known(name) || is_place(name) || name.time || (has_head(i) && chunk_at(head(i)) == index)) continue;
      const Index* other = child(i, "appos");
      const std::int32_t said = other ? chunk_at(*other) : kNone;
      if (said == kNone || said == index || *other > name.end + kNearApposition || reading_.chunks[static_cast<Index>(said)].mention == kNone) continue;
      Mention mention = reading_.mentions[static_cast<Index>(reading_.chunks[static_cast<Index>(said)].mention)];
      if (!mention.person && !mention.agent) continue;
      mention.begin = name.begin, mention.end = name.end;
      mention.actor.span = {tokens_[name.begin].span.begin, tokens_[name.end - 1].span.end};
      mention.actor.text = std::string(mention.actor.span.of(reading_.text));
      if (mention.agent) mention.actor.name = mention.actor.text;
      name.mention = static_cast<std::int32_t>(reading_.mentions.size());
      name.place = kNone;
      reading_.mentions.push_back(std::move(mention));
    }
  }

  // Names somebody of whom a table knows whose he is.
  bool is_known(const NounPhrase& name) const {
    return name.mention != kNone && reading_.mentions[static_cast<Index>(name.mention)].actor.code != "UNK";
  }

  // A place from its first word on: "Wells" is none in "Alice Wells".
  bool is_place(const NounPhrase& name) const {
    return name.place != kNone && reading_.places[static_cast<Index>(name.place)].begin == name.begin;
  }

  // Where the phrase of h ends; "hundreds of people" is one with the people for its head.
  Index counted(Index h, const std::vector<std::pair<Index, Index>>& spans) const {
    const Index end = spans[h].second;
    if (!(reading_.classes(end - 1) & kNumberWord) || end >= tokens_.size() || reading_.lower[end] != "of") return end;
    for (const Index c : children_[h])
      if (relation(c) == "nmod" && spans[c].first == end + 1) return spans[c].second;
    return end;
  }

  // A mention is never cut.
  Index with_mention(Index end, Index begin) const {
    for (const Mention& m : reading_.mentions)
      if (m.begin < end && m.end > end && m.begin >= begin) end = m.end;
    return end;
  }

  void add_chunk(Index begin, Index end, Index& free) {
    if (end <= begin) return;
    while (begin + 1 < end && upos(begin) == "PUNCT") ++begin;
    reading_.chunks.push_back(noun_phrase(knowledge_.words(), reading_, begin, end));
    std::fill(reading_.chunk_of.begin() + static_cast<std::ptrdiff_t>(begin),
              reading_.chunk_of.begin() + static_cast<std::ptrdiff_t>(end),
              static_cast<std::int32_t>(reading_.chunks.size() - 1));
    free = end;
  }

  // ---- verbs

  // "member states": the last word of a name of several is no verb, whatever its tag.
  bool ends_mention(Index i) const {
    return std::any_of(reading_.mentions.begin(), reading_.mentions.end(), [i](const Mention& m) { return m.end == i + 1 && m.begin + 1 < m.end; });
  }

  bool is_verb(Index i) const {
    if (ends_mention(i)) return false;
    if (upos(i) == "VERB") return !is_one_of(relation(i), "amod", "case", "mark", "aux", "compound", "fixed");
    if (upos(i) == "AUX") return !is_one_of(relation(i), "aux", "cop", "fixed");
    return child(i, "cop") != nullptr;
  }

  // The token that stands for the clause of i as a verb: "is" in "is ready".
  Index verb_token(Index i) const {
    if (upos(i) == "VERB" || upos(i) == "AUX") return i;
    const Index* cop = child(i, "cop");
    return cop ? *cop : i;
  }

  void find_predicates() {
    predicate_of_.assign(tokens_.size(), kNone);
    std::vector<Index> found;
    for (Index i = 0; i < tokens_.size(); ++i)
      if (is_verb(i)) found.push_back(i);
    std::sort(found.begin(), found.end(), [&](Index a, Index b) { return verb_token(a) < verb_token(b); });
    for (const Index i : found) {
      predicate_of_[i] = static_cast<std::int32_t>(reading_.predicates.size());
      reading_.predicates.push_back(group_of(i));
    }
  }

  Predicate group_of(Index i) const {
    Predicate p;
    const Index verb = verb_token(i);
    p.verb = static_cast<std::uint32_t>(verb);
    p.begin = p.verb, p.end = p.verb + 1;
    p.lemma = lemma_of(verb);
    bool finite = has_feature(verb, "VerbForm=Fin"), aux = false, to = false, perfect = false;
    for (const Index c : children_[i]) {
      const std::string_view r = relation(c);
      const std::uint32_t bits = reading_.classes(c);
      const bool part = r == "aux" || (r == "cop" && c != verb);
      if (part) {
        aux = true;
        finite = finite || has_feature(c, "VerbForm=Fin") || (bits & kModal);
        perfect = perfect || (bits & kHave);
        p.modal |= bits & kModal;
        p.passive = p.passive || tokens_[c].deprel == "aux:pass";
      }
      if (r == "mark" && upos(c) == "PART" && c < verb) to = true;
      if (tokens_[c].deprel == "nsubj:pass") p.passive = true;
      const bool negates = r == "advmod" && is_negation(c);
      p.negated = p.negated || negates;
      if ((part || negates || (r == "mark" && upos(c) == "PART")) && c < verb)
        p.begin = std::min(p.begin, static_cast<std::uint32_t>(c));
    }
    // An auxiliary that stands before joined verbs is the first one's: "has attacked and killed".
    if (!aux && relation(i) == "conj" && has_head(i) && has_feature(verb, "VerbForm=Part") && !child(i, "nsubj")) {
      aux = child(head(i), "aux") != nullptr;
      for (const Index c : children_[head(i)]) p.passive = p.passive || tokens_[c].deprel == "aux:pass";
      finite = finite || aux;
    }
    if (p.passive) read_as_state(i, p);
    if (to)
      p.kind = VerbKind::kInfinitive;
    else if (finite || perfect)
      p.kind = VerbKind::kFinite;
    else if (has_feature(verb, "VerbForm=Ger") || tokens_[verb].xpos == "VBG")
      p.kind = VerbKind::kGerund;
    else if (has_feature(verb, "VerbForm=Part") && !aux && !stands_alone(i))
      p.kind = VerbKind::kParticiple, p.passive = tokens_[verb].xpos != "VBG";
    else if (has_feature(verb, "VerbForm=Inf") && !aux && has_head(i) && relation(i) != "conj")
      p.kind = VerbKind::kInfinitive;
    return p;
  }

  // "is opposed to": where a frame has it with "be", it is a state and nobody's deed.
  void read_as_state(Index i, Predicate& p) const {
    const Frames& frames = knowledge_.frames();
    const std::uint32_t be = knowledge_.words().lemma_number("be");
    for (const Index c : children_[i]) {
      if (tokens_[c].deprel != "aux:pass" || tokens_[c].lemma != "be") continue;
      for (const std::uint32_t number : frames.senses_of(be)) {
        const auto& particles = frames.verb(number).particles;
        if (particles.empty() || particles.front() != reading_.lower[i]) continue;
        p.lemma = be, p.verb = static_cast<std::uint32_t>(c), p.passive = false;
        return;
      }
    }
  }

  // Past and participle look alike; one that has a subject, or on which all hangs, is a past.
  bool stands_alone(Index i) const {
    if (!has_head(i)) return child(i, "obj") || child(i, "nsubj");
    const Index* subject = child(i, "nsubj");
    return subject && tokens_[*subject].deprel == "nsubj";
  }

  bool is_negation(Index c) const {
    if (c > 1 && reading_.lower[c - 1] == "or" && reading_.lower[c - 2] == "whether") return false;
    if (reading_.classes(c) & kNegation) return true;
    if (reading_.lower[c] != "longer") return false;
    return c > 0 && reading_.lower[c - 1] == "no";  // "no longer"
  }

  // The tables' number of the verb: what they know of its form, decided by the lemma and the tag
  // that the parser found; for a form they do not have, the parser's lemma.
  std::uint32_t lemma_of(Index verb) const {
    const Words& words = knowledge_.words();
    if (verb >= 2 && reading_.lower[verb - 1] == "-") {  // "test-fired"
      const std::uint32_t whole = words.lemma_number(reading_.lower[verb - 2] + "-" + tokens_[verb].lemma);
      if (!knowledge_.frames().senses_of(whole).empty()) return whole;
    }
    const std::uint32_t number = words.lemma_number(tokens_[verb].lemma);
    const Word* word = reading_.words[verb];
    if (!word || word->verbs.empty()) return number;
    for (const VerbReading& r : word->verbs)
      if (r.lemma == number) return number;
    const bool past = is_one_of(tokens_[verb].xpos, "VBD", "VBN");
    for (const VerbReading& r : word->verbs)
      if (past == is_one_of_forms(r.form)) return r.lemma;
    return word->verbs.front().lemma;
  }

  static bool is_one_of_forms(VerbForm form) { return form == VerbForm::kPast || form == VerbForm::kParticiple; }

  // ---- arguments

  std::int32_t chunk_at(Index i) const { return reading_.chunk_of[i]; }

  void add_chunk_of(Index i, std::vector<std::uint32_t>& into) const {
    const std::int32_t chunk = chunk_at(i);
    if (chunk == kNone || reading_.chunks[static_cast<Index>(chunk)].time) return;
    const auto number = static_cast<std::uint32_t>(chunk);
    if (std::find(into.begin(), into.end(), number) == into.end()) into.push_back(number);
  }

  // "killed time": a time is an object only where the tree says so.
  void add_object(Index i, std::vector<std::uint32_t>& into) const {
    add_list(i, into);
    const std::int32_t chunk = chunk_at(i);
    if (into.empty() && chunk != kNone) into.push_back(static_cast<std::uint32_t>(chunk));
  }

  // The phrase of i and those joined to it, or to a name inside it: "the ministers of Greece and Turkey".
  void add_list(Index i, std::vector<std::uint32_t>& into) const {
    add_chunk_of(i, into);
    add_joined(i, into);
    const std::int32_t chunk = chunk_at(i);
    if (chunk == kNone) return;
    const NounPhrase& phrase = reading_.chunks[static_cast<Index>(chunk)];
    for (Index at = i + 1; at < phrase.end; ++at) add_joined(at, into);
  }

  void add_joined(Index i, std::vector<std::uint32_t>& into) const {
    for (const Index c : children_[i])
      if ((relation(c) == "conj" || is_listed(i, c)) && heads_phrase(c) && chunk_at(c) != chunk_at(i)) add_list(c, into);
  }

  // "India, China hold talks", as headlines have it: two states at the head of a sentence.
  bool is_listed(Index first, Index second) const {
    if (relation(second) != "appos" || second != first + 2 || reading_.lower[first + 1] != ",") return false;
    const std::int32_t one = mention_at(reading_, first), other = mention_at(reading_, second);
    if (one == kNone || other == kNone) return false;
    const Mention &a = reading_.mentions[static_cast<Index>(one)], &b = reading_.mentions[static_cast<Index>(other)];
    const auto is_state = [&](const Mention& m) { return !m.person && !m.agent && !m.adjective && knowledge_.actors().country(m.actor.code); };
    return a.begin == 0 && is_state(a) && is_state(b) && a.actor.code != b.actor.code;
  }

  // The word before a phrase that governs it: "of", the last one of "out of".
  std::string preposition(Index i) const {
    std::string found;
    for (const Index c : children_[i]) {
      if (relation(c) != "case" || upos(c) == "PART" || c > i) continue;
      found = reading_.lower[c];
      for (const Index f : children_[c])
        if (relation(f) == "fixed") found = reading_.lower[f];
    }
    return found;
  }

  // Phrases behind prepositions that hang on i, and on those: as a reader from left to right meets
  // them, since where they hang is often no more than taste ("sign a deal with", "sign with").
  void add_phrases(Index i, Index from, int depth, std::vector<std::pair<Index, Oblique>>& into) const {
    for (const Index c : children_[i]) {
      const std::string_view r = relation(c);
      if (!is_one_of(r, "obl", "nmod") || tokens_[c].deprel == "nmod:poss") {
        const bool direction = r == "advmod" && upos(c) == "ADV";  // "north of Kyiv"
        if (depth < 3 && (r == "obj" || r == "iobj" || direction || (r == "conj" && depth > 0 && heads_phrase(c)))) add_phrases(c, from, depth + 1, into);
        continue;
      }
      const std::string word = preposition(c);
      const bool within = chunk_at(c) != kNone && chunk_at(c) == chunk_at(i);  // "Court of Justice"
      if (!word.empty() && c > from && !within) {
        Oblique oblique{word, {}};
        add_list(c, oblique.chunks);
        if (word == "between" && oblique.chunks.size() == 1) add_other_side(oblique.chunks);
        if (!oblique.chunks.empty()) into.push_back({c, std::move(oblique)});
      }
      if (depth < 3 && c > from) add_phrases(c, from, depth + 1, into);
    }
  }

  // "between A and B" holds two, wherever B hangs.
  void add_other_side(std::vector<std::uint32_t>& chunks) const {
    const Index end = reading_.chunks[chunks.front()].end;
    if (end + 1 >= tokens_.size() || reading_.lower[end] != "and") return;
    add_chunk_of(end + 1, chunks);
  }

  std::vector<Oblique> phrases_of(Index i, Index from) const {
    std::vector<std::pair<Index, Oblique>> found;
    add_phrases(i, from, 0, found);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Oblique> out;
    for (auto& [at, oblique] : found) out.push_back(std::move(oblique));
    return out;
  }

  void tie_clause(Index i) {
    const auto number = static_cast<Index>(predicate_of_[i]);
    Predicate& p = reading_.predicates[number];
    for (const Index c : children_[i]) {
      const std::string_view r = relation(c);
      if (r == "nsubj") add_list(c, p.subjects);
      if (r == "obj" || r == "iobj" || (r == "xcomp" && upos(c) == "PROPN" && !child(i, "obj"))) add_object(c, p.objects);
      if (r == "obl" && c > p.verb && preposition(c).empty() && !child(i, "obj") && measures(c)) add_object(c, p.objects);
      if (r == "obl" && c < p.verb && !preposition(c).empty()) {
        Oblique oblique{preposition(c), {}};
        add_list(c, oblique.chunks);
        if (!oblique.chunks.empty()) p.fronted.push_back(std::move(oblique));
      }
    }
    if (verb_token(i) != i && is_nominal(i)) add_list(i, p.objects);  // "is a member"
    p.obliques = phrases_of(i, p.verb);
    if (child(i, "nsubj") == nullptr) p.subjects.clear();
    negate_by_nobody(p);
    hang(i, p);
    p.clause_begin = p.begin, p.clause_end = p.end;
    if (child(i, "nsubj")) widen(p.subjects, p);
    widen(p.objects, p);
    for (const Oblique& o : p.obliques) widen(o.chunks, p);
    for (const Oblique& o : p.fronted) widen(o.chunks, p);
  }

  // "ended hours of talks": a time that measures what stands behind its "of".
  bool measures(Index i) const {
    const std::int32_t chunk = chunk_at(i);
    if (chunk == kNone || !reading_.chunks[static_cast<Index>(chunk)].time) return false;
    return std::any_of(children_[i].begin(), children_[i].end(), [&](Index c) { return relation(c) == "nmod" && preposition(c) == "of"; });
  }

  // "No troops crossed the border", "will send no troops".
  void negate_by_nobody(Predicate& p) const {
    for (const std::uint32_t s : p.subjects)
      p.negated = p.negated || is_one_of(reading_.lower[reading_.chunks[s].begin], "no", "none", "nobody", "neither", "nothing");
    for (const std::uint32_t o : p.objects) p.negated = p.negated || is_one_of(reading_.lower[reading_.chunks[o].begin], "no", "nobody", "nothing");
  }

  void widen(const std::vector<std::uint32_t>& chunks, Predicate& p) const {
    for (const std::uint32_t c : chunks) {
      p.clause_begin = std::min(p.clause_begin, reading_.chunks[c].begin);
      p.clause_end = std::max(p.clause_end, reading_.chunks[c].end);
    }
  }

  // ---- clauses

  // The word that opens the clause: "if", "after", "that".
  std::string opening_word(Index i) const {
    for (const Index c : children_[i])
      if (is_one_of(relation(c), "mark", "case") && upos(c) != "PART" && c < i) return reading_.lower[c];
    for (const Index c : children_[i])
      if (relation(c) == "advmod" && c < i && is_one_of(reading_.lower[c], "when", "where", "how", "why")) return reading_.lower[c];
    return {};
  }

  // On which clause this one hangs, how, and who acts in it when it does not say so itself.
  void hang(Index i, Predicate& p) {
    if (!has_head(i)) return;
    const std::string_view r = relation(i);
    const std::string& full = tokens_[i].deprel;
    const Index above = clause_above(i);
    const std::string word = opening_word(i);
    if (knowledge_.words().find(word) && (knowledge_.words().find(word)->classes & kCondition)) p.conditional = true;
    if (r == "conj") return share(i, p);
    const Index* mark = child(i, "mark");  // "claims that": no relative clause, whatever it is taken for
    if (full == "acl:relcl" && !(mark && reading_.lower[*mark] == "that")) return take_antecedent(i, p);
    if (r == "acl") return hang_on_noun(i, p, above);  // and "acl:relcl" with a mark
    if (above == tokens_.size()) return;
    const Predicate& governor = predicate_at(above);
    if (r == "ccomp" || r == "csubj") {
      p.governor = predicate_of_[above];
      p.marker = p.kind == VerbKind::kFinite ? (word.empty() ? "that" : word) : p.kind == VerbKind::kInfinitive ? "to" : "ing";
      if (is_one_of(p.marker, "whether")) p.marker = "that";
      if (r == "csubj" && p.kind == VerbKind::kGerund)
        p.conditional = p.conditional || governor.modal != 0;  // "supporting them would cost": nobody does
      else if (p.subjects.empty())
        control(governor, p);
      return;
    }
    if (r == "parataxis") {
      // "The minister and his guest, signed ...": what all hangs on is the subject of a verb that has none.
      if (p.subjects.empty() && (p.kind == VerbKind::kFinite || child(i, "obj")) && head(i) < i &&
          predicate_of_[head(i)] == kNone && is_nominal(head(i))) {
        add_list(head(i), p.subjects);
        p.kind = VerbKind::kFinite, p.passive = false;
      }
      return;
    }
    if (is_one_of(r, "xcomp", "advcl") && hangs_on_offer(above, p)) return;
    if (r == "xcomp" && follows_demand(p)) return;
    if (r == "xcomp") {
      p.governor = predicate_of_[above];
      p.marker = p.kind == VerbKind::kGerund ? "ing" : noun_cue_or(i, above, "to");
      if (p.subjects.empty()) control(governor, p);
      return;
    }
    if (r != "advcl") return;
    if (p.kind == VerbKind::kFinite) {
      p.marker = word;
      return;
    }
    if (word == "whether") {  // "Russia's intentions regarding whether to invade": open, and theirs
      p.conditional = true;
      for (Index at = p.begin; at-- > 0 && p.subjects.empty();) add_chunk_of(at, p.subjects);
      return;
    }
    p.governor = predicate_of_[above];
    if (p.kind == VerbKind::kInfinitive)
      p.marker = i > 0 && p.begin > 0 && reading_.lower[p.begin - 1] == "," ? "purpose" : noun_cue_or(i, above, "to");
    else
      p.marker = word.empty() ? "while" : word;
    if (!p.subjects.empty() || take_doer_before(p)) return;
    if (p.marker == "to" || (!word.empty() && p.kind == VerbKind::kGerund))
      control(governor, p);
    else
      copy_subject(governor, p);
  }

  // "Despite soldiers again shelling the town, ...": who stands between the preposition and the gerund.
  bool take_doer_before(Predicate& p) const {
    if (p.kind != VerbKind::kGerund) return false;
    Index end = p.begin;
    while (end > 0 && upos(end - 1) == "ADV") --end;
    const std::int32_t chunk = end > 0 ? chunk_at(end - 1) : kNone;
    if (chunk == kNone) return false;
    const Index begin = reading_.chunks[static_cast<Index>(chunk)].begin;
    if (begin == 0 || !is_one_of(reading_.lower[begin - 1], "amid", "despite", "with")) return false;
    p.subjects = {static_cast<std::uint32_t>(chunk)};
    return true;
  }

  // The nearest clause that i hangs on; tokens_.size() when there is none.
  Index clause_above(Index i) const {
    Index at = i;
    for (int step = 0; step < 40 && has_head(at); ++step) {
      at = head(at);
      if (predicate_of_[at] != kNone) return at;
    }
    return tokens_.size();
  }

  const Predicate& predicate_at(Index i) const { return reading_.predicates[static_cast<Index>(predicate_of_[i])]; }

  // "ready to": the word before the infinitive is a cue by itself.
  std::string noun_cue_or(Index i, Index above, const std::string& otherwise) const {
    const Index begin = predicate_at(i).begin;
    const Index before = begin > 0 ? begin - 1 : 0;
    if (before == verb_token(above)) return otherwise;
    const std::string cue = reading_.lower[before] + " to";
    return knowledge_.frames().noun_cue(cue) ? cue : otherwise;
  }

  // "X did this and did that".
  void share(Index i, Predicate& p) {
    if (predicate_of_[head(i)] == kNone) {
      if (p.subjects.empty() && p.kind != VerbKind::kFinite) hang_on_noun(i, p, clause_above(i));
      return;
    }
    const Predicate& first = joined_to(i, p);
    const bool own = !p.subjects.empty();
    const bool told = first.governor != kNone && first.marker == "that";
    if (own && !told) return;
    if (!own) {
      p.subjects = first.subjects;
      p.negated = p.negated || (first.negated && negates_all(head(i)));
    }
    p.governor = first.governor;
    p.marker = first.marker;
    p.conditional = p.conditional || first.conditional;
    p.relative = first.relative;
    if (p.modal == 0 && (!own || p.kind != VerbKind::kFinite) && !has_feature(verb_token(i), "Tense=P") ) p.modal = first.modal;
  }

  // What a clause is joined to: "accused Russia of shelling the town and killing ten", where the tree joins the
  // killing to the accusing.
  const Predicate& joined_to(Index i, const Predicate& p) const {
    const Predicate& first = predicate_at(head(i));
    if (p.kind != VerbKind::kGerund || first.kind != VerbKind::kFinite || !p.subjects.empty()) return first;
    const Predicate* nearest = &first;
    for (const Index c : children_[head(i)])
      if (c > head(i) && c < i && predicate_of_[c] != kNone && predicate_at(c).kind == VerbKind::kGerund && predicate_at(c).governor == predicate_of_[head(i)])
        nearest = &predicate_at(c);
    return *nearest;
  }

  // "No troops moved or fired".
  bool negates_all(Index first) const {
    for (const std::uint32_t s : predicate_at(first).subjects)
      if (is_one_of(reading_.lower[reading_.chunks[s].begin], "no", "none", "nobody", "neither")) return true;
    return false;
  }

  // "troops who crossed", "missiles that Russia fired".
  void take_antecedent(Index i, Predicate& p) const {
    p.relative = true;
    const auto antecedent = [&] {
      std::vector<std::uint32_t> found;
      add_chunk_of(head(i), found);
      return found;
    };
    bool taken = false;
    for (const Index c : children_[i]) {
      if (!has_feature(c, "PronType=Rel")) continue;
      if (relation(c) == "nsubj") p.subjects = antecedent(), taken = true;
      if (relation(c) == "obj") p.objects = antecedent(), taken = true;
      if (relation(c) == "obl") taken = true;
    }
    if (taken) return;
    if (p.subjects.empty())
      p.subjects = antecedent();
    else if (p.objects.empty() && !p.passive && !is_circumstance(head(i)))
      p.objects = antecedent();
  }

  // "the reason Russia invaded", "the day they left".
  bool is_circumstance(Index noun) const {
    return is_time_word(reading_.lower[noun]) || is_one_of(reading_.lower[noun], "reason", "reasons", "way", "ways", "place", "manner", "extent", "point");
  }

  // The noun that a clause explains: of "anger at a refusal to send" the one right before the infinitive, wherever
  // the tree hangs it.
  Index noun_of(Index i, const Predicate& p) const {
    if (p.kind != VerbKind::kInfinitive || p.begin == 0 || head(i) + 1 == p.begin) return head(i);
    const Index before = p.begin - 1;
    return before > head(i) && knowledge_.frames().noun_cue(reading_.lower[before] + " to") ? before : head(i);
  }

  // "a plan to attack", "troops deployed by", "a man suspected of".
  void hang_on_noun(Index i, Predicate& p, Index above) {
    const Index noun = noun_of(i, p);
    std::vector<std::uint32_t> phrase;
    add_chunk_of(noun, phrase);
    if (p.kind != VerbKind::kInfinitive) {
      const std::string word = opening_word(i);
      if (!word.empty() && p.kind == VerbKind::kFinite) {  // "the claim that"
        p.marker = "that";
        if (above != tokens_.size()) p.governor = predicate_of_[above];
        return;
      }
      if (!word.empty()) {  // "accused of attacking"
        p.marker = word;
        if (above != tokens_.size()) {
          p.governor = predicate_of_[above];
          if (p.subjects.empty() && !is_anybodys(noun, p, phrase, predicate_at(above))) control(predicate_at(above), p);
        }
        return;
      }
      if (p.subjects.empty()) p.subjects = phrase;
      // "put out a report accusing the army": who speaks through it.
      if (p.kind == VerbKind::kGerund && above != tokens_.size() && !phrase.empty() && is_document(phrase.front()))
        copy_subject(predicate_at(above), p);
      if (p.kind == VerbKind::kGerund) p.marker = "participle";
      return;
    }
    const std::string cue = reading_.lower[noun] + " to";
    const bool known = knowledge_.frames().noun_cue(cue) != nullptr;
    if (!known && !has_head(noun) && !child(noun, "cop") && !child(noun, "case") && !phrase.empty() && reading_.chunks[phrase.front()].end == p.begin) {  // "Canada to impose ..."
      p.subjects = phrase;
      p.modal |= kModalFuture;
      p.kind = VerbKind::kFinite;
      return;
    }
    p.marker = known ? cue : "to";
    if (above != tokens_.size()) p.governor = predicate_of_[above];
    if (!known) {
      if (above != tokens_.size()) control(predicate_at(above), p);
      return;
    }
    if (!phrase.empty() && (reading_.chunks[phrase.front()].head_classes & asked_).any()) {
      p.governor = kNone;  // who demands it does not do it
      return;
    }
    if (!phrase.empty() && give_to_owner(phrase.front(), p)) return;
    if (hangs_on_offer(above, p)) return;  // "a plot by rebels to kill"
    if (above != tokens_.size())
      copy_subject(predicate_at(above), p);
    else if (chunk_at(0) != kNone && noun != 0 && reading_.chunks[static_cast<Index>(chunk_at(0))].mention != kNone)
      p.subjects = {static_cast<std::uint32_t>(chunk_at(0))};  // "Berlin under fire over refusal to send tanks"
  }

  // The phrase right before an infinitive.
  std::int32_t chunk_before(const Predicate& p) const {
    return p.kind == VerbKind::kInfinitive && p.begin > 0 ? reading_.chunk_of[p.begin - 1] : kNone;
  }

  // "dismissed Russia's demands to ban": who demands it does not do it, nor who dismisses.
  bool follows_demand(Predicate& p) const {
    const std::int32_t before = chunk_before(p);
    if (before == kNone || (reading_.chunks[static_cast<Index>(before)].head_classes & asked_).none()) return false;
    p.subjects.clear();
    return true;
  }

  // "Iran's plan to attack", "his decision to leave": whose it is does it.
  bool give_to_owner(std::uint32_t chunk, Predicate& p) {
    NounPhrase& phrase = reading_.chunks[chunk];
    if (phrase.owner == kNone && !(reading_.classes(phrase.begin) & kPossessive)) return false;
    p.subjects = {chunk};
    phrase.for_owner = true;
    return true;
  }

  // "rejected an offer by Poland to send jets", "blamed him for his decision to": who offers or decides would do it,
  // not who rejects or blames.
  bool hangs_on_offer(Index above, Predicate& p) {
    const std::int32_t before = chunk_before(p);
    if (before == kNone) return false;
    const std::string last = reading_.lower[p.begin - 1] + " to";
    if (knowledge_.frames().noun_cue(last) && (reading_.chunks[static_cast<Index>(before)].head_classes & asked_).none() && give_to_owner(static_cast<std::uint32_t>(before), p)) {
      p.marker = last;
      if (above != tokens_.size()) p.governor = predicate_of_[above];
      return true;
    }
    const Index begin = reading_.chunks[static_cast<Index>(before)].begin;
    if (begin < 2 || reading_.chunk_of[begin - 2] == kNone || !is_one_of(reading_.lower[begin - 1], "by", "from", "of")) return false;
    const std::string cue = reading_.lower[begin - 2] + " to";
    if (!knowledge_.frames().noun_cue(cue)) return false;
    p.subjects = {static_cast<std::uint32_t>(before)};
    p.marker = cue;
    return true;
  }

  // "noted the challenges of moving the planes": not who notes them moves any, unless the verb only carries the noun
  // ("have a way of") or has somebody do what follows ("accused the group of"). "Came with the aim of" is theirs.
  bool is_anybodys(Index noun, const Predicate& p, const std::vector<std::uint32_t>& phrase, const Predicate& governor) const {
    if (p.kind != VerbKind::kGerund || !is_one_of(p.marker, "of", "for") || phrase.empty() || !preposition(noun).empty()) return false;
    if (reading_.chunks[phrase.front()].mention != kNone || has_object_control(governor, p.marker)) return false;
    return !knowledge_.frames().supports(governor.lemma) || knowledge_.frames().reports(governor.lemma);
  }

  bool is_document(std::uint32_t chunk) const {
    const NounPhrase& phrase = reading_.chunks[chunk];
    return phrase.mention == kNone && phrase.owner == kNone && (phrase.head_classes & documents_).any();
  }

  void copy_subject(const Predicate& from, Predicate& to) const {
    to.subjects = from.subjects;
    if (!from.passive) return;
    to.subjects.clear();
    for (const Oblique& oblique : from.obliques)
      if (oblique.preposition == "by") to.subjects = oblique.chunks;
  }

  // Who acts in a clause without a subject: the governor's object or subject, as its frame says.
  void control(const Predicate& governor, Predicate& p) const {
    p.subjects = governor.subjects;
    if (!has_object_control(governor, p.marker) || governor.passive) return;
    if (!governor.objects.empty()) {
      p.subjects = governor.objects;
      return;
    }
    for (const Oblique& oblique : governor.obliques)
      if (oblique.preposition != "in" && oblique.preposition != "of") {
        p.subjects = oblique.chunks;
        return;
      }
  }

  bool has_object_control(const Predicate& governor, const std::string& marker) const {
    for (const std::uint32_t number : knowledge_.frames().senses_of(governor.lemma))
      for (const ActRule& act : knowledge_.frames().verb(number).acts)
        if (act.marker == marker && act.actor == "object") return true;
    if (marker == "from") return !governor.objects.empty();
    if (marker == "for") return judges(governor);
    return marker == "to" && knowledge_.frames().senses_of(governor.lemma).empty() && governor.objects.size() == 1 &&
           reading_.chunks[governor.objects.front()].mention != kNone;
  }

  // "criticised Israel for not providing arms", "thanked Poland for sending tanks": who is judged did it.
  bool judges(const Predicate& governor) const {
    if (governor.objects.empty() || reading_.chunks[governor.objects.front()].mention == kNone) return false;
    const auto& senses = knowledge_.frames().senses_of(governor.lemma);
    return std::any_of(senses.begin(), senses.end(), [&](std::uint32_t number) {
      return is_one_of(knowledge_.frames().verb(number).type, "ACCUSE", "SUPPORT", "SANCTION");
    });
  }

  // A finite verb beside the main one that has no subject: the phrase before it that is tied to
  // nothing, "NATO's members, including Germany, are holding talks".
  void find_lost_subjects() {
    for (Index i = 0; i < tokens_.size(); ++i) {
      if (predicate_of_[i] == kNone || relation(i) != "parataxis") continue;
      Predicate& p = reading_.predicates[static_cast<Index>(predicate_of_[i])];
      if (!p.subjects.empty() || p.kind != VerbKind::kFinite) continue;
      for (Index at = p.begin; at-- > 0;) {
        const std::int32_t chunk = chunk_at(at);
        if (chunk == kNone || reading_.chunks[static_cast<Index>(chunk)].mention == kNone || !is_one_of(relation(at), "parataxis", "dislocated", "vocative")) continue;
        p.subjects.push_back(static_cast<std::uint32_t>(chunk));
        break;
      }
    }
  }

  // ---- what hangs on noun phrases

  void tie_chunks() {
    reading_.ties.assign(reading_.chunks.size(), {});
    for (Index i = 0; i < tokens_.size(); ++i) {
      const std::int32_t chunk = chunk_at(i);
      if (chunk == kNone || !heads_phrase(i) || (has_head(i) && chunk_at(head(i)) == chunk)) continue;
      Tie& tie = reading_.ties[static_cast<Index>(chunk)];
      if (tie.preposition.empty()) tie.preposition = preposition(i);
      for (Oblique& oblique : phrases_of(i, i))
        if (tie.after.size() < 4) tie.after.push_back(std::move(oblique));
    }
    for (Index n = 0; n < reading_.predicates.size(); ++n) {
      const Predicate& p = reading_.predicates[n];
      give_role(p.subjects, Tie::Role::kSubject, n);
      give_role(p.objects, Tie::Role::kObject, n);
      for (const Oblique& oblique : p.obliques) give_role(oblique.chunks, Tie::Role::kOblique, n);
      for (const Oblique& oblique : p.fronted) give_role(oblique.chunks, Tie::Role::kOblique, n);
      for (const std::uint32_t object : p.objects) lend_phrases(p, object);
    }
  }

  void give_role(const std::vector<std::uint32_t>& chunks, Tie::Role role, Index predicate) {
    for (const std::uint32_t chunk : chunks) {
      Tie& tie = reading_.ties[chunk];
      if (tie.role != Tie::Role::kFree) continue;
      tie.role = role;
      tie.predicate = static_cast<std::int32_t>(predicate);
    }
  }

  // "launched an attack on Kyiv": what hangs on the verb behind its object may be the object's.
  void lend_phrases(const Predicate& p, std::uint32_t object) {
    Tie& tie = reading_.ties[object];
    if (!tie.after.empty()) return;
    for (const Oblique& oblique : p.obliques)
      if (!oblique.chunks.empty() && reading_.chunks[oblique.chunks.front()].begin >= reading_.chunks[object].end && tie.after.size() < 4)
        tie.after.push_back(oblique);
  }

  const Knowledge& knowledge_;
  SentenceView& reading_;
  std::vector<Token> repaired_;  // empty unless the parser's tree was mended
  std::span<const Token> tokens_;
  NounClasses asked_, documents_;
  std::vector<std::vector<Index>> children_;
  std::vector<std::int32_t> predicate_of_;  // by the token that heads the clause
};

}  // namespace

void read_tree(const Knowledge& knowledge, SentenceView& reading) { TreeReader(knowledge, reading).run(); }

}  // namespace brink
