// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "sample.h"
#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kIcewsHead =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

std::string icews(const std::string& id, const std::string& code, const std::string& text = "Accuse") {
  return id + "\t2019-03-04\tPolice (Freedonia)\tGovernment,Police\tFrance\t" + text + "\t" + code +
         "\t-2\tCitizen (France)\tGeneral Population / Civilian / Social,Social\tFrance\t77\t3\tThe Daily\tLyon\tNA\tRhone\tFrance\t45.75\t4.85\n";
}

// Everything of an event that all formats of pairs carry.
void expect_same_act(const Event& got, const Event& wanted) {
  EXPECT_EQ(got.date, wanted.date);
  EXPECT_EQ(got.type, wanted.type);
  EXPECT_EQ(got.mode, wanted.mode);
  EXPECT_EQ(got.cameo, wanted.cameo);
  EXPECT_EQ(got.quad, wanted.quad);
  EXPECT_EQ(got.status, wanted.status);
  ASSERT_EQ(got.actor.size(), wanted.actor.size());
  ASSERT_EQ(got.recipient.size(), wanted.recipient.size());
  for (std::size_t i = 0; i < got.actor.size(); ++i) {
    EXPECT_EQ(got.actor[i].code, wanted.actor[i].code);
    EXPECT_EQ(got.actor[i].sector, wanted.actor[i].sector);
  }
  for (std::size_t i = 0; i < got.recipient.size(); ++i) EXPECT_EQ(got.recipient[i].code, wanted.recipient[i].code);
}

class RoundTrip : public testing::TestWithParam<DataFormat> {};

TEST_P(RoundTrip, GivesTheSameEvent) {
  const Taken taken = imported(exported(GetParam(), deployment()), GetParam());
  EXPECT_THAT(taken.aside, IsEmpty());
  ASSERT_EQ(taken.events().size(), 1u);
  expect_same_act(taken.events()[0], deployment());
}

TEST_P(RoundTrip, KeepsPlaceAndReport) {
  const Taken taken = imported(exported(GetParam(), deployment()), GetParam());
  ASSERT_EQ(taken.records.size(), 1u);
  EXPECT_EQ(taken.records[0].report.outlet, "news.example");
  if (GetParam() == DataFormat::kCameo) return;  // has no places
  ASSERT_TRUE(taken.events()[0].place);
  EXPECT_EQ(taken.events()[0].place->name, "Minsk");
  EXPECT_EQ(taken.events()[0].place->country, "BLR");
  EXPECT_DOUBLE_EQ(taken.events()[0].place->lat, 53.9);
}

TEST_P(RoundTrip, KeepsOrganisations) {
  Event event = deployment();
  event.actor = {party("NATO", {"MIL"}, "NATO")};
  const Taken taken = imported(exported(GetParam(), event), GetParam());
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].actor.at(0).code, "NATO");
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         testing::Values(DataFormat::kPlover, DataFormat::kCameo, DataFormat::kPhoenix, DataFormat::kGdelt1,
                                         DataFormat::kGdelt2, DataFormat::kIcews, DataFormat::kPolecat, DataFormat::kCsv),
                         [](const auto& param) { return std::string(name_of(param.param)); });

TEST(RoundTripOfRichFormats, KeepsStatusSpeakerAndSeveralActors) {
  for (const DataFormat format : {DataFormat::kPlover, DataFormat::kCsv}) {
    Event event = deployment();
    event.status = Status::kHypothetical;
    event.hedged = true;
    event.actor.push_back(party("BLR", {"GOV", "MIL"}, "Belarus"));
    event.speaker = party("USA", {}, "White House");
    event.condition = "if talks fail, \"or\" end";
    event.date = "2022-01", event.date_precision = "month";
    const Taken taken = imported(exported(format, event), format);
    ASSERT_EQ(taken.events().size(), 1u) << name_of(format);
    const Event got = taken.events()[0];
    EXPECT_EQ(got.status, Status::kHypothetical);
    EXPECT_TRUE(got.hedged);
    EXPECT_EQ(got.date, "2022-01");
    EXPECT_EQ(got.date_precision, "month");
    EXPECT_EQ(got.condition, event.condition);
    ASSERT_EQ(got.actor.size(), 2u);
    EXPECT_THAT(got.actor[1].sector, ElementsAre("GOV", "MIL"));
    EXPECT_EQ(got.actor[1].name, "Belarus");
    ASSERT_TRUE(got.speaker);
    EXPECT_EQ(got.speaker->code, "USA");
  }
}

