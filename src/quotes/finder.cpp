// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "quotes/cover.h"
#include "quotes/quotations.h"
#include "quotes/quotes.h"
#include "quotes/reader.h"

namespace brink {
namespace {

using namespace quotes;

constexpr Index kLongestName = 5;     // tokens before a headline's colon
constexpr std::size_t kFewWords = 3;  // a quotation of no more is a word that is quoted, no speech

// Tokens counted through the whole document.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

class Finder {
 public:
  Finder(const Knowledge& knowledge, std::span<const Sentence> sentences, std::span<const Entity> entities)
      : knowledge_(knowledge), sentences_(sentences), entities_(entities), quotations_(find_quotations(sentences)) {
    for (const Sentence& sentence : sentences) {
      offsets_.push_back(tokens_.size());
      for (const Token& token : sentence.tokens) tokens_.push_back(&token);
    }
    speaker_of_quotation_.assign(quotations_.size(), -1);
  }

  std::vector<Attribution> run() {
    for (std::size_t n = 0; n < sentences_.size(); ++n) {
      while (next_ < quotations_.size() && quotations_[next_].end < offsets_[n]) ++next_;
      while (next_entity_ < entities_.size() && entities_[next_entity_].sentence < static_cast<std::int32_t>(n))
        ++next_entity_;
      if (sentences_[n].parsed()) read(n);
    }
    go_on();
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (!guessed_[i]) found_[i].content = spans_of(contents_[i]);
    set_inside(sentences_, found_);  // nothing is inside what is only guessed
    for (std::size_t i = 0; i < found_.size(); ++i)
      if (guessed_[i]) found_[i].content = spans_of(contents_[i]);
    for (const std::size_t i : outermost_) found_[i].inside = -1;
    return std::move(found_);
  }

 private:
  void read(std::size_t n) {
    const Tree tree(sentences_[n]);
    std::vector<Draft> drafts = read_sentence(knowledge_.attribution_cues(), tree, quoted_in(n));
    if (auto headline = read_colon(n)) drafts.insert(drafts.begin(), std::move(*headline));
    for (const Draft& draft : drafts) {
      Attribution made;
      made.sentence = static_cast<std::int32_t>(n);
      made.cue = span_of(n, draft.cue);
      made.source = span_of(n, draft.source);
      if (draft.named) made.entity = entity_at(*draft.named, n);
      if (draft.outermost) outermost_.push_back(found_.size());
      found_.push_back(std::move(made));
      contents_.push_back(content_of(n, draft));
    }
  }

  // "Merkel: We have to talk", "Poll: Voters want change": a paragraph that begins with a few words
  // without a verb, the last of them one who speaks, and a colon.
  std::optional<Draft> read_colon(std::size_t n) const {
    const std::vector<Token>& tokens = sentences_[n].tokens;
    if (!sentences_[n].starts_paragraph) return {};
    if (auto turn = read_turn(tokens)) return turn;
    Index colon = 0;
    while (colon < tokens.size() && colon <= kLongestName && tokens[colon].form != ":") {
      if (tokens[colon].upos == "VERB" || tokens[colon].upos == "AUX" || tokens[colon].upos == "NUM") return {};
      ++colon;
    }
    if (colon == 0 || colon > kLongestName || colon + 2 >= tokens.size()) return {};
    if (tokens[colon].span.end == tokens[colon + 1].span.begin || !speaks(colon - 1, n)) return {};
    Draft draft;
    draft.cue = {colon, colon + 1};
    draft.source = {0, colon};
    draft.named = draft.speaker = colon - 1;
    draft.content = {{colon + 1, static_cast<Index>(tokens.size())}};
    return draft;
  }

  // "WALLACE: Let us begin", a turn of a conversation that is written down: capitals and a colon
  // begin a paragraph, perhaps behind a quotation mark.
  static std::optional<Draft> read_turn(const std::vector<Token>& tokens) {
    const Index first = !tokens.empty() && tokens[0].upos == "PUNCT" ? 1 : 0;
    Index colon = first;
    while (colon < tokens.size() && colon < first + kLongestName && is_capitals(tokens[colon].form))
      ++colon;
    if (colon == first || colon + 1 >= tokens.size() || tokens[colon].form != ":") return {};
    Draft draft;
    draft.cue = {colon, colon + 1};
    draft.source = {first, colon};
    draft.named = draft.speaker = colon - 1;
    draft.content = {{colon + 1, static_cast<Index>(tokens.size())}};
    return draft;
  }

