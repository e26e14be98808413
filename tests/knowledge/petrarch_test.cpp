// SPDX-License-Identifier: Apache-2.0
#include "knowledge/petrarch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/iso_time.h"
#include "knowledge/knowledge.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kActors =
    "<!-- rivers and lands of nowhere -->\n"
    "FREEDONIA_ [FRD]  # a land\n"
    "+FREEDONIAN\n"
    "\n"
    "SYLVANIA [SYL] ; from a play\n"
    "RUFUS_T_FIREFLY\n"
    "+FIREFLY\n"
    "\t[FRDELI <19330101]\n"
    "\t[FRDGOV 330101-331231]\n"
    "\t[FRDELI]\n"
    "BROKEN [no good]\n";

constexpr const char* kAgents =
    "!WHO! = MAN, WOMAN\n"
    "SOLDIER [~MIL]\n"
    "POLICE {} [~COP]\n"
    "ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~JUD]\n"
    "CHAIR!WHO! [~GOV]\n"
    "RELIEF_AGENCY [NGO~]\n"
    "NAMELESS\n";

constexpr const char* kVerbs =
    "&ARMS\n"
    "+GUN\n"
    "+HEAVY_GUN\n"
    "\n"
    "--- STRIKE [190] ---\n"
    "STRIKE {STRUCK}\n"
    "POUND [194]\n"
    "- * DEAL [057]  # not a blow\n"
    "- * WITH &ARMS [193]\n"
    "- * &NOTHING [111]\n"
    "--- SHUT [---] ---\n"
    "+SHUT_OFF\n"
    "--- MEET [040:040] ---\n"
    "MEET {MET}\n"
    "- + * (WITH $) [043]\n"
    "~ a (a b STRIKE) SAY = a b 138\n";

class InAFolder : public testing::Test {
 protected:
  void SetUp() override { fs::remove_all(folder_), fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }
  Dictionaries read_all() {
    write("a.actors.txt", kActors), write("b.agents.txt", kAgents), write("c.verbs.txt", kVerbs);
    write("d.discards.txt", "BASEBALL\n+WORLD CUP\n");
    auto read = Dictionaries::read(folder_);
    EXPECT_TRUE(read) << read.error().sentence();
    return std::move(*read);
  }
  fs::path folder_ = fs::path(testing::TempDir()) / ("brink_petrarch_" + std::to_string(::getpid()));
};

std::vector<Token> tokens(const std::string& text) {
  std::vector<Token> all;
  std::istringstream in(text);
  for (std::string word; in >> word;) all.emplace_back().form = word;
  return all;
}

std::vector<std::string> coded(const Dictionaries& dictionaries, const std::string& text, const char* day = "2001-01-01") {
  std::vector<std::string> all;
  for (const DictionaryEvent& event : dictionaries.code(tokens(text), read_iso(day)->local_day()))
    all.push_back(event.source + " " + event.code + " " + event.target);
  return all;
}

TEST_F(InAFolder, TellsFilesByTheirForm) {
  const Dictionaries all = read_all();
  ASSERT_EQ(all.files().size(), 4u);
  EXPECT_EQ(all.files()[0].kind, DictionaryKind::kActors);
  EXPECT_EQ(all.files()[1].kind, DictionaryKind::kAgents);
  EXPECT_EQ(all.files()[2].kind, DictionaryKind::kVerbs);
  EXPECT_EQ(all.files()[3].kind, DictionaryKind::kOther);
}

TEST_F(InAFolder, CountsWhatItUsesAndSaysWhyNotTheRest) {
  const Dictionaries all = read_all();
  EXPECT_EQ(all.files()[0].entries, 9u);
  ASSERT_EQ(all.files()[1].remarks.size(), 1u);
  EXPECT_THAT(all.files()[1].remarks[0].sentence(), HasSubstr("b.agents.txt:7: found NAMELESS"));
  ASSERT_EQ(all.files()[2].remarks.size(), 2u);
  EXPECT_THAT(all.files()[2].remarks[0].sentence(), HasSubstr("set \"&NOTHING\""));
  EXPECT_THAT(all.files()[2].remarks[1].sentence(), HasSubstr("a transformation"));
}