TEST(ImportIcews, ReadsARow) {
  const Taken taken = imported(kIcewsHead + icews("1", "112"), DataFormat::kIcews);
  ASSERT_EQ(taken.events().size(), 1u);
  const Event event = taken.events()[0];
  EXPECT_EQ(event.type, "ACCUSE");
  EXPECT_EQ(event.date, "2019-03-04");
  EXPECT_EQ(event.actor[0].code, "FRA");
  EXPECT_THAT(event.actor[0].sector, ElementsAre("GOV", "COP"));
  EXPECT_THAT(event.recipient[0].sector, ElementsAre("CVL"));
  EXPECT_EQ(event.sentence, 2);
  EXPECT_EQ(event.place->name, "Lyon");
  EXPECT_EQ(taken.records[0].report.outlet, "The Daily");
  EXPECT_EQ(taken.records[0].report.source, "icews: sample#2");
  EXPECT_EQ(taken.records[0].report.text, "");
}

TEST(ImportIcews, KnowsPeopleByNamesWrittenInFull) {
  std::string row = icews("1", "112");
  row.replace(row.find("Police (Freedonia)"), 18, "Sergey Viktorovich Lavrov");
  row.replace(row.find("\tFrance\tAccuse"), 14, "\tRussian Federation\tAccuse");
  const Taken taken = imported(kIcewsHead + row, DataFormat::kIcews);
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].actor[0].code, "RUS");
  EXPECT_THAT(taken.events()[0].actor[0].sector, ElementsAre("GOV"));  // not what the row lists
}

TEST(ImportIcews, KeepsStatementsWhichPloverDrops) {
  const Taken taken = imported(kIcewsHead + icews("1", "010", "Make statement"), DataFormat::kIcews);
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].type, "");
  EXPECT_EQ(taken.events()[0].cameo, "010");
}

TEST(ImportIcews, TellsTwoRowsOfOneIdApartAndOneRowFromItselfNot) {
  const Taken taken = imported(kIcewsHead + icews("1", "112") + icews("1", "111") + icews("1", "112"), DataFormat::kIcews);
  ASSERT_EQ(taken.records.size(), 3u);
  EXPECT_NE(taken.records[0].report.id, taken.records[1].report.id);
  EXPECT_EQ(taken.records[0].report.id, taken.records[2].report.id);
}

TEST(ImportIcews, MendsCodesThatLostTheirZeroOrGainedOtherMarks) {
  for (const auto& [written, meant] : {std::pair("40", "040"), std::pair("'040", "040"), std::pair("40.0", "040"),
                                       std::pair("10", "010"), std::pair("841", "0841"), std::pair("\"190\"", "190")}) {
    const Taken taken = imported(kIcewsHead + icews("1", written, "-"), DataFormat::kIcews);
    ASSERT_EQ(taken.events().size(), 1u) << written;
    EXPECT_EQ(taken.events()[0].cameo, meant) << written;
  }
}

TEST(ImportIcews, TakesTheNameWhereTheCodeIsBroken) {
  const Taken taken = imported(kIcewsHead + icews("1", "x1", "Make_statement"), DataFormat::kIcews);
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].cameo, "010");
}

TEST(ImportIcews, TellsBadLinesWithTheirNumbersAndGoesOn) {
  const std::string text = kIcewsHead + icews("1", "112") + "torn\toff\n" + icews("2", "xx", "no such act") + icews("3", "111");
  const Taken taken = imported(text, DataFormat::kIcews);
  EXPECT_EQ(taken.records.size(), 2u);
  ASSERT_EQ(taken.aside.size(), 2u);
  EXPECT_EQ(taken.aside[0].sentence(), "exchange: icews: sample#3: found 2 columns, expected 20");
  EXPECT_EQ(taken.aside[1].where, "icews: sample#4");
  EXPECT_THAT(taken.aside[1].found, HasSubstr("xx"));
}

TEST(Import, ReadsWindowsLineEndsAndAByteOrderMark) {
  std::string text = "\xEF\xBB\xBF" + std::string(kIcewsHead) + icews("1", "112");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\r\n");
  const Taken taken = imported(text, DataFormat::kIcews);
  EXPECT_THAT(taken.aside, IsEmpty());
  EXPECT_EQ(taken.events().size(), 1u);
}

