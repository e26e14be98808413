// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

std::string page(const std::string& title, const std::string& body, const std::string& head = "") {
  return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" + title + "</title>" + head +
         "</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>" + title + "</h1>" + body +
         "</article><footer>Imprint</footer></body></html>";
}

constexpr const char* kBody =
    "<p>Russia deployed troops near the Ukrainian border on Tuesday, the defence ministry in Kyiv said.</p>"
    "<p>The foreign ministers of France and Germany met in Paris to discuss the situation and agreed to keep "
    "talking through the week, officials of both countries told reporters after the meeting.</p>";

class PipelineRun : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  RunSummary ingest(const std::vector<std::string>& sources, Settings settings = {}) {
    auto pipeline = Pipeline::open(std::move(settings));
    EXPECT_TRUE(pipeline) << pipeline.error().sentence();
    auto archive = open_archive(archive_file(), Access::kWrite);
    EXPECT_TRUE(archive) << archive.error().sentence();
    return pipeline->ingest(sources, **archive, "2022-03-01T00:00:00Z");
  }
  std::vector<StoredDocument> documents() {
    std::vector<StoredDocument> all;
    auto archive = open_archive(archive_file(), Access::kRead);
    EXPECT_TRUE(archive);
    EXPECT_TRUE((*archive)->documents({}, [&](const StoredDocument& d) { return all.push_back(d), true; }));
    return all;
  }
  std::vector<Event> events() {
    std::vector<Event> all;
    auto archive = open_archive(archive_file(), Access::kRead);
    EXPECT_TRUE((*archive)->events({}, [&](const Event& e, const StoredDocument&) { return all.push_back(e), true; }));
    return all;
  }
  std::string archive_file() { return (folder_ / "test.db").string(); }

  fs::path folder_ = fs::path(testing::TempDir()) / ("brink-pipeline-test-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(PipelineRun, GoesFromPageToEventsInTheArchive) {
  const auto summary = ingest({write("a.html", page("Troops move", kBody, "<meta property=article:published_time content=2022-01-25T10:00:00Z>"))});
  EXPECT_EQ(summary.fresh, 1u);
  ASSERT_EQ(documents().size(), 1u);
  EXPECT_EQ(documents()[0].document.title, "Troops move");
  EXPECT_THAT(documents()[0].document.text, testing::HasSubstr("Russia deployed troops"));
  EXPECT_THAT(documents()[0].document.text, testing::Not(testing::HasSubstr("Imprint")));
  bool mobilised = false;
  for (const Event& e : events()) {
    EXPECT_FALSE(e.text.empty());
    mobilised |= e.type == "MOBILIZE" && !e.actor.empty() && e.actor[0].code == "RUS";
  }
  EXPECT_TRUE(mobilised);
}

TEST_F(PipelineRun, TheSameArticleUnderTrackingParametersIsStoredOnce) {
  const std::string a = R"({"url": "https://gazette.example/a?utm_source=x", "title": "T", "date": "2022-01-25", "text": "Russia and Ukraine held talks in Minsk on Monday."})";
  const std::string b = R"({"url": "https://gazette.example/a", "title": "T", "date": "2022-01-25", "text": "Russia and Ukraine held talks in Minsk on Monday."})";
  const auto summary = ingest({write("two.jsonl", a + "\n" + b + "\n")});
  EXPECT_EQ(summary.fresh, 1u);
  EXPECT_EQ(summary.repeated, 1u);
  EXPECT_EQ(documents().size(), 1u);
}

TEST_F(PipelineRun, AChangedArticleIsARevision) {
  const auto with = [](const std::string& text) {
    return R"({"url": "https://gazette.example/a", "title": "T", "date": "2022-01-25", "text": ")" + text + "\"}\n";
  };
  EXPECT_EQ(ingest({write("a.jsonl", with("Russia and Ukraine held talks in Minsk on Monday."))}).fresh, 1u);
  const auto summary = ingest({write("a.jsonl", with("Russia and Ukraine broke off talks in Minsk on Monday."))});
  EXPECT_EQ(summary.revised, 1u);
  ASSERT_EQ(documents().size(), 1u);
  EXPECT_EQ(documents()[0].revision, 2);
}

