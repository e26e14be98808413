// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// A tsvector as PostgreSQL's binary protocol takes it: the words of the texts (store/words.h) with their
// places, a gap between two texts so that no phrase crosses it. What a tsvector cannot hold is left out:
// places after the first 255 of a word and beyond 16,383, and new words once it holds 700 kB.
std::string word_vector(std::string_view text, std::string_view more = {});

}  // namespace brink
