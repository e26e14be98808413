// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/shelf.h"

namespace brink {
namespace {

constexpr std::int64_t kMostHolders = 16;  // as original_of asks for

std::vector<std::int64_t> signed_keys(const Sketch& sketch) {
  std::vector<std::int64_t> keys;
  for (const std::uint64_t key : keys_of(sketch)) keys.push_back(static_cast<std::int64_t>(key));
  return keys;
}

Result<std::string> bytes_held(const PostgresConnection& connection, std::int64_t document) {
  auto rows = connection.ask_prepared("SELECT sketch FROM sketches WHERE document = ?", PostgresValues().add(document));
  if (!rows) return rows.error();
  return rows->empty() ? std::string() : rows->bytes(0, 0);
}

}  // namespace

Result<PostgresShelf> PostgresShelf::around(const Sketch& sketch, const PostgresConnection& connection,
                                            const WaitingRows& waiting) {
  auto rows = connection.ask_prepared(
      "SELECT k.key, s.document FROM unnest(CAST(? AS bigint[])) k (key) CROSS JOIN LATERAL"
      " (SELECT document FROM sketch_keys WHERE sketch_keys.key = k.key ORDER BY document DESC LIMIT ?) s"
      " ORDER BY s.document DESC",
      PostgresValues().add_list(signed_keys(sketch)).add(kMostHolders));
  if (!rows) return rows.error();
  PostgresShelf shelf(connection, waiting);
  for (int row = 0; row < rows->size(); ++row) {
    auto& holders = shelf.found_[static_cast<std::uint64_t>(rows->number(row, 0))];
    const std::int64_t document = rows->number(row, 1);
    if (holders.empty() || holders.back() != document) holders.push_back(document);
  }
  return shelf;
}

Result<std::vector<std::int64_t>> PostgresShelf::holders(std::uint64_t key, std::size_t most) const {
  std::vector<std::int64_t> holders;
  if (const auto* waiting = waiting_.holders(key))
    for (auto it = waiting->rbegin(); it != waiting->rend() && holders.size() < most; ++it) holders.push_back(*it);
  if (const auto it = found_.find(key); it != found_.end())
    for (const std::int64_t document : it->second)
      if (holders.size() < most) holders.push_back(document);
  return holders;
}

Result<Sketch> PostgresShelf::sketch(std::int64_t document) const {
  if (const Sketch* waiting = waiting_.sketch(document)) return *waiting;
  const auto bytes = bytes_held(connection_, document);
  if (!bytes) return bytes.error();
  return sketch_from(*bytes);
}

Outcome forget_sketch(const PostgresConnection& connection, std::int64_t document) {
  const auto bytes = bytes_held(connection, document);
  if (!bytes) return bytes.error();
  if (bytes->empty()) return Done{};
  const auto held = sketch_from(*bytes);
  if (!held) return held.error();
  auto keys = connection.ask("DELETE FROM sketch_keys WHERE key = ANY(CAST(? AS bigint[])) AND document = ?",
                             PostgresValues().add_list(signed_keys(*held)).add(document));
  if (!keys) return keys.error();
  auto gone = connection.ask("DELETE FROM sketches WHERE document = ?", PostgresValues().add(document));
  if (!gone) return gone.error();
  return Done{};
}

}  // namespace brink
