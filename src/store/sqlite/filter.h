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

using SqlValue = std::variant<std::int64_t, std::string>;

// A SELECT of the keys of events that an index finds at once, with the values for its places.
struct Lookup {
  std::string sql;
  std::vector<SqlValue> values;
};

// A condition in SQL with the values for its places. `lookups` are part of it: an event has to be
// in each of them. They stand apart so that one of them can lead the search.
struct Filter {
  std::string sql;
  std::vector<SqlValue> values;
  std::vector<Lookup> lookups;

  void also(const std::string& condition);
  void also(const std::string& condition, SqlValue value);  // with one place
  void bind(Statement& statement) const;

  // The same with the lookups, but `leading`, among the conditions.
  Filter with_lookups(const Lookup* leading = nullptr) const;
};

void bind(Statement& statement, const std::vector<SqlValue>& values);

// Over `events e`. Error for a day that is none.
Result<Filter> filter_for(const EventQuery& query);

// Over `documents d`.
Result<Filter> filter_for(const DocumentQuery& query);

// The text that comes right after all ids that begin with `prefix`.
std::string after_all(const std::string& prefix);

// The words of a full-text question in FTS5's language: all must occur; `invas*` asks for words
// that begin so. No character of the question is taken as an operator. Empty when it has no word.
std::string words_for(const std::string& text);

}  // namespace brink
