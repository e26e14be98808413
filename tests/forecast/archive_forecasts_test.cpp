// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "base/hash.h"
#include "base/iso_time.h"
#include "forecast/forecast.h"
#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

// An archive of two invented states: Norland accuses Sudland every other day, and once a week consults a league.
class ArchiveForecasts : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("brink-forecast-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    archive_ = std::move(*open_archive((folder_ / "a.db").string(), Access::kWrite));
    first_ = *make_day(2020, 1, 1);
    EXPECT_TRUE(archive_->begin().ok());
    for (int day = 0; day < 210; ++day) {
      report(day, day, "PROTEST", "EST", "SUD");
      if (day % 2 == 0) last_accusation_ = report(day, day, "ACCUSE", "NOR", "SUD");
      if (day % 7 == 0) report(day, day, "CONSULT", "NOR", "LEAGUE");
    }
    EXPECT_TRUE(archive_->commit().ok());
  }
  void TearDown() override {
    archive_.reset();
    fs::remove_all(folder_);
  }

  std::string day_text(int day) const { return to_iso(first_ + std::chrono::days(day)); }

  // An event of `day` in a report of `told`. Gives the event's id.
  std::string report(int day, int told, const std::string& type, const std::string& by, const std::string& to, Status status = Status::kActual) {
    Document d;
    d.id = hex_hash("report " + std::to_string(++reports_));
    d.outlet = "Gazette", d.title = "Report", d.published = Timestamp{first_ + std::chrono::days(told), 0, false};
    Event e;
    e.id = hex_hash(d.id), e.document = d.id, e.type = type, e.status = status;
    e.actor = {{by, {"GOV"}, by, by, {}}}, e.recipient = {{to, {}, to, to, {}}};
    e.date = day_text(day), e.date_precision = "day", e.confidence = 0.9;
    EXPECT_TRUE(archive_->put(d, std::vector<Event>{e}, Keep::kFull, day_text(told) + "T12:00:00Z").ok());
    return e.id;
  }

  fs::path folder_;
  std::unique_ptr<Archive> archive_;
  Day first_{};
  int reports_ = 0;
  std::string last_accusation_;
};

TEST_F(ArchiveForecasts, ActsAreToldOnceADayAndOnlyWhatHappened) {
  const auto before = read_dated_acts(*archive_, {});
  ASSERT_TRUE(before) << before.error().sentence();
  report(208, 209, "ACCUSE", "NOR", "SUD");                         // the same act again
  report(209, 209, "ACCUSE", "NOR", "SUD", Status::kHypothetical);  // feared
  report(300, 209, "ACCUSE", "NOR", "SUD");                         // dated after its report
  report(209, 209, "ACCUSE", "UNK", "SUD");
  report(209, 209, "ACCUSE", "NOR", "NOR");
  EXPECT_EQ(read_dated_acts(*archive_, {})->size(), before->size());
  EXPECT_FALSE(read_dated_acts(*archive_, {.until = "yesterday"}));
  EXPECT_FALSE(read_dated_acts(*archive_, {.most = 10}));
}

TEST_F(ArchiveForecasts, CountsOpenToTheirEvents) {
  CountSettings settings;
  settings.actor = {"NOR"}, settings.type = {"ACCUSE"}, settings.weeks = 3;
  const auto forecasts = forecast_counts(*archive_, settings);
  ASSERT_TRUE(forecasts) << forecasts.error().sentence();
  ASSERT_EQ(forecasts->series.size(), 1u);
  const CountForecast& accusations = forecasts->series[0];
  EXPECT_EQ(accusations.recipient, "SUD");
  EXPECT_EQ(accusations.events.front(), last_accusation_);
  ASSERT_EQ(accusations.ahead.size(), 3u);
  EXPECT_EQ(to_iso(accusations.ahead[0].first), day_text(210));
  EXPECT_EQ(to_iso(accusations.ahead[2].first), day_text(224));
  EXPECT_NEAR(accusations.ahead[0].mean, 3.5, 0.5);
  EXPECT_LE(accusations.ahead[0].low90, accusations.ahead[0].low50);
  EXPECT_GE(accusations.ahead[0].high90, accusations.ahead[0].high50);
}

TEST_F(ArchiveForecasts, CountsUntilADayKnowNothingOfLaterOnes) {
  CountSettings settings;
  settings.until = day_text(150);
  const auto before = forecast_counts(*archive_, settings);
  for (int day = 160; day < 200; ++day) report(day, day, "ASSAULT", "SUD", "NOR");
  const auto after = forecast_counts(*archive_, settings);
  ASSERT_TRUE(before && after);
  ASSERT_EQ(before->series.size(), after->series.size());
  for (std::size_t i = 0; i < before->series.size(); ++i) {
    EXPECT_EQ(before->series[i].ahead[0].mean, after->series[i].ahead[0].mean);
    EXPECT_EQ(before->series[i].events, after->series[i].events);
  }
  settings.until.clear();
  EXPECT_GT(forecast_counts(*archive_, settings)->series.size(), after->series.size());
}

TEST_F(ArchiveForecasts, CountsOfTooFewWeeksAreNotScored) {
  CountSettings settings;
  EXPECT_TRUE(evaluate_counts(*archive_, settings));
  settings.until = day_text(60);
  const auto scores = evaluate_counts(*archive_, settings);
  ASSERT_FALSE(scores);
  EXPECT_NE(scores.error().sentence().find("at least 16 weeks"), std::string::npos);
}

TEST_F(ArchiveForecasts, WhatComesNextIsTheHabitWithItsEvidence) {
  const auto next = foresee_acts(*archive_, {.actor = "NOR"});
  ASSERT_TRUE(next) << next.error().sentence();
  ASSERT_GE(next->acts.size(), 2u);
  const NextAct& first = next->acts[0];
  EXPECT_EQ(first.actor, "NOR/GOV");
  EXPECT_EQ(first.type, "ACCUSE");
  EXPECT_EQ(first.recipient, "SUD");
  EXPECT_GT(first.p, 0.25);
  EXPECT_LT(first.p, 0.6);
  ASSERT_EQ(first.speaks.size(), 5u);
  EXPECT_EQ(first.speaks[0].event, last_accusation_);
  EXPECT_EQ(first.speaks[0].what, Speaks::For::kSame);
  for (const NextAct& act : next->acts) EXPECT_LE(act.p, first.p);
}

TEST_F(ArchiveForecasts, WhatComesNextCanBeAskedByTypeAndSide) {
  const auto talks = foresee_acts(*archive_, {.actor = "NOR/GOV", .type = {"CONSULT"}});
  ASSERT_TRUE(talks);
  EXPECT_EQ(talks->acts.at(0).recipient, "LEAGUE");
  EXPECT_NEAR(talks->acts[0].per_day, 1.0 / 7, 0.05);
  const auto suffered = foresee_acts(*archive_, {.actor = "SUD", .either = true});
  ASSERT_TRUE(suffered);
  EXPECT_EQ(suffered->acts.at(0).actor, "EST/GOV");
  EXPECT_EQ(suffered->acts[0].recipient, "SUD");
  EXPECT_FALSE(foresee_acts(*archive_, {.actor = "ATLANTIS"}));
}

}  // namespace
}  // namespace brink
