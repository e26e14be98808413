// SPDX-License-Identifier: Apache-2.0
// What only a store on a server has to stand: several writers, a server that dies, readers in the way.
#include <sys/socket.h>
#include <sys/stat.h>

#include <atomic>
#include <map>
#include <set>

#include "base/hash.h"
#include "contract.h"
#include "postgres_integrity.h"
#include "postgres_server.h"
#include "records/records.h"
#include "sample.h"
#include "store/postgres/connection.h"
#include "store/postgres/cursor.h"
#include "store/postgres/event_parts.h"
#include "store/postgres/values.h"
#include "store/postgres/word_vector.h"

namespace brink {
namespace {

using namespace std::string_literals;
using sample::kNow;

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::absent().empty()) GTEST_SKIP() << PostgresServer::absent();
    ASSERT_EQ(server_.fault(), "");
    address_ = server_.address("a");
  }

  std::unique_ptr<Archive> open(Access access = Access::kWrite, const ArchiveSettings& settings = {}) {
    auto archive = open_archive(address_, access, settings);
    EXPECT_TRUE(archive.ok()) << archive.error().sentence();
    return archive ? std::move(*archive) : nullptr;
  }

  std::string refusal(const std::string& address, Access access = Access::kWrite) {
    const auto archive = open_archive(address, access);
    EXPECT_FALSE(archive.ok());
    return archive ? "" : archive.error().sentence();
  }

  std::string script(const std::string& sql) { return server_.script("SET search_path = a; " + sql); }
  int number(const std::string& sql) { return std::atoi(script(sql).c_str()); }

  void cut_all_connections() {
    script("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
  }

  // What a thread writes batch by batch until it is told to end.
  struct Writing {
    static constexpr int kKills = 6;
    std::atomic<bool> ended = false;
    std::atomic<int> acknowledged = 0;
    std::string failure;
  };
  // Kills the server amid it, again and again, and ends it.
  void kill_amid(Writing& writing) {
    for (int kill = 0; kill < Writing::kKills && server_.fault().empty(); ++kill) {
      const int before = writing.acknowledged;
      std::this_thread::sleep_for(std::chrono::milliseconds(30 + 37 * kill));
      server_.stop(SIGKILL);
      server_.start();
      for (int wait = 0; wait < 3'000 && writing.acknowledged <= before && writing.failure.empty(); ++wait)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    writing.ended = true;
    EXPECT_EQ(server_.fault(), "");
  }

  void expect_consistent() { EXPECT_EQ(postgres_integrity(server_, "a"), "ok"); }

  PostgresServer server_;
  std::string address_;
};

Document numbered(int number) { return sample::document("document " + std::to_string(number)); }

std::vector<Event> three_events(const Document& d, const std::string& mark = "") {
  std::vector<Event> events;
  for (int e = 0; e < 3; ++e) events.push_back(sample::full_event(d, std::to_string(e) + mark));
  return events;
}

TEST_F(Postgres, TwoWritersOfTheSameReportsKeepNothingTwice) {
  constexpr int kReports = 200, kTogether = 20;
  open();
  std::atomic<int> fresh = 0;
  const auto write = [&](bool backwards) {
    const auto archive = open();
    for (int begin = 0; begin < kReports; begin += kTogether) {
      ASSERT_TRUE(archive->begin().ok());
      for (int i = begin; i < begin + kTogether; ++i) {
        const Document d = numbered(backwards ? kReports - 1 - i : i);
        const auto stored = archive->put(d, three_events(d), Keep::kFull, kNow);
        ASSERT_TRUE(stored.ok()) << stored.error().sentence();
        if (*stored == Stored::kNew) ++fresh;
      }
      const auto kept = archive->commit();
      ASSERT_TRUE(kept.ok()) << kept.error().sentence();
    }
  };
  std::thread one(write, false), other(write, true);
  one.join(), other.join();
  EXPECT_EQ(fresh, kReports);
  const auto counts = open(Access::kRead)->counts();
  EXPECT_EQ(counts->documents, std::uint64_t{kReports});
  EXPECT_EQ(counts->events, std::uint64_t{3 * kReports});
  expect_consistent();
}

TEST_F(Postgres, AServerKilledAmidWritingLosesNothingAcknowledgedAndKeepsNothingTwice) {
  constexpr int kTogether = 8;
  const auto written = open();
  ASSERT_TRUE(written);
  Writing writing;
  auto& [ended, acknowledged, failure] = writing;
  std::thread writer([&] {
    for (int batch = 0; !ended && failure.empty(); ++batch) {
      auto done = written->begin();
      // Every third batch changes the texts of the batch before it, twice over.
      const int of = batch % 3 == 2 ? batch - 1 : batch;
      for (int i = 0; done && i < kTogether; ++i) {
        Document d = numbered(of * kTogether + i);
        for (const char* change : {"", " Changed.", " Changed again."}) {
          if (of == batch && *change) break;
          if (of != batch && !*change) continue;
          d.text += change;
          const auto stored = written->put(d, three_events(d, change), Keep::kFull, kNow);
          if (!stored) done = stored.error();
        }
      }
      if (done) done = written->commit();
      if (!done) failure = done.error().sentence();
      else acknowledged = batch + 1;
    }
  });
  kill_amid(writing);
  writer.join();
  EXPECT_EQ(failure, "");
  ASSERT_GT(acknowledged, Writing::kKills) << "too little was written to prove anything";
  std::map<std::string, int> events;
  const auto archive = open(Access::kRead);
  ASSERT_TRUE(archive->events({}, [&](const Event& e, const StoredDocument&) { return ++events[e.document], true; }).ok());
  for (int batch = 0; batch < acknowledged; ++batch)
    for (int i = 0; i < kTogether; ++i) {
      if (batch % 3 == 2) continue;
      const auto found = archive->document(numbered(batch * kTogether + i).id);
      ASSERT_TRUE(found.ok() && found->size() == 1u) << batch;
      const bool changed = batch % 3 == 1 && batch + 1 < acknowledged;
      if (batch % 3 == 0 || changed) {
        EXPECT_EQ(found->front().revision, changed ? 3 : 1) << batch;
      }
    }
  for (const auto& [document, count] : events) EXPECT_EQ(count, 3);
  expect_consistent();
}

ArchiveSettings with_small_packs() {
  ArchiveSettings settings;
  settings.pack_from = 4;
  return settings;
}

Document wordless(int number, const std::string& title = "") {
  Document d = numbered(number);
  d.text.clear();
  if (!title.empty()) d.title = title;
  return d;
}

std::vector<Event> three_wordless(const Document& d, const std::string& mark = "") {
  std::vector<Event> events = three_events(d, mark);
  for (Event& event : events)
    for (Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front()) part->text.clear(), part->condition.clear();
  return events;
}

TEST_F(Postgres, AServerKilledAmidAnImportLosesNoPackAndKeepsNoneTwice) {
  constexpr int kTogether = 24;
  const auto written = open(Access::kWrite, with_small_packs());
  ASSERT_TRUE(written);
  Writing writing;
  auto& [ended, acknowledged, failure] = writing;
  std::thread writer([&] {
    for (int batch = 0; !ended && failure.empty(); ++batch) {
      auto done = written->begin();
      // Every third batch changes half of the batch before it, so that they leave their packs.
      const bool changes = batch % 3 == 2;
      for (int i = 0; done && i < kTogether; ++i) {
        const Document d = wordless((changes ? batch - 1 : batch) * kTogether + i, changes && i % 2 ? "Changed" : "");
        const auto stored = written->put(d, three_wordless(d, changes && i % 2 ? "'" : ""), Keep::kFull, kNow);
        if (!stored) done = stored.error();
        else if (*stored != (!changes ? Stored::kNew : i % 2 ? Stored::kRevised : Stored::kRepeated)) done = Error{"test", "", "another answer", ""};
        if (done && i == kTogether / 2 && batch % 2)
          if (const auto asked = written->counts(); !asked) done = asked.error();  // writes what waits
      }
      if (done) done = written->commit();
      if (!done) failure = done.error().sentence();
      else acknowledged = batch + 1;
    }
  });
  kill_amid(writing);
  writer.join();
  EXPECT_EQ(failure, "");
  ASSERT_GT(acknowledged, Writing::kKills) << "too little was written to prove anything";
  const auto archive = open(Access::kRead);
  const int reports = (acknowledged - acknowledged / 3) * kTogether;
  EXPECT_EQ(archive->counts()->documents, static_cast<std::uint64_t>(reports));
  EXPECT_EQ(archive->counts()->events, static_cast<std::uint64_t>(3 * reports));
  std::map<std::string, int> events;
  ASSERT_TRUE(archive->events({}, [&](const Event& e, const StoredDocument&) { return ++events[e.document], true; }).ok());
  EXPECT_EQ(events.size(), static_cast<std::size_t>(reports));
  for (const auto& [document, count] : events) EXPECT_EQ(count, 3);
  EXPECT_NE(number("SELECT count(*) FROM pack_gone"), 0);
  expect_consistent();
}

TEST_F(Postgres, PacksOfATransactionThatWasCutOffAreMadeAgain) {
  const auto archive = open(Access::kWrite, with_small_packs());
  ASSERT_TRUE(archive->begin().ok());
  for (int i = 0; i < 30; ++i) {
    const Document d = wordless(i);
    const auto stored = archive->put(d, three_wordless(d), Keep::kFull, kNow);
    ASSERT_TRUE(stored.ok()) << stored.error().sentence();
    if (i % 10 == 4) cut_all_connections();
    if (i % 10 == 7) {
      EXPECT_EQ(archive->counts()->documents, static_cast<std::uint64_t>(i + 1));
    }
  }
  const Document changed = wordless(3, "Changed");
  cut_all_connections();
  EXPECT_EQ(*archive->put(changed, three_wordless(changed, "'"), Keep::kFull, kNow), Stored::kRevised);
  cut_all_connections();
  const auto kept = archive->commit();
  ASSERT_TRUE(kept.ok()) << kept.error().sentence();
  EXPECT_EQ(number("SELECT sum(reports) FROM packs"), 30);
  EXPECT_EQ(number("SELECT count(*) FROM pack_gone"), 1);
  EXPECT_EQ(archive->document(changed.id)->front().revision, 2);
  EXPECT_EQ(archive->counts()->events, 90u);
  expect_consistent();
}

TEST_F(Postgres, AQuestionSeesThePacksOfItsBeginning) {
  constexpr int kReports = 40;
  const auto writer = open(Access::kWrite, with_small_packs());
  for (int part = 0; part < 2; ++part) {  // two packs: the second is read when the first is through
    ASSERT_TRUE(writer->begin().ok());
    for (int i = part; i < kReports; i += 2) {
      Document d = wordless(i);
      d.published = read_iso(part ? "2022-01-20T09:00:00Z" : "2022-01-28T09:00:00Z");
      ASSERT_TRUE(writer->put(d, three_wordless(d), Keep::kFull, kNow).ok());
    }
    ASSERT_TRUE(writer->commit().ok());
  }
  const auto change_all = [&] {
    ASSERT_TRUE(writer->begin().ok());
    for (int i = 0; i < kReports; ++i) {
      const Document d = wordless(i, "Changed");
      ASSERT_TRUE(writer->put(d, three_wordless(d, "'"), Keep::kFull, kNow).ok());
    }
    for (int i = kReports; i < 2 * kReports; ++i) ASSERT_TRUE(writer->put(wordless(i), three_wordless(wordless(i)), Keep::kFull, kNow).ok());
    ASSERT_TRUE(writer->commit().ok());
  };
  const auto reader = open(Access::kRead);
  int seen = 0, before = 0;
  ASSERT_TRUE(reader->events({}, [&](const Event&, const StoredDocument& report) {
    if (seen++ == 0) change_all();
    return before += report.document.title != "Changed" && report.revision == 1, true;
  }).ok());
  EXPECT_EQ(seen, 3 * kReports);
  EXPECT_EQ(before, 3 * kReports);
  EXPECT_EQ(reader->counts()->documents, std::uint64_t{2 * kReports});
  EXPECT_EQ(number("SELECT count(*) FROM pack_gone"), kReports);
  expect_consistent();
}

TEST_F(Postgres, WhatIsExpectedToLieInAPackIsRepeated) {
  const auto archive = open(Access::kWrite, with_small_packs());
  std::vector<std::string> ids{"no id"};
  ASSERT_TRUE(archive->begin().ok());
  for (int i = 0; i < 8; ++i) {
    ids.push_back(wordless(i).id);
    ASSERT_TRUE(archive->put(wordless(i), three_wordless(wordless(i)), Keep::kFull, kNow).ok());
  }
  ASSERT_TRUE(archive->commit().ok());
  ids.push_back(wordless(8).id);
  ASSERT_TRUE(archive->begin().ok());
  ASSERT_TRUE(archive->expect(ids).ok());
  for (int i = 0; i < 9; ++i) EXPECT_EQ(*archive->put(wordless(i), three_wordless(wordless(i)), Keep::kFull, kNow), i < 8 ? Stored::kRepeated : Stored::kNew);
  EXPECT_EQ(*archive->put(wordless(8), three_wordless(wordless(8)), Keep::kFull, kNow), Stored::kRepeated);
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(archive->counts()->documents, 9u);
  expect_consistent();
}

TEST_F(Postgres, WhatWaitsAndIsExpectedIsThereOnceItWasWritten) {
  const auto archive = open(Access::kWrite, with_small_packs());
  std::vector<Document> reports{numbered(20)};
  for (int i = 0; i < 6; ++i) reports.push_back(wordless(i));
  std::vector<std::string> ids;
  for (const Document& d : reports) ids.push_back(d.id);
  ASSERT_TRUE(archive->begin().ok());
  for (const Document& d : reports) EXPECT_EQ(*archive->put(d, {}, Keep::kFull, kNow), Stored::kNew);
  ASSERT_TRUE(archive->expect(ids).ok());
  EXPECT_EQ(archive->counts()->documents, 7u);  // writes what waits
  for (const Document& d : reports) {
    const auto again = archive->put(d, {}, Keep::kFull, kNow);
    ASSERT_TRUE(again.ok()) << again.error().sentence();
    EXPECT_EQ(*again, Stored::kRepeated);
  }
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(archive->counts()->documents, 7u);
  expect_consistent();
}

TEST_F(Postgres, AnExpectedReportThatLeavesItsPackLeavesItOnce) {
  const auto archive = open(Access::kWrite, with_small_packs());
  const auto put_all = [&](const std::string& title, const std::string& mark) {
    std::vector<std::string> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(wordless(i).id);
    ASSERT_TRUE(archive->begin().ok());
    ASSERT_TRUE(archive->expect(ids).ok());
    for (int i = 0; i < 6; ++i) ASSERT_TRUE(archive->put(wordless(i, title), three_wordless(wordless(i), mark), Keep::kFull, kNow).ok());
    for (int i = 0; i < 6; ++i) EXPECT_EQ(*archive->put(wordless(i, title), three_wordless(wordless(i), mark), Keep::kFull, kNow), Stored::kRepeated);
    ASSERT_TRUE(archive->commit().ok());
  };
  put_all("", ""), put_all("Changed", "'"), put_all("Changed again", "");
  EXPECT_EQ(number("SELECT count(*) FROM pack_gone"), 6);
  EXPECT_EQ(archive->document(wordless(1).id)->front().revision, 3);
  EXPECT_EQ(archive->counts()->events, 18u);
  expect_consistent();
}

TEST_F(Postgres, AnArchiveFromBeforePacksIsBroughtUp) {
  const Document d = numbered(1);
  ASSERT_TRUE(open()->put(d, three_events(d), Keep::kFull, kNow).ok());
  script("DROP TABLE packs, pack_bytes, pack_sources, pack_ids, pack_gone; UPDATE brink_archive SET version = 1");
  EXPECT_NE(refusal(address_, Access::kRead).find("open it once for writing"), std::string::npos);
  const auto archive = open(Access::kWrite, with_small_packs());
  ASSERT_TRUE(archive->begin().ok());
  for (int i = 2; i < 12; ++i) ASSERT_TRUE(archive->put(wordless(i), three_wordless(wordless(i)), Keep::kFull, kNow).ok());
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(number("SELECT sum(reports) FROM packs"), 10);
  EXPECT_EQ(open(Access::kRead)->counts()->events, 33u);
  expect_consistent();
}

TEST_F(Postgres, APackThatCannotBeWrittenTakesItsTransactionAlone) {
  const auto archive = open(Access::kWrite, with_small_packs());
  script("ALTER TABLE pack_sources RENAME TO away");
  ASSERT_TRUE(archive->begin().ok());
  for (int i = 0; i < 6; ++i) ASSERT_TRUE(archive->put(wordless(i), three_wordless(wordless(i)), Keep::kFull, kNow).ok());
  EXPECT_FALSE(archive->counts().ok());
  EXPECT_FALSE(archive->commit().ok());
  script("ALTER TABLE away RENAME TO pack_sources");
  EXPECT_EQ(archive->counts()->documents, 0u);
  EXPECT_EQ(*archive->put(wordless(1), three_wordless(wordless(1)), Keep::kFull, kNow), Stored::kNew);
  EXPECT_EQ(archive->counts()->documents, 1u);
  expect_consistent();
}

TEST_F(Postgres, ATransactionThatWasCutOffIsRunAgain) {
  const auto archive = open();
  Document changing = numbered(1);
  ASSERT_TRUE(archive->begin().ok());
  ASSERT_TRUE(archive->put(changing, three_events(changing), Keep::kFull, kNow).ok());
  ASSERT_TRUE(archive->set_aside({"a", {"intake", "b", "c", "d"}, kNow}).ok());
  cut_all_connections();
  changing.text += " Changed.";
  EXPECT_EQ(*archive->put(changing, three_events(changing, "'"), Keep::kFull, kNow), Stored::kRevised);
  cut_all_connections();
  const auto kept = archive->commit();
  ASSERT_TRUE(kept.ok()) << kept.error().sentence();
  EXPECT_EQ(archive->document(changing.id)->front().revision, 2);
  cut_all_connections();
  EXPECT_EQ(archive->counts()->set_aside, 1u);
  expect_consistent();
}

TEST_F(Postgres, WhatWasToldIsKeptAgainAfterTheConnectionWasCutOff) {
  const auto archive = open();
  Alert alert;
  alert.id = hex_hash("a"), alert.watch = "w", alert.at = kNow;
  ASSERT_TRUE(archive->begin().ok());
  EXPECT_TRUE(*archive->put_alert(alert));
  ASSERT_TRUE(archive->put_delivery({alert.id, "mail", Delivery::State::kSent, 0, "", "", kNow, ""}).ok());
  cut_all_connections();
  ASSERT_TRUE(archive->keep_note("w", "standing").ok());
  ASSERT_TRUE(archive->mark_alert(alert.id, {kNow, {}}).ok());
  cut_all_connections();
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(archive->alerts({})->size(), 1u);
  EXPECT_EQ(archive->alerts({})->front().acknowledged, kNow);
  EXPECT_EQ(archive->deliveries({})->size(), 1u);
  EXPECT_EQ(*archive->note("w"), "standing");
}

TEST_F(Postgres, AQuestionIsAskedAgainAfterTheServerCameBack) {
  const auto archive = open();
  const Document d = numbered(1);
  ASSERT_TRUE(archive->put(d, three_events(d), Keep::kFull, kNow).ok());
  server_.stop(SIGKILL);
  server_.start();
  int seen = 0;
  const auto done = archive->events({}, [&](const Event&, const StoredDocument&) { return ++seen; });
  EXPECT_TRUE(done.ok()) << done.error().sentence();
  EXPECT_EQ(seen, 3);
}

TEST_F(Postgres, AQuestionSeesOneStateWhateverIsWrittenInBetween) {
  constexpr int kReports = 300;
  const auto writer = open();
  ASSERT_TRUE(writer->begin().ok());
  for (int i = 0; i < kReports; ++i) ASSERT_TRUE(writer->put(numbered(i), three_events(numbered(i)), Keep::kFull, kNow).ok());
  ASSERT_TRUE(writer->commit().ok());
  const auto cut_down = [&] {
    ASSERT_TRUE(writer->begin().ok());
    for (int i = 0; i < kReports; ++i) ASSERT_TRUE(writer->put(numbered(i), three_events(numbered(i)), Keep::kFacts, kNow).ok());
    ASSERT_TRUE(writer->commit().ok());
  };
  const auto reader = open(Access::kRead);
  int seen = 0, whole = 0;
  ASSERT_TRUE(reader->events({}, [&](const Event& event, const StoredDocument& report) {
    if (seen++ == 0) cut_down();
    return whole += !event.text.empty() && report.kept == Keep::kFull, true;
  }).ok());
  EXPECT_EQ(seen, 3 * kReports);
  EXPECT_EQ(whole, 3 * kReports);
  seen = whole = 0;
  ASSERT_TRUE(reader->events({}, [&](const Event& event, const StoredDocument& report) {
    return ++seen, whole += event.text.empty() && report.kept == Keep::kFacts, true;
  }).ok());
  EXPECT_EQ(seen, 3 * kReports) << "the next one sees the state of then";
  EXPECT_EQ(whole, 3 * kReports);
}

TEST_F(Postgres, AStatementThatFailsInAQuestionTakesNothingOfTheBatch) {
  const auto archive = open();
  const Document before = numbered(1), within = numbered(2), after = numbered(3);
  const auto ask_what_fails = [&] {
    script("ALTER TABLE set_asides RENAME TO away");
    EXPECT_FALSE(archive->set_asides([](const SetAside&) { return true; }).ok());
    script("ALTER TABLE away RENAME TO set_asides");
  };
  ASSERT_TRUE(archive->begin().ok());
  ASSERT_TRUE(archive->put(before, three_events(before), Keep::kFull, kNow).ok());
  ask_what_fails();
  int seen = 0;
  const auto asked = archive->events({}, [&](const Event&, const StoredDocument&) {
    if (seen++ == 0) {
      EXPECT_TRUE(archive->put(within, three_events(within), Keep::kFull, kNow).ok());
      ask_what_fails();
    }
    return true;
  });
  EXPECT_TRUE(asked.ok()) << asked.error().sentence();
  EXPECT_EQ(seen, 3);
  ASSERT_TRUE(archive->put(after, three_events(after), Keep::kFull, kNow).ok());
  const auto kept = archive->commit();
  ASSERT_TRUE(kept.ok()) << kept.error().sentence();
  EXPECT_EQ(open(Access::kRead)->counts()->events, 9u);
  expect_consistent();
}

TEST_F(Postgres, ALotOfWideRowsIsSmall) {
  open();
  const auto connection = PostgresConnection::open(address_, Access::kRead, 1'000);
  ASSERT_TRUE(connection.ok());
  ASSERT_TRUE((*connection)->run("BEGIN").ok());
  const auto lots_of = [&](const std::string& sql) {
    std::vector<int> lots;
    const auto cursor = PostgresCursor::open(**connection, sql, {});
    EXPECT_TRUE(cursor.ok());
    for (auto rows = (*cursor)->next(); rows && !rows->empty(); rows = (*cursor)->next()) lots.push_back(rows->size());
    return lots;
  };
  EXPECT_EQ(lots_of("SELECT n FROM generate_series(1, 5000) n"), (std::vector{32, 256, 2'000, 2'000, 712}));
  // From where rows of a megabyte come, three are some 3 MB.
  EXPECT_EQ(lots_of("SELECT repeat('x', CASE WHEN n <= 20 THEN 10 ELSE 1000000 END) FROM generate_series(1, 40) n"),
            (std::vector{32, 3, 3, 2}));
}

TEST_F(Postgres, OpeningsAtOnceMakeTheTablesOnce) {
  std::vector<std::thread> openings;
  std::atomic<int> opened = 0;
  for (int i = 0; i < 8; ++i)
    openings.emplace_back([&] {
      const auto archive = open_archive(address_, Access::kWrite);
      EXPECT_TRUE(archive.ok()) << archive.error().sentence();
      if (archive) ++opened;
    });
  for (std::thread& opening : openings) opening.join();
  EXPECT_EQ(opened, 8);
  EXPECT_EQ(script("SELECT count(*) FROM brink_archive"), "1");
}

TEST_F(Postgres, ANewerArchiveIsRefused) {
  open();
  script("UPDATE brink_archive SET version = 999");
  EXPECT_NE(refusal(address_).find("version 999"), std::string::npos);
  EXPECT_NE(refusal(address_, Access::kRead).find("use a newer brink"), std::string::npos);
}

TEST_F(Postgres, WhatIsNoArchiveIsRefusedAndLeftAlone) {
  EXPECT_NE(refusal(address_, Access::kRead).find("no archive in this database"), std::string::npos);
  script("CREATE TABLE events (a integer)");
  EXPECT_NE(refusal(address_).find("another program's tables"), std::string::npos);
  EXPECT_NE(refusal(address_, Access::kRead).find("another program's tables"), std::string::npos);
  EXPECT_EQ(script("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'a'"), "1");
}

TEST_F(Postgres, ADatabaseInAnotherEncodingIsRefused) {
  server_.script("CREATE DATABASE old ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
  std::string old = address_;
  old.replace(old.find("/postgres"), 9, "/old");
  old.erase(old.find("&options"));
  EXPECT_NE(refusal(old).find("LATIN1"), std::string::npos);
}

TEST_F(Postgres, NoErrorHoldsAPassword) {
  const std::string secret = "s3cret", folder = address_.substr(address_.find("host=") + 5, address_.find('&') - address_.find("host=") - 5);
  for (const std::string& address :
       {"postgresql://u:" + secret + "@127.0.0.1:1/db", "postgres://u:" + secret + "@[::1/db", "postgresql://u:p/" + secret + "@h/db",
        "postgresql://nobody:" + secret + "@/postgres?host=" + folder, "postgresql://u@/nowhere?host=" + folder + "&password=" + secret,
        "postgresql://u:" + secret + "?x@h:port/db", "postgresql://u@h/db?password=" + secret + "&pass" + "word=" + secret,
        "postgresql://u:%73%33cret@/nowhere?host=" + folder, "postgresql://u@/nowhere?host=" + folder + "&pass%77ord=" + secret,
        "postgresql://u@/nowhere?host=" + folder + "&sslpassword=%73" + secret.substr(1), "postgresql://u:5432/" + secret + "@/db",
        "postgresql://u@h:1/db?password=a:" + secret + "@" + secret, "postgresql://u:" + secret + "?password=x@h/db"}) {
    const std::string sentence = refusal(address);
    EXPECT_EQ(sentence.find(secret), std::string::npos) << sentence;
    EXPECT_EQ(shown_address(address).find(secret), std::string::npos) << shown_address(address);
    for (const std::string& part : {std::string("s3cr"), std::string("%73")})
      EXPECT_EQ(sentence.find(part), std::string::npos) << sentence;
  }
  // A server's words with a short password in them: each of them would tell it.
  for (const std::string& address : {"postgresql://stranger:st@/postgres?host=" + folder, "postgresql://stranger@/postgres?host=" + folder + "&password=g",
                                     "postgresql://stranger:%67@/postgres?host=" + folder})
    EXPECT_NE(refusal(address).find("an answer that is not shown"), std::string::npos) << refusal(address);
  EXPECT_NE(refusal("postgresql://stranger:q7@/postgres?host=" + folder).find("\"stranger\" does not exist"), std::string::npos);
  EXPECT_EQ(shown_address("postgresql://u:pw@h:5432/db"), "postgresql://u:***@h:5432/db");
  EXPECT_EQ(shown_address("postgresql://u@h:5432/db"), "postgresql://u@h:5432/db");
  EXPECT_EQ(shown_address("a:b@c.db"), "a:b@c.db");
}

TEST_F(Postgres, AnyBytesInAnyTextComeBackAsTheyWere) {
  const std::string wild = "nul\0 \x10 \xff\xc3( \xED\xA0\x80 \xEF\xBF\xBD 'q\" \\ \t\n $1 ? \xF0\x9F\x98\x80"s;
  const auto archive = open();
  Document d = numbered(1);
  for (std::string* text : {&d.source, &d.url, &d.canonical_url, &d.outlet, &d.language, &d.rights.notice, &d.title, &d.text})
    *text = wild + *text;
  Event e = sample::event(d, "e");
  e.text = wild, e.type = wild, e.cameo = "15" + wild;
  const auto stored = archive->put(d, std::vector{e}, Keep::kFull, kNow);
  ASSERT_TRUE(stored.ok()) << stored.error().sentence();
  EXPECT_EQ(*archive->put(d, std::vector{e}, Keep::kFull, kNow), Stored::kRepeated);
  const Document back = archive->document(d.id)->front().document;
  for (const auto field : {&Document::source, &Document::url, &Document::canonical_url, &Document::outlet, &Document::language,
                           &Document::title, &Document::text})
    EXPECT_EQ(back.*field, d.*field);
  EXPECT_EQ(back.rights.notice, d.rights.notice);
  EventQuery query;
  query.type = {wild};
  query.cameo_prefix = {"15"};
  int found = 0;
  ASSERT_TRUE(archive->events(query, [&](const Event& event, const StoredDocument&) { return found += event.text == wild, true; }).ok());
  EXPECT_EQ(found, 1);
  ASSERT_TRUE(archive->set_aside({wild, {wild, wild, wild, wild}, kNow}).ok());
  ASSERT_TRUE(archive->keep_validators(wild, {wild, wild}).ok());
  EXPECT_EQ(archive->validators(wild)->etag, wild);
}

TEST_F(Postgres, TextsOfAnyLengthGoIn) {
  const auto archive = open();
  Document d = numbered(1);
  d.text.clear();
  for (int i = 0; d.text.size() < 6'000'000; ++i) d.text += "word" + std::to_string(i) + ' ';
  d.text += std::string(100'000, 'q');
  const std::string name(50'000, 'n'), kind = "\xff" + std::string(3'000, 'k');
  Event e = sample::event(d, "e", kind);
  e.actor = {{name, {std::string(30'000, 'S'), "MIL"}, "", "", {}}};
  for (int i = 0; i < 2'000; ++i) e.equipment.push_back("thing " + std::to_string(i));
  const auto stored = archive->put(d, std::vector{e}, Keep::kFull, kNow);
  ASSERT_TRUE(stored.ok()) << stored.error().sentence();
  ASSERT_TRUE(archive->set_aside({std::string(50'000, 's'), {"intake", "", "", ""}, kNow}).ok());
  ASSERT_TRUE(archive->keep_validators(std::string(50'000, 'u'), {}).ok());
  const auto found = [&](const EventQuery& query) {
    int count = 0;
    EXPECT_TRUE(archive->events(query, [&](const Event&, const StoredDocument&) { return ++count; }).ok());
    return count;
  };
  EventQuery right;
  right.actor = {name}, right.type = {kind}, right.equipment = {"thing 1999"};
  EXPECT_EQ(found(right), 1);
  EventQuery wrong = right;
  wrong.actor = {name + "n"};
  EXPECT_EQ(found(wrong), 0);
  wrong = right, wrong.equipment = {"thing 2000"};
  EXPECT_EQ(found(wrong), 0);
  DocumentQuery words;
  words.text = "word7 word8";
  int documents = 0;
  ASSERT_TRUE(archive->documents(words, [&](const StoredDocument&) { return ++documents; }).ok());
  EXPECT_EQ(documents, 1);
}

TEST_F(Postgres, WordsAreFoundAsSqliteFindsThem) {
  const std::string folder = testing::TempDir() + "brink-words-" + std::to_string(::getpid()) + ".db";
  const auto lite = open_archive(folder, Access::kWrite);
  ASSERT_TRUE(lite.ok());
  const auto server = open();
  const char* texts[] = {"Größere Verbände rücken vor", "The S-400 system: \"ready\" by 2022-02-24", "Élysée, l'armée; l’État",
                         "Владимир Путин заявил", "ΑΘΗΝΑ και Ἀθῆναι", "İstanbul IŞIK ışık", "naïve cafe\u0301 re\u0301sume\u0301",
                         "北京 官员 说", "3rd_army x86 C++ a.b@c.example", "½ ² Ⅷ ﬁne"};
  int n = 0;
  for (const char* text : texts) {
    Document d = numbered(n++);
    d.title = "Title";
    d.text = text;
    for (const auto& archive : {lite->get(), server.get()}) ASSERT_TRUE(archive->put(d, {}, Keep::kFull, kNow).ok());
  }
  const char* questions[] = {"grossere", "größere", "GROSSERE", "grosser*", "s-400", "400 s", "400-s", "\"ready\" by", "2022-02", "2022*",
                             "elysee", "l'armee", "armee", "etat", "путин", "ПУТИН заяв*", "αθηνα", "istanbul", "isik", "ışık",
                             "cafe", "resume", "résumé", "北京", "官*", "3rd_army", "army", "x86", "c++", "a.b@c", "½", "viii", "fine", "Title verbande"};
  for (const char* question : questions) {
    std::set<std::string> found[2];
    int which = 0;
    for (const auto& archive : {lite->get(), server.get()}) {
      DocumentQuery query;
      query.text = question;
      auto& ids = found[which++];
      ASSERT_TRUE(archive->documents(query, [&](const StoredDocument& s) { return ids.insert(s.document.text), true; }).ok()) << question;
    }
    EXPECT_EQ(found[1], found[0]) << question;
  }
  std::filesystem::remove(folder);
}

// As many as make a month worth a part of its own.
std::vector<Event> many_events(const Document& d, const std::string& date) {
  std::vector<Event> events;
  for (int e = 0; e < 1'000; ++e) {
    events.push_back(sample::event(d, date + std::to_string(e)));
    events.back().date = date;
  }
  return events;
}

TEST_F(Postgres, MonthsWithManyEventsLieInPartsOfTheirOwn) {
  const auto archive = open();
  const Document d = numbered(1), later = numbered(2), third = numbered(3);
  std::vector<Event> few;
  for (const char* date : {"2022-01-31", "2022-02-28", "", "1755-11-01"}) {
    few.push_back(sample::event(d, std::string("few ") + date));
    few.back().date = date;
  }
  ASSERT_TRUE(archive->put(d, few, Keep::kFull, kNow).ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_other"), "4");
  ASSERT_TRUE(archive->put(later, many_events(later, "2022-02-01"), Keep::kFull, kNow).ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_2022_02"), "1001") << "those that were there before come along";
  EXPECT_EQ(script("SELECT count(*) FROM events_other"), "3");
  // Far years have none, however many.
  ASSERT_TRUE(archive->put(third, many_events(third, "1755-11-01"), Keep::kFull, kNow).ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_other"), "1003");
  EXPECT_EQ(archive->counts()->events, 2'004u);
  expect_consistent();
}

TEST_F(Postgres, AMonthOfManySmallTransactionsComesToAPartToo) {
  const auto archive = open();
  for (int i = 0; i < 4; ++i) {
    const Document d = numbered(i);
    const auto events = many_events(d, "2022-02-0" + std::to_string(i + 1));
    ASSERT_TRUE(archive->put(d, std::span(events).first(300), Keep::kFull, kNow).ok());
  }
  EXPECT_EQ(script("SELECT count(*) FROM events_2022_02"), "1200");
  EXPECT_EQ(archive->counts()->events, 1'200u);
  expect_consistent();
}

// A question that runs holds the part that takes the rest, and a new month is cut out of it.
TEST_F(Postgres, AReaderInTheWayOfANewMonthStopsNoWriter) {
  const auto archive = open();
  const Document d = numbered(1), later = numbered(2);
  ASSERT_TRUE(archive->put(d, three_events(d), Keep::kFull, kNow).ok());
  const auto reader = open(Access::kRead);
  const auto march = many_events(later, "2022-03-05");
  int seen = 0;
  ASSERT_TRUE(reader->events({}, [&](const Event&, const StoredDocument&) {
    if (++seen > 1) return true;
    const auto stored = archive->put(later, march, Keep::kFull, kNow);
    EXPECT_TRUE(stored.ok()) << stored.error().sentence();
    return true;
  }).ok());
  EXPECT_EQ(seen, 3);
  EXPECT_EQ(archive->counts()->events, 1'003u);
  EXPECT_EQ(script("SELECT count(*) FROM events_other"), "1003");
  // Another writer makes it when the reader is gone.
  const Document third = numbered(3);
  Event one = sample::event(third, "m");
  one.date = "2022-03-06";
  EXPECT_TRUE(open()->put(third, std::vector{one}, Keep::kFull, kNow).ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_2022_03"), "1001");
  EXPECT_EQ(archive->counts()->events, 1'004u);
  expect_consistent();
}

TEST_F(Postgres, WhoMakesAPartWaitsForOthersAsLongAsBefore) {
  open();
  const auto connection = PostgresConnection::open(address_, Access::kWrite, 4'321);
  ASSERT_TRUE(connection.ok());
  ASSERT_TRUE((*connection)->run("BEGIN").ok());
  EventParts parts;
  const auto made = parts.expect(**connection, {{19'031, 1'000}});
  ASSERT_TRUE(made.ok()) << made.error().sentence();
  EXPECT_EQ((*connection)->ask("SHOW lock_timeout")->text(0, 0), "4321ms");
  ASSERT_TRUE((*connection)->run("COMMIT").ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_2022_02"), "0");
}

TEST_F(Postgres, APartThatCannotBeMadeForAnotherReasonIsTold) {
  const auto archive = open();
  const Document d = numbered(1);
  script("CREATE TABLE events_2022_02 (a integer)");
  const auto stored = archive->put(d, many_events(d, "2022-02-01"), Keep::kFull, kNow);
  ASSERT_FALSE(stored.ok());
  EXPECT_NE(stored.error().sentence().find("events_2022_02"), std::string::npos) << stored.error().sentence();
  EXPECT_EQ(archive->counts()->events, 0u);
  script("DROP TABLE events_2022_02");
  EXPECT_TRUE(archive->put(d, many_events(d, "2022-02-01"), Keep::kFull, kNow).ok());
  EXPECT_EQ(script("SELECT count(*) FROM events_2022_02"), "1000");
  expect_consistent();
}

TEST_F(Postgres, ATurnIsTakenAgainWithANewConnection) {
  ArchiveSettings impatient;
  impatient.wait_ms = 100;
  const auto first = open(Access::kWrite, impatient);
  auto second = open();
  EXPECT_TRUE(*first->take_turn("w"));
  cut_all_connections();
  EXPECT_TRUE(first->note("n").ok());
  EXPECT_FALSE(*second->take_turn("w"));
  // Another that was there first has it; then nothing is done without it.
  cut_all_connections();
  EXPECT_TRUE(*second->take_turn("w"));
  for (int i = 0; i < 2; ++i) {
    const auto asked = first->note("n");
    ASSERT_FALSE(asked.ok());
    EXPECT_NE(asked.error().sentence().find("the turn of w"), std::string::npos) << asked.error().sentence();
    EXPECT_FALSE(first->keep_note("n", "1").ok());
  }
  second.reset();
  EXPECT_TRUE(first->keep_note("n", "2").ok());
  EXPECT_EQ(*first->note("n"), "2");
}

std::set<int> open_sockets() {
  std::set<int> sockets;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int file = std::stoi(entry.path().filename());
    if (struct stat about{}; ::fstat(file, &about) == 0 && S_ISSOCK(about.st_mode)) sockets.insert(file);
  }
  return sockets;
}

// As when a network goes: this side has no connection any more, the server still thinks that it has.
TEST_F(Postgres, WhatAServerKeepsForALostConnectionIsEnded) {
  open();
  const std::set<int> before = open_sockets();
  const auto archive = open();
  std::set<int> sockets = open_sockets();
  for (const int socket : before) sockets.erase(socket);
  ASSERT_EQ(sockets.size(), 1u);
  const Document d = numbered(1), more = numbered(2);
  EXPECT_TRUE(*archive->take_turn("w"));
  ASSERT_TRUE(archive->begin().ok());
  ASSERT_TRUE(archive->put(d, three_events(d), Keep::kFull, kNow).ok());
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  const int kept_open = ::dup(*sockets.begin());
  ::dup2(pair[0], *sockets.begin());
  ::close(pair[0]), ::close(pair[1]);
  const auto stored = archive->put(more, three_events(more), Keep::kFull, kNow);
  EXPECT_TRUE(stored.ok()) << stored.error().sentence();
  const auto kept = archive->commit();
  EXPECT_TRUE(kept.ok()) << kept.error().sentence();
  EXPECT_FALSE(*open()->take_turn("w"));
  EXPECT_EQ(archive->counts()->documents, 2u);
  ::close(kept_open);
  expect_consistent();
}

TEST_F(Postgres, ALensHearsOfWhatOthersWrite) {
  const auto archive = open();
  const Document first = numbered(1), second = numbered(2);
  ASSERT_TRUE(archive->put(first, three_events(first), Keep::kFull, kNow).ok());
  const auto lens = ArchiveLens::open(address_, 10'000);
  ASSERT_TRUE(lens.ok()) << lens.error().sentence();
  const auto version = (*lens)->data_version();
  const auto position = (*lens)->events_since(0, 10);
  ASSERT_TRUE(version.ok() && position.ok());
  EXPECT_EQ(*(*lens)->data_version(), *version);
  EXPECT_TRUE(position->ids.empty());
  ASSERT_TRUE(archive->put(second, three_events(second), Keep::kFull, kNow).ok());
  EXPECT_NE(*(*lens)->data_version(), *version);
  const auto fresh = (*lens)->events_since(position->position, 2);
  ASSERT_TRUE(fresh.ok());
  EXPECT_EQ(fresh->count, 3u);
  EXPECT_EQ(fresh->ids.size(), 2u);
  EXPECT_EQ((*lens)->events_of(second.id)->size(), 3u);
  const auto days = (*lens)->count_days({}, CountBy::kStatus);
  ASSERT_TRUE(days.ok() && days->size() == 1u);
  EXPECT_EQ(days->front().key, "hypothetical");
  EXPECT_EQ(days->front().events, 6u);
  EXPECT_EQ((*lens)->report_range()->size(), 2u);
}

TEST_F(Postgres, AQuestionThatTakesTooLongIsEnded) {
  open();
  const auto connection = PostgresConnection::open(address_, Access::kRead, 1'000);
  ASSERT_TRUE(connection.ok());
  ASSERT_TRUE((*connection)->stop_after(std::chrono::milliseconds(50)).ok());
  const auto slow = (*connection)->ask("SELECT pg_sleep(20)");
  ASSERT_FALSE(slow.ok());
  EXPECT_NE(slow.error().sentence().find("too long"), std::string::npos);
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  EXPECT_FALSE((*connection)->ask("SELECT 1").ok());
  (*connection)->start_clock();
  EXPECT_TRUE((*connection)->ask("SELECT 1").ok());
}

TEST_F(Postgres, WhatIsExpectedToBeThereAlreadyIsRepeated) {
  const auto archive = open();
  const Document there = numbered(1), missing = numbered(2);
  ASSERT_TRUE(archive->put(there, three_events(there), Keep::kFull, kNow).ok());
  ASSERT_TRUE(archive->begin().ok());
  ASSERT_TRUE(archive->expect(std::vector{there.id, missing.id}).ok());
  EXPECT_EQ(*archive->put(there, three_events(there), Keep::kFull, kNow), Stored::kRepeated);
  EXPECT_EQ(*archive->put(missing, three_events(missing), Keep::kFull, kNow), Stored::kNew);
  EXPECT_EQ(*archive->put(missing, three_events(missing), Keep::kFull, kNow), Stored::kRepeated);
  ASSERT_TRUE(archive->commit().ok());
  expect_consistent();
}

TEST_F(Postgres, WhatIsExpectedWhileItWaitsToBeSentIsThere) {
  const auto archive = open();
  const Document one = numbered(1), two = numbered(2);
  ASSERT_TRUE(archive->begin().ok());
  for (const Document& d : {one, two}) EXPECT_EQ(*archive->put(d, three_events(d), Keep::kFull, kNow), Stored::kNew);
  ASSERT_TRUE(archive->expect(std::vector{one.id, two.id}).ok());
  for (const Document& d : {one, two}) {
    const auto stored = archive->put(d, three_events(d), Keep::kFull, kNow);
    ASSERT_TRUE(stored.ok()) << stored.error().sentence();
    EXPECT_EQ(*stored, Stored::kRepeated);
  }
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(archive->counts()->documents, 2u);
  expect_consistent();
}

TEST_F(Postgres, AnAnswerOfManyLotsIsWholeAndInOrder) {
  const auto archive = open();
  ASSERT_TRUE(archive->begin().ok());
  for (int i = 0; i < 1'500; ++i) {
    const Document d = sample::document(std::to_string(i), i % 2 ? "2022-01-28T09:00:00Z" : "2022-01-29T09:00:00Z");
    ASSERT_TRUE(archive->put(d, three_events(d), Keep::kFull, kNow).ok());
  }
  ASSERT_TRUE(archive->commit().ok());
  std::vector<std::string> ids;
  int asked = 0;
  ASSERT_TRUE(archive->events({}, [&](const Event& e, const StoredDocument& s) {
    EXPECT_EQ(s.document.id, e.document);
    ids.push_back((to_iso(*s.document.published) < "2022-01-29" ? "b" : "a") + e.id);
    if (ids.size() % 1'000 == 0) asked += archive->event(e.id)->size() == 1;  // while the next lot is on its way
    return true;
  }).ok());
  EXPECT_EQ(ids.size(), 4'500u);
  EXPECT_EQ(asked, 4);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 4'500u);
}

TEST(PostgresText, IsMarkedSoThatPartsStayParts) {
  for (const std::string& text : {""s, "plain"s, "\0"s, "\x10"s, "\x10" "0"s, "a\0b\xff\x10x"s, "\xEF\xBF\xBD"s, "\xF0\x9F\x98"s}) {
    EXPECT_EQ(text_of_column(column_text(text)), text);
    EXPECT_NE(("<" + column_text(text) + ">").find(column_text(text)), std::string::npos);
    EXPECT_EQ(column_text("<" + text + ">"), "<" + column_text(text) + ">");
  }
  EXPECT_NE(column_text("\0"s), column_text("\x10" "0"s));
  EXPECT_EQ(text_of_column("cut \x10"), "cut \x10");
  EXPECT_EQ(text_of_column("cut \x10x4"), "cut x4");
}

}  // namespace
}  // namespace brink
