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
    {"agents.tsv", 1},           {"cameo.tsv", 1},
    {"equipment.tsv", 1},        {"frames/classes.tsv", 1},
    {"frames/contexts.tsv", 1},  {"frames/cues.tsv", 2},
    {"frames/modes.tsv", 2},     {"frames/nouns.tsv", 1},
    {"frames/reporting.tsv", 1}, {"frames/verbs.tsv", 1},
    {"gazetteer/context.tsv", 2},  {"gazetteer/demonyms.tsv", 1},
    {"gazetteer/states.tsv", 2},   {"irregular_verbs.tsv", 1},
    {"places/disputed.tsv", 1},    {"places/land.tsv", 1},
    {"places/regions.tsv", 1},     {"places/waters.tsv", 1},
    {"words/first_names.tsv", 1},
    {"plover.tsv", 2},           {"words/function.tsv", 2},
    {"words/nouns.tsv", 1},      {"words/verbs.tsv", 1}};

class Tables : public testing::TestWithParam<std::pair<const std::string, std::size_t>> {
 protected:
  fs::path path() const { return fs::path(BRINK_SOURCE_DIR) / "data" / GetParam().first; }
};

TEST_P(Tables, AreSortedByBytes) {
  std::vector<std::string> lines;
  for (const auto& row : read(path()).rows) {
    std::string line;
    for (const std::string& cell : row) line += (line.empty() ? "" : "\t") + cell;
    lines.push_back(line);
  }
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()))
      << *std::is_sorted_until(lines.begin(), lines.end());
}

TEST_P(Tables, HaveUniqueKeys) {
  std::set<std::string> keys;
  for (const auto& row : read(path()).rows) {
    std::string key;
    for (std::size_t i = 0; i < GetParam().second && i < row.size(); ++i) key += row[i] + "\t";
    EXPECT_TRUE(keys.insert(key).second) << key;
  }
}

TEST_P(Tables, GiveEveryRowItsCellsAndASource) {
  const RawTable table = read(path());
  ASSERT_FALSE(table.columns.empty());
  EXPECT_EQ(table.columns.back(), "source");
  std::string remarks;
  for (const std::string& line : table.head_remarks) remarks += line + "\n";
  for (const auto& row : table.rows) {
    ASSERT_EQ(row.size(), table.columns.size()) << row.front();
    std::istringstream sources(row.back());
    for (std::string source; std::getline(sources >> std::ws, source, ';');)
      EXPECT_NE(remarks.find(source + " ="), std::string::npos) << row.front() << ": " << source;
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

}  // namespace
