// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "knowledge/ontology.h"

namespace brink {

// What a word tells about the name in or beside which it stands, as bits; words/name_words.tsv
// explains them.
enum NameCue : std::uint32_t {
  kTitleCue = 1u << 0,
  kBodyCue = 1u << 1,
  kLandCue = 1u << 2,
  kThingCue = 1u << 3,
  kTimeCue = 1u << 4,
  kPlainCue = 1u << 5,
  kBodyNounCue = 1u << 6,
  kLandNounCue = 1u << 7,
  kPeopleCue = 1u << 8,
  kOfficeCue = 1u << 9,
};

struct NameWord {
  std::uint32_t cues = 0;            // NameCue bits
  std::vector<std::string> sectors;  // of the body so called, or of who bears the title
  char sex = ' ';                    // of who bears the title
};

// A noun that stands for something named before: "the alliance"; words/stand_ins.tsv explains it.
struct StandIn {
  enum class Kind { kBody, kCountry, kTown } kind = Kind::kBody;
  std::vector<std::string> codes, sectors;
};

class NameWords {
 public:
  static Result<NameWords> read(const std::filesystem::path& dir,
                                const std::filesystem::path& overlay, const Ontology& ontology);

  // nullptr when no table has the word. Case matters; a full stop at the end does not.
  const NameWord* find(std::string_view form) const;
  // 'm', 'f' or ' ' for a given name; nothing for any other word.
  std::optional<char> given_name(std::string_view form) const;
  // Whether a word ends as family names of some languages do: "Petrenko".
  bool ends_like_a_family(std::string_view form) const;
  // By a noun or, for two words, "world body"; nullptr when there is none.
  const StandIn* stand_in(std::string_view lower) const;

 private:
  friend struct KnowledgeFields;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class T>
  using ByWord = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  ByWord<NameWord> words_;
  ByWord<char> given_;
  ByWord<StandIn> stand_ins_;
  ByWord<bool> endings_;
  std::size_t longest_ending_ = 0;
};

}  // namespace brink
