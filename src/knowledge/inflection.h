// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brink {

enum class VerbForm { kBase, kThird, kPast, kParticiple, kGerund };

struct Inflected {
  std::string word;
  VerbForm form;
};

// All forms of a verb in lower case. `past` and `participle` empty: regular. Where the final
// consonant may or may not double ("expelled", "visited") both spellings are given.
std::vector<Inflected> inflect(std::string_view lemma, std::string_view past,
                               std::string_view participle);

// The plural of a noun by rule; of a phrase, of its last word.
std::string plural_of(std::string_view noun);

}  // namespace brink
