// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "places/gazetteer.h"

namespace brink {

// data/gazetteer/states.tsv: first-level regions as local news writes them, "Texas", "Tex.", "TX".
class States {
 public:
  static Result<States> read(const std::filesystem::path& tables,
                             const std::filesystem::path& overlay);

  // How a text names a state.
  struct Naming {
    std::uint32_t state = 0;
    bool short_form =
        false;  // "Tex.", "TX": a place only behind a town, unless it has points inside
  };
  // By full name or short form as written, exactly; empty when it is none.
  const std::vector<Naming>& named(std::string_view text) const;
  // A name in capitals, "TEXAS", is its name too.
  // The name of what a word such as "Texan" belongs to; empty when the table has no such word.
  std::string_view of_demonym(std::string_view text) const;
  const Candidate& state(std::uint32_t number) const { return states_[number]; }

 private:
  void add(std::string_view text, Naming naming);

  std::vector<Candidate> states_;
  std::unordered_map<std::string, std::vector<Naming>> by_text_;
  std::unordered_map<std::string, std::string> demonyms_;
};

}  // namespace brink
