// SPDX-License-Identifier: Apache-2.0
// Holds the tables of data/ to the form that data/README.md describes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct RawTable {
  std::vector<std::string> head_remarks, columns;
  std::vector<std::vector<std::string>> rows;
};

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  if (!line.empty() && line.back() == '\t') out.emplace_back();
  return out;
}

RawTable read(const fs::path& path) {
  RawTable table;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] == '#')
      table.head_remarks.push_back(line);
    else if (line.empty())
      continue;
    else if (table.columns.empty())
      table.columns = cells(line);
    else
      table.rows.push_back(cells(line));
  }
  return table;
}

// How many first columns make the key.
const std::map<std::string, std::size_t> kKeys = {
    {"actors/countries.tsv", 1}, {"actors/organisations.tsv", 2},
    {"actors/people.tsv", 2},    {"actors/traps.tsv", 1},
    {"agents.tsv", 1},           {"cameo.tsv", 1},{"cameo_roots.tsv", 1},
    {"equipment.tsv", 1},        {"frames/classes.tsv", 1},
    {"frames/contexts.tsv", 1},  {"frames/cues.tsv", 2},
    {"frames/modes.tsv", 2},     {"frames/nouns.tsv", 1},
    {"frames/reporting.tsv", 1}, {"frames/verbs.tsv", 1},
    {"gazetteer/context.tsv", 2}, {"gazetteer/demonyms.tsv", 1},
    {"gazetteer/states.tsv", 2}, {"irregular_verbs.tsv", 1},
    {"places/disputed.tsv", 1},  {"places/land.tsv", 1},
    {"places/regions.tsv", 1},   {"places/waters.tsv", 1},
    {"words/first_names.tsv", 1},
    {"plover.tsv", 2},
    {"times/holidays.tsv", 1},       {"times/rules.tsv", 2},
    {"times/tense.tsv", 1},          {"times/words.tsv", 2},
    {"words/function.tsv", 2},
    {"units.tsv", 3},            {"words/given_names.tsv", 1},
    {"words/name_words.tsv", 2}, {"words/nouns.tsv", 1},
    {"words/stand_ins.tsv", 1},  {"words/verbs.tsv", 1}};

// A table and every file of the folder of its name.
std::vector<fs::path> files_of(const fs::path& table) {
  std::vector<fs::path> files{table};
  fs::path folder = table;
  folder.replace_extension();
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  return files;
}

std::vector<std::string> items(const std::string& cell) {
  std::vector<std::string> out;
  std::istringstream in(cell);
  for (std::string item; std::getline(in >> std::ws, item, ';');) out.push_back(item);
  return out;
}

class Tables : public testing::TestWithParam<std::pair<const std::string, std::size_t>> {
 protected:
  std::vector<fs::path> files() const {
    return files_of(fs::path(BRINK_SOURCE_DIR) / "data" / GetParam().first);
  }
};

TEST_P(Tables, AreSortedByBytes) {
  for (const fs::path& file : files()) {
    std::vector<std::string> lines;
    for (const auto& row : read(file).rows) {
      std::string line;
      for (const std::string& cell : row) line += (line.empty() ? "" : "\t") + cell;
      lines.push_back(line);
    }
    EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()))
        << file << ": " << *std::is_sorted_until(lines.begin(), lines.end());
  }
}

TEST_P(Tables, HaveUniqueKeysOverAllFiles) {
  std::set<std::string> keys;
  for (const fs::path& file : files())
    for (const auto& row : read(file).rows) {
      std::string key;
      for (std::size_t i = 0; i < GetParam().second && i < row.size(); ++i) key += row[i] + "\t";
      EXPECT_TRUE(keys.insert(key).second) << file << ": " << key;
    }
}

TEST_P(Tables, GiveEveryRowItsCellsAndASource) {
  for (const fs::path& file : files()) {
    const RawTable table = read(file);
    ASSERT_FALSE(table.columns.empty()) << file;
    EXPECT_EQ(table.columns.back(), "source") << file;
    std::string remarks;
    for (const std::string& line : table.head_remarks) remarks += line + "\n";
    for (const auto& row : table.rows) {
      ASSERT_EQ(row.size(), table.columns.size()) << file << ": " << row.front();
      for (const std::string& source : items(row.back()))
        EXPECT_NE(remarks.find(source + " ="), std::string::npos) << row.front() << ": " << source;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Data, Tables, testing::ValuesIn(kKeys.begin(), kKeys.end()),
                         [](const auto& table) {
                           std::string name =
                               table.param.first.substr(0, table.param.first.size() - 4);
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); },
                               '_');
                           return name;
                         });

// Rows of a table and its folder as column name -> cell.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& table) {
  std::vector<std::map<std::string, std::string>> rows;
  for (const fs::path& file : files_of(fs::path(BRINK_SOURCE_DIR) / "data" / table)) {
    const RawTable raw = read(file);
    for (const auto& row : raw.rows) {
      rows.emplace_back();
      for (std::size_t i = 0; i < raw.columns.size(); ++i) rows.back()[raw.columns[i]] = row[i];
    }
  }
  return rows;
}

TEST(ActorTables, HoldAtLeastSoMany) {
  EXPECT_GE(rows_of("actors/organisations.tsv").size(), 4400u);
  EXPECT_GE(rows_of("actors/people.tsv").size(), 7500u);
  EXPECT_GE(rows_of("actors/countries.tsv").size(), 269u);
  std::set<std::string> with_party, with_force;
  for (const auto& row : rows_of("actors/organisations.tsv")) {
    if (row.at("sector").find("PTY") != std::string::npos) with_party.insert(row.at("code"));
    if (row.at("sector").find("MIL") != std::string::npos) with_force.insert(row.at("code"));
  }
  EXPECT_GE(with_party.size(), 140u);
  EXPECT_GE(with_force.size(), 100u);
}

// A name of two organisations could not be told apart; one that is common in several countries
// stands with its country ("Norwegian Labour Party").
TEST(ActorTables, GiveNoSpellingToTwoOrganisations) {
  std::map<std::string, std::string> owner;
  for (const auto& row : rows_of("actors/organisations.tsv")) {
    std::vector<std::string> spellings = items(row.at("also"));
    spellings.push_back(row.at("name"));
    for (const std::string& spelling : spellings) {
      const auto [it, fresh] = owner.try_emplace(spelling, row.at("name"));
      EXPECT_TRUE(fresh || it->second == row.at("name")) << spelling << ": " << it->second;
    }
  }
}

TEST(ActorTables, HaveNoTrapThatIsAnActor) {
  std::set<std::string> traps;
  for (const auto& row : rows_of("actors/traps.tsv")) traps.insert(row.at("phrase"));
  for (const auto& row : rows_of("actors/organisations.tsv")) {
    EXPECT_FALSE(traps.count(row.at("name"))) << row.at("name");
    for (const std::string& spelling : items(row.at("also")))
      EXPECT_FALSE(traps.count(spelling)) << spelling;
  }
}

}  // namespace