  static bool is_capitals(std::string_view form) {
    const auto is_capital = [](char c) {
      return ('A' <= c && c <= 'Z') || c == '.' || c == '-' || c == '\'';
    };
    return form.size() > 1 && std::all_of(form.begin(), form.end(), is_capital);
  }

  // A person, a body, or what is published.
  bool speaks(Index token, std::size_t n) const {
    static constexpr std::string_view kPublished[] = {"poll", "polls", "report", "reports", "study", "survey", "analysis", "source", "sources"};
    const std::string lower = fold_case(sentences_[n].tokens[token].form);
    if (std::find(std::begin(kPublished), std::end(kPublished), lower) != std::end(kPublished)) return true;
    const std::int32_t entity = entity_at(token, n);
    if (entity < 0) return n == 0 && only_names(token);  // in the headline a name that nobody knows
    const EntityKind kind = entities_[static_cast<std::size_t>(entity)].kind;
    return kind == EntityKind::kPerson || kind == EntityKind::kOrganisation || kind == EntityKind::kGroup;
  }

  bool only_names(Index last) const {
    const std::vector<Token>& tokens = sentences_[0].tokens;
    return std::all_of(tokens.begin(), tokens.begin() + last + 1,
                       [](const Token& t) { return t.upos == "PROPN"; });
  }

  Quoted quoted_in(std::size_t n) const {
    Quoted quoted;
    const std::size_t begin = offsets_[n], end = begin + sentences_[n].tokens.size();
    for (std::size_t q = next_; q < quotations_.size() && quotations_[q].begin <= end; ++q) {
      const Quotation& quotation = quotations_[q];
      if (quotation.end == begin) quoted.before = is_speech(quotation);
      else if (quotation.begin == end) quoted.after = is_speech(quotation);
      else
        quoted.ranges.push_back({static_cast<Index>(std::max(quotation.begin, begin) - begin),
                                 static_cast<Index>(std::min(quotation.end, end) - begin)});
    }
    return quoted;
  }

  static bool is_speech(const Quotation& quotation) { return quotation.words() > kFewWords; }

  // What the draft says with the quotations that it cuts into made whole, without source and cue.
  std::vector<Stretch> content_of(std::size_t n, const Draft& draft) {
    const std::size_t begin = offsets_[n], end = begin + sentences_[n].tokens.size();
    std::vector<Stretch> parts;
    for (const Range r : draft.content)
      for (const Range outside : without(r, draft.cue))
        for (const Range rest : without(outside, draft.source)) parts.push_back({begin + rest.begin, begin + rest.end});
    const auto number = static_cast<std::int32_t>(found_.size() - 1);
    for (std::size_t q = next_; q < quotations_.size() && quotations_[q].begin <= end; ++q) {
      const Quotation& quotation = quotations_[q];
      const bool beside = draft.content.empty() && is_speech(quotation) && (quotation.end == begin || quotation.begin == end);
      if (beside) parts.push_back({quotation.begin, quotation.end});
      bool held = beside;
      for (Stretch& part : parts) {
        if (part.begin >= quotation.end || quotation.begin >= part.end) continue;
        part = {std::min(part.begin, quotation.begin), std::max(part.end, quotation.end)};
        held = true;
      }
      if (!held) continue;
      found_.back().direct = true;
      if (speaker_of_quotation_[q] < 0 && is_speech(quotation)) speaker_of_quotation_[q] = number;
    }
    guessed_.push_back(parts.empty());
    if (parts.empty()) parts = rest_of(n, draft);
    return parts;
  }

