// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "stories/agreement.h"

namespace brink {

// Sightings that were found to be of one happening, in the order of their days.
struct Gathered {
  std::vector<const Account*> seen;
  std::unique_ptr<Account> filled;  // once there are two

  // The first, with what it left out filled in from the others.
  const Account& told() const { return filled ? *filled : *seen.front(); }
};

// Puts each sighting, taken in the order of days, to the happening that it agrees with best, or opens
// one. It is held against the newest happenings alone that share an actor, a recipient, a place or the
// report with it, at most 40 each. Sightings must outlive it.
class Gathering {
 public:
  explicit Gathering(int days_apart) : days_apart_(days_apart) {}

  void take(const Account& sighting);
  const std::vector<Gathered>& happenings() const { return happenings_; }

  // The denials that the happening met within three days, each its first sighting.
  std::vector<const Account*> denials_of(const Gathered& happening) const;

 private:
  using Keys = std::vector<std::uint64_t>;
  std::vector<std::size_t> near(const Account& sighting, const Keys& keys, int days) const;
  void enter(std::size_t happening, const Keys& keys);

  int days_apart_;
  std::vector<Gathered> happenings_;
  struct Entry {
    std::uint32_t happening;
    Day day;  // of its first sighting
  };
  std::unordered_map<std::uint64_t, std::vector<Entry>> by_key_;
};

}  // namespace brink
