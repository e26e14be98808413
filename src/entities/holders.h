// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"

namespace brink::entities {

// Who held which office when, by the tables' people.
class Holders {
 public:
  explicit Holders(const Actors& actors);

  // The one person who for `code` bore `title` ("president") on that day; nullptr when the tables
  // know none or several.
  const Party* find(std::string_view code, std::string_view title, Day day) const;

 private:
  struct Term {
    std::uint32_t party;
    std::optional<Day> from, until;
  };
  const Actors& actors_;
  std::unordered_map<std::string, std::vector<Term>> terms_;  // by code and title
};

// A title as the tables compare it: in lower case, British spelling.
std::string plain_title(std::string_view title);

}  // namespace brink::entities
