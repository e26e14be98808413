// SPDX-License-Identifier: Apache-2.0
#include "store/lens_rows.h"

#include <algorithm>
#include <tuple>

namespace brink {

const char* column_of(CountBy by) {
  switch (by) {
    case CountBy::kType: return "e.type";
    case CountBy::kCameoRoot: return "substr(e.cameo, 1, 2)";
    case CountBy::kStatus: return "e.status";
    case CountBy::kAll: break;
  }
  return "''";
}

void sort_as_read(std::vector<Event>& events) {
  std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::tie(a.sentence, a.trigger.span, a.id) < std::tie(b.sentence, b.trigger.span, b.id);
  });
}

}  // namespace brink
