// SPDX-License-Identifier: Apache-2.0
#include "quotes/reader.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/one_of.h"
#include "quotes/contents.h"
#include "quotes/sources.h"

namespace brink::quotes {
namespace {

using Cues = AttributionCues;

constexpr Index kFewWords = 3;    // a quotation of no more is a word that is quoted, no speech
constexpr Index kNearTokens = 10;  // between a quotation and who says it

class Reader {
 public:
  Reader(const Cues& cues, const Tree& tree, const Quoted& quoted)
      : cues_(cues), tree_(tree), quoted_(quoted), is_quoted_(tree.size()), sources_(tree, is_quoted_) {
    for (const Range q : quoted.ranges)
      for (Index i = q.begin; i < q.end; ++i) is_quoted_[i] = true;
  }

  std::vector<Draft> run() {
    for (Index i = 0; i < tree_.size() && drafts_.size() < kMostInSentence; ++i) {
      if (is_quoted_[i]) continue;
      const std::string_view upos = tree_.token(i).upos;
      if (tree_.lower(i) == "according") read_according(i);
      else if (upos == "VERB") read_verb(i);
      else if (upos == "NOUN") read_noun(i);
      else if (upos == "ADJ") read_adjective(i);
      else if (upos == "ADV") read_adverb(i);
    }
    return std::move(drafts_);
  }

 private:
  // "You know", "let me say", "our fear" tell of nobody.
  bool is_own(Index head) const {
    if (tree_.lower(head) == "one")
      return tree_.children(head).empty();  // "no one", "one of the ministers"
    return is_one_of(tree_.lower(head), "you", "me", "us", "my", "our", "your", "there", "let",
                     "myself");
  }

  bool is_thing(Index head) const {
    return is_one_of(tree_.lower(head), "that", "which", "this", "these", "what", "those",
                     "nothing", "something", "everything", "anything");
  }

  // "What", "nothing" are only where a clause or a verb of speech shows that somebody is meant.
  // "That" is most often taken wrongly for a subject.
  bool may_be_source(Index head, bool surely_told) const {
    return tree_.lower(head) != "that" && (surely_told || !is_thing(head));
  }

  // "If he says so": nobody has.
  bool is_supposed(Index verb) const {
    return tree_.relation(verb) == "advcl" && is_one_of(tree_.mark(verb), "if", "whether", "than");
  }

  void read_verb(Index verb) {
    const std::uint32_t takes = cues_.takes(Cues::Kind::kVerb, tree_.lower(verb));
    if (!(takes & ~Cues::kSupport) || is_one_of(tree_.base(verb), "case", "fixed")) return;
    const bool describes = is_one_of(tree_.base(verb), "amod", "compound");
    if (describes && !sources_.is_finite(verb)) return;
    Draft draft;
    draft.cue = verb_group(verb);
    draft.content = content_of_verb(tree_, verb, takes);
    if (!(takes & Cues::kNobody)) draft.speaker = speaker_of(verb, takes);
    const bool strong = (takes & Cues::kAlone) != 0;
    if (draft.speaker && (is_own(*draft.speaker) || is_quoted_[*draft.speaker])) return;
    if (draft.content.empty() && (takes & Cues::kThat)) draft.content = behind_that(draft.cue.end);
    if (draft.content.empty() && (takes & Cues::kThat)) draft.content = near_quotation(draft.cue);
    if (draft.content.empty() && describes) draft.content = described(verb, takes);
    const bool beyond = (takes & Cues::kThat) && (stands_beside(draft.cue) || closes(draft));
    if (draft.content.empty() && !beyond && !(strong && draft.speaker)) return;
    const bool clause = !draft.content.empty() && (takes & Cues::kThat) && says_clause(verb);
    if (draft.speaker && !may_be_source(*draft.speaker, clause || strong)) return;
    if (draft.speaker && is_supposed(verb)) return;
    keep(std::move(draft), verb);
  }

