// SPDX-License-Identifier: Apache-2.0
// Floors under the time expressions found in TempEval-3's training documents, which are not part of
// the source: the test skips where they are missing. Floors rise freely and fall only by an
// explained commit.
#include "times/times.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>

#include "base/files.h"
#include "base/iso_time.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

struct Marked {
  Span span;
  std::string value;
};

// A TimeML document: its text without tags, its day, and the TIMEX3 marked in it.
struct Gold {
  Document document;
  std::vector<Marked> times;
};

std::string between(const std::string& text, const std::string& before, const std::string& behind) {
  const std::size_t begin = text.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t end = text.find(behind, begin + before.size());
  return end == std::string::npos ? ""
                                  : text.substr(begin + before.size(), end - begin - before.size());
}

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> kReferences[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
  for (const auto& [reference, character] : kReferences)
    for (std::size_t at = 0; (at = text.find(reference, at)) != std::string::npos; ++at)
      text.replace(at, std::string(reference).size(), character);
  return text;
}

Gold read(const std::string& source) {
  Gold gold;
  const std::string created = between(between(source, "<DCT>", "</DCT>"), "value=\"", "\"");
  gold.document.published = read_iso(created.substr(0, 10));
  const std::string body = between(source, "<TEXT>", "</TEXT>");
  std::string& text = gold.document.text;
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '<') {
      const std::size_t end = std::min(body.find('<', at), body.size());
      text += unescaped(body.substr(at, end - at));
      at = end;
      continue;
    }
    const std::size_t end = body.find('>', at);
    const std::string tag = body.substr(at, end - at);
    const auto here = static_cast<std::uint32_t>(text.size());
    if (tag.rfind("<TIMEX3", 0) == 0)
      gold.times.push_back({{here, here}, between(tag, "value=\"", "\"")});
    if (tag == "</TIMEX3" && !gold.times.empty()) gold.times.back().span.end = here;
    at = end + 1;
  }
  return gold;
}

double f1(std::size_t right, std::size_t found, std::size_t gold) {
  return 2.0 * static_cast<double>(right) / static_cast<double>(found + gold);
}

TEST(TimesQuality, FindsAndReadsTheTimesOfTempEval) {
  const fs::path folder = fs::path(BRINK_SOURCE_DIR) / "build" / "data" / "timex";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is missing";
  const auto splitter =
      Splitter::load(fs::path(BRINK_SOURCE_DIR) / "models" / "english-splitter.bin");
  ASSERT_TRUE(splitter);
  const TimeTagger tagger;
  std::size_t all = 0, found = 0, strict = 0, valued = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".tml") continue;
    const auto source = read_file(entry.path());
    ASSERT_TRUE(source);
    const Gold gold = read(*source);
    std::vector<Timex> times = tagger.find(gold.document, splitter->split(gold.document.text));
    all += gold.times.size(), found += times.size();
    for (const Marked& marked : gold.times) {
      auto it = std::find_if(times.begin(), times.end(),
                             [&](const Timex& t) { return t.span == marked.span; });
      strict += it != times.end();
      if (it == times.end())
        it = std::find_if(times.begin(), times.end(),
                          [&](const Timex& t) { return t.span.overlaps(marked.span); });
      if (it == times.end()) continue;
      valued += it->value == marked.value;
      times.erase(it);
    }
  }
  std::cout << all << " expressions: strict F1 " << f1(strict, found, all) << ", value F1 "
            << f1(valued, found, all) << '\n';
  ASSERT_GT(all, 1500u);
  EXPECT_GE(f1(strict, found, all), 0.89);
  EXPECT_GE(f1(valued, found, all), 0.80);
}

}  // namespace
}  // namespace brink
