// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_store.h"

#include <algorithm>

#include "base/hash.h"
#include "store/packs/pack_shelf.h"

namespace brink {

PackStore::Place PackStore::place_of(std::int64_t number) {
  const std::int64_t rest = number % kPlacesOfPack;
  return {number / kPlacesOfPack, static_cast<std::uint32_t>(rest / 2), rest % 2 == 1};
}

std::int64_t PackStore::number_of_place(const Place& place) {
  return place.pack * kPlacesOfPack + 2 * place.number + (place.is_event ? 1 : 0);
}

Result<std::shared_ptr<const Pack>> PackStore::pack(std::int64_t key,
                                                    const std::string& hash) const {
  return PackShelf::of_process().get(hash, where(), [&] { return bytes_of(key); });
}

Result<std::shared_ptr<const Pack>> PackStore::pack(std::int64_t key) const {
  const auto hash = hash_of(key);
  if (!hash) return hash.error();
  return pack(key, *hash);
}

Result<std::shared_ptr<const Pack>> PackStore::pack(const PackHead& head) const {
  auto pack = this->pack(head.key, head.hash);
  if (pack && (static_cast<std::int64_t>((*pack)->reports()) != head.reports ||
               static_cast<std::int64_t>((*pack)->events()) != head.events))
    return damaged();
  return pack;
}

Result<std::vector<PackStore::Place>> PackStore::places(const std::string& prefix, bool events,
                                                        std::size_t most) const {
  const auto candidates = this->candidates(id_numbers(prefix), events, 16 * most);
  if (!candidates || candidates->empty()) return candidates;
  std::vector<std::pair<std::string, Place>> found;
  for (const Place& place : *candidates) {
    const auto pack = this->pack(place.pack);
    if (!pack) return pack.error();
    if (place.number >= (events ? (*pack)->events() : (*pack)->reports())) return damaged();
    const std::uint32_t report = events ? (*pack)->event_report[place.number] : place.number;
    std::string id =
        hex_of(events ? (*pack)->event_id[place.number] : (*pack)->report_id[place.number]);
    if (!id.starts_with(prefix)) continue;
    const auto left = has_left(place.pack, report);
    if (!left) return left.error();
    if (!*left) found.emplace_back(std::move(id), place);
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > most) found.resize(most);
  std::vector<Place> places;
  for (const auto& [id, place] : found) places.push_back(place);
  return places;
}

Result<std::optional<Rank>> PackStore::rank_of(
    const std::string& id, bool events,
    const std::function<bool(const Pack&, std::size_t)>& answers) const {
  if (!is_hex_id(id)) return std::optional<Rank>();
  const auto found = places(id, events, 1);
  if (!found) return found.error();
  if (found->empty()) return std::optional<Rank>();
  const auto pack = this->pack(found->front().pack);
  if (!pack) return pack.error();
  const std::size_t number = found->front().number;
  if (!answers(**pack, number)) return std::optional<Rank>();
  return std::optional(
      Rank{-(*pack)->reported[events ? (*pack)->event_report[number] : number], id_bytes(id)});
}

Result<StoredDocument> PackStore::report(const Place& place) const {
  const auto pack = this->pack(place.pack);
  if (!pack) return pack.error();
  return report(place.pack, **pack, place.number);
}

Result<StoredDocument> PackStore::report(std::int64_t key, const Pack& pack,
                                         std::size_t number) const {
  auto stored = pack.report(number);
  if (!stored) return stored;
  const auto sources = sources_at(key, pack.source[number]);
  if (!sources) return sources.error();
  if (auto read = read_sources(*sources, where(), stored->document); !read) return read.error();
  return stored;
}

Result<Event> PackStore::event(const Place& place) const {
  const auto pack = this->pack(place.pack);
  if (!pack) return pack.error();
  return (*pack)->event(place.number);
}

}  // namespace brink
