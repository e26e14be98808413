// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "brink/result.h"
#include "store/sqlite/database.h"

namespace brink {

// The rows that the open transaction has added: those after the last key of when it began. Their
// words are put into the full-text indexes at its end, all at once, for a savepoint makes FTS5
// write out what it has gathered.
class NewRows {
 public:
  static Result<NewRows> mark(const Database& database);

  bool has_document(std::int64_t key) const { return key > document_; }
  bool has_event(std::int64_t key) const { return key > event_; }
  Outcome index_words(const Database& database) const;

 private:
  std::int64_t document_ = 0, event_ = 0;  // the last keys before
};

}  // namespace brink
