// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "brink/result.h"
#include "knowledge/words.h"

namespace brink {

// Words by which a text lays something to somebody, from frames/attribution.tsv.
class AttributionCues {
 public:
  enum class Kind { kVerb, kNoun, kAdjective, kAdverb };

  // What a cue may take, as bits; named as in the table.
  enum Takes : std::uint32_t {
    kThat = 1u << 0,     // a clause, or words in quotation marks
    kToDo = 1u << 1,     // an infinitive
    kDoing = 1u << 2,    // a gerund
    kObject = 1u << 3,   // a noun phrase
    kAlone = 1u << 4,    // nothing
    kAbout = 1u << 5,    // from here on: what stands behind that preposition
    kAgainst = 1u << 6,
    kAs = 1u << 7,
    kAt = 1u << 8,
    kFor = 1u << 9,
    kFrom = 1u << 10,
    kIn = 1u << 11,
    kInto = 1u << 12,
    kOf = 1u << 13,
    kOn = 1u << 14,
    kOver = 1u << 15,
    kTo = 1u << 16,
    kToward = 1u << 17,
    kWith = 1u << 18,
    kOut = 1u << 19,      // must have that particle: "point out"
    kSupport = 1u << 20,  // no cue by itself: a verb beside a cue noun ("issued a statement")
    kNobody = 1u << 21,   // its subject is no source: "seems to"
  };

  static Result<AttributionCues> read(const std::filesystem::path& dir,
                                      const std::filesystem::path& overlay, const Words& words);

  // What the cue of that kind takes that has this form, in lower case; 0: there is none.
  std::uint32_t takes(Kind kind, std::string_view form) const;

  // The bit of a preposition; 0 for one that no cue takes.
  static std::uint32_t preposition(std::string_view word);

 private:
  friend struct KnowledgeFields;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> takes_[4];
};

}  // namespace brink
