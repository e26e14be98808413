// SPDX-License-Identifier: Apache-2.0
#include "times/times.h"

#include "base/iso_time.h"

namespace brink {

std::string_view name_of(TimexType type) {
  switch (type) {
    case TimexType::kDate: return "DATE";
    case TimexType::kTime: return "TIME";
    case TimexType::kDuration: return "DURATION";
    case TimexType::kSet: return "SET";
  }
  return "";
}

TimeTagger::TimeTagger() = default;

std::vector<Timex> TimeTagger::find(const Document&, std::span<const Sentence> sentences) const {
  std::vector<Timex> found;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const auto& tokens = sentences[s].tokens;
    for (std::uint32_t i = 0; i < tokens.size(); ++i)
      if (const auto day = read_iso(tokens[i].form); day && !day->has_time)
        found.push_back({s, i, i + 1, tokens[i].span, TimexType::kDate, to_iso(*day)});
  }
  return found;
}

}  // namespace brink
