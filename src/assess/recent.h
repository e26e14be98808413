// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assess/known.h"
#include "brink/story.h"

namespace brink {

// What the watched actors did and said of late, oldest first, and the happenings it tells of. The
// map points into the events; not to be copied.
struct Recent {
  std::deque<Known> events;
  std::vector<Story> stories;
  std::unordered_map<std::string_view, const Known*> by_id;

  static Result<Recent> read(const Archive& archive, const std::vector<std::string>& actors, Day at,
                             int days, std::size_t most);
};

}  // namespace brink