TEST(ImportPolecat, PassesOverStrayTabsAndRepeatedHeadLines) {
  const std::string text = exported(DataFormat::kPolecat, deployment());
  const std::size_t end = text.find('\n');
  const std::string head = text.substr(0, end), row = text.substr(end + 1, text.size() - end - 2);
  const Taken taken = imported(head + "\tHeadline\n" + row + "\n" + head + "\n" + row + "\t\t\t\n" + row + "\tmore\n", DataFormat::kPolecat);
  EXPECT_EQ(taken.records.size(), 2u);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].where, "polecat: sample#5");
  EXPECT_EQ(taken.records[0].report.id, taken.records[1].report.id);
}

TEST(ImportPolecat, ReadsSeveralEntitiesWithSeveralSectors) {
  std::string text = exported(DataFormat::kPolecat, [] {
    Event event = deployment();
    event.recipient = {party("USA", {"GOV", "MIL"}, "Pentagon"), party("UN", {}, "UN")};
    return event;
  }());
  const Taken taken = imported(text, DataFormat::kPolecat);
  ASSERT_EQ(taken.events().size(), 1u);
  ASSERT_EQ(taken.events()[0].recipient.size(), 2u);
  EXPECT_THAT(taken.events()[0].recipient[0].sector, ElementsAre("GOV", "MIL"));
  EXPECT_EQ(taken.events()[0].recipient[1].code, "UN");
}

TEST(ImportGdelt, ReadsTheOldTableWithoutAddresses) {
  std::string row = exported(DataFormat::kGdelt1, deployment());
  row = row.substr(0, row.rfind('\t')) + "\n";  // 57 columns
  const Taken taken = imported(row, DataFormat::kGdelt2);
  EXPECT_THAT(taken.aside, IsEmpty());
  ASSERT_EQ(taken.events().size(), 1u);
  expect_same_act(taken.events()[0], deployment());
}

TEST(ImportGdelt, TrustsTheRootWhereALeadingZeroIsLost) {
  std::string row = exported(DataFormat::kGdelt2, deployment());
  row.replace(row.find("\t152\t152\t15\t"), 12, "\t20\t20\t2\t");
  const Taken taken = imported(row, DataFormat::kGdelt2);
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].cameo, "020");
}

TEST(ImportGdelt, SaysHowManyColumnsItFound) {
  const Taken taken = imported("1\t2\t3\n", DataFormat::kGdelt1);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].sentence(), "exchange: gdelt1: sample#1: found 3 columns, expected 57, 58 or 61");
}

TEST(ImportPlover, ReadsTheManualsSimplestRecord) {
  const Taken taken = imported(
      R"({"id": "X-1", "date": "2016-07-24", "actor": [{"code": "USA"}], "recipient": [{"code": "CAN"}], "event": ["CONSULT"]})",
      DataFormat::kPlover);
  ASSERT_EQ(taken.events().size(), 1u);
  EXPECT_EQ(taken.events()[0].type, "CONSULT");
  EXPECT_EQ(taken.events()[0].actor[0].code, "USA");
  EXPECT_EQ(taken.events()[0].cameo, "040");
}

TEST(ImportPlover, SaysWhatIsWrongWithARecord) {
  const Taken taken = imported("{\"date\": \"2016-07-24\", \"event\": [\"DANCE\"]}\n[1]\n{\"date\": 7}\nnot json\n", DataFormat::kPlover);
  EXPECT_THAT(taken.records, IsEmpty());
  ASSERT_EQ(taken.aside.size(), 4u);
  EXPECT_THAT(taken.aside[0].sentence(), HasSubstr("DANCE"));
}

TEST(ImportPlover, SurvivesDepth) {
  const Taken taken = imported("{\"a\":" + std::string(100000, '[') + "\n", DataFormat::kPlover);
  EXPECT_EQ(taken.aside.size(), 1u);
}

