// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/dom.h"

namespace brink {

// What the names of an element say of its use, as bits. The kinds are those of
// data/extract/names.tsv.
enum NameEvidence : std::uint16_t {
  kSaysBody = 1,
  kSaysArticle = 2,
  kSaysComment = 4,
  kSaysShare = 8,
  kSaysRelated = 16,
  kSaysAd = 32,
  kSaysSignup = 64,
  kSaysNotice = 128,
  kSaysNav = 256,
  kSaysByline = 512,
  kSaysCaption = 1024,
  kSaysTags = 2048,
  kSaysTool = 4096,
  kSaysHidden = 8192,
  kSaysLead = 16384,
  kSaysNot = 32768,  // of a word: the next one says nothing. Never of an element
};

constexpr std::uint16_t kSaysFurniture = kSaysComment | kSaysShare | kSaysRelated | kSaysAd |
                                         kSaysSignup | kSaysNotice | kSaysNav | kSaysByline |
                                         kSaysTags | kSaysTool | kSaysHidden;

// Reads class, id, itemprop and role.
std::uint16_t names_say(const Dom& dom, NodeId id);

// Reads one attribute's value: names parted by blanks.
std::uint16_t names_say(std::string_view names);

}  // namespace brink
