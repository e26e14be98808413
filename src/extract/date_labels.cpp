// SPDX-License-Identifier: Apache-2.0
#include "extract/date_labels.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/utf8.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::size_t kReach = 60;  // bytes

using Labels = std::unordered_map<std::string_view, DateOf>;

const Labels& labels() {
  static const Labels kLabels = [] {
    Labels table;
    for (const auto& row : extract_rows("date_labels.tsv")) {
      if (row.size() != 2) continue;
      table.emplace(row[1], row[0] == "published"  ? DateOf::kPublished
                            : row[0] == "modified" ? DateOf::kModified
                                                   : DateOf::kOther);
    }
    return table;
  }();
  return kLabels;
}

bool is_label_byte(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || ((u | 32) >= 'a' && (u | 32) <= 'z') || (u >= '0' && u <= '9');
}

// The words of a text with where each begins.
std::vector<std::string_view> words_with_places(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && is_label_byte(text[at])) ++at;
    if (at > from)
      words.push_back(text.substr(from, at - from));
    else
      ++at;
  }
  return words;
}

}  // namespace

DateOf date_of(std::string_view before) {
  if (before.size() > kReach) before.remove_prefix(before.size() - kReach);
  const std::string folded = fold_case(before);
  const std::vector<std::string_view> words = words_with_places(folded);
  for (std::size_t last = words.size(); last-- > 0;)
    for (std::size_t n = std::min<std::size_t>(last + 1, 3); n > 0; --n) {
      const std::string_view from = words[last + 1 - n], to = words[last];
      const std::string_view phrase(from.data(),
                                    static_cast<std::size_t>(to.data() - from.data()) + to.size());
      if (const auto found = labels().find(phrase); found != labels().end()) return found->second;
    }
  if (folded.find("©") != std::string::npos) return DateOf::kOther;
  return DateOf::kUnsaid;
}

}  // namespace brink
