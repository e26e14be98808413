// SPDX-License-Identifier: Apache-2.0
//
// Floors under what is read around a report, on pages with known answers. The pages are not part of
// the source: the tests skip where they are missing.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/files.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "extract/extract.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = BRINK_SOURCE_DIR;

std::string text_of(const fs::path& path) {
  const auto bytes = read_file(path);
  return bytes ? repair_utf8(*bytes) : std::string();
}

void check_seed(const Document& document, const nlohmann::json& expected) {
  EXPECT_EQ(document.title, expected["title"].get<std::string>());
  EXPECT_EQ(document.language, expected["language"].get<std::string>());
  EXPECT_EQ(document.dateline.place, expected["dateline_place"].get<std::string>());
  EXPECT_EQ(document.dateline.wire, expected["wire"].get<std::string>());
  ASSERT_EQ(document.captions.size(), 1u);
  EXPECT_EQ(document.captions[0].credit, expected["photo_credit"].get<std::string>());
  EXPECT_EQ(document.rights.keep, Keep::kExcerpt);
  EXPECT_FALSE(document.rights.notice.empty());
  for (const auto& kept : expected["must_contain"])
    EXPECT_NE(document.text.find(kept.get<std::string>()), std::string::npos) << kept;
  for (const auto& dropped : expected["must_not_contain"])
    EXPECT_EQ(document.text.find(dropped.get<std::string>()), std::string::npos) << dropped;
}

class SeedArticle : public testing::Test {
 protected:
  void SetUp() override {
    const char* corpora = std::getenv("BRINK_CORPORA");
    const fs::path folder = (corpora ? fs::path(corpora) : kSource.parent_path() / "shared") / "data/seed";
    if (!fs::exists(folder / "expected.json")) GTEST_SKIP() << "no " << folder;
    folder_ = folder;
    expected_ = nlohmann::json::parse(text_of(folder / "expected.json"))["text"];
  }

  fs::path folder_;
  nlohmann::json expected_;
};

TEST_F(SeedArticle, IsReadRightFromItsPage) {
  const std::string html = text_of(folder_ / "article.html");
  const auto document = Extractor().extract({html, "", false});
  ASSERT_TRUE(document.ok());
  check_seed(*document, expected_);
  ASSERT_TRUE(document->published);
  EXPECT_EQ(to_iso(document->published->local_day()), expected_["published"].get<std::string>());
}

TEST_F(SeedArticle, IsReadRightFromPlainText) {
  const std::string text = text_of(folder_ / "article.txt");
  const std::size_t end = text.find("\n\n");
  ASSERT_NE(end, std::string::npos);
  Document document;
  document.title = text.substr(0, end);
  document.text = text.substr(end + 2);
  Extractor().complete(document);
  check_seed(document, expected_);
}

// Equal but for case and blanks, or one within the other.
bool title_agrees(const std::string& gold, const std::string& found) {
  const std::string a = fold_case(squeeze(gold)), b = fold_case(squeeze(found));
  return !b.empty() && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

bool has(const nlohmann::json& page, const char* key) {
  return page.contains(key) && page[key].is_string() && !page[key].get<std::string>().empty();
}

TEST(MetadataOfPages, KeepsItsShareOfTitlesAndDates) {
  const fs::path folder = kSource / "build/data/extraction/trafilatura";
  if (!fs::exists(folder / "evaldata.json")) GTEST_SKIP() << "no " << folder;
  const auto pages = nlohmann::json::parse(text_of(folder / "evaldata.json"));
  int titles = 0, right_titles = 0, dates = 0, right_dates = 0;
  const Extractor extractor;
  for (const auto& page : pages) {
    const std::string html = text_of(folder / "html" / page["file"].get<std::string>());
    const auto read = extractor.extract({html, "", false});
    const Document document = read ? *read : Document{};
    if (has(page, "title")) {
      ++titles;
      right_titles += title_agrees(page["title"], document.title) ? 1 : 0;
    }
    if (has(page, "date")) {
      ++dates;
      right_dates +=
          document.published && to_iso(document.published->local_day()) == page["date"] ? 1 : 0;
    }
  }
  ASSERT_GT(titles, 400);
  ASSERT_GT(dates, 300);
  EXPECT_GE(right_titles, 0.95 * titles) << right_titles << " of " << titles;
  EXPECT_GE(right_dates, 0.92 * dates) << right_dates << " of " << dates;
}

}  // namespace
}  // namespace brink