class InAFolder : public testing::Test {
 protected:
  void SetUp() override { fs::remove_all(folder_), fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  fs::path folder_ = fs::path(testing::TempDir()) / ("brink_exchange_" + std::to_string(::getpid()));
};

TEST_F(InAFolder, MappingTellsWhatColumnsMean) {
  ImportSettings settings;
  settings.format = DataFormat::kCsv;
  settings.mapping = write("map.toml", R"(
dataset = "riots"
delimiter = ";"
date_order = "dmy"
[columns]
date = "when"
type = "kind"
actor_name = "who"
actor_country = "land"
place = "town"
country = "land"
[constants]
outlet = "Riot Watch"
[values.type]
Riots = "PROTEST"
)");
  const Taken taken = imported("when;kind;who;land;town\n3/4/2021;Riots;\"Students; Union\";France;Lyon\n31/31/2021;Riots;x;France;Lyon\n", settings);
  ASSERT_EQ(taken.events().size(), 1u);
  const Event event = taken.events()[0];
  EXPECT_EQ(event.date, "2021-04-03");
  EXPECT_EQ(event.type, "PROTEST");
  EXPECT_EQ(event.actor[0].code, "FRA");
  EXPECT_EQ(event.place->country, "FRA");
  EXPECT_EQ(taken.records[0].report.outlet, "Riot Watch");
  EXPECT_EQ(taken.records[0].report.source, "riots: sample#2");
  EXPECT_EQ(taken.aside.size(), 1u);
}

TEST_F(InAFolder, MappingErrorsNameTheLine) {
  ImportSettings settings;
  settings.format = DataFormat::kCsv;
  settings.mapping = write("map.toml", "[columns]\ncolour = \"x\"\n");
  const auto importer = Importer::open(tables(), settings);
  ASSERT_FALSE(importer);
  EXPECT_THAT(importer.error().sentence(), HasSubstr("map.toml:2: found field \"colour\""));
}

TEST_F(InAFolder, ReadsATemporalKnowledgeGraph) {
  write("entity2id.txt", "2\nPolice_(France)\t0\nUkraine\t1\n");
  write("relation2id.txt", "Use_conventional_military_force\t0\nDance\t1\n");
  write("train.txt", "0\t0\t1\t48\t-1\r\n0\t1\t1\t48\n0\t0\t9\t48\n");
  ImportSettings settings;
  settings.format = DataFormat::kTkg;
  settings.epoch = read_iso("2018-01-01")->local_day();
  settings.hours_a_step = 1;
  auto importer = Importer::open(tables(), settings);
  ASSERT_TRUE(importer);
  std::vector<Event> events;
  std::vector<std::string> aside;
  ASSERT_TRUE(importer->read(folder_.string(), [&](Imported&& read) { return events.push_back(read.events.at(0)), true; },
                             [&](const std::string&, Error error) { return aside.push_back(error.sentence()), true; }));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].date, "2018-01-03");
  EXPECT_EQ(events[0].cameo, "190");
  EXPECT_EQ(events[0].actor[0].code, "FRA");
  EXPECT_THAT(events[0].actor[0].sector, ElementsAre("COP"));
  EXPECT_EQ(events[0].recipient[0].code, "UKR");
  EXPECT_EQ(aside.size(), 3u);  // the relation, its line, the unknown entity
}

TEST_F(InAFolder, ASecondImportAddsNothing) {
  const std::string file = write("a.tab", kIcewsHead + icews("1", "112") + icews("1", "112") + icews("2", "xx", "?"));
  ImportSettings settings;
  settings.format = DataFormat::kIcews;
  auto importer = Importer::open(tables(), settings);
  auto archive = open_archive((folder_ / "a.db").string(), Access::kWrite);
  ASSERT_TRUE(importer && archive);
  const ImportSummary first = import_events(*importer, file, **archive, "2024-01-01T00:00:00Z");
  EXPECT_EQ(first.fresh, 1u);
  EXPECT_EQ(first.repeated, 1u);
  EXPECT_EQ(first.aside_count, 1u);
  const ImportSummary second = import_events(*importer, file, **archive, "2024-02-01T00:00:00Z");
  EXPECT_EQ(second.fresh, 0u);
  EXPECT_EQ(second.events, 0u);
  EXPECT_EQ((*archive)->counts()->events, 1u);
  EXPECT_EQ((*archive)->counts()->set_aside, 1u);
}

TEST_F(InAFolder, TellsAFileThatIsNotThere) {
  ImportSettings settings;
  settings.format = DataFormat::kIcews;
  auto importer = Importer::open(tables(), settings);
  auto archive = open_archive((folder_ / "a.db").string(), Access::kWrite);
  const ImportSummary summary = import_events(*importer, (folder_ / "none").string(), **archive, "2024-01-01T00:00:00Z");
  EXPECT_TRUE(summary.failure);
}

}  // namespace
}  // namespace brink
