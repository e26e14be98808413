// SPDX-License-Identifier: Apache-2.0
#include "stories/stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

struct Report {
  Event event;
  StoredDocument document;
};

Report report(const std::string& name, const std::string& date,
              const std::string& type = "MOBILIZE") {
  Report r;
  r.document.document.id = hex_hash(name);
  r.document.document.outlet = "Outlet of " + name.substr(0, 1);
  r.document.document.published = read_iso(date + "T10:00:00Z");
  r.document.known_from = date;
  r.event.id = hex_hash(name + type + date);
  r.event.document = r.document.document.id;
  r.event.type = type;
  r.event.date = date;
  r.event.date_precision = "day";
  r.event.actor = {{"NOR", {}, "Norland", "", {}}};
  return r;
}

Place place(const std::string& name, const std::string& country) {
  Place p;
  p.name = name, p.country = country;
  return p;
}

std::vector<Story> merge(const std::vector<Report>& reports) {
  StoryMerger merger;
  for (const Report& r : reports) merger.add(r.event, r.document);
  return merger.stories();
}

TEST(Stories, NothingGivesNothing) { EXPECT_TRUE(merge({}).empty()); }

TEST(Stories, TwoReportsOfOneActAreOneHappening) {
  const auto stories = merge({report("b", "2022-01-29"), report("a", "2022-01-28")});
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].date, "2022-01-28");
  EXPECT_EQ(stories[0].reports, (std::vector<std::string>{hex_hash("a"), hex_hash("b")}));
  EXPECT_EQ(stories[0].outlets, (std::vector<std::string>{"Outlet of a", "Outlet of b"}));
  EXPECT_EQ(to_iso(stories[0].first_seen), "2022-01-28T10:00:00Z");
  EXPECT_EQ(to_iso(stories[0].last_confirmed), "2022-01-29T10:00:00Z");
}

TEST(Stories, OtherTypeActorRecipientOrActIsAnotherHappening) {
  const Report base = report("a", "2022-01-28");
  std::vector<Report> all(5, base);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].event.id = hex_hash(std::to_string(i));
  for (Report& r : all) r.event.recipient = {{"EAS", {}, "", "", {}}}, r.event.act = {base.event};
  all[1].event.type = "RETREAT";
  all[2].event.actor[0].code = "SUD";
  all[3].event.recipient = {{"SUD", {}, "", "", {}}};
  all[4].event.act[0].type = "AID";
  all[4].event.recipient.clear();
  EXPECT_EQ(merge(all).size(), 5u);
}

TEST(Stories, APlanAFearAndADenialAreNotTheAct) {
  std::vector<Report> all;
  for (const Status status :
       {Status::kActual, Status::kFuture, Status::kHypothetical, Status::kNegated}) {
    all.push_back(report(std::string(name_of(status)), "2022-01-28"));
    all.back().event.status = status;
  }
  // What is planned by one account is feared by another.
  EXPECT_EQ(merge(all).size(), 3u);
  all[1].event.status = all[2].event.status = Status::kHistorical;
  EXPECT_EQ(merge(all).size(), 2u);
}

TEST(Stories, DailyActsAreNotOneLongHappening) {
  std::vector<Report> all;
  for (int day = 1; day <= 20; ++day)
    all.push_back(report(std::to_string(day), to_iso(*make_day(2022, 1, day))));
  EXPECT_EQ(merge(all).size(), 10u);
}

TEST(Stories, TwoCountriesContradictAndNoneDoesNot) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28"),
                             report("c", "2022-01-28")};
  all[0].event.place = place("Norport", "NOR");
  EXPECT_EQ(merge(all).size(), 1u);
  all[1].event.place = place("Sudport", "SUD");
  EXPECT_EQ(merge(all).size(), 2u);
}

TEST(Stories, NamelessActorsAreOnlyComparedWithinOneDocument) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28"),
                             report("a", "2022-01-29")};
  for (Report& r : all) r.event.actor = {{"UNK", {}, "", "gunmen", {}}};
  EXPECT_EQ(merge(all).size(), 2u);
}

TEST(Stories, ADateKnownToTheMonthMeetsOnlyItsLike) {
  std::vector<Report> all = {report("a", "2022-01-01"), report("b", "2022-01-01"),
                             report("c", "2022-01-01")};
  for (std::size_t i = 0; i < 2; ++i)
    all[i].event.date = "2022-01", all[i].event.date_precision = "month";
  EXPECT_EQ(merge(all).size(), 2u);
}

TEST(Stories, AReportWithoutDatesIsTakenByItsOwnDay) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28")};
  for (Report& r : all) r.event.date = "", r.event.date_precision = "";
  EXPECT_EQ(merge(all).size(), 1u);
  EXPECT_EQ(merge(all)[0].date, "");
}

