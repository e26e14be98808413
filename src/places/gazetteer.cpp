// SPDX-License-Identifier: Apache-2.0
#include "places/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <deque>
#include <fstream>
#include <mutex>
#include <numbers>

#include "base/decompress.h"

namespace brink {
namespace {

constexpr std::uint32_t kIndexMagic = 0x184D2A50;
constexpr std::uint32_t kMostIndex = 1u << 20;
constexpr std::uint64_t kMostBlock = 4u << 20;

// The cells of a line; those that it lacks are empty.
template <std::size_t N>
std::array<std::string_view, N> cells_of(std::string_view line) {
  std::array<std::string_view, N> cells;
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t tab = line.find('\t');
    cells[i] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  return cells;
}

template <class Number>
Number number_in(std::string_view cell) {
  Number number{};
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return number;
}

PlaceKind kind_named(std::string_view name) {
  if (name == "region") return PlaceKind::kRegion;
  if (name == "county") return PlaceKind::kCounty;
  if (name == "capital") return PlaceKind::kCapital;
  if (name == "district") return PlaceKind::kDistrict;
  return PlaceKind::kCity;
}

// key, name, kind, country, admin1, admin2, lat, lon, population, geonames, "a" for another
// spelling.
Candidate candidate_in(std::string_view line) {
  const auto cells = cells_of<11>(line);
  Candidate candidate{std::string(cells[1]),
                      kind_named(cells[2]),
                      std::string(cells[3]),
                      std::string(cells[4]),
                      std::string(cells[5]),
                      number_in<double>(cells[6]),
                      number_in<double>(cells[7]),
                      number_in<std::int64_t>(cells[8]),
                      std::max<std::int64_t>(0, number_in<std::int64_t>(cells[9])),
                      cells[10] == "a"};
  return candidate;
}

std::uint32_t little_endian(const char* bytes) {
  std::uint32_t number = 0;
  for (int i = 3; i >= 0; --i) number = (number << 8) | static_cast<unsigned char>(bytes[i]);
  return number;
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

std::string_view key_in(std::string_view line) { return line.substr(0, line.find('\t')); }

// Where the first line begins whose key is not less than `key`; lines are sorted by key.
std::size_t first_not_less(std::string_view text, std::string_view key) {
  std::size_t low = 0, high = text.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? std::string_view::npos : text.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = line_at(text, begin);
    if (key_in(line) < key)
      low = std::min(high, begin + line.size() + 1);
    else
      high = begin;
  }
  return low;
}

}  // namespace

std::string_view name_of(PlaceKind kind) {
  static constexpr std::string_view kNames[] = {"country", "region",   "county", "capital",
                                                "city",    "district", "sea",    "land"};
  return kNames[static_cast<std::size_t>(kind)];
}

double kilometres(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadian = std::numbers::pi / 180, kEarth = 6371;
  const double a = std::sin((lat2 - lat1) * kRadian / 2), b = std::sin((lon2 - lon1) * kRadian / 2);
  const double h = a * a + std::cos(lat1 * kRadian) * std::cos(lat2 * kRadian) * b * b;
  return 2 * kEarth * std::asin(std::sqrt(std::min(1.0, h)));
}

struct Gazetteer::Blocks {
  struct Block {
    std::uint64_t begin = 0, size = 0;
    std::string first_key;
    std::string text;  // empty until asked for
  };

  std::filesystem::path path;
  std::vector<Block> blocks;
  std::deque<std::once_flag> read;

  void add_index(std::string_view index, std::uint64_t begin);
  std::string_view text_of(std::size_t number);
};

void Gazetteer::Blocks::add_index(std::string_view index, std::uint64_t begin) {
  for (std::size_t at = 0; at < index.size();) {
    const std::string_view line = line_at(index, at);
    const auto cells = cells_of<3>(line);
    blocks.push_back({begin + number_in<std::uint64_t>(cells[0]),
                      number_in<std::uint64_t>(cells[1]), std::string(cells[2]), ""});
    read.emplace_back();
    at += line.size() + 1;
  }
}

std::string_view Gazetteer::Blocks::text_of(std::size_t number) {
  Block& block = blocks[number];
  std::call_once(read[number], [&] {
    if (block.size > kMostBlock) return;
    std::string packed(block.size, '\0');
    std::ifstream in(path, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(block.begin));
    if (!in.read(packed.data(), static_cast<std::streamsize>(packed.size()))) return;
    if (auto text = unpack_bytes(packed, Packing::kZstd, kMostBlock)) block.text = std::move(*text);
  });
  return block.text;
}

Gazetteer::Gazetteer(std::unique_ptr<Blocks> blocks) : blocks_(std::move(blocks)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{"places", path.string(), "no file to read", "a gazetteer"};
  char head[8] = {};
  in.read(head, sizeof head);
  const std::uint32_t size = little_endian(head + 4);
  if (!in || little_endian(head) != kIndexMagic || size > kMostIndex)
    return Error{"places", path.string() + " (byte 0)", "other bytes",
                 "a skippable zstd frame with the index"};
  std::string packed(size, '\0');
  if (!in.read(packed.data(), size))
    return Error{"places", path.string() + " (byte 8)", "an end",
                 std::to_string(size) + " bytes of index"};
  const auto index = unpack_bytes(packed, Packing::kZstd, kMostBlock);
  if (!index)
    return Error{"places", path.string() + " (byte 8)", index.error().sentence(), "the index"};
  auto blocks = std::make_unique<Blocks>();
  blocks->path = path;
  blocks->add_index(*index, sizeof head + size);
  return Gazetteer(std::move(blocks));
}

std::vector<Candidate> Gazetteer::find(std::string_view key) const {
  const auto& blocks = blocks_->blocks;
  const auto after =
      std::upper_bound(blocks.begin(), blocks.end(), key,
                       [](std::string_view k, const Blocks::Block& b) { return k < b.first_key; });
  std::vector<Candidate> found;
  if (after == blocks.begin()) return found;
  const std::string_view text =
      blocks_->text_of(static_cast<std::size_t>(after - blocks.begin()) - 1);
  for (std::size_t at = first_not_less(text, key); at < text.size();) {
    const std::string_view line = line_at(text, at);
    if (key_in(line) != key) break;
    found.push_back(candidate_in(line));
    at += line.size() + 1;
  }
  return found;
}

}  // namespace brink
