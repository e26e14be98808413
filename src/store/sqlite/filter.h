// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "store/sqlite/database.h"

namespace brink {

// A condition in SQL with the values for its places.
struct Filter {
  std::string sql;
  std::vector<std::variant<std::int64_t, std::string>> values;

  void also(const std::string& condition);
  void bind(Statement& statement) const;
};

// Over `events e`. Error for a day that is none.
Result<Filter> filter_for(const EventQuery& query);

// Over `documents d`.
Result<Filter> filter_for(const DocumentQuery& query);

// The words of a full-text question in FTS5's language: all must occur; `invas*` asks for words
// that begin so. No character of the question is taken as an operator. Empty when it has no word.
std::string words_for(const std::string& text);

}  // namespace brink
