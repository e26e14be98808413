// SPDX-License-Identifier: Apache-2.0
// Floors under how reports of the example are put into happenings, held against a sample labelled by hand.
// Floors rise freely and fall only by an explained commit.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/iso_time.h"
#include "pipeline/pipeline.h"
#include "stories/stories.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
constexpr const char* kFirst = "2021-11-20";  // the days that were labelled
constexpr const char* kLast = "2022-03-08";

struct Labels {
  std::map<std::string, int> happening;  // by the first six digits of an event's id
  std::set<std::string> skipped;
};

Labels labels() {
  Labels all;
  std::ifstream in(fs::path(BRINK_TEST_DIR) / "labels" / "happenings.txt");
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream ids(line.substr(0, line.find('\t')));
    const bool skip = line.starts_with("skip");
    std::string id;
    if (skip) ids >> id;
    ++number;
    while (ids >> id) skip ? void(all.skipped.insert(id)) : void(all.happening[id] = number);
  }
  return all;
}

TEST(HappeningsQuality, ReportsOfTheExampleArePutTogetherAsByHand) {
  auto pipeline = Pipeline::open(Settings{});
  ASSERT_TRUE(pipeline.ok()) << pipeline.error().sentence();
  const Labels gold = labels();
  StoryMerger merger;
  std::set<std::string> known;  // events of the labelled days
  const auto run = pipeline->code({std::string(BRINK_SOURCE_DIR) + "/examples/ukraine-2022/dispatches.jsonl"}, [&](const Reading& reading) {
    StoredDocument report;
    report.document = reading.document;
    report.document.text.clear();
    if (reading.document.published) report.known_from = to_iso(reading.document.published->local_day());
    for (const Event& event : reading.events) {
      merger.add(event, report);
      if (event.date >= kFirst && event.date <= kLast) known.insert(event.id);
    }
    return true;
  });
  ASSERT_FALSE(run.failure);
  std::map<std::string, std::string> story_of;
  for (const Story& story : merger.stories())
    for (const std::string& event : story.events) story_of[event] = story.id;
  std::vector<std::string> events;
  std::size_t found = 0;
  for (const std::string& event : known)
    if (!gold.skipped.contains(event.substr(0, 6))) events.push_back(event), found += gold.happening.contains(event.substr(0, 6));
  std::size_t right = 0, wrong = 0, missed = 0;
  for (std::size_t i = 0; i < events.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto a = gold.happening.find(events[i].substr(0, 6)), b = gold.happening.find(events[j].substr(0, 6));
      const bool is = a != gold.happening.end() && b != gold.happening.end() && a->second == b->second;
      const bool said = story_of[events[i]] == story_of[events[j]];
      right += said && is, wrong += said && !is, missed += !said && is;
      if (said != is) std::cout << (said ? "put together: " : "kept apart: ") << events[j].substr(0, 6) << " " << events[i].substr(0, 6) << "\n";
    }
  const double precision = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + wrong));
  const double recall = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + missed));
  std::cout << events.size() << " events, " << found << " of " << gold.happening.size() << " labelled ones found: precision " << precision
            << ", recall " << recall << " of pairs (" << right << " right, " << wrong << " wrong, " << missed << " missed)\n";
  // The coder gives an event another id when it reads its trigger anew; then the sample has to be labelled again.
  EXPECT_GE(found * 10, gold.happening.size() * 8);
  EXPECT_GE(precision, 0.75);
  EXPECT_GE(recall, 0.80);
}

}  // namespace
}  // namespace brink
