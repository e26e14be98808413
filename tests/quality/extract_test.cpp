// SPDX-License-Identifier: Apache-2.0
//
// Floors under the article bodies, on pages with known answers, which are not part of the source:
// the tests skip where they are missing. A floor rises freely and falls only with a reason.
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "intake/intake.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Shingles = std::map<std::string, int>;

constexpr double kBodyFloor = 0.975;     // F1 of 4-word shingles
constexpr double kSnippetFloor = 0.935;  // F of texts that must and must not be kept

const fs::path kData = fs::path(BRINK_SOURCE_DIR) / "build/data/extraction";

std::string text_of(const fs::path& page) {
  std::string text;
  const Extractor extractor;
  Intake().read(
      page,
      [&](Arrival&& arrival) {
        if (const auto document = extractor.extract({.html = arrival.html, .url = ""}))
          text = document->text;
        return true;
      },
      [](const std::string&, const Error& error) { ADD_FAILURE() << error.sentence(); });
  return text;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (u_isalnum(static_cast<UChar32>(c)) || c == '_')
      words.back().append(text, from, at - from);
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

Shingles shingles_of(const std::string& text) {
  const std::vector<std::string> words = words_of(text);
  Shingles shingles;
  for (std::size_t i = 0; i < words.size() && (i == 0 || i + 4 <= words.size()); ++i) {
    std::string shingle;
    for (std::size_t k = i; k < std::min(i + 4, words.size()); ++k) shingle += words[k] + ' ';
    ++shingles[shingle];
  }
  return shingles;
}

double count_of(const Shingles& shingles) {
  double count = 0;
  for (const auto& [shingle, n] : shingles) count += n;
  return count;
}

double shared_by(const Shingles& a, const Shingles& b) {
  double count = 0;
  for (const auto& [shingle, n] : a)
    if (const auto found = b.find(shingle); found != b.end()) count += std::min(n, found->second);
  return count;
}

double harmonic_mean(double p, double r) { return p + r > 0 ? 2 * p * r / (p + r) : 0; }

// A running mean.
struct Mean {
  double sum = 0, count = 0;
  void add(double value) { sum += value, ++count; }
  double value() const { return count > 0 ? sum / count : 0; }
};

Json read_json(const fs::path& path) {
  const auto bytes = read_file(path);
  return bytes ? Json::parse(*bytes) : Json();
}

TEST(ExtractQuality, FindsArticleBodies) {
  const Json truth = read_json(kData / "scrapinghub/ground-truth.json");
  if (truth.is_null()) GTEST_SKIP() << "no " << kData / "scrapinghub";
  Mean precision, recall;
  for (const auto& [key, page] : truth.items()) {
    const Shingles gold = shingles_of(page["articleBody"].get<std::string>());
    const Shingles ours = shingles_of(text_of(kData / "scrapinghub/html" / (key + ".html.gz")));
    const double both = shared_by(gold, ours);
    if (!ours.empty()) precision.add(both / count_of(ours));
    if (!gold.empty()) recall.add(both / count_of(gold));
  }
  const double f1 = harmonic_mean(precision.value(), recall.value());
  RecordProperty("f1", std::to_string(f1));
  EXPECT_GE(f1, kBodyFloor) << "precision " << precision.value() << ", recall " << recall.value();
}

TEST(ExtractQuality, KeepsWhatMustStayAndDropsWhatMustGo) {
  const Json truth = read_json(kData / "trafilatura/evaldata.json");
  if (truth.is_null()) GTEST_SKIP() << "no " << kData / "trafilatura";
  double kept = 0, wanted = 0, intruders = 0;
  for (const auto& [url, page] : truth.items()) {
    const std::string text =
        squeeze(text_of(kData / "trafilatura/html" / page["file"].get<std::string>()));
    const auto holds = [&](const Json& snippet) {
      return text.find(squeeze(snippet.get<std::string>())) != std::string::npos;
    };
    for (const Json& snippet : page["with"]) ++wanted, kept += holds(snippet);
    for (const Json& snippet : page["without"]) intruders += holds(snippet);
  }
  const double f = harmonic_mean(kept / (kept + intruders), kept / wanted);
  RecordProperty("f", std::to_string(f));
  EXPECT_GE(f, kSnippetFloor) << kept << " of " << wanted << " kept, " << intruders << " intruders";
}

}  // namespace
}  // namespace brink
