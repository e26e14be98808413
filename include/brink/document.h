// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/time.h"

namespace brink {

// Byte offsets into a document's text, end exclusive.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin >= end; }
  std::uint32_t size() const { return empty() ? 0 : end - begin; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  auto operator<=>(const Span&) const = default;
};

// "BRUSSELS, Jan 28 (Reuters) -": where the report was filed, by which wire, by whom.
struct Dateline {
  std::string place;     // "Brussels"
  std::string wire;      // "Reuters", "Yonhap"
  std::string reporter;  // "Lee Sang-heon"
  std::string date;      // as printed: "Jan 28"; empty when none
  Span span;             // in Document::text, which keeps the dateline

  bool empty() const { return place.empty() && wire.empty() && reporter.empty(); }
  bool operator==(const Dateline&) const = default;
};

// What an archive may keep of a document.
enum class Keep { kFull, kExcerpt, kFacts };

struct Rights {
  std::string notice;   // the sentence that forbids or permits, as printed; empty when none
  Keep keep = Keep::kFull;  // the most that may be kept
  bool operator==(const Rights&) const = default;
};

struct Caption {
  std::string text;    // "Jens Stoltenberg, NATO Secretary-General"
  std::string credit;  // "AFP / Yonhap file photo"
  bool operator==(const Caption&) const = default;
};

// One report, cleaned: what the later stages read.
struct Document {
  std::string id;        // 32 hex digits; identity of the report (see intake/identity.h); "" before it is given
  std::string source;    // where we took it from: path, or path#record
  std::string url;       // as fetched; may be empty
  std::string canonical_url;  // what the page says its address is; may be empty
  std::string outlet;    // "Reuters", "bbc.co.uk"
  std::string title;
  std::optional<Timestamp> published;
  std::optional<Timestamp> modified;
  std::vector<std::string> authors;
  std::string language;  // ISO 639-1 ("en"), or "" when not known
  Dateline dateline;
  Rights rights;
  std::vector<Caption> captions;
  std::string text;      // UTF-8; paragraphs parted by one empty line ("\n\n")
};

}  // namespace brink
