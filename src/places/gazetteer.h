// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"

namespace brink {

// What a name may mean on the map.
enum class PlaceKind {
  kCountry,
  kRegion,    // first level: "Ohio", "Bavaria"
  kCounty,    // second level
  kCapital,   // of a country
  kCity,      // any populated place
  kDistrict,  // part of a town
  kSea,       // seas, straits, rivers, lakes
  kLand,      // continents, mountains, disputed areas, bases: what data/places/ has
};
std::string_view name_of(PlaceKind kind);

struct Candidate {
  std::string name;
  PlaceKind kind = PlaceKind::kCity;
  std::string country;         // ISO 3166-1 alpha-3; "" for none or several
  std::string admin1, admin2;  // names of the regions that it lies in
  double lat = 0, lon = 0;     // degrees
  std::int64_t population = 0;
  std::int64_t geonames = 0;  // 0: not known
  bool alternate = false;     // the name asked for is another spelling of it
};

double kilometres(double lat1, double lon1, double lat2, double lon2);

// data/gazetteer/places.tsv.zst: 200,000 towns and their regions. docs/places.md has the form.
// Reads its index at first and a block of names when one is asked for; once read a block stays (28
// MB for all). Safe to share between threads.
class Gazetteer {
 public:
  // The Error names the file and what is wrong with its index.
  static Result<Gazetteer> open(const std::filesystem::path& path);
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  // What has this key (names.h), by population. A block that cannot be read holds nothing.
  std::vector<Candidate> find(std::string_view key) const;

 private:
  struct Blocks;
  explicit Gazetteer(std::unique_ptr<Blocks> blocks);
  std::unique_ptr<Blocks> blocks_;
};

}  // namespace brink
