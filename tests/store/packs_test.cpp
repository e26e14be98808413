// SPDX-License-Identifier: Apache-2.0
// An archive with packs answers every question as one without them does, in either store.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "postgres_integrity.h"
#include "postgres_server.h"
#include "records/records.h"
#include "sample.h"
#include "sqlite3.h"
#include "store/packs/event_code.h"
#include "store/packs/pack.h"
#include "store/packs/pack_shelf.h"
#include "store/packs/pack_writer.h"
#include "store/store.h"

namespace brink {
namespace {

template <class T, std::size_t N>
const T& any_of(const T (&choices)[N], std::mt19937& chance) {
  return choices[chance() % N];
}

const std::string kSomeCodes[] = {"NOR", "SUD", "EST", "LEAGUE", "UNK", ""}, kSomeSectors[] = {"GOV", "MIL", "OPP"}, kSomePlaces[] = {"Middle River", "Äußere Höhe", "Port", ""},
                  kSomeTypes[] = {"MOBILIZE", "ASSAULT", "CONSULT", "AID"}, kSomeCameo[] = {"154", "190", "042", "0871"}, kSomeModes[] = {"troops", "Weapons", "talks"},
                  kOutlets[] = {"Gazette", "Herald", "Wire"}, kTitles[] = {"NORLAND: mobilize: SUDLAND", "Élan in the S-400 talks", "ESTLAND: aid: NORLAND", ""},
                  kSomeDates[] = {"2022-01-28", "2022-01", "2022", "2021-12-31", "", "2022-02-03"};

Actor some_actor(std::mt19937& chance) {
  Actor actor{any_of(kSomeCodes, chance), {}, "Name " + std::to_string(chance() % 3), "it", {1, 4}};
  for (unsigned i = 0; i < chance() % 3; ++i) actor.sector.push_back(any_of(kSomeSectors, chance));
  return actor;
}

Event some_event(const Document& of, int number, std::mt19937& chance) {
  Event e = sample::event(of, std::to_string(number), any_of(kSomeTypes, chance));
  e.text.clear();
  e.sentence_span = {};
  e.date = any_of(kSomeDates, chance);
  e.date_precision = e.date.size() == 10 && chance() % 4 == 0 ? "week" : "";
  e.cameo = any_of(kSomeCameo, chance), e.mode = {any_of(kSomeModes, chance)};
  e.status = static_cast<Status>(chance() % 5), e.hedged = chance() % 2 == 0;
  e.score = chance() % 7 == 0 ? std::nan("") : double(chance() % 20) - 10.5;
  e.actor = {some_actor(chance)};
  if (chance() % 3) e.actor.push_back(some_actor(chance));
  if (chance() % 2) e.recipient = {some_actor(chance)};
  if (chance() % 4 == 0) e.speaker = some_actor(chance);
  if (chance() % 2) e.place = Place{any_of(kSomePlaces, chance), any_of(kSomeCodes, chance), 1.5, -2.25, chance() % 2 == 0, std::int64_t(chance() % 100), {3, 9}};
  if (chance() % 3 == 0) e.equipment = {"S-400"};
  if (chance() % 3 == 0) e.quantity = Quantity{"some \xff", 4, 4000000000};
  if (chance() % 4 == 0) e.act = {sample::event(of, "act", "AID")}, e.act.front().text.clear();
  return e;
}

struct Report {
  Document document;
  std::vector<Event> events;
};

Report some_report(int number, std::mt19937& chance) {
  Report r;
  r.document = sample::document("report " + std::to_string(number), "2022-0" + std::to_string(1 + chance() % 2) + "-1" + std::to_string(chance() % 10) + "T0" + std::to_string(chance() % 3) + ":00:00+02:00");
  if (chance() % 10 == 0) r.document.published.reset();
  r.document.text.clear();
  r.document.title = any_of(kTitles, chance), r.document.outlet = any_of(kOutlets, chance);
  r.document.language = chance() % 2 ? "en" : "";
  if (chance() % 3 == 0) r.document.authors = {"A. Writer"};
  for (unsigned i = 0; i < chance() % 4; ++i) r.events.push_back(some_event(r.document, static_cast<int>(i), chance));
  if (!r.events.empty() && chance() % 5 == 0) r.events.push_back(r.events.front());
  return r;
}

EventQuery some_question(std::mt19937& chance) {
  EventQuery q;
  const auto maybe = [&](std::vector<std::string>& list, std::string value) { if (chance() % 4 == 0) list.push_back(std::move(value)); };
  maybe(q.actor, any_of(kSomeCodes, chance)), maybe(q.actor, any_of(kSomeCodes, chance) + "/" + any_of(kSomeSectors, chance));
  maybe(q.recipient, any_of(kSomeCodes, chance)), maybe(q.either, any_of(kSomeCodes, chance));
  maybe(q.type, any_of(kSomeTypes, chance)), maybe(q.mode, any_of(kSomeModes, chance)), maybe(q.cameo_prefix, any_of(kSomeCameo, chance).substr(0, 2));
  maybe(q.country, any_of(kSomeCodes, chance)), maybe(q.place, chance() % 2 ? "äussere höhe" : "ÄUßERE HÖHE"), maybe(q.equipment, "s-400"), maybe(q.context, "Military");
  if (chance() % 8 == 0) q.speaker = {any_of(kSomeCodes, chance)};
  if (chance() % 4 == 0) q.status = {static_cast<Status>(chance() % 5)};
  if (chance() % 4 == 0) q.since = chance() % 2 ? "2022-01-20" : "2022-01";
  if (chance() % 4 == 0) q.until = chance() % 2 ? "2022-01-29" : "2021";
  if (chance() % 4 == 0) q.known_by = "2022-01-" + std::to_string(11 + chance() % 10);
  if (chance() % 8 == 0) q.ever = true;
  if (chance() % 3 == 0) q.limit = 1 + chance() % 20;
  if (chance() % 16 == 0) q.text = "moved";
  return q;
}

std::string answer_of_sqlite(const std::string& file, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  std::string answer;
  const auto take = [](void* to, int n, char** columns, char**) {
    for (int i = 0; i < n; ++i) *static_cast<std::string*>(to) += (i ? "|" : "") + std::string(columns[i] ? columns[i] : "");
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), take, &answer, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
  return answer;
}

std::string schema_of(const std::string& place) { return "p" + hex_hash(place); }

// A store in which archives lie at places of the test's own folder.
struct PackedStore {
  std::string name;
  std::string (*address)(const std::string& place);
  std::string (*ask)(const std::string& place, const std::string& sql);
  std::string absent{};
};

void PrintTo(const PackedStore& store, std::ostream* out) { *out << store.name; }

const PackedStore kInSqlite{"sqlite", [](const std::string& place) { return place; }, answer_of_sqlite};

PackedStore in_postgres() {
  return {"postgres", [](const std::string& place) { return PostgresServer::of_process().address(schema_of(place)); },
          [](const std::string& place, const std::string& sql) {
            return PostgresServer::of_process().script("SET search_path = " + schema_of(place) + "; " + sql);
          },
          PostgresServer::absent()};
}

class Packs : public testing::TestWithParam<PackedStore> {
 protected:
  void SetUp() override {
    if (!GetParam().absent.empty()) GTEST_SKIP() << GetParam().absent;
    std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    std::replace(test.begin(), test.end(), '/', '-');
    folder_ = std::filesystem::temp_directory_path() / ("brink-packs-" + std::to_string(::getpid()) + "-" + test);
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    rows_ = open("rows.db", 0), packed_ = open("packed.db", 1);
  }
  void TearDown() override {
    if (folder_.empty()) return;
    rows_.reset(), packed_.reset();
    if (GetParam().name == "postgres") expect_integrity();
    std::filesystem::remove_all(folder_);
  }

