// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "sample.h"

namespace brink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> cells(std::string line) {
  if (line.ends_with('\n')) line.pop_back();
  std::vector<std::string> parts(1);
  for (const char c : line)
    if (c == '\t') parts.emplace_back();
    else parts.back() += c;
  return parts;
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(Export, WritesCameoAsPetrarchDoes) {
  EXPECT_THAT(cells(exported(DataFormat::kCameo, deployment())),
              ElementsAre("20220128", "RUSMIL", "UKR", "152", "ffeeddccbbaa99887766554433221100_1", "news.example"));
}

TEST(Export, WritesAsManyColumnsAsTheCodebooksHave) {
  EXPECT_EQ(cells(exported(DataFormat::kPhoenix, deployment())).size(), 26u);
  EXPECT_EQ(cells(exported(DataFormat::kGdelt1, deployment())).size(), 58u);
  EXPECT_EQ(cells(exported(DataFormat::kGdelt2, deployment())).size(), 61u);
  for (const auto& [format, columns] : {std::pair(DataFormat::kIcews, 20u), std::pair(DataFormat::kPolecat, 40u)}) {
    const std::string text = exported(format, deployment());
    EXPECT_EQ(lines_in(text), 2u);
    EXPECT_EQ(cells(text.substr(0, text.find('\n'))).size(), columns);
    EXPECT_EQ(cells(text.substr(text.find('\n') + 1)).size(), columns);
  }
}

TEST(Export, FillsGdeltsFields) {
  const auto row = cells(exported(DataFormat::kGdelt2, deployment()));
  EXPECT_EQ(row[1], "20220128");
  EXPECT_EQ(row[4], "2022.0767");  // 28 / 365
  EXPECT_EQ(row[5], "RUSMIL");
  EXPECT_EQ(row[7], "RUS");
  EXPECT_EQ(row[12], "MIL");
  EXPECT_EQ(row[26], "152");
  EXPECT_EQ(row[28], "15");
  EXPECT_EQ(row[29], "4");
  EXPECT_EQ(row[52], "Minsk, Belarus");
  EXPECT_EQ(row[53], "BO");  // FIPS
  EXPECT_EQ(row[59], "20220129000000");
  EXPECT_EQ(row[60], "https://news.example/a/1");
}

TEST(Export, PairsEveryActorWithEveryRecipient) {
  Event event = deployment();
  event.actor.push_back(party("BLR", {}, "Belarus"));
  event.recipient.push_back(party("NATO", {"MIL"}, "NATO"));
  const std::string text = exported(DataFormat::kCameo, event);
  EXPECT_EQ(lines_in(text), 4u);
  EXPECT_THAT(text, HasSubstr("BLR\tIGOWSTNAT\t152"));
}

TEST(Export, PairsThoseWhoActTogetherWithEachOther) {
  Event event = deployment();
  event.actor.push_back(party("BLR", {}, "Belarus"));
  event.recipient.clear();
  const std::string text = exported(DataFormat::kCameo, event);
  EXPECT_EQ(lines_in(text), 2u);
  EXPECT_THAT(text, HasSubstr("BLR\tRUSMIL"));
}

TEST(Export, LeavesOutWhatDidNotHappenWhereTheFormatCannotSaySo) {
  Event event = deployment();
  event.status = Status::kNegated;
  Exporter gdelt(tables(), DataFormat::kGdelt2);
  EXPECT_EQ(gdelt.lines(event, paper()), "");
  EXPECT_EQ(gdelt.left_out().by_status[static_cast<std::size_t>(Status::kNegated)], 1u);
  Exporter plover(tables(), DataFormat::kPlover);
  const auto record = nlohmann::json::parse(plover.lines(event, paper()));
  EXPECT_THAT(record.at("context").get<std::vector<std::string>>(), ElementsAre("military", "negation"));
  EXPECT_EQ(plover.left_out().all(), 0u);
}

TEST(Export, LeavesOutWhatHasNoDayOrNobodyInIt) {
  Event event = deployment();
  event.date = "2022-01", event.date_precision = "month";
  Exporter icews(tables(), DataFormat::kIcews);
  EXPECT_EQ(icews.lines(event, paper()), "");
  EXPECT_EQ(icews.left_out().without_day, 1u);
  event = deployment();
  event.actor.clear(), event.recipient.clear();
  EXPECT_EQ(icews.lines(event, paper()), "");
  EXPECT_EQ(icews.left_out().without_party, 1u);
}

TEST(Export, KeepsTheCodesOfDictionaries) {
  Event event = deployment();
  event.actor = {party("SYL", {"GOV"}, "Sylvania")};
  event.recipient = {party("IGOXYZ", {}, "League")};
  EXPECT_THAT(exported(DataFormat::kCameo, event), HasSubstr("\tSYLGOV\tIGOXYZ\t"));
}

TEST(Export, LeavesStatementsOutOfPolecat) {
  Event event = deployment();
  event.type.clear(), event.mode.clear(), event.cameo = "010";
  Exporter polecat(tables(), DataFormat::kPolecat);
  EXPECT_EQ(polecat.lines(event, paper()), "");
  EXPECT_EQ(polecat.left_out().without_type, 1u);
}

TEST(Export, KeepsTabsAndLineEndsOutOfCells) {
  Event event = deployment();
  event.place->name = "Mi\tn\nsk";
  EXPECT_EQ(lines_in(exported(DataFormat::kGdelt1, event)), 1u);
  EXPECT_EQ(cells(exported(DataFormat::kGdelt1, event)).size(), 58u);
}

TEST(Export, WritesPloverByTheManual) {
  const auto record = nlohmann::json::parse(exported(DataFormat::kPlover, deployment()));
  EXPECT_EQ(record.at("date"), "2022-01-28");
  EXPECT_EQ(record.at("event"), nlohmann::json::array({"MOBILIZE"}));
  EXPECT_EQ(record.at("actor").at(0).at("code"), "RUS");
  EXPECT_EQ(record.at("actor").at(0).at("sector"), "MIL");
  EXPECT_EQ(record.at("quad_code"), 4);
  EXPECT_EQ(record.at("event_loc").at("country_code"), "BLR");
  EXPECT_EQ(record.at("cite_info").at("publication"), "news.example");
}

TEST(Export, NamesAnOrganisationByItsKindAndItsOwnCode) {
  Event event = deployment();
  event.actor = {party("NATO", {"MIL"}, "NATO")};
  const auto record = nlohmann::json::parse(exported(DataFormat::kPlover, event));
  EXPECT_EQ(record.at("actor").at(0).at("code"), "IGO");
  EXPECT_EQ(record.at("actor").at(0).at("identifier_id"), "NATO");
}

}  // namespace
}  // namespace brink
