// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "copies/copies.h"
#include "store/postgres/waiting_rows.h"

namespace brink {

// The sketches of the archive's documents that share a key with one sketch, waiting ones too. What is
// asked for one by one is fetched at once beforehand.
class PostgresShelf final : public Shelf {
 public:
  static Result<PostgresShelf> around(const Sketch& sketch, const PostgresConnection& connection,
                                      const WaitingRows& waiting);

  Result<std::vector<std::int64_t>> holders(std::uint64_t key, std::size_t most) const override;
  Result<Sketch> sketch(std::int64_t document) const override;

 private:
  PostgresShelf(const PostgresConnection& connection, const WaitingRows& waiting)
      : connection_(connection), waiting_(waiting) {}

  const PostgresConnection& connection_;
  const WaitingRows& waiting_;
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> found_;  // newest first
};

// Takes the sketch of a document out of the tables.
Outcome forget_sketch(const PostgresConnection& connection, std::int64_t document);

}  // namespace brink
