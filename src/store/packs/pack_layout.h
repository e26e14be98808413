// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace brink {

// The parts of a pack's bytes, each an array, in this order. Texts are told by numbers of the lexicon. "number":
// u16 where all of the column fit, else u32 (Numbers).
// Reports stand newest first, then by id; so do events, by their report's moment. Bump kPackVersion when
// any of it changes.
enum class Section : std::uint32_t {
  kTextEnds,       // u32 a text: where it ends in kTexts
  kTexts,          // the lexicon's texts, one after the other
  kReportId,       // 16 bytes a report
  kReported,       // i64: moment
  kReportDay,      // i32
  kKnownFrom,      // i32: day
  kOutlet,         // number: text
  kLanguage,       // number: text
  kTitle,          // number: text
  kReportRecord,   // u32: where the rest of it begins in kRecords
  kSource,         // u32: where its sources begin in the pack's other bytes
  kEventId,        // 16 bytes an event
  kEventReport,    // number: its report
  kFirstDay,       // i32; kNoDay32 without a date
  kLastDay,        // i32
  kAct,            // number: of the acts
  kNamesEnd,       // u32: where its names end in kNames
  kNames,          // number: of the names
  kEventRecord,    // u32: where it begins in kRecords
  kActType,        // u32 an act: text
  kActCameo,       // u32: text
  kActLabels,      // u32: text
  kActStatus,      // u8
  kNameKind,       // u8 a name: KeyKind
  kNameKey,        // u32: text
  kNameSectors,    // u32: text
  kRecords,        // bytes
  kCount,
};

inline constexpr std::uint32_t kPackMark = 0x6b507242;  // "BrPk"
inline constexpr std::uint32_t kPackVersion = 1;
inline constexpr std::int32_t kNoDay32 = std::numeric_limits<std::int32_t>::min();

// Bounds of what a pack may say. Its reports and events are told apart by nineteen bits (pack_ids).
inline constexpr std::size_t kMostPacked = std::size_t{1} << 19;
inline constexpr std::size_t kMostReportEvents = 1'000;  // of one report
inline constexpr std::int32_t kFarthestDay = 3'700'000;  // some ten thousand years from 1970, either way
inline constexpr std::int64_t kFarthestMoment = std::int64_t{kFarthestDay} * 24 * 60 * 60;

// What stands before the parts.
struct PackHeader {
  std::uint32_t mark = kPackMark, version = kPackVersion;
  struct Extent { std::uint64_t begin = 0, size = 0; };  // bytes; each begins at a multiple of eight
  Extent extents[static_cast<std::size_t>(Section::kCount)]{};
};

}  // namespace brink
