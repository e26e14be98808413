// SPDX-License-Identifier: Apache-2.0
// Floors under finding and resolving toponyms, end to end, on the Local-Global Lexicon. bench/geoparsing.py
// measures the same. Floors rise freely and fall only by an explained commit.
#include "places/places.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <pugixml.hpp>

#include "base/utf8.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = BRINK_SOURCE_DIR;
const fs::path kCorpus = kRoot / "build/data/geoparsing/lgl.xml";

// Byte offset of every code point, and of the end.
std::vector<std::uint32_t> code_points_of(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) offsets.push_back(static_cast<std::uint32_t>(at));
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

struct Tally {
  int gold = 0, right = 0, named = 0, found = 0, output = 0, hits = 0;
};

void score(const pugi::xml_node& article, const Places& places, Tally& tally) {
  Document document;
  document.text = article.child_value("text");
  const auto sentences = Splitter().split(document.text);
  const auto toponyms = places.find(document, sentences);
  const auto offsets = code_points_of(document.text);
  std::vector<bool> hit(toponyms.size(), false);
  for (const pugi::xml_node toponym : article.child("toponyms").children("toponym")) {
    const auto begin = toponym.child("start").text().as_uint(), end = toponym.child("end").text().as_uint();
    if (end >= offsets.size()) continue;
    const Span span{offsets[begin], offsets[end]};
    const pugi::xml_node tag = toponym.child("gaztag");
    bool any = false, near = false;
    for (std::size_t i = 0; i < toponyms.size(); ++i) {
      if (!toponyms[i].place.span.overlaps(span)) continue;
      any = hit[i] = true;
      near = near || (tag && kilometres(tag.child("lat").text().as_double(), tag.child("lon").text().as_double(),
                                        toponyms[i].place.lat, toponyms[i].place.lon) <= 161);
    }
    ++tally.named;
    tally.found += any;
    tally.gold += static_cast<bool>(tag);
    tally.right += near;
  }
  tally.output += static_cast<int>(toponyms.size());
  tally.hits += static_cast<int>(std::count(hit.begin(), hit.end(), true));
}

TEST(PlacesQuality, FindsAndResolvesToponymsOfLocalNews) {
  pugi::xml_document corpus;
  if (!corpus.load_file(kCorpus.c_str())) GTEST_SKIP() << kCorpus << " is missing";
  const auto knowledge = Knowledge::load(kRoot / "data");
  ASSERT_TRUE(knowledge.ok());
  const auto places = Places::open(*knowledge, kRoot / "data");
  ASSERT_TRUE(places.ok()) << places.error().sentence();
  Tally tally;
  for (const pugi::xml_node article : corpus.child("articles").children("article")) score(article, *places, tally);
  const double accuracy = static_cast<double>(tally.right) / tally.gold;
  const double precision = static_cast<double>(tally.hits) / tally.output;
  const double recall = static_cast<double>(tally.found) / tally.named;
  std::cout << "accuracy@161km " << accuracy << ", precision " << precision << ", recall " << recall << "\n";
  EXPECT_GE(accuracy, 0.82);
  EXPECT_GE(precision, 0.87);
  EXPECT_GE(recall, 0.81);
}

}  // namespace
}  // namespace brink
