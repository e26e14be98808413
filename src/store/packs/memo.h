// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "store/packs/lexicon.h"
#include "store/packs/packed_bytes.h"

namespace brink {

// What was made of the same things before.
template <class Made>
class Memo {
 public:
  // `tell` writes all that it is made of; `make` makes it, the first time. Neither may ask this memo; one
  // in which `make` threw is of no more use.
  template <class Tell, class Make>
  const Made& of(const Tell& tell, const Make& make) {
    told_.bytes().clear();
    tell(told_);
    const std::uint32_t number = numbers_.number_of(told_.bytes());
    if (number == made_.size()) made_.push_back(make());
    return made_[number];
  }

 private:
  Lexicon numbers_;
  PackedBytes told_;
  std::vector<Made> made_;
};

}  // namespace brink
