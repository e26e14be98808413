// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "assess/watch_file.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "store/store.h"

namespace brink {

// Two invented countries, a league, and an archive of what is reported of them.
inline constexpr const char* kWatch = R"(
id = "river"
title = "The river crisis"
actors = ["NOR", "SUD", "LEAGUE"]

[[scenario]]
id = "war"
title = "Norland attacks"
horizon_days = 30
base_rate = 0.05
exclusive = "outcome"
why = "argued"

[[scenario]]
id = "settlement"
title = "An agreement"
horizon_days = 30
base_rate = 0.10
exclusive = "outcome"
why = "argued"

[[indicator]]
id = "build-up"
title = "Troops at the river"
any = [{type = "MOBILIZE", actor = ["NOR"], mode = "troops"}]
group = "forces"
usual_per_week = 0.1
half_life_days = 14
bearing = [
  {scenario = "war", present = 6, absent = 0.7, why = "an attack needs troops"},
  {scenario = "settlement", present = 0.8, why = "pressure"},
]

[[indicator]]
id = "drills"
title = "Drills"
any = [{type = "MOBILIZE", actor = ["NOR"], mode = "weapons"}]
group = "forces"
usual_per_week = 0.1
bearing = [{scenario = "war", present = 3, absent = 0.9, why = "cover"}]

[[indicator]]
id = "talks"
title = "Talks"
any = [{type = "CONSULT", either = ["NOR", "SUD"]}]
usual_per_week = 0.5
half_life_days = 7
bearing = [
  {scenario = "settlement", present = 3, absent = 0.8, why = "no agreement without talks"},
  {scenario = "war", present = 0.8, absent = 1.1, why = "talks delay"},
]

[[plan]]
id = "leave"
title = "Bring people out"
condition = "p(war) >= 0.2 and state(build-up) == \"active\""
action = "Call them home."
)";

inline Watch watch_of(const std::string& text = kWatch) {
  const auto watch = read_watch_text(text, "test.toml");
  EXPECT_TRUE(watch.ok()) << (watch ? "" : watch.error().sentence());
  return watch ? *watch : Watch{};
}

inline Actor actor(const std::string& code) { return {code, {}, code, code, {}}; }

inline Event event(const std::string& type, const std::string& by, const std::string& to = "") {
  Event e;
  e.type = type;
  e.actor = {actor(by)};
  if (!to.empty()) e.recipient = {actor(to)};
  e.confidence = 0.9;
  e.trigger = {"did", {0, 3}};
  return e;
}

inline Event troops(const std::string& by = "NOR") {
  Event e = event("MOBILIZE", by);
  e.mode = {"troops"};
  e.quad = Quad::kMaterialConflict;
  return e;
}

class CrisisTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("brink-assess-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    auto opened = open_archive((folder_ / "a.db").string(), Access::kWrite);
    ASSERT_TRUE(opened.ok());
    archive_ = std::move(*opened);
  }
  void TearDown() override {
    archive_.reset();
    std::filesystem::remove_all(folder_);
  }

  // A report of that day; events without a date happened on it. Gives the events' ids.
  std::vector<std::string> report(const std::string& day, std::vector<Event> events,
                                  const std::string& outlet = "Gazette") {
    Document d;
    d.id = hex_hash("report " + std::to_string(++reports_));
    d.source = "test";
    d.outlet = outlet;
    d.title = "Report";
    d.published = read_iso(day);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < events.size(); ++i) {
      Event& e = events[i];
      e.id = hex_hash(d.id + std::to_string(i));
      e.document = d.id;
      if (e.date.empty()) e.date = day;
      if (e.date_precision.empty()) e.date_precision = "day";
      ids.push_back(e.id);
    }
    EXPECT_TRUE(archive_->put(d, events, Keep::kFull, "2022-12-31T00:00:00Z").ok());
    return ids;
  }

  // Reports without news for these indicators, so that silence counts.
  void chatter(const std::string& until, int days = 28) {
    const Day last = read_iso(until)->local_day();
    for (int i = 0; i < days; ++i)
      report(to_iso(last - std::chrono::days(i)), {event("PROTEST", "EST")}, "Herald");
  }

  Assessment board(const std::string& day, const std::string& text = kWatch) {
    const auto board = Assessor(watch_of(text)).assess(*archive_, read_iso(day)->local_day());
    EXPECT_TRUE(board.ok()) << (board ? "" : board.error().sentence());
    return board ? *board : Assessment{};
  }

  static const IndicatorReading& indicator(const Assessment& board, const std::string& id) {
    for (const auto& i : board.indicators)
      if (i.id == id) return i;
    ADD_FAILURE() << "no indicator " << id;
    static const IndicatorReading kNone;
    return kNone;
  }

  static const ScenarioReading& scenario(const Assessment& board, const std::string& id) {
    for (const auto& s : board.scenarios)
      if (s.id == id) return s;
    ADD_FAILURE() << "no scenario " << id;
    static const ScenarioReading kNone;
    return kNone;
  }

  std::filesystem::path folder_;
  std::unique_ptr<Archive> archive_;
  int reports_ = 0;
};

}  // namespace brink
