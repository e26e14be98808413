// SPDX-License-Identifier: Apache-2.0
#include "knowledge/attribution_cues.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "knowledge/table.h"

namespace brink {
namespace {

using Cues = AttributionCues;

constexpr std::pair<std::string_view, std::uint32_t> kTakes[] = {
    {"that", Cues::kThat},       {"to do", Cues::kToDo},     {"doing", Cues::kDoing},
    {"object", Cues::kObject},   {"alone", Cues::kAlone},    {"out", Cues::kOut},
    {"support", Cues::kSupport}, {"about", Cues::kAbout},    {"against", Cues::kAgainst},
    {"as", Cues::kAs},           {"at", Cues::kAt},          {"for", Cues::kFor},
    {"from", Cues::kFrom},       {"in", Cues::kIn},          {"into", Cues::kInto},
    {"of", Cues::kOf},           {"on", Cues::kOn},          {"over", Cues::kOver},
    {"to", Cues::kTo},           {"toward", Cues::kToward},  {"towards", Cues::kToward},
    {"upon", Cues::kOn},         {"with", Cues::kWith},     {"nobody", Cues::kNobody},
};

constexpr std::string_view kKinds[] = {"verb", "noun", "adjective", "adverb"};

std::uint32_t bit_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kTakes), std::end(kTakes),
                                   [name](const auto& row) { return row.first == name; });
  return found == std::end(kTakes) ? 0 : found->second;
}

}  // namespace

std::uint32_t AttributionCues::preposition(std::string_view word) {
  const std::uint32_t bit = bit_named(word);
  return bit >= kAbout && bit <= kWith ? bit : 0;
}

Result<AttributionCues> AttributionCues::read(const std::filesystem::path& dir,
                                              const std::filesystem::path& overlay,
                                              const Words& words) {
  AttributionCues cues;
  auto table = Table::read(dir, overlay, "frames/attribution.tsv", {"cue", "kind", "takes"}, 2);
  if (!table) return table.error();
  for (std::size_t i = 0; i < table->size(); ++i) {
    const Table::Row row = table->row(i);
    const auto* kind = std::find(std::begin(kKinds), std::end(kKinds), row[1]);
    if (kind == std::end(kKinds))
      return row.wrong("kind \"" + std::string(row[1]) + "\"", "verb, noun, adjective or adverb");
    std::uint32_t takes = 0;
    for (const std::string_view name : row.list(2)) {
      const std::uint32_t bit = bit_named(name);
      if (!bit) return row.wrong("\"" + std::string(name) + "\"", "what a cue takes, or a preposition");
      takes |= bit;
    }
    auto& forms = cues.takes_[kind - std::begin(kKinds)];
    forms[std::string(row[0])] |= takes;
    if (*kind == "verb")
      for (const Inflected& form : words.forms_of(row[0])) forms[form.word] |= takes;
    if (*kind == "noun") forms[plural_of(row[0])] |= takes;
  }
  return cues;
}

std::uint32_t AttributionCues::takes(Kind kind, std::string_view form) const {
  const auto& forms = takes_[static_cast<std::size_t>(kind)];
  const auto it = forms.find(form);
  return it == forms.end() ? 0 : it->second;
}

}  // namespace brink
