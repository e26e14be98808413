// SPDX-License-Identifier: Apache-2.0
#include "quotes/quotations.h"

#include <optional>
#include <string_view>

namespace brink::quotes {
namespace {

enum class Side { kNone, kOpens, kCloses, kEither };

struct Mark {
  Side side = Side::kNone;
  bool is_double = false;
};

Mark mark_of(const Token& token) {
  const std::string_view form = token.form;
  if (form == "“" || form == "„" || form == "«" || form == "``" || form == "‟") return {Side::kOpens, true};
  if (form == "”" || form == "»") return {Side::kCloses, true};
  if (form == "\"" || form == "''" || form == "＂") return {Side::kEither, true};
  if (form == "‘" || form == "‚" || form == "`" || form == "‹") return {Side::kOpens, false};
  if (token.xpos == "POS") return {};
  if (form == "’" || form == "›") return {Side::kCloses, false};
  if (form == "'") return {Side::kEither, false};
  return {};
}

class Finder {
 public:
  explicit Finder(std::span<const Sentence> sentences) : sentences_(sentences) {}

  std::vector<Quotation> run() {
    for (const Sentence& sentence : sentences_) {
      if (sentence.starts_paragraph && at_ > 0) end_paragraph(sentence);
      const Token* before = nullptr;
      for (std::size_t i = 0; i < sentence.tokens.size(); ++i, ++at_) {
        const Token& token = sentence.tokens[i];
        if (const Mark mark = mark_of(token); mark.side != Side::kNone) {
          const bool glued_before = before && before->span.end == token.span.begin;
          const bool glued_after = i + 1 < sentence.tokens.size() &&
                                   sentence.tokens[i + 1].span.begin == token.span.end;
          read(mark, glued_before, glued_after, i == 0 && sentence.starts_paragraph);
        }
        before = &token;
      }
      if (open_ && sentence_end_ <= open_->begin) sentence_end_ = at_;
    }
    if (open_) give_up();
    return std::move(found_);
  }

 private:
  void read(Mark mark, bool glued_before, bool glued_after, bool first) {
    if (!open_) {
      const bool opens = mark.side == Side::kOpens ||
                         (mark.side == Side::kEither && (glued_after || first) && (!glued_before || mark.is_double));
      if (!opens) return;
      open_ = Quotation{at_, at_, paragraph_, first, false};
      is_double_ = mark.is_double, sentence_end_ = at_;
      return;
    }
    if (mark.is_double != is_double_) return;  // one within the other
    if (mark.side == Side::kOpens && glued_before && !glued_after) mark.side = Side::kCloses;  // a slip of the hand
    // An opening mark within: the one before was never closed, or this is a new paragraph's.
    if (mark.side == Side::kOpens) {
      if (first) return;
      give_up();
      read(mark, glued_before, glued_after, first);
      return;
    }
    if (mark.side == Side::kEither && glued_after && !glued_before && at_ > open_->begin + 1 && is_double_) {
      give_up();
      read(mark, glued_before, glued_after, first);
      return;
    }
    if (!is_double_ && glued_after) return;  // an apostrophe
    open_->end = at_ + 1;
    keep();
  }

  void end_paragraph(const Sentence& next) {
    ++paragraph_;
    if (!open_) return;
    const Mark mark = next.tokens.empty() ? Mark{} : mark_of(next.tokens.front());
    if (is_double_ && mark.is_double && mark.side != Side::kCloses) {
      open_->end = at_, open_->goes_on = true;
      keep();
      return;
    }
    give_up();
  }

  // Nothing closes it: to the end of its sentence; a single mark was an apostrophe.
  void give_up() {
    open_->end = sentence_end_ > open_->begin ? sentence_end_ : at_;
    if (is_double_) keep();
    open_.reset();
  }

  void keep() {
    if (open_->end > open_->begin + 2) found_.push_back(*open_);
    open_.reset();
  }

  std::span<const Sentence> sentences_;
  std::size_t at_ = 0, paragraph_ = 0, sentence_end_ = 0;
  bool is_double_ = false;
  std::optional<Quotation> open_;
  std::vector<Quotation> found_;
};

}  // namespace

std::vector<Quotation> find_quotations(std::span<const Sentence> sentences) {
  return Finder(sentences).run();
}

}  // namespace brink::quotes
