// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "events/sentence_view.h"

namespace brink {

bool is_time_word(std::string_view lower);  // "monday", "week"
bool is_year(std::string_view word);        // "2014"

// What tokens [begin, end) say as one noun phrase: whom it names, who stands inside it, its classes.
NounPhrase noun_phrase(const Words& words, const SentenceView& reading, std::size_t begin, std::size_t end);

// The mention that covers a token; kNone when there is none.
std::int32_t mention_at(const SentenceView& reading, std::size_t token);

}  // namespace brink
