// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/event.h"
#include "brink/time.h"
#include "exchange/codes.h"

namespace brink {

// Who is meant by names as data sets write them: "Military (Russia)", "Vladimir Putin", "Foreign
// Affairs (Bangladesh)". Safe to share between threads; `codes` must outlive it.
class ActorNames {
 public:
  explicit ActorNames(const Codes& codes) : codes_(codes) {}

  // `country`: what the data set says of it, as a name or a code; may be empty. A name that the
  // tables have gives the code and sectors of that day; "(Country)" behind a name gives the code;
  // words for those who act ("police") give sectors. Code "UNK" where nothing helps.
  Actor who(std::string_view name, std::string_view country, Day day) const;

  // Whether the tables name this person, body or country.
  bool knows(std::string_view name) const;

 private:
  // What does not depend on the day.
  struct Known {
    std::vector<const Party*> parties;
    std::string country;               // of the brackets
    std::vector<std::string> sectors;  // of words for those who act
  };
  Known look_up(const std::string& name) const;
  std::vector<const Party*> person_named(const std::string& name) const;
  Known known(const std::string& name) const;
  std::vector<std::string> sectors_of_words(const std::string& text) const;

  static constexpr std::size_t kMostHeld = 1u << 16;  // names remembered before all are forgotten

  const Codes& codes_;
  mutable std::mutex lock_;
  mutable std::unordered_map<std::string, Known> held_;
};

}  // namespace brink
