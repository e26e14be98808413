// SPDX-License-Identifier: Apache-2.0
#include "extract/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kSample = 6000;  // bytes
constexpr int kFewBytes = 60;          // of text that CLD2 could use: fewer prove nothing

// "en-US" -> "en"; "" for what is no language tag.
std::string primary_tag(std::string_view tag) {
  std::string lower = fold_case(trim(tag).substr(0, 16));
  lower.resize(std::min(lower.find_first_of("-_,; "), lower.size()));
  if (lower == "iw") return "he";
  if (lower == "in") return "id";
  if (lower == "nb" || lower == "nn") return "no";
  if (lower.size() != 2 || lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != lower.npos)
    return {};
  return lower;
}

// Languages that detectors take for each other.
bool are_near(std::string_view a, std::string_view b) {
  static constexpr std::string_view kGroups[] = {"da no sv", "id ms",       "hr sr bs sl",
                                                 "cs sk",    "ru uk be bg", "es gl ca pt",
                                                 "nl af",    "hi mr ne"};
  return std::any_of(std::begin(kGroups), std::end(kGroups), [&](std::string_view group) {
    return group.find(a) != group.npos && group.find(b) != group.npos;
  });
}

std::string_view sample_of(std::string_view text) {
  if (text.size() <= kSample) return text;
  std::size_t end = kSample;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string detect_language(std::string_view text, std::string_view declared) {
  const std::string tag = primary_tag(declared);
  const std::string_view sample = sample_of(text);
  const CLD2::CLDHints hints = {tag.empty() ? nullptr : tag.c_str(), nullptr,
                                CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3], text_bytes = 0;
  double scores[3];
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, &hints, 0,
                                 languages, percents, scores, nullptr, &text_bytes, &reliable);
  const std::string found =
      languages[0] == CLD2::UNKNOWN_LANGUAGE ? "" : primary_tag(CLD2::LanguageCode(languages[0]));
  if (found.empty()) return tag;
  if (tag.empty()) return reliable || text_bytes >= kFewBytes ? found : "";
  if (!reliable || text_bytes < kFewBytes || are_near(found, tag)) return tag;
  return found;
}

}  // namespace brink
