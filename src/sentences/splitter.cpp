// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/utf8.h"
#include "sentences/glyphs.h"
#include "sentences/model.h"
#include "sentences/paragraphs.h"
#include "sentences/sentence_ends.h"
#include "sentences/sentences.h"
#include "sentences/token_breaks.h"

namespace brink {

using namespace sentences;

namespace {

constexpr std::size_t kLongestToken = 1000;     // glyphs
constexpr std::size_t kLongestPart = 1 << 16;  // bytes of a paragraph taken in hand at once
constexpr std::size_t kLongestSentence = 2000;  // tokens; nothing that a person wrote is longer

// The logarithm of the odds for a sentence's end that nothing shows but the next word's capital: 2.7 to 1.
constexpr float kRunOnOdds = 1;

// Where to stop when no more than kLongestPart bytes may be taken: after a blank if there is one in
// the second half, and never inside a code point.
std::size_t part_end(std::string_view text, std::size_t from, std::size_t end) {
  if (end - from <= kLongestPart) return end;
  const std::size_t blank = text.substr(from, kLongestPart).find_last_of(" \n\t");
  if (blank != std::string_view::npos && blank > kLongestPart / 2) return from + blank + 1;
  std::size_t at = from + kLongestPart;
  while (at > from + 1 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

bool same_mark(const Glyph& a, const Glyph& b) { return a.c == b.c && a.kind == Kind::kMark; }

// The stand-in for a model: marks are tokens, but for points and commas inside numbers and marks
// between letters ("e-mail", "o'clock").
bool plain_break(std::span<const Glyph> glyphs, Chunk chunk, std::size_t at) {
  const Glyph &before = glyphs[at - 1], &after = glyphs[at];
  if (before.letter() && after.letter()) return false;
  if (before.alnum() && after.alnum()) return false;
  if (same_mark(before, after)) return false;
  const std::size_t mark = after.kind == Kind::kMark ? at : at - 1;
  const bool inside = mark > chunk.begin && mark + 1 < chunk.end && glyphs[mark - 1].alnum() &&
                      glyphs[mark + 1].alnum();
  return !inside;
}

bool plain_end(const Piece& piece, const Piece& next) {
  const bool stop = piece.first == '.' || piece.first == '!' || piece.first == '?';
  return stop && next.gap > 0 && (next.kind == Kind::kUpper || next.kind == Kind::kMark);
}

// Whether two tokens stand in one line with nothing between them that ends a sentence: what is capital there is
// a name or a weekday as a rule ("Recep Tayyip | Erdogan", "three | Russians").
bool runs_on(std::span<const Glyph> glyphs, const Piece& piece, const Piece& next) {
  const bool abbreviation = piece.kind != Kind::kMark && piece.last == '.' && next.kind == Kind::kDigit;  // "Nov. 3"
  const bool word = piece.kind != Kind::kMark && piece.last != '.';
  if (!(word || abbreviation || piece.first == ',') || next.kind == Kind::kMark) return false;
  for (std::size_t i = piece.end; i < next.begin; ++i)
    if (glyphs[i].c == '\n') return false;
  return true;
}

int joined_at(const SplitterModel& model, std::span<const Glyph> glyphs, std::size_t begin,
              std::size_t end) {
  if (end - begin < 2 || end - begin > 12) return 0;
  std::u32string word;
  for (std::size_t i = begin; i < end; ++i) word.push_back(glyphs[i].low);
  const auto found = model.joined.find(word);
  return found == model.joined.end() ? 0 : found->second;
}

class Part {
 public:
  Part(std::string_view text, Span span, const SplitterModel* model)
      : text_(text), glyphs_(glyphs_of(text, span)), model_(model) {}

  void split(bool starts_paragraph, std::vector<Sentence>& out) {
    Chunk chunk = next_chunk(glyphs_, 0);
    while (chunk.begin < chunk.end) {
      const Chunk next = next_chunk(glyphs_, chunk.end);
      break_chunk(chunk, next);
      chunk = next;
    }
    Course course;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      course.take(pieces_[i]);
      if (i + 1 < pieces_.size() && !ends(course, i)) continue;
      out.push_back(sentence(course.begin, i + 1));
      out.back().starts_paragraph = starts_paragraph && course.begin == 0;
      course = Course{i + 1};
    }
  }

 private:
  void break_chunk(Chunk chunk, Chunk next) {
    std::size_t token = chunk.begin;
    for (std::size_t at = chunk.begin + 1; at < chunk.end; ++at) {
      if (!breaks(chunk, next, token, at)) continue;
      add(token, at);
      token = at;
    }
    add(token, chunk.end);
  }

  bool breaks(Chunk chunk, Chunk next, std::size_t token, std::size_t at) {
    if (at - token >= kLongestToken) return true;
    if (!model_) return plain_break(glyphs_, chunk, at);
    if (!may_break(glyphs_, chunk, at)) return false;
    if (must_break(glyphs_, chunk, at)) return true;
    features_.clear();
    break_features(glyphs_, chunk, next, token, at, features_);
    return model_->breaks.yes(features_);
  }

  void add(std::size_t begin, std::size_t end) {
    const int first = model_ ? joined_at(*model_, glyphs_, begin, end) : 0;
    if (first > 0 && begin + static_cast<std::size_t>(first) < end) {
      const std::size_t middle = begin + static_cast<std::size_t>(first);
      pieces_.push_back(piece_of(glyphs_, begin, middle));
      begin = middle;
    }
    pieces_.push_back(piece_of(glyphs_, begin, end));
  }

  bool ends(const Course& course, std::size_t at) {
    if (at + 1 - course.begin >= kLongestSentence) return true;
    if (!model_) return plain_end(pieces_[at], pieces_[at + 1]);
    features_.clear();
    end_features(pieces_, course, at, features_);
    return model_->ends.score(features_) > (runs_on(glyphs_, pieces_[at], pieces_[at + 1]) ? kRunOnOdds : 0);
  }

  Sentence sentence(std::size_t from, std::size_t to) const {
    Sentence made;
    made.tokens.reserve(to - from);
    for (std::size_t i = from; i < to; ++i) {
      Token token;
      token.span = {glyphs_[pieces_[i].begin].begin, end_of(pieces_[i])};
      token.form = std::string(token.span.of(text_));
      made.tokens.push_back(std::move(token));
    }
    made.span = {made.tokens.front().span.begin, made.tokens.back().span.end};
    return made;
  }

  std::uint32_t end_of(const Piece& piece) const { return glyphs_[piece.end].begin; }

  std::string_view text_;
  std::vector<Glyph> glyphs_;
  const SplitterModel* model_;
  std::vector<Piece> pieces_;
  Features features_;
};

}  // namespace

Result<Splitter> Splitter::load(const std::filesystem::path& path) {
  auto model = read_model(path);
  if (!model) return model.error();
  return Splitter(std::make_shared<const SplitterModel>(std::move(*model)));
}

std::vector<Sentence> Splitter::split(std::string_view text) const {
  constexpr std::size_t kMost = 0xFFFFFFF0u;  // what a Span can hold
  text = text.substr(0, kMost);
  std::vector<Sentence> sentences;
  Paragraphs paragraphs(text);
  while (paragraphs.next()) {
    bool first = true;
    for (std::size_t from = paragraphs.begin(); from < paragraphs.end();) {
      const std::size_t stop = part_end(text, from, paragraphs.end());
      const Span span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(stop)};
      const std::size_t before = sentences.size();
      Part(text, span, model_.get()).split(first, sentences);
      first = first && sentences.size() == before;
      from = stop;
      if (stop == paragraphs.end() || sentences.size() < before + 2) continue;
      // The last sentence may go on in the next part: it is read again there, unless that would
      // mean to come forward by less than half a part.
      if (sentences.back().span.begin < span.begin + span.size() / 2) continue;
      from = sentences.back().span.begin;
      sentences.pop_back();
    }
  }
  return sentences;
}

}  // namespace brink