  // "She cited rude remarks", "is warning voters", where the tree takes the verb for an adjective:
  // what it describes is the object.
  std::vector<Range> described(Index verb, std::uint32_t takes) const {
    const auto noun = tree_.head(verb);
    if (!noun || *noun < verb || !(takes & Cues::kObject)) return {};
    return {{verb + 1, tree_.hull(*noun).end}};
  }

  // "charges that it fell", where the tree does not hang the clause on the cue.
  std::vector<Range> behind_that(Index next) const {
    if (next + 2 >= tree_.size() || !is_one_of(tree_.lower(next), "that", "whether") ||
        tree_.base(next) != "mark")
      return {};
    Index end = tree_.size();
    while (end > next && tree_.base(end - 1) == "punct") --end;
    return {{next, end}};
  }

  // "put out a statement saying": who put it out.
  // "Called on", "lashed at" are no passives.
  std::optional<Index> speaker_of(Index verb, std::uint32_t takes) const {
    const std::string_view next =
        verb + 1 < tree_.size() ? tree_.lower(verb + 1) : std::string_view();
    const bool calls_on =
        is_one_of(next, "on", "at", "into", "against") && (takes & Cues::preposition(next));
    const auto speaker = sources_.of_verb(verb, (takes & Cues::kObject) && !calls_on);
    if (!speaker || tree_.relation(verb) != "acl" || tree_.base(*speaker) != "obj") return speaker;
    const auto above = tree_.head(*speaker);
    const bool made = above && (cues_.takes(Cues::Kind::kVerb, tree_.lower(*above)) & Cues::kSupport);
    const auto maker = made ? sources_.of_verb(*above) : std::nullopt;
    return maker ? maker : speaker;
  }

  bool says_clause(Index verb) const {
    return tree_.child(verb, "ccomp") || tree_.base(verb) == "parataxis";
  }

  void read_noun(Index noun) {
    const std::uint32_t takes = cues_.takes(Cues::Kind::kNoun, tree_.lower(noun));
    if (!takes) return;
    Draft draft;
    draft.cue = {noun, noun + 1};
    draft.content = content_of_noun(tree_, noun, takes);
    if (draft.content.empty()) return;
    draft.speaker = sources_.of_noun(noun);
    if (!draft.speaker) draft.speaker = user_of(noun, draft.cue);
    if (draft.speaker && (is_own(*draft.speaker) || is_quoted_[*draft.speaker])) return;
    if (!draft.speaker && !(takes & Cues::kThat)) return;
    keep(std::move(draft), noun);
  }

  // "made the claim": who makes it.
  std::optional<Index> user_of(Index noun, Range& cue) const {
    const auto verb = tree_.head(noun);
    if (!verb || !is_one_of(tree_.base(noun), "obj", "obl") || !tree_.is_verb(*verb)) return {};
    const std::uint32_t takes = cues_.takes(Cues::Kind::kVerb, tree_.lower(*verb));
    if (!(takes & Cues::kSupport) || (takes & Cues::kObject)) return {};
    const auto who = sources_.of_verb(*verb);
    if (who && *verb < noun) cue = {verb_group(*verb).begin, noun + 1};
    return who;
  }

  void read_adjective(Index adjective) {
    const std::uint32_t takes = cues_.takes(Cues::Kind::kAdjective, tree_.lower(adjective));
    if (!takes || is_one_of(tree_.base(adjective), "amod", "compound")) return;
    Draft draft;
    draft.cue = verb_group(adjective);
    draft.content = content_of_adjective(tree_, adjective, takes);
    const auto above = tree_.head(adjective);
    if (draft.content.empty() && above && tree_.base(adjective) == "xcomp")  // "made clear on Monday that"
      draft.content = content_of_verb(tree_, *above, takes & Cues::kThat);
    draft.speaker = sources_.of_verb(adjective);
    if (draft.content.empty() || !draft.speaker || is_own(*draft.speaker) ||
        is_thing(*draft.speaker) || tree_.lower(*draft.speaker) == "it")
      return;
    keep(std::move(draft), adjective);
  }

