// SPDX-License-Identifier: Apache-2.0
#include "pipeline/dateline_cut.h"

#include <algorithm>
#include <iterator>

namespace brink {

void cut_off_dateline(const Document& document, std::vector<Sentence>& sentences) {
  const std::uint32_t end = document.dateline.span.end;
  if (document.dateline.span.empty()) return;
  const auto at = std::find_if(sentences.begin(), sentences.end(), [end](const Sentence& s) { return s.span.end > end; });
  if (at == sentences.end() || at->span.begin >= end) return;
  const auto first = std::find_if(at->tokens.begin(), at->tokens.end(), [end](const Token& t) { return t.span.begin >= end; });
  if (first == at->tokens.begin() || first == at->tokens.end()) return;
  Sentence rest;
  rest.tokens.assign(std::make_move_iterator(first), std::make_move_iterator(at->tokens.end()));
  rest.span = {rest.tokens.front().span.begin, at->span.end};
  at->tokens.erase(first, at->tokens.end());
  at->span.end = at->tokens.back().span.end;
  sentences.insert(std::next(at), std::move(rest));
}

}  // namespace brink
