// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "copies/copies.h"
#include "store/sqlite/database.h"

namespace brink {

// The sketches of the archive's documents, by their keys. Works inside the caller's transaction.
class SqliteShelf final : public Shelf {
 public:
  explicit SqliteShelf(const Database& database) : database_(database) {}

  Result<std::vector<std::int64_t>> holders(std::uint64_t key, std::size_t most) const override;
  Result<Sketch> sketch(std::int64_t document) const override;

  // The id of the report that these words were first taken from, as far as the archive knows; "" for
  // none. `key`, `id`: the document that asks, if it is there already.
  Result<std::string> copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const;

  // Takes the place of what the document had.
  Outcome keep(std::int64_t document, const Sketch& sketch) const;

 private:
  Outcome forget(std::int64_t document) const;

  const Database& database_;
};

}  // namespace brink
