// SPDX-License-Identifier: Apache-2.0
#include "extract/tags.h"

#include <array>

namespace brink {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Tag::kCount)> kNames = {
    "", "",
#define BRINK_TAG(name, text) text,
    BRINK_TAGS(BRINK_TAG)
#undef BRINK_TAG
};

constexpr std::size_t kSlots = 1024;

constexpr std::size_t slot_of(std::string_view name) {
  std::uint32_t h = 2166136261u;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return (h ^ (h >> 15)) % kSlots;
}

// Open addressing; 0 (kText) is an empty slot.
constexpr auto kSlotTable = [] {
  std::array<std::uint8_t, kSlots> table{};
  for (std::size_t tag = 2; tag < kNames.size(); ++tag) {
    std::size_t slot = slot_of(kNames[tag]);
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<std::uint8_t>(tag);
  }
  return table;
}();

constexpr std::size_t kLongestName = 10;  // "blockquote"

}  // namespace

Tag tag_named(std::string_view lower) {
  if (lower.size() > kLongestName) return Tag::kUnknown;
  for (std::size_t slot = slot_of(lower); kSlotTable[slot] != 0; slot = (slot + 1) % kSlots)
    if (kNames[kSlotTable[slot]] == lower) return static_cast<Tag>(kSlotTable[slot]);
  return Tag::kUnknown;
}

std::string_view name_of(Tag tag) { return kNames[static_cast<std::size_t>(tag)]; }

}  // namespace brink