  void read_adverb(Index adverb) {
    if (!cues_.takes(Cues::Kind::kAdverb, tree_.lower(adverb))) return;
    Draft draft;
    draft.cue = {adverb, adverb + 1};
    draft.content = clause_around(tree_, adverb);
    if (!draft.content.empty()) keep(std::move(draft), adverb);
  }

  // "according to the ministry"
  void read_according(Index according) {
    if (according + 2 >= tree_.size() || tree_.lower(according + 1) != "to") return;
    std::optional<Index> who;
    if (tree_.base(according) == "case") who = tree_.head(according);
    if (!who)
      for (const Index c : tree_.children(according))
        if (tree_.base(c) == "obl" || tree_.base(c) == "nmod") who = c;
    if (!who || *who < according) return;
    Draft draft;
    draft.cue = {according, according + 2};
    draft.outermost = true;
    draft.speaker = who;
    const Index top = tree_.base(according) == "case" ? *who : according;
    draft.content = clause_around(tree_, top);
    keep(std::move(draft), according, according + 2);
  }

  void keep(Draft draft, Index anchor, Index not_before = 0) {
    if (draft.speaker) {
      draft.source = sources_.phrase_of(*draft.speaker, anchor);
      draft.source.begin = std::max(draft.source.begin, not_before);
      draft.named = meant_by(*draft.speaker);
    }
    drafts_.push_back(std::move(draft));
  }

  // "officials who said": the officials.
  Index meant_by(Index speaker) const {
    const auto verb = tree_.head(speaker);
    if (!verb || tree_.relation(*verb) != "acl:relcl" || !is_one_of(tree_.lower(speaker), "who", "which", "that"))
      return speaker;
    return tree_.head(*verb).value_or(speaker);
  }

  // With auxiliaries, negation and particles, and "went on to" before "say".
  Range verb_group(Index verb) const {
    Range range{verb, verb + 1};
    for (const Index c : tree_.children(verb)) {
      const std::string_view relation = tree_.base(c);
      if (c < verb && is_one_of(relation, "aux", "cop") && c + 8 > verb) range.begin = std::min(range.begin, c);
      if (c < verb && relation == "advmod" && tree_.token(c).upos != "DET" && c + 1 == range.begin)
        range.begin = c;
      if (relation == "compound" && tree_.relation(c) == "compound:prt" && c == range.end) ++range.end;
    }
    return range;
  }

  // The quotation that stands before or behind "he said" with little between.
  std::vector<Range> near_quotation(Range cue) const {
    for (const Range q : quoted_.ranges) {
      if (q.end - q.begin < kFewWords + 2) continue;
      if (q.begin >= cue.end && q.begin <= cue.end + kNearTokens) return {q};
      if (q.end <= cue.begin && q.end + kNearTokens >= cue.begin) return {q};
    }
    return {};
  }

  // "..., a study shows": after a comma, and nothing follows.
  bool closes(const Draft& draft) const {
    if (!draft.speaker || draft.cue.end >= tree_.size() || tree_.base(draft.cue.end) != "punct") return false;
    const Range source = sources_.phrase_of(*draft.speaker, draft.cue.begin);
    return source.begin > 1 && source.end == draft.cue.begin && tree_.lower(source.begin - 1) == ",";
  }

  // Or in the sentence before or behind: "Is it true?" he asked.
  bool stands_beside(Range cue) const {
    return (quoted_.before && cue.begin <= kNearTokens) ||
           (quoted_.after && cue.end + kNearTokens >= tree_.size());
  }

  const Cues& cues_;
  const Tree& tree_;
  const Quoted& quoted_;
  std::vector<bool> is_quoted_;
  Sources sources_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Draft> read_sentence(const AttributionCues& cues, const Tree& tree, const Quoted& quoted) {
  return Reader(cues, tree, quoted).run();
}

}  // namespace brink::quotes
