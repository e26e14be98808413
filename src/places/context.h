// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "brink/result.h"

namespace brink {

// What a word beside a name says about it: the kinds of data/gazetteer/context.tsv.
enum class Clue { kBefore, kDirection, kBody, kStreet, kTitle, kSpeech, kTime, kCommon };

// Words around names: data/gazetteer/context.tsv and data/words/first_names.tsv.
class Context {
 public:
  static Result<Context> read(const std::filesystem::path& tables,
                              const std::filesystem::path& overlay);

  // The weight of a word in lower case without a point at its end; nullptr when it is no such clue.
  const double* clue(Clue clue, std::string_view lower) const;
  // Of a name as written: "Jordan".
  bool is_first_name(std::string_view name) const;

 private:
  std::unordered_map<std::string, double> clues_[8];
  std::unordered_set<std::string> first_names_;
};

}  // namespace brink
