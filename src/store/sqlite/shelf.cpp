// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/shelf.h"

namespace brink {

Result<std::vector<std::int64_t>> SqliteShelf::holders(std::uint64_t key, std::size_t most) const {
  auto rows = database_.prepare("SELECT document FROM sketch_keys WHERE key = ? ORDER BY document DESC LIMIT ?");
  if (!rows) return rows.error();
  rows->bind(static_cast<std::int64_t>(key)).bind(static_cast<std::int64_t>(most));
  std::vector<std::int64_t> holders;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return holders;
    holders.push_back(rows->number(0));
  }
}

Result<Sketch> SqliteShelf::sketch(std::int64_t document) const {
  auto rows = database_.prepare("SELECT sketch FROM sketches WHERE document = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(document).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  return sketch_from(rows->bytes(0));
}

Result<std::string> SqliteShelf::copy_of(const Sketch& sketch, std::int64_t key, const std::string& id) const {
  const auto original = original_of(sketch, *this, key);
  if (!original) return original.error();
  if (!*original) return std::string();
  auto rows = database_.prepare(
      "SELECT d.id, r.copy_of FROM documents d JOIN revisions r ON r.document = d.key AND r.revision = d.revision"
      " WHERE d.key = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(**original).step();
  if (!row) return row.error();
  if (!*row) return database_.error(SQLITE_CORRUPT);
  // A copy of a copy is one of the first; and what others copied does not become theirs by a change.
  const std::string first(rows->text(1).empty() ? rows->text(0) : rows->text(1));
  return first == id ? std::string() : first;
}

Outcome SqliteShelf::keep(std::int64_t document, const Sketch& sketch) const {
  if (auto forgotten = forget(document); !forgotten) return forgotten;
  if (sketch.empty()) return Done{};
  auto insert = database_.prepare("INSERT INTO sketches (document, sketch) VALUES (?,?)");
  if (!insert) return insert.error();
  if (auto done = insert->bind(document).bind_bytes(bytes_of(sketch)).run(); !done) return done;
  auto key = database_.prepare("INSERT OR IGNORE INTO sketch_keys (key, document) VALUES (?,?)");
  if (!key) return key.error();
  for (const std::uint64_t number : keys_of(sketch))
    if (auto done = key->bind(static_cast<std::int64_t>(number)).bind(document).run(); !done) return done;
  return Done{};
}

Outcome SqliteShelf::forget(std::int64_t document) const {
  auto rows = database_.prepare("SELECT sketch FROM sketches WHERE document = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(document).step();
  if (!row) return row.error();
  if (!*row) return Done{};
  const auto held = sketch_from(rows->bytes(0));
  if (!held) return held.error();
  rows->reset();
  auto drop = database_.prepare("DELETE FROM sketch_keys WHERE key = ? AND document = ?");
  if (!drop) return drop.error();
  for (const std::uint64_t number : keys_of(*held))
    if (auto done = drop->bind(static_cast<std::int64_t>(number)).bind(document).run(); !done) return done;
  auto gone = database_.prepare("DELETE FROM sketches WHERE document = ?");
  if (!gone) return gone.error();
  return gone->bind(document).run();
}

}  // namespace brink
