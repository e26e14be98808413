// SPDX-License-Identifier: Apache-2.0
#include "places/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "places/names.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kTable = fs::path(BRINK_SOURCE_DIR) / "data/gazetteer/places.tsv.zst";

TEST(PlaceKey, IsOneForAllSpellingsOfAName) {
  EXPECT_EQ(place_key("St. Louis"), "st louis");
  EXPECT_EQ(place_key("ST LOUIS"), "st louis");
  EXPECT_EQ(place_key("Winston-Salem"), "winston salem");
  EXPECT_EQ(place_key("Coeur d’Alene"), "coeur d alene");
  EXPECT_EQ(place_key("São Paulo"), "são paulo");
  EXPECT_EQ(place_key(" -- "), "");
}

TEST(Gazetteer, GivesAllPlacesOfANameByPopulation) {
  const auto gazetteer = Gazetteer::open(kTable);
  ASSERT_TRUE(gazetteer.ok()) << gazetteer.error().sentence();
  const auto found = gazetteer->find("springfield");
  ASSERT_GT(found.size(), 10u);
  EXPECT_EQ(found.front().admin1, "Missouri");
  EXPECT_EQ(found.front().admin2, "Greene County");
  EXPECT_EQ(found.front().country, "USA");
  EXPECT_NEAR(found.front().lat, 37.2, 0.1);
  for (std::size_t i = 1; i < found.size(); ++i) EXPECT_LE(found[i].population, found[i - 1].population);
}

TEST(Gazetteer, KnowsOtherSpellingsAndSaysSo) {
  const auto gazetteer = Gazetteer::open(kTable);
  ASSERT_TRUE(gazetteer.ok());
  const auto found = gazetteer->find("kiev");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().name, "Kyiv");
  EXPECT_EQ(found.front().kind, PlaceKind::kCapital);
  EXPECT_TRUE(found.front().alternate);
  EXPECT_FALSE(gazetteer->find("kyiv").front().alternate);
}

TEST(Gazetteer, FindsFirstAndLastKeyAndNothingBetweenKeys) {
  const auto gazetteer = Gazetteer::open(kTable);
  ASSERT_TRUE(gazetteer.ok());
  EXPECT_TRUE(gazetteer->find("").empty());
  EXPECT_TRUE(gazetteer->find("springfiel").empty());
  EXPECT_TRUE(gazetteer->find("\xff\xff\xff").empty());
  EXPECT_TRUE(gazetteer->find(std::string(100000, 'a')).empty());
}

class DamagedGazetteer : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
    return path_.string();
  }
  void TearDown() override { fs::remove(path_); }

  fs::path path_ = fs::temp_directory_path() / "brink_damaged_gazetteer.zst";
};

TEST_F(DamagedGazetteer, SaysWhatIsWrongWithTheFile) {
  EXPECT_THAT(Gazetteer::open("/nonexistent").error().sentence(), HasSubstr("/nonexistent"));
  EXPECT_THAT(Gazetteer::open(write("")).error().sentence(), HasSubstr("index"));
  EXPECT_THAT(Gazetteer::open(write("name\tlat\tlon\nParis\t48\t2\n")).error().sentence(), HasSubstr("byte 0"));
  const std::string cut("\x50\x2a\x4d\x18\x00\x01\x00\x00short", 13);
  EXPECT_THAT(Gazetteer::open(write(cut)).error().sentence(), HasSubstr("256 bytes"));
  const std::string junk("\x50\x2a\x4d\x18\x05\x00\x00\x00junk!", 13);
  EXPECT_FALSE(Gazetteer::open(write(junk)).ok());
}

TEST_F(DamagedGazetteer, FindsNothingInABlockThatIsCutOff) {
  std::ifstream in(kTable, std::ios::binary);
  std::string head(20000, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  const auto gazetteer = Gazetteer::open(write(head));
  ASSERT_TRUE(gazetteer.ok()) << gazetteer.error().sentence();
  EXPECT_TRUE(gazetteer->find("springfield").empty());
}

}  // namespace
}  // namespace brink