  void expect_integrity() const {
    for (const char* name : {"rows.db", "packed.db"}) EXPECT_EQ(postgres_integrity(PostgresServer::of_process(), schema_of(folder_ / name)), "ok");
  }

  std::string address(const char* name) const { return GetParam().address(folder_ / name); }
  std::unique_ptr<Archive> open(const char* name, std::size_t pack_from) {
    ArchiveSettings settings;
    settings.pack_from = pack_from;
    auto archive = open_archive(address(name), Access::kWrite, settings);
    EXPECT_TRUE(archive.ok()) << (archive ? "" : archive.error().sentence());
    return std::move(*archive);
  }
  std::unique_ptr<ArchiveLens> lens(const char* name) {
    auto lens = ArchiveLens::open(address(name), 10'000);
    EXPECT_TRUE(lens.ok()) << (lens ? "" : lens.error().sentence());
    return std::move(*lens);
  }
  std::string ask(const char* name, const std::string& sql) { return GetParam().ask(folder_ / name, sql); }

  void put(const Report& r, Keep keep = Keep::kFull, const char* now = sample::kNow) {
    const auto a = rows_->put(r.document, r.events, keep, now), b = packed_->put(r.document, r.events, keep, now);
    ASSERT_TRUE(a.ok()) << a.error().sentence();
    ASSERT_TRUE(b.ok()) << b.error().sentence();
    EXPECT_EQ(*a, *b);
    if (std::find(ids_.begin(), ids_.end(), r.document.id) == ids_.end()) ids_.push_back(r.document.id);
  }
  void begin() { ASSERT_TRUE(rows_->begin().ok()); ASSERT_TRUE(packed_->begin().ok()); }
  void commit() { ASSERT_TRUE(rows_->commit().ok()); ASSERT_TRUE(packed_->commit().ok()); }

  void fill(int from, int to, std::mt19937& chance) {
    begin();
    for (int i = from; i < to; ++i) put(some_report(i, chance));
    commit();
  }

  static std::vector<std::string> events(const Archive& archive, const EventQuery& query) {
    std::vector<std::string> lines;
    const auto done = archive.events(query, [&](const Event& e, const StoredDocument& s) {
      lines.push_back(line_of(record_of(e)) + line_of(record_of(s)) + s.known_from + "," + s.known_until + "," + s.fingerprint);
      return true;
    });
    if (!done) lines.push_back(done.error().found + done.error().expected);
    return lines;
  }
  static std::vector<std::string> documents(const Archive& archive, const DocumentQuery& query) {
    std::vector<std::string> lines;
    const auto done = archive.documents(query, [&](const StoredDocument& s) { return lines.push_back(line_of(record_of(s)) + s.known_from), true; });
    if (!done) lines.push_back(done.error().found + done.error().expected);
    return lines;
  }

  void compare(std::mt19937& chance, int questions) {
    std::size_t answers = 0;
    for (int i = 0; i < questions; ++i) {
      EventQuery q = some_question(chance);
      const auto expected = events(*rows_, q);
      EXPECT_EQ(events(*packed_, q), expected);
      answers += expected.size();
      if (expected.size() > 2) {  // the next page
        q.after = Json::parse(expected[1].substr(0, expected[1].find("}{") + 1)).at("id").get<std::string>();
        EXPECT_EQ(events(*packed_, q), events(*rows_, q));
      }
      DocumentQuery d;
      if (chance() % 3 == 0) d.outlet = {any_of(kOutlets, chance)};
      if (chance() % 3 == 0) d.language = {"en"};
      if (chance() % 3 == 0) d.since = "2022-01-14";
      if (chance() % 3 == 0) d.until = "2022-02-12";
      if (chance() % 2 == 0) d.text = std::vector<std::string>{"norland", "elan", "S-400 talk*", "aid: nor*", "—", "mobilize norland", "land"}[chance() % 7];
      if (chance() % 2 == 0) d.limit = 1 + chance() % 9;
      EXPECT_EQ(documents(*packed_, d), documents(*rows_, d)) << d.text;
      d.after = ids_[chance() % ids_.size()];
      EXPECT_EQ(documents(*packed_, d), documents(*rows_, d)) << d.text;
    }
    EXPECT_GT(answers, static_cast<std::size_t>(questions) / 4);
    for (const std::string& id : ids_) {
      const auto a = rows_->document(id), b = packed_->document(id);
      ASSERT_TRUE(a.ok() && b.ok());
      ASSERT_EQ(b->size(), 1u);
      EXPECT_EQ(line_of(record_of(b->front())), line_of(record_of(a->front())));
    }
    EventQuery all;
    all.ever = true;
    const auto visited = rows_->events(all, [&](const Event& e, const StoredDocument&) {
      const auto b = packed_->event(e.id);
      EXPECT_TRUE(b.ok() && b->size() == 1);
      if (b.ok() && b->size() == 1 && b->front().id != e.id) ADD_FAILURE() << e.id;
      return true;
    });
    EXPECT_TRUE(visited.ok());
    const auto a = rows_->counts(), b = packed_->counts();
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(b->documents, a->documents);
    EXPECT_EQ(b->events, a->events);
    const Day first = *make_day(2021, 1, 1), last = *make_day(2023, 1, 1);
    const auto days = rows_->report_days(first, last), packed_days = packed_->report_days(first, last);
    ASSERT_TRUE(days.ok() && packed_days.ok());
    ASSERT_EQ(days->size(), packed_days->size());
    for (std::size_t i = 0; i < days->size(); ++i) EXPECT_EQ((*days)[i].reports, (*packed_days)[i].reports);
    compare_lenses(chance);
  }

  void compare_lenses(std::mt19937& chance) {
    const auto rows = lens("rows.db"), packed = lens("packed.db");
    for (int i = 0; i < 20; ++i) {
      EventQuery q = some_question(chance);
      q.since = "2021-01-01", q.until = "2022-12-31", q.limit = 0, q.text.clear();
      for (const CountBy by : {CountBy::kAll, CountBy::kType, CountBy::kCameoRoot, CountBy::kStatus}) {
        const auto a = rows->count_days(q, by), b = packed->count_days(q, by);
        ASSERT_TRUE(a.ok() && b.ok());
        ASSERT_EQ(a->size(), b->size());
        for (std::size_t n = 0; n < a->size(); ++n)
          EXPECT_EQ(std::tie((*a)[n].day, (*a)[n].key, (*a)[n].events), std::tie((*b)[n].day, (*b)[n].key, (*b)[n].events));
      }
    }
    for (const std::string& id : ids_) {
      const auto a = rows->events_of(id), b = packed->events_of(id);
      ASSERT_TRUE(a.ok() && b.ok());
      ASSERT_EQ(a->size(), b->size());
      for (std::size_t n = 0; n < a->size(); ++n) EXPECT_EQ(line_of(record_of((*a)[n])), line_of(record_of((*b)[n])));
    }
  }

  std::filesystem::path folder_;
  std::unique_ptr<Archive> rows_, packed_;
  std::vector<std::string> ids_;
};

const auto kStoreName = [](const auto& store) { return store.param.name; };
INSTANTIATE_TEST_SUITE_P(Either, Packs, testing::Values(kInSqlite, in_postgres()), kStoreName);

class WaitingPacks : public Packs {
 protected:
  // As they stand for somebody who comes later, and for the one who wrote them: found, and repeated.
  void expect_all_are_found() {
    const auto later = open("packed.db", 1);
    for (const std::string& id : ids_) {
      const auto found = later->document(id);
      ASSERT_TRUE(found.ok());
      ASSERT_EQ(found->size(), 1u) << id;
      for (const Event& event : events_of(id)) EXPECT_EQ(later->event(event.id)->front().document, id);
    }
    std::size_t number = 0;
    for (Archive* writer : {packed_.get(), later.get()}) {
      ASSERT_TRUE(writer->begin().ok());
      ASSERT_TRUE(writer->expect(ids_).ok());
      for (const std::string& id : ids_) {
        const auto again = writer->put(reports_.at(id).document, reports_.at(id).events, Keep::kFull, sample::kNow);
        EXPECT_EQ(*again, Stored::kRepeated) << "writer " << number << ", " << id;
      }
      ASSERT_TRUE(writer->commit().ok());
      ++number;
    }
  }
  std::vector<Event> events_of(const std::string& id) const { return reports_.at(id).events; }