TEST_F(InAFolder, GivesTheCodeOfTheDay) {
  const Dictionaries all = read_all();
  const DictionaryActor& firefly = all.actors()[2];
  EXPECT_THAT(firefly.names, ElementsAre("RUFUS T FIREFLY", "FIREFLY"));
  EXPECT_EQ(code_on(firefly, read_iso("1933-06-01")->local_day()), "FRDGOV");
  EXPECT_EQ(code_on(firefly, read_iso("1932-06-01")->local_day()), "FRDELI");
  EXPECT_EQ(code_on(firefly, read_iso("1950-06-01")->local_day()), "FRDELI");
}

TEST_F(InAFolder, FormsPluralsAndExpandsMarkers) {
  const Dictionaries all = read_all();
  EXPECT_THAT(all.agents()[0].names, ElementsAre("SOLDIER", "soldiers"));
  EXPECT_THAT(all.agents()[1].names, ElementsAre("POLICE"));
  EXPECT_THAT(all.agents()[2].names, ElementsAre("ATTORNEY GENERAL", "ATTORNEYS GENERAL"));
  EXPECT_THAT(all.agents()[3].names, testing::Contains("CHAIRWOMAN"));
  EXPECT_TRUE(all.agents()[4].in_front);
}

TEST_F(InAFolder, CodesByTheOrderOfWords) {
  const Dictionaries all = read_all();
  EXPECT_THAT(coded(all, "Freedonia struck Sylvania ."), ElementsAre("FRD 190 SYL"));
  EXPECT_THAT(coded(all, "Freedonian soldiers pounded Sylvania ."), ElementsAre("FRDMIL 194 SYL"));
  EXPECT_THAT(coded(all, "Soldiers from Freedonia strike Sylvanian towns in Sylvania ."), ElementsAre("FRDMIL 190 SYL"));
  EXPECT_THAT(coded(all, "Nobody strikes Sylvania ."), IsEmpty());
}

TEST_F(InAFolder, PrefersThePatternOverTheVerb) {
  const Dictionaries all = read_all();
  EXPECT_THAT(coded(all, "Freedonia struck a deal with Sylvania ."), ElementsAre("FRD 057 SYL"));
  EXPECT_THAT(coded(all, "Freedonia struck Sylvania with heavy guns ."), ElementsAre("FRD 193 SYL"));
}

TEST_F(InAFolder, FollowsMarksOfSourceAndTarget) {
  EXPECT_THAT(coded(read_all(), "Freedonia met with Sylvania ."), ElementsAre("SYL 043 FRD"));
}

TEST_F(InAFolder, CodesBothWaysWhereTheCodeSaysSo) {
  EXPECT_THAT(coded(read_all(), "Freedonia met Sylvania ."), ElementsAre("FRD 040 SYL", "SYL 040 FRD"));
}

TEST_F(InAFolder, LiesOverTheTables) {
  read_all();
  const auto knowledge = Knowledge::load(BRINK_SOURCE_DIR "/data", folder_);
  ASSERT_TRUE(knowledge) << knowledge.error().sentence();
  const auto found = knowledge->who_is("Rufus T Firefly");
  ASSERT_EQ(found.size(), 1u);
  const Capacity capacity = capacity_of(*found[0], read_iso("1933-06-01")->local_day());
  EXPECT_EQ(capacity.code, "FRD");
  EXPECT_THAT(capacity.sectors, ElementsAre("GOV"));
}

TEST_F(InAFolder, SurvivesHostileText) {
  write("x.txt", std::string(100000, '-') + "\n--- [ ---\n- {{{{((((*))))}}}} [1]\n" + std::string(50000, '*') + " [010]\n&\n+&\n--- A [010] ---\n{}\n+ [\n");
  const auto read = Dictionaries::read(folder_);
  ASSERT_TRUE(read);
  EXPECT_THAT(coded(*read, "* * *"), IsEmpty());
}

}  // namespace
}  // namespace brink
