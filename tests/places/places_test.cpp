// SPDX-License-Identifier: Apache-2.0
#include "places/places.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

const fs::path kTables = fs::path(BRINK_SOURCE_DIR) / "data";

class PlacesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto knowledge = Knowledge::load(kTables);
    ASSERT_TRUE(knowledge.ok()) << knowledge.error().sentence();
    knowledge_ = new Knowledge(std::move(*knowledge));
    auto places = Places::open(*knowledge_, kTables);
    ASSERT_TRUE(places.ok()) << places.error().sentence();
    places_ = new Places(std::move(*places));
  }
  static void TearDownTestSuite() {
    delete places_;
    delete knowledge_;
  }

  std::vector<Toponym> toponyms(const std::string& text, const std::string& url = "") const {
    Document document;
    document.text = text;
    document.url = url;
    const auto sentences = Splitter().split(text);
    auto found = places_->find(document, sentences);
    for (const Toponym& toponym : found) EXPECT_LE(toponym.place.span.end, text.size());
    return found;
  }

  // "Paris/Texas/USA" each.
  std::vector<std::string> places(const std::string& text, const std::string& url = "") const {
    std::vector<std::string> all;
    for (const Toponym& t : toponyms(text, url))
      all.push_back((t.demonym ? "~" : "") + std::string(t.place.span.of(text)) + "/" + t.region + "/" + t.place.country);
    return all;
  }

  static Knowledge* knowledge_;
  static Places* places_;
};
Knowledge* PlacesTest::knowledge_ = nullptr;
Places* PlacesTest::places_ = nullptr;

TEST_F(PlacesTest, TakesTheBestKnownPlaceWhereNothingSpeaksForAnother) {
  EXPECT_THAT(places("The ministers met in Paris on Monday."), ElementsAre("Paris/Île-de-France/FRA"));
}

TEST_F(PlacesTest, ReadsTheStateBehindTheTown) {
  EXPECT_THAT(places("She grew up in Paris, Texas, before the war."), ElementsAre("Paris/Texas/USA", "Texas/Texas/USA"));
  EXPECT_THAT(places("A barn burnt down near Springfield, Ohio."), ElementsAre("Springfield/Ohio/USA", "Ohio/Ohio/USA"));
  EXPECT_THAT(places("He drove to London, Ont., last week."), ElementsAre("London/Ontario/CAN", "Ont./Ontario/CAN"));
  EXPECT_THAT(places("The mill in Durham, N.C., will close."), ElementsAre("Durham/North Carolina/USA", "N.C./North Carolina/USA"));
}

TEST_F(PlacesTest, GivesANameOneSenseADocument) {
  EXPECT_THAT(places("A man from Paris, Texas, was hurt. Police in Paris gave no name."),
              ElementsAre("Paris/Texas/USA", "Texas/Texas/USA", "Paris/Texas/USA"));
}

TEST_F(PlacesTest, LetsNearPlacesSpeakForEachOther) {
  EXPECT_THAT(places("The road from Columbus to Dublin is closed. Crews from Franklin County came, and traffic in Dublin stood."),
              ElementsAre("Columbus/Ohio/USA", "Dublin/Ohio/USA", "Franklin County/Ohio/USA", "Dublin/Ohio/USA"));
}

TEST_F(PlacesTest, TellsTheCountryGeorgiaFromTheState) {
  EXPECT_THAT(places("Protesters filled Tbilisi. Georgia wants to join the union."),
              ElementsAre("Tbilisi/Tbilisi/GEO", "Georgia//GEO"));
  EXPECT_THAT(places("Atlanta and Savannah grow fast. Georgia needs new roads."),
              ElementsAre("Atlanta/Georgia/USA", "Savannah/Georgia/USA", "Georgia/Georgia/USA"));
}

TEST_F(PlacesTest, LeavesPeopleAlone) {
  EXPECT_THAT(places("Jordan Smith met Paris Hilton. Mr. Lincoln and Sgt. Henry Jackson came too."), IsEmpty());
  EXPECT_THAT(places("Carol Marion, 44, was hurt. Later Marion said she was fine."), IsEmpty());
}

TEST_F(PlacesTest, LeavesStreetsAlone) {
  EXPECT_THAT(places("They live at 12 Memphis Street and work on Dublin Road."), IsEmpty());
}

TEST_F(PlacesTest, KeepsTheTownInFrontOfItsPolice) {
  EXPECT_THAT(places("He called the Columbus Police Department."), ElementsAre("Columbus/Ohio/USA"));
}

TEST_F(PlacesTest, ReadsALineOfCounties) {
  EXPECT_THAT(places("Schools in Fairfax and Loudoun counties stay closed."),
              ElementsAre("Fairfax/Virginia/USA", "Loudoun/Virginia/USA"));
}

TEST_F(PlacesTest, MarksWordsForWhatBelongsToACountryAsDemonyms) {
  EXPECT_THAT(places("Russian troops left."), ElementsAre("~Russian//RUS"));
}

TEST_F(PlacesTest, CutsHyphensAndPossessives) {
  EXPECT_THAT(places("The Gori-based brigade is Georgia's best."), ElementsAre("Gori/Shida Kartli/GEO", "Georgia//GEO"));
}

TEST_F(PlacesTest, KnowsSeasBordersAndDisputedAreas) {
  EXPECT_THAT(places("Ships crossed the Black Sea towards Crimea, far from the Strait of Hormuz."),
              ElementsAre("Black Sea//", "Crimea//UKR", "Strait of Hormuz//"));
}

TEST_F(PlacesTest, ReadsTheOutletsCountryFromItsAddress) {
  EXPECT_THAT(places("A fire broke out in Durham.", "https://news.example.co.uk/a"), ElementsAre("Durham/England/GBR"));
}

TEST_F(PlacesTest, NamesCandidatesBestKnownFirst) {
  const auto found = places_->named("Georgia");
  ASSERT_GE(found.size(), 2u);
  EXPECT_EQ(found[0].kind, PlaceKind::kCountry);
  EXPECT_EQ(found[1].kind, PlaceKind::kRegion);
  EXPECT_EQ(places_->named("St. Louis").front().admin1, "Missouri");
  EXPECT_TRUE(places_->named("Qwertyville").empty());
}

TEST_F(PlacesTest, TakesEmptyBrokenAndHostileText) {
  EXPECT_THAT(places(""), IsEmpty());
  EXPECT_THAT(places("\xff\xfe Paris\x80 \xf0\x9f"), testing::SizeIs(testing::Le(1)));
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "Springfield, Paris and London, ";
  const auto start = std::chrono::steady_clock::now();
  toponyms(many);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

}  // namespace
}  // namespace brink