TEST_F(PipelineRun, RunningAgainChangesNothing) {
  const std::string file = write("a.html", page("Troops move", kBody));
  EXPECT_EQ(ingest({file}).fresh, 1u);
  const std::size_t before = events().size();
  const auto again = ingest({file});
  EXPECT_EQ(again.fresh, 0u);
  EXPECT_EQ(again.repeated, 1u);
  EXPECT_EQ(events().size(), before);
}

TEST_F(PipelineRun, ANoticeKeepsTheTextOutOfTheArchive) {
  const auto summary = ingest({write("a.html", page("Troops move", std::string(kBody) + "<p>재판매 및 DB 금지</p>"))});
  EXPECT_EQ(summary.fresh, 1u);
  ASSERT_EQ(documents().size(), 1u);
  EXPECT_EQ(documents()[0].kept, Keep::kExcerpt);
  EXPECT_EQ(documents()[0].document.text, "");
}

TEST_F(PipelineRun, TheOperatorsWordOverrulesTheNotice) {
  Settings settings;
  settings.sources = {{"gazette.example", Keep::kFacts}};
  const std::string head = "<link rel=canonical href=https://gazette.example/a>";
  EXPECT_EQ(ingest({write("a.html", page("Troops move", kBody, head))}, settings).fresh, 1u);
  ASSERT_EQ(documents().size(), 1u);
  EXPECT_EQ(documents()[0].kept, Keep::kFacts);
  for (const Event& e : events()) EXPECT_EQ(e.text, "");
}

TEST_F(PipelineRun, BadInputIsSetAsideAndTheRestGoesOn) {
  const auto summary = ingest({write("empty.html", ""), write("junk.jsonl", "{\"text\": \n"), folder_ / "missing.html",
                               write("good.html", page("Troops move", kBody))});
  EXPECT_EQ(summary.fresh, 1u);
  EXPECT_EQ(summary.aside_count, 3u);
  EXPECT_FALSE(summary.failure);
  for (const SetAside& item : summary.aside) {
    EXPECT_NE(item.error.stage, "");
    EXPECT_NE(item.error.where + item.source, "");
    EXPECT_NE(item.error.found, "");
    EXPECT_NE(item.error.expected, "");
  }
}

TEST_F(PipelineRun, StrictEndsAtTheFirstThingSetAside) {
  Settings settings;
  settings.strict = true;
  const auto summary = ingest({write("empty.html", ""), write("good.html", page("Troops move", kBody))}, settings);
  EXPECT_TRUE(summary.failure);
  EXPECT_EQ(summary.fresh, 0u);
}

TEST_F(PipelineRun, CodingKeepsTheIdsOfACorpus) {
  const auto pipeline = Pipeline::open({});
  ASSERT_TRUE(pipeline);
  const std::string file = write("a.jsonl", R"({"id": "17", "date": "2022-01-25", "text": "Russia and Ukraine held talks in Minsk on Monday."})" "\n");
  std::vector<std::string> ids;
  const auto summary = pipeline->code({file}, [&](const Reading& r) {
    for (const Event& e : r.events) ids.push_back(e.document);
    return true;
  });
  EXPECT_EQ(summary.fresh, 1u);
  ASSERT_FALSE(ids.empty());
  EXPECT_EQ(ids[0], "17");
}

TEST_F(PipelineRun, AVisitorCanStop) {
  const auto pipeline = Pipeline::open({});
  ASSERT_TRUE(pipeline);
  int seen = 0;
  const std::vector<std::string> files = {write("a.html", page("One", kBody)), write("b.html", page("Two", kBody))};
  (void)pipeline->extract(files, [&](const Document&) { return ++seen, false; });
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace brink
