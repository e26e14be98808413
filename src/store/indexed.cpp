// SPDX-License-Identifier: Apache-2.0
#include "store/indexed.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace brink {
namespace {

// A NUL or an ill-formed byte is written as four at most (postgres/values.h).
constexpr std::size_t kMostText = 400, kMostSectors = 400, kMostLabels = 800;

std::size_t written_size(std::string_view text) {
  if (!is_utf8(text)) return 4 * text.size();
  std::size_t size = text.size();
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') size += 3;
  return size;
}

}  // namespace

std::string indexed_text(const std::string& text) {
  if (written_size(text) <= kMostText) return text;
  return text.substr(0, kMostText / 4) + hex_hash(text);
}

std::string indexed_sectors(const std::string& sectors) {
  if (written_size(sectors) <= kMostSectors) return sectors;
  return sectors.substr(0, sectors.rfind(' ', kMostSectors / 4) + 1);
}

std::string indexed_labels(const std::string& labels) {
  return written_size(labels) <= kMostLabels ? labels : kManyLabels;
}

}  // namespace brink