  void fill_and_note(int from, int to, std::mt19937& chance) {
    begin();
    for (int i = from; i < to; ++i) {
      const Report r = some_report(i, chance);
      put(r);
      reports_[r.document.id] = r;
    }
    commit();
  }
  std::string waiting() { return ask("packed.db", "SELECT count(*) FROM pack_waiting_ids"); }

  std::map<std::string, Report> reports_;
};
INSTANTIATE_TEST_SUITE_P(Sqlite, WaitingPacks, testing::Values(kInSqlite), kStoreName);

TEST_P(WaitingPacks, AreFoundByTheirIds) {
  std::mt19937 chance(21);
  for (int i = 0; i < 5; ++i) fill_and_note(10 * i, 10 * i + 10, chance);
  EXPECT_EQ(waiting(), "5");
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM pack_ids"), "0");
  expect_all_are_found();
  ASSERT_TRUE(packed_->tidy().ok());
  EXPECT_EQ(waiting(), "0");
  EXPECT_EQ(ask("packed.db", "SELECT (SELECT sum(reports + events) FROM packs) - (SELECT count(*) FROM pack_ids)"), "0");
  expect_all_are_found();
  fill_and_note(50, 60, chance);  // some wait, some do not
  expect_all_are_found();
  compare(chance, 50);
}

TEST_P(WaitingPacks, WaitNoLongerOnceThereAreMany) {
  std::mt19937 chance(22);
  for (int i = 0; i < 70; ++i) fill_and_note(2 * i, 2 * i + 2, chance);
  EXPECT_EQ(waiting(), "6");
  EXPECT_NE(ask("packed.db", "SELECT count(*) FROM pack_ids"), "0");
  expect_all_are_found();
}

TEST_P(WaitingPacks, WhatIsRolledBackIsNotHeld) {
  std::mt19937 chance(23);
  fill_and_note(0, 4, chance);
  const Report lost = some_report(7, chance);
  ASSERT_TRUE(packed_->begin().ok());
  ASSERT_TRUE(packed_->put(lost.document, lost.events, Keep::kFull, sample::kNow).ok());
  ASSERT_EQ(packed_->document(lost.document.id)->size(), 1u);  // so that it lies in a pack
  ASSERT_TRUE(packed_->roll_back().ok());
  EXPECT_EQ(packed_->document(lost.document.id)->size(), 0u);
  const auto other = open("packed.db", 1);  // whose pack takes the key of the one that is gone
  const Report of_another = some_report(8, chance);
  EXPECT_EQ(*other->put(of_another.document, of_another.events, Keep::kFull, sample::kNow), Stored::kNew);
  EXPECT_EQ(*packed_->put(of_another.document, of_another.events, Keep::kFull, sample::kNow), Stored::kRepeated);
  EXPECT_EQ(*packed_->put(lost.document, lost.events, Keep::kFull, sample::kNow), Stored::kNew);
  EXPECT_EQ(*other->put(lost.document, lost.events, Keep::kFull, sample::kNow), Stored::kRepeated);
}

TEST_P(WaitingPacks, DamageIsNoticed) {
  std::mt19937 chance(24);
  fill_and_note(0, 6, chance);
  ask("packed.db", "UPDATE pack_waiting_ids SET ids = substr(ids, 2)");
  EXPECT_FALSE(packed_->document(ids_.front()).ok());
  EXPECT_FALSE(packed_->tidy().ok());
  const auto later = open("packed.db", 1);
  EXPECT_FALSE(later->begin().ok());
  EXPECT_FALSE(later->commit().ok()) << "nothing was begun";
  EXPECT_FALSE(later->begin().ok()) << "as before, and not for being begun twice";
  EXPECT_EQ(documents(*later, {}).size(), 6u) << "which are read without it";
}

class OlderPacks : public Packs {};
INSTANTIATE_TEST_SUITE_P(Sqlite, OlderPacks, testing::Values(kInSqlite), kStoreName);

TEST_P(Packs, AnswerAsRowsDo) {
  std::mt19937 chance(1);
  fill(0, 60, chance);
  fill(60, 61, chance);
  fill(61, 140, chance);
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM packs"), "3");
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM documents"), "0");
  EXPECT_EQ(ask("rows.db", "SELECT count(*) FROM packs"), "0");
  compare(chance, 400);
}

TEST_P(Packs, ReportsThatChangeLeaveThem) {
  std::mt19937 chance(2);
  fill(0, 50, chance);
  begin();
  for (int i = 0; i < 50; i += 7) {
    Report changed = some_report(i, chance);
    changed.document.title = "Changed " + std::to_string(i);
    changed.document.modified = read_iso("2022-02-20T10:00:00Z");
    put(changed, i % 2 ? Keep::kFull : Keep::kExcerpt, "2022-03-02T12:00:00Z");
  }
  for (int i = 1; i < 50; i += 7) put(some_report(i, chance), Keep::kFacts, "2022-03-03T12:00:00Z");
  for (int i = 50; i < 70; ++i) put(some_report(i, chance));
  for (int i = 60; i < 65; ++i) {  // of the same transaction
    Report changed = some_report(i, chance);
    changed.document.title = "Changed " + std::to_string(i);
    put(changed, Keep::kFull, "2022-03-02T12:00:00Z");
  }
  commit();
  EXPECT_NE(ask("packed.db", "SELECT count(*) FROM pack_gone"), "0");
  compare(chance, 300);
}

TEST_P(Packs, TheSameAgainIsARepeat) {
  std::mt19937 chance(3);
  fill(0, 40, chance);
  std::mt19937 again(3);
  begin();
  for (int i = 0; i < 40; ++i) {
    const Report r = some_report(i, again);
    const auto stored = packed_->put(r.document, r.events, Keep::kFull, "2022-04-01T00:00:00Z");
    ASSERT_TRUE(stored.ok());
    EXPECT_EQ(*stored, Stored::kRepeated);
    ASSERT_TRUE(rows_->put(r.document, r.events, Keep::kFull, "2022-04-01T00:00:00Z").ok());
  }
  commit();
  EXPECT_EQ(ask("packed.db", "SELECT sum(reports) FROM packs"), "40");
  compare(chance, 50);
}

TEST_P(Packs, LookUpsSeeWhatTheTransactionHolds) {
  std::mt19937 chance(4);
  begin();
  for (int i = 0; i < 30; ++i) put(some_report(i, chance));
  EXPECT_EQ(events(*packed_, {}), events(*rows_, {}));
  for (int i = 30; i < 60; ++i) put(some_report(i, chance));
  EXPECT_EQ(packed_->counts()->documents, 60u);
  commit();
  compare(chance, 50);
}

TEST_P(Packs, WhatIsRolledBackIsGone) {
  std::mt19937 chance(5);
  fill(0, 20, chance);
  ASSERT_TRUE(packed_->begin().ok());
  for (int i = 20; i < 40; ++i) {
    const Report r = some_report(i, chance);
    ASSERT_TRUE(packed_->put(r.document, r.events, Keep::kFull, sample::kNow).ok());
  }
  ASSERT_TRUE(packed_->counts().ok());  // writes what waits
  ASSERT_TRUE(packed_->roll_back().ok());
  compare(chance, 50);
}

TEST_P(OlderPacks, AnArchiveOfTheVersionBeforeIsBroughtUp) {
  std::mt19937 chance(8);
  fill(0, 160, chance);
  ASSERT_TRUE(packed_->tidy().ok());
  packed_.reset();
  EXPECT_GT(std::stoi(ask("packed.db", "SELECT count(*) FROM pack_sources")), 2) << "one part would prove little";
  std::string sources;  // as they lay in one value
  for (int part = 0; part < std::stoi(ask("packed.db", "SELECT count(*) FROM pack_sources")); ++part)
    sources += ask("packed.db", "SELECT hex(bytes) FROM pack_sources ORDER BY place LIMIT 1 OFFSET " + std::to_string(part));
  ask("packed.db", "ALTER TABLE pack_bytes ADD COLUMN sources BLOB NOT NULL DEFAULT x''; UPDATE pack_bytes SET sources = x'" + sources +
                       "'; DROP TABLE pack_sources; DROP TABLE pack_waiting_ids; PRAGMA user_version = 6");
  packed_ = open("packed.db", 1);
  compare(chance, 100);
}

TEST(PackNumbers, AreReadInBothWidths) {
  const std::vector<std::uint16_t> narrow = {1, 65'535, 0};
  const std::vector<std::uint32_t> wide = {1, 65'536, 0};
  const auto bytes = [](const auto& column) {
    return std::string_view(reinterpret_cast<const char*>(column.data()), column.size() * sizeof column[0]);
  };
  const Numbers two(bytes(narrow), 3), four(bytes(wide), 3);
  EXPECT_EQ(std::vector<std::uint32_t>(two.begin(), two.end()), (std::vector<std::uint32_t>{1, 65'535, 0}));
  EXPECT_EQ(std::vector<std::uint32_t>(four.begin(), four.end()), wide);
  const Numbers last = two.part(1, 2);
  EXPECT_EQ(std::vector<std::uint32_t>(last.begin(), last.end()), (std::vector<std::uint32_t>{65'535, 0}));
  EXPECT_EQ(Numbers(bytes(narrow), 2).size(), 0u) << "bytes of neither width";
}

TEST_P(Packs, FewReportsBecomeRows) {
  packed_ = open("packed.db", 100);
  std::mt19937 chance(6);
  fill(0, 40, chance);
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM packs"), "0");
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM documents"), "40");
  compare(chance, 100);
}

TEST_P(Packs, WordsKeepAReportInTheTables) {
  begin();
  const Document told = sample::document("told");
  put({told, {sample::full_event(told, "a")}});
  Document bare = sample::document("bare");
  bare.text.clear();
  Event condition = sample::event(bare, "c");
  condition.text.clear(), condition.condition = "if they come";
  put({bare, {condition}});
  commit();
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM packs"), "0");
}

TEST_P(Packs, ALensHearsOfNewEventsInTheirOrder) {
  std::mt19937 chance(7);
  fill(0, 30, chance);
  const auto packed = lens("packed.db");
  const auto before = packed->events_since(0, 10);
  ASSERT_TRUE(before.ok());
  const Document told = sample::document("told");
  put({told, {sample::full_event(told, "a")}});
  fill(100, 110, chance);
  const auto after = packed->events_since(before->position, 1000);
  ASSERT_TRUE(after.ok());
  EXPECT_EQ(after->ids.size(), after->count);
  EXPECT_EQ(after->ids.back(), sample::full_event(told, "a").id);
  EXPECT_EQ(packed->events_since(before->position, 2)->ids, std::vector<std::string>(after->ids.begin(), after->ids.begin() + 2));
}

TEST_P(Packs, ALensSeesThatOneWasWritten) {
  std::mt19937 chance(10);
  const auto packed = lens("packed.db");
  const auto before = packed->data_version();
  fill(0, 10, chance);
  EXPECT_NE(*packed->data_version(), *before);
  EXPECT_EQ(packed->report_range()->size(), 2u);
}

TEST_P(Packs, SourcesOfAnyLengthAndBytesComeBack) {
  using namespace std::string_literals;
  begin();
  for (int i = 0; i < 12; ++i) {
    Report r;
    r.document = sample::document("long " + std::to_string(i));
    r.document.text.clear();
    r.document.url += std::string(static_cast<std::size_t>(700 * i), 'u');
    r.document.title = "nul\0 \x10 \xff\xc3( 'q\" \\ \t $1 ?"s + std::to_string(i);
    r.document.source = "\xff\0"s + std::to_string(i);
    put(r);
  }
  commit();
  EXPECT_EQ(ask("packed.db", "SELECT sum(reports) FROM packs"), "12");
  EXPECT_EQ(documents(*packed_, {}), documents(*rows_, {}));
  for (const std::string& id : ids_) {
    const Document a = rows_->document(id)->front().document, b = packed_->document(id)->front().document;
    EXPECT_EQ(std::tie(b.url, b.title, b.source), std::tie(a.url, a.title, a.source));
  }
}

TEST_P(Packs, ReportsWithEventsTooLargeForAPackAreRows) {
  std::mt19937 chance(12);
  begin();
  for (int i = 0; i < 12; ++i) {
    Report r = some_report(i, chance);
    r.events = {some_event(r.document, i, chance)};
    if (i % 4 == 0) r.events.front().rule = std::string(30'000, 'x');
    put(r);
  }
  commit();
  EXPECT_EQ(ask("packed.db", "SELECT sum(reports) FROM packs"), "9");
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM documents"), "3");
  EventQuery all;
  all.ever = true;
  EXPECT_EQ(events(*packed_, all), events(*rows_, all));
}

TEST_P(Packs, APackThatWasChangedOnTheDiskIsToldAsDamage) {
  std::mt19937 chance(13);
  fill(0, 12, chance);
  ask("packed.db", "UPDATE packs SET hash = '" + hex_hash("another") + "'");
  packed_.reset(), packed_ = open("packed.db", 1);
  const auto found = documents(*packed_, {});
  ASSERT_FALSE(found.empty());
  EXPECT_NE(found.back().find("damaged pack"), std::string::npos) << found.back();
}

TEST_P(Packs, RowsBesideThemComeInTheirTurn) {
  std::mt19937 chance(11);
  for (int part = 0; part < 4; ++part) {
    begin();
    for (int i = 40 * part; i < 40 * part + 40; ++i) {
      Report r = some_report(i, chance);
      if (i % 3 == 0) r.document.text = "Norland moved four brigades to the river.";
      put(r);
    }
    commit();
  }
  EXPECT_NE(ask("packed.db", "SELECT count(*) FROM documents"), "0");
  EXPECT_EQ(ask("packed.db", "SELECT count(*) FROM packs"), "4");
  compare(chance, 200);
}

TEST_P(Packs, ADateThatNoCalendarHasKeepsOthersFromNoAnswer) {
  std::mt19937 chance(14);
  begin();
  for (int i = 0; i < 6; ++i) {
    Report r = some_report(i, chance);
    if (i % 3 == 0) r.document.published = Timestamp{std::chrono::sys_seconds(std::chrono::days(i == 0 ? 6'600'000 : -6'600'000)), 0, true};
    put(r);
  }
  commit();
  EXPECT_EQ(ask("packed.db", "SELECT sum(reports) FROM packs"), "4");
  EXPECT_EQ(documents(*packed_, {}), documents(*rows_, {}));
  EXPECT_EQ(events(*packed_, {}), events(*rows_, {}));
}

TEST_P(Packs, IdsThatBeginAlikeAreToldApart) {
  begin();
  std::vector<std::string> ids;
  for (int i = 0; i < 8; ++i) {
    Report r;
    r.document = sample::document("alike");
    r.document.text.clear();
    r.document.id = "0123456789abcdef" + std::string(15, '0') + std::to_string(i);
    put(r);
    ids.push_back(r.document.id);
  }
  commit();
  for (const bool tidy : {false, true}) {
    if (tidy) {
      ASSERT_TRUE(packed_->tidy().ok());
    }
    for (const std::string& id : ids) EXPECT_EQ(packed_->document(id)->front().document.id, id);
    EXPECT_EQ(packed_->document("0123456789abcdef")->size(), 8u);
    EXPECT_EQ(packed_->document("0123456789abcdee")->size(), 0u);
  }
}

PackWriter::Made some_pack(unsigned seed = 8) {
  std::mt19937 chance(seed);
  PackWriter writer;
  for (int i = 0; i < 20; ++i) {
    const Report r = some_report(i, chance);
    ArrivingReport arrival{r.document, Keep::kFull, hex_hash(r.document.title), sample::kNow, {}, {}};
    arrival.reported = i, arrival.known_from = 19'000;
    writer.add(arrival, r.events);
  }
  return writer.make();
}

TEST(PackBytes, DamageIsFoundOrHarmless) {
  const std::string whole = some_pack().bytes;
  ASSERT_TRUE(Pack::read(whole, "a.db").ok());
  std::mt19937 chance(9);
  for (int i = 0; i < 6'000; ++i) {
    std::string bytes = whole;
    if (chance() % 4 == 0) bytes.resize(chance() % bytes.size());
    for (unsigned n = 0; n < 1 + chance() % 4 && !bytes.empty(); ++n) bytes[chance() % bytes.size()] = static_cast<char>(chance());
    const auto pack = Pack::read(std::move(bytes), "a.db");
    if (!pack) continue;
    for (std::size_t r = 0; r < (*pack)->reports(); ++r) (void)(*pack)->report(r).ok();
    for (std::size_t e = 0; e < (*pack)->events(); ++e) (void)(*pack)->event(e).ok();
  }
}

TEST(PackShelfTest, OneReadsWhatSeveralWant) {
  std::vector<std::string> packs;
  std::size_t all = 0;
  for (unsigned seed = 0; seed < 12; ++seed) {
    packs.push_back(some_pack(seed).bytes);
    all += (*Pack::read(packs.back(), "a.db"))->size();
  }
  PackShelf shelf(1u << 30);
  std::atomic<std::size_t> reads{0}, failures{0};
  const auto get_all = [&] {
    for (std::size_t i = 0; i < packs.size();) {
      const auto pack = shelf.get(hex_hash(packs[i]), "a.db", [&]() -> Result<std::string> {
        // Every fourth try fails: who waited for it tries himself.
        if (++reads % 4 == 0) return ++failures, Error{"store", "a.db", "no answer", "one"};
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return packs[i];
      });
      if (!pack) continue;
      EXPECT_EQ((*pack)->reports(), 20u);
      ++i;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(get_all);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(reads, packs.size() + failures);
  EXPECT_EQ(shelf.bytes(), all);
}

TEST(PackShelfTest, KeepsTheLastUsedWithinItsBytes) {
  const std::string a = some_pack(8).bytes, b = some_pack(9).bytes, c = some_pack(10).bytes;
  std::size_t most = 0;
  for (const std::string& bytes : {a, b, c}) most += (*Pack::read(bytes, "a.db"))->size();
  PackShelf shelf(--most);
  int reads = 0;
  const auto get = [&](const std::string& bytes) {
    ASSERT_TRUE(shelf.get(hex_hash(bytes), "a.db", [&]() -> Result<std::string> { return ++reads, bytes; }).ok());
  };
  get(a), get(b), get(a), get(c);
  EXPECT_EQ(reads, 3);
  get(a), get(c);
  EXPECT_EQ(reads, 3) << "those used last are there";
  get(b);
  EXPECT_EQ(reads, 4);
  EXPECT_LE(shelf.bytes(), most);
}

}  // namespace
}  // namespace brink