  // "He is, she said, ill" where the tree shows nothing: the longer side.
  std::vector<Stretch> rest_of(std::size_t n, const Draft& draft) const {
    const std::size_t begin = offsets_[n], end = begin + sentences_[n].tokens.size();
    const Index first = draft.source.empty() ? draft.cue.begin : std::min(draft.cue.begin, draft.source.begin);
    const Index last = std::max(draft.cue.end, draft.source.end);
    const Stretch left{begin, begin + first}, right{begin + last, end};
    return {left.end - left.begin > right.end - right.begin ? left : right};
  }

  // A quotation that nobody is said to speak goes on from the one before, in its paragraph or where
  // the paragraph before was left open.
  void go_on() {
    std::optional<std::size_t> last;
    for (std::size_t q = 0; q < quotations_.size(); ++q) {
      const Quotation& quotation = quotations_[q];
      if (!is_speech(quotation)) continue;
      if (speaker_of_quotation_[q] < 0 && last) {
        const Quotation& before = quotations_[*last];
        const bool goes_on = before.paragraph == quotation.paragraph ||
                             (before.goes_on && quotation.paragraph == before.paragraph + 1);
        if (goes_on) {
          speaker_of_quotation_[q] = speaker_of_quotation_[*last];
          contents_[static_cast<std::size_t>(speaker_of_quotation_[q])].push_back({quotation.begin, quotation.end});
        }
      }
      last = speaker_of_quotation_[q] < 0 ? std::nullopt : std::optional(q);
    }
  }

  // The widest entity of the sentence whose head is that token, or that holds it.
  std::int32_t entity_at(Index token, std::size_t n) const {
    std::int32_t best = -1;
    std::uint32_t width = 0;
    bool exact = false;
    for (std::size_t e = next_entity_; e < entities_.size() && entities_[e].sentence == static_cast<std::int32_t>(n); ++e) {
      const Entity& entity = entities_[e];
      if (entity.first > token || token > entity.last || entity.modifier) continue;
      const bool heads = entity.head == token;
      const std::uint32_t wide = entity.last - entity.first + 1;
      if (exact && !heads) continue;
      if (heads == exact && wide <= width) continue;
      best = static_cast<std::int32_t>(e), width = wide, exact = heads;
    }
    return best;
  }

  Span span_of(std::size_t n, Range range) const {
    if (range.empty()) return {};
    const std::vector<Token>& tokens = sentences_[n].tokens;
    return {tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
  }

  // In order, those that touch made one.
  std::vector<Span> spans_of(std::vector<Stretch> parts) const {
    std::sort(parts.begin(), parts.end(), [](Stretch a, Stretch b) { return a.begin < b.begin; });
    std::vector<Stretch> joined;
    for (const Stretch part : parts) {
      if (part.begin >= part.end) continue;
      if (!joined.empty() && part.begin <= joined.back().end) joined.back().end = std::max(joined.back().end, part.end);
      else joined.push_back(part);
    }
    std::vector<Span> spans;
    for (const Stretch part : joined) spans.push_back({tokens_[part.begin]->span.begin, tokens_[part.end - 1]->span.end});
    return spans;
  }

  static std::vector<Range> without(Range whole, Range part) {
    if (part.empty()) return {whole};
    std::vector<Range> rest;
    for (const Range r : {Range{whole.begin, std::min(whole.end, part.begin)}, Range{std::max(whole.begin, part.end), whole.end}})
      if (!r.empty()) rest.push_back(r);
    return rest;
  }

  const Knowledge& knowledge_;
  std::span<const Sentence> sentences_;
  std::span<const Entity> entities_;
  std::vector<Quotation> quotations_;
  std::vector<std::size_t> offsets_;   // by sentence: the number of its first token
  std::vector<const Token*> tokens_;
  std::vector<std::int32_t> speaker_of_quotation_;  // attribution, by index
  std::size_t next_ = 0, next_entity_ = 0;
  std::vector<Attribution> found_;
  std::vector<std::vector<Stretch>> contents_;
  std::vector<std::size_t> outermost_;
  std::vector<bool> guessed_;  // that the content is the rest of the sentence
};

}  // namespace

std::vector<Attribution> QuoteFinder::find(std::span<const Sentence> sentences, std::span<const Entity> entities) const {
  return Finder(knowledge_, sentences, entities).run();
}

}  // namespace brink
