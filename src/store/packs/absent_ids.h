// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "store/packs/report_id.h"

namespace brink {

// Ids of reports of which nothing waits and no row is there.
class AbsentIds {
 public:
  AbsentIds() = default;
  explicit AbsentIds(std::vector<IdBytes> ids) : ids_(std::move(ids)) { std::sort(ids_.begin(), ids_.end()); }

  bool contains(std::string_view id) const {
    return !ids_.empty() && is_hex_id(id) && std::binary_search(ids_.begin(), ids_.end(), id_bytes(id));
  }
  void erase(std::string_view id) {
    if (ids_.empty() || !is_hex_id(id)) return;
    const auto [first, last] = std::equal_range(ids_.begin(), ids_.end(), id_bytes(id));
    ids_.erase(first, last);
  }

 private:
  std::vector<IdBytes> ids_;  // sorted
};

}  // namespace brink
