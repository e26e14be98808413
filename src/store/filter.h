// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"

namespace brink {

using SqlValue = std::variant<std::int64_t, std::string>;

// Where the stores' languages part. `kSqlite` finds words by FTS5's tables and an event by its key alone;
// `kPostgres` by a column of words and by key and day, since its events lie in parts by month.
enum class Dialect { kSqlite, kPostgres };

// A SELECT of the keys of events that an index finds at once, with the values for its places.
struct Lookup {
  std::string sql;
  std::vector<SqlValue> values;
};

// A condition in SQL with the values for its places, each a `?`. `lookups` are part of it: an event has
// to be in each of them. They stand apart so that one of them can lead the search.
struct Filter {
  Dialect dialect = Dialect::kSqlite;
  std::string sql{};
  std::vector<SqlValue> values{};
  std::vector<Lookup> lookups{};

  void also(const std::string& condition);
  void also(const std::string& condition, SqlValue value);  // with one place

  // The same with the lookups, but `leading`, among the conditions.
  Filter with_lookups(const Lookup* leading = nullptr) const;

  // In PostgreSQL: key and day of the events that all lookups find, from keys alone. Asked for one by one, it
  // opens the events that one of them finds before it looks whether the others find them too.
  Lookup all_lookups() const;
};

// Over `events e`. Error for a day that is none.
Result<Filter> filter_for(const EventQuery& query, Dialect dialect);

// Over `documents d`.
Result<Filter> filter_for(const DocumentQuery& query, Dialect dialect);

// The words of a full-text question in the store's language: all must occur; `invas*` asks for words
// that begin so. No character of the question is taken as an operator. Empty when it has no word.
std::string words_for(const std::string& text, Dialect dialect);

}  // namespace brink