TEST(Stories, OneEventAddedTwiceCountsOnce) {
  const Report r = report("a", "2022-01-28");
  const auto stories = merge({r, r, r});
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].events.size(), 1u);
}

TEST(Stories, CopiesOfOneWireAreOneVoice) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28"), report("c", "2022-01-28"), report("d", "2022-01-29")};
  all[1].document.copy_of = all[2].document.copy_of = all[0].document.document.id;
  const auto stories = merge(all);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].outlets.size(), 4u);
  EXPECT_EQ(stories[0].voices.size(), 2u);
}

TEST(Stories, WhatAReportLeavesOutIsFilledInFromOthers) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28")};
  all[1].event.recipient = {{"SUD", {}, "", "", {}}};
  all[1].event.place = place("Sudport", "SUD");
  const auto stories = merge(all);
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].type, "MOBILIZE");
  EXPECT_EQ(stories[0].actors, std::vector<std::string>{"NOR"});
  EXPECT_EQ(stories[0].recipients, std::vector<std::string>{"SUD"});
  EXPECT_EQ(stories[0].place, "Sudport");
  EXPECT_EQ(stories[0].country, "SUD");
}

TEST(Stories, NumbersThatCannotBothBeRightAreShown) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-28"), report("c", "2022-01-28")};
  all[0].event.quantity = Quantity{"92,000", 92'000, 92'000};
  all[1].event.quantity = Quantity{"94,300", 94'300, 94'300};
  all[2].event.quantity = Quantity{"more than 90,000", 90'001, 180'000};
  const auto stories = merge(all);
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].disagreements.size(), 1u);
  EXPECT_EQ(stories[0].disagreements[0].kind, Disagreement::Kind::kNumber);
  EXPECT_GE(stories[0].disagreements[0].says.size(), 2u);
  EXPECT_EQ(stories[0].disagreements[0].says.size(), stories[0].disagreements[0].events.size());
}

TEST(Stories, ADenialStandsBesideWhatItDenies) {
  std::vector<Report> all = {report("a", "2022-01-28"), report("b", "2022-01-29")};
  all[1].event.status = Status::kNegated;
  all[1].event.text = "Norland moved no troops.";
  const auto stories = merge(all);
  ASSERT_EQ(stories.size(), 2u);
  const Story& act = stories[0].status == Status::kActual ? stories[0] : stories[1];
  ASSERT_EQ(act.disagreements.size(), 1u);
  EXPECT_EQ(act.disagreements[0].kind, Disagreement::Kind::kDenial);
  EXPECT_EQ(act.disagreements[0].events, std::vector<std::string>{all[1].event.id});
  EXPECT_EQ(act.disagreements[0].says, std::vector<std::string>{"Norland moved no troops."});
}

TEST(Stories, ManyHappeningsOfOneDayStayApart) {
  StoryMerger merger;
  Report r = report("a", "2022-01-28");
  for (int i = 0; i < 20'000; ++i) {
    r.event.id = std::to_string(i);
    r.event.document = r.document.document.id = std::to_string(i);
    r.event.place = place("Town " + std::to_string(i / 2), "NOR");
    r.event.type = "ASSAULT";
    merger.add(r.event, r.document);
  }
  EXPECT_GE(merger.stories().size(), 10'000u);
}

TEST(Stories, TheOrderOfReportsDoesNotMatter) {
  std::mt19937 random(3);
  std::vector<Report> all;
  for (int i = 0; i < 300; ++i) {
    all.push_back(
        report(std::to_string(i), to_iso(*make_day(2022, 1, 1 + static_cast<int>(random() % 28)))));
    all.back().event.actor[0].code = random() % 2 ? "NOR" : "SUD";
    if (random() % 2) all.back().event.place = place("", random() % 2 ? "NOR" : "SUD");
  }
  const auto print = [](const std::vector<Story>& stories) {
    std::string out;
    for (const Story& s : stories) {
      out += s.id + s.date + ":";
      for (const auto& e : s.events) out += e;
    }
    return out;
  };
  const std::string first = print(merge(all));
  for (int round = 0; round < 5; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    ASSERT_EQ(print(merge(all)), first);
  }
  std::size_t events = 0;
  std::set<std::string> ids;
  for (const Story& s : merge(all)) events += s.events.size(), ids.insert(s.id);
  EXPECT_EQ(events, all.size());
  EXPECT_EQ(ids.size(), merge(all).size());
}

TEST(Stories, AHundredThousandReportsOfOneDayAreMergedInTime) {
  StoryMerger merger;
  Report r = report("a", "2022-01-28");
  for (int i = 0; i < 20'000; ++i) {
    r.event.id = std::to_string(i);
    r.event.document = r.document.document.id = std::to_string(i);
    r.document.document.outlet = std::to_string(i);
    merger.add(r.event, r.document);
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(merger.stories().size(), 1u);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace brink
