// SPDX-License-Identifier: Apache-2.0
// Who a name means on a day, by the tables that come with the program.
#include <gtest/gtest.h>

#include "base/iso_time.h"
#include "knowledge/knowledge.h"

namespace brink {
namespace {

const Knowledge& knowledge() {
  static const Knowledge loaded = [] {
    auto result = Knowledge::load(std::filesystem::path(BRINK_SOURCE_DIR) / "data");
    if (!result) throw std::runtime_error(result.error().sentence());
    return std::move(result.value());
  }();
  return loaded;
}

// "AFG/GOV", of the first that the name means; "" when it means nobody.
std::string who(const std::string& name, const std::string& day = "2022-03-01") {
  const auto found = knowledge().who_is(name);
  if (found.empty()) return "";
  const Capacity capacity = capacity_of(*found.front(), read_iso(day)->local_day());
  std::string text = capacity.code;
  for (const std::string& sector : capacity.sectors) text += "/" + sector;
  return text;
}

TEST(Actors, StandForDifferentThingsOnDifferentDays) {
  EXPECT_EQ(who("Taliban", "2021-08-14"), "TALIBAN/REB");
  EXPECT_EQ(who("Taliban", "2021-08-15"), "AFG/GOV");
  EXPECT_EQ(who("Haqqani network", "2015-01-01"), "HAQQANI/REB");
  EXPECT_EQ(who("Haqqani network", "2022-01-01"), "AFG/GOV");
  EXPECT_EQ(who("Rapid Support Forces", "2019-06-03"), "SDN/PRM");
  EXPECT_EQ(who("Rapid Support Forces", "2024-06-03"), "RSF-SDN/PRM/REB");
  EXPECT_EQ(who("Hayat Tahrir al-Sham", "2024-11-30"), "HTS/REB");
  EXPECT_EQ(who("Hayat Tahrir al-Sham", "2025-02-01"), "SYR/GOV");
  EXPECT_EQ(who("Rwandan Patriotic Front", "1994-04-08"), "RPF/REB");
  EXPECT_EQ(who("Rwandan Patriotic Front", "2000-01-01"), "RWA/PTY/GOV");
  EXPECT_EQ(who("SPLA", "2005-01-01"), "SPLA/REB");
  EXPECT_EQ(who("SPLA", "2012-01-01"), "SSD/MIL");
  EXPECT_EQ(who("UNITA", "1999-01-01"), "UNITA/REB");
  EXPECT_EQ(who("UNITA", "2010-01-01"), "AGO/PTY/OPP");
  EXPECT_EQ(who("Renamo", "1990-01-01"), "RENAMO/REB");
  EXPECT_EQ(who("Khmer Rouge", "1977-01-01"), "KHM/GOV");
  EXPECT_EQ(who("Khmer Rouge", "1985-01-01"), "KHMERROUGE/REB");
  EXPECT_EQ(who("Awami League", "2024-01-01"), "BGD/PTY/GOV");
  EXPECT_EQ(who("Awami League", "2024-09-01"), "BGD/PTY/OPP");
  EXPECT_EQ(who("Moro Islamic Liberation Front", "2010-01-01"), "MILF/REB");
  EXPECT_EQ(who("Moro Islamic Liberation Front", "2020-01-01"), "PHL/GOV/PRE");
  EXPECT_EQ(who("CNDD-FDD", "2000-01-01"), "CNDDFDD/REB");
  EXPECT_EQ(who("Mohamed Hamdan Dagalo", "2022-01-01"), "SDN/PRM");
  EXPECT_EQ(who("Mohamed Hamdan Dagalo", "2024-01-01"), "RSF-SDN/PRM/REB");
  EXPECT_EQ(who("Keir Starmer", "2024-08-01"), "GBR/GOV");
  EXPECT_EQ(who("Mark Rutte", "2022-01-01"), "NLD/GOV");
  EXPECT_EQ(who("Mark Rutte", "2024-11-01").substr(0, 4), "NATO");
  EXPECT_EQ(who("Abdel Fattah al-Burhan", "2022-01-01").substr(0, 3), "SDN");
}

TEST(Actors, KeepTheirCodeThroughAChangeOfName) {
  for (const char* name : {"Burma", "Myanmar"}) EXPECT_EQ(who(name), "MMR") << name;
  for (const char* name : {"Swaziland", "Eswatini"}) EXPECT_EQ(who(name), "SWZ") << name;
  for (const char* name : {"Macedonia", "North Macedonia"}) EXPECT_EQ(who(name), "MKD") << name;
  for (const char* name : {"Turkey", "Türkiye", "Turkiye"}) EXPECT_EQ(who(name), "TUR") << name;
  EXPECT_EQ(who("Zaire"), "COD");
  EXPECT_EQ(who("Organisation of African Unity"), "AU");
  EXPECT_EQ(who("European Economic Community"), "EU");
  for (const char* name :
       {"ISIS", "ISIL", "Daesh", "Islamic State", "Islamic State of Iraq and Syria"})
    EXPECT_EQ(who(name), "ISIS/REB") << name;
}

TEST(Actors, StatesThatAreNoMoreHaveTheirOwnCodes) {
  EXPECT_EQ(who("Soviet Union", "1985-01-01"), "SUN");
  EXPECT_EQ(who("USSR"), "SUN");
  EXPECT_EQ(who("Czechoslovakia"), "CSK");
  EXPECT_EQ(who("Yugoslavia"), "YUG");
  EXPECT_EQ(who("East Germany"), "DDR");
  const auto found = knowledge().who_is("Soviet Union");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(role_on(*found.front(), read_iso("1985-01-01")->local_day()), nullptr);
  EXPECT_EQ(role_on(*found.front(), read_iso("1992-01-01")->local_day()), nullptr);
  EXPECT_NE(role_before(*found.front(), read_iso("1992-01-01")->local_day()), nullptr);
}

TEST(Actors, AreFoundByTheirInitials) {
  EXPECT_EQ(who("UNRWA"), "UNRWA/REF");
  EXPECT_EQ(who("ICTY"), "ICTY/JUD");
  EXPECT_EQ(who("AfD"), "DEU/PTY/OPP");
  EXPECT_EQ(who("PSOE"), "ESP/PTY/GOV");
  EXPECT_EQ(who("DGSE"), "FRA/SPY");
  EXPECT_EQ(who("SBU"), "UKR/SPY");
  EXPECT_EQ(who("MONUSCO"), "UN/MIL");
  EXPECT_EQ(who("OFAC"), "USA/GOV");
  EXPECT_EQ(who("PBOC"), "CHN/GOV/BUS");
  EXPECT_EQ(who("TSMC"), "TWN/BUS");
  EXPECT_EQ(who("JNIM"), "JNIM/REB");
  EXPECT_EQ(who("CJNG"), "CJNG/CRM");
  EXPECT_EQ(who("APT28"), "RUS/SPY/CRM");
  EXPECT_EQ(who("SIPRI"), "SIPRI/SOC/EDU");
  EXPECT_EQ(who("KCNA"), "PRK/JRN");
  EXPECT_EQ(who("U.N. Development Programme"), "UNDP");
}

TEST(Actors, AreToldApartWhereNamesAreAlike) {
  EXPECT_EQ(who("Georgia"), "GEO");
  EXPECT_EQ(who("South Georgia"), "SGS");
  EXPECT_EQ(who("Jordan"), "JOR");
  EXPECT_EQ(who("Niger"), "NER");
  EXPECT_EQ(who("Nigeria"), "NGA");
  EXPECT_EQ(who("Nigerien"), "NER");
  EXPECT_EQ(who("Nigerian"), "NGA");
  EXPECT_EQ(who("Congo"), "COD");
  EXPECT_EQ(who("Congo-Brazzaville"), "COG");
  EXPECT_EQ(who("Republic of the Congo"), "COG");
  EXPECT_EQ(who("Democratic Republic of the Congo"), "COD");
  EXPECT_EQ(who("Guinea"), "GIN");
  EXPECT_EQ(who("Guinea-Bissau"), "GNB");
  EXPECT_EQ(who("Equatorial Guinea"), "GNQ");
  EXPECT_EQ(who("Papua New Guinea"), "PNG");
  EXPECT_EQ(who("Korea"), "KOR");
  EXPECT_EQ(who("North Korea"), "PRK");
  EXPECT_EQ(who("Dominica"), "DMA");
  EXPECT_EQ(who("Dominican Republic"), "DOM");
  EXPECT_EQ(who("Republic of China"), "TWN");
  EXPECT_EQ(who("People's Republic of China"), "CHN");
  EXPECT_EQ(who("People’s Republic of China"), "CHN");
  EXPECT_EQ(who("Norwegian Labour Party"), "NOR/PTY");
  EXPECT_EQ(who("Labour Party"), "GBR/PTY");
  EXPECT_EQ(who("Brazilian Senate"), "BRA/LEG");
  EXPECT_EQ(who("Senate"), "USA/LEG");
  EXPECT_EQ(who("Russian Security Council"), "RUS/GOV");
  EXPECT_EQ(who("Security Council"), "UN");
  EXPECT_EQ(who("Ukraine's National Guard"), "UKR/MIL");
  for (const char* place :
       {"Niger Delta", "Gulf of Guinea", "Jordan Valley", "Korean Peninsula", "New Guinea"})
    EXPECT_EQ(who(place), "") << place;
}

TEST(Actors, StandBehindTheirSeats) {
  EXPECT_EQ(who("Kremlin"), "RUS");
  EXPECT_EQ(who("Downing Street"), "GBR");
  EXPECT_EQ(who("Whitehall"), "GBR");
  EXPECT_EQ(who("Élysée"), "FRA");
  EXPECT_EQ(who("Quai d'Orsay"), "FRA");
  EXPECT_EQ(who("Blue House"), "KOR");
  EXPECT_EQ(who("Zhongnanhai"), "CHN");
  EXPECT_EQ(who("Foggy Bottom"), "USA");
  EXPECT_EQ(who("Raisina Hill"), "IND");
  EXPECT_EQ(who("Casa Rosada"), "ARG");
  EXPECT_EQ(who("Planalto"), "BRA");
  EXPECT_EQ(who("Aso Villa"), "NGA");
  EXPECT_EQ(who("Bankova"), "UKR");
  EXPECT_EQ(who("Pentagon"), "USA/GOV/MIL");
  EXPECT_EQ(who("Rosgvardia"), "RUS/COP/PRM");
}

TEST(Actors, GroupsOfStatesHaveCodes) {
  EXPECT_EQ(who("the West"), "WEST");
  EXPECT_EQ(who("Western powers"), "WEST");
  EXPECT_EQ(who("Baltic states"), "BALTICS");
  EXPECT_EQ(who("Gulf states"), "GULFSTATES");
  EXPECT_EQ(who("Central Asian republics"), "CENTRALASIA");
  EXPECT_EQ(who("Global South"), "GLOBALSOUTH");
}

TEST(Actors, OfPlainWordsAreNone) {
  for (const char* word : {"Apple", "Orange", "Shell", "Target", "Forward", "Total", "Visa",
                           "Solidarity", "Intel", "Amazon"})
    EXPECT_EQ(who(word), "") << word;
}

TEST(Actors, AreFoundByCode) {
  EXPECT_EQ(who("NLD"), "NLD");  // the country, not the party of Myanmar
  EXPECT_EQ(who("KHMERROUGE", "1999-01-01"), "KHMERROUGE/REB");
  EXPECT_EQ(who("QQQ"), "");
}

}  // namespace
}  // namespace brink
