// SPDX-License-Identifier: Apache-2.0
// How much of TABARI's and PETRARCH's dictionaries is understood. Floors rise freely and fall only by
// an explained commit.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/iso_time.h"
#include "knowledge/knowledge.h"
#include "parse/parse.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = BRINK_SOURCE_DIR;
const fs::path kShipped = kRoot / "build" / "data" / "dictionaries";

using Codes = std::set<std::string>;  // "source target code"

Codes expected_of(const nlohmann::json& record) {
  Codes codes;
  for (const auto& event : record.at("events")) {
    std::string all;
    for (const char* key : {"sourcecode", "targetcode", "eventcode"})
      if (event.contains(key) && event.at(key).is_string()) all += (all.empty() ? "" : " ") + event.at(key).get<std::string>();
    if (std::count(all.begin(), all.end(), ' ') == 2) codes.insert(all);
  }
  return codes;
}

TEST(Petrarch, DictionariesAreReadAsTheyAre) {
  if (!fs::exists(kShipped)) GTEST_SKIP() << "no dictionaries";
  const auto read = Dictionaries::read(kShipped);
  ASSERT_TRUE(read) << read.error().sentence();
  std::uint64_t entries = 0, loaded = 0;
  for (const DictionaryFile& file : read->files()) entries += file.entries, loaded += file.loaded;
  std::cout << loaded << " of " << entries << " lines are used\n";
  EXPECT_GE(loaded, 74900u);
  EXPECT_LE(entries - loaded, 20u);
}

TEST(Petrarch, CodesItsOwnTests) {
  const fs::path tests = kShipped / "petrarch-unit-tests-half.jsonl";
  if (!fs::exists(tests)) GTEST_SKIP() << "no tests of PETRARCH";
  const fs::path folder = fs::path(testing::TempDir()) / ("brink_validation_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  for (const char* kind : {"actors", "agents", "verbs"})
    fs::copy_file(kShipped / ("PETR.Validate." + std::string(kind) + ".txt"), folder / (std::string(kind) + ".txt"), fs::copy_options::overwrite_existing);
  const auto dictionaries = Dictionaries::read(folder);
  fs::remove_all(folder);
  const auto splitter = Splitter::load(kRoot / "models" / "english-splitter.bin");
  const auto parser = Parser::load(kRoot / "models" / "english-parser.bin");
  ASSERT_TRUE(dictionaries && splitter && parser);
  std::size_t records = 0, exact = 0, all_found = 0, wanted = 0, found = 0, given = 0;
  std::ifstream in(tests);
  for (std::string line; std::getline(in, line);) {
    const auto record = nlohmann::json::parse(line);
    const Codes expected = expected_of(record);
    const std::string date = record.value("date", "19950101");
    const auto day = make_day(std::stoi(date.substr(0, 4)), std::stoi(date.substr(4, 2)), std::stoi(date.substr(6, 2)));
    if (expected.empty() || !day) continue;
    auto sentences = splitter->split(record.at("text").get<std::string>());
    parser->parse(sentences);
    Codes codes;
    for (const Sentence& sentence : sentences)
      for (const DictionaryEvent& event : dictionaries->code(sentence.tokens, *day))
        codes.insert(event.source + " " + event.target + " " + event.code);
    std::size_t hits = 0;
    for (const std::string& code : expected) hits += codes.count(code);
    ++records;
    exact += codes == expected, all_found += hits == expected.size();
    wanted += expected.size(), found += hits, given += codes.size();
  }
  std::cout << records << " tests: " << exact << " exact, " << all_found << " with all expected events; " << found << " of "
            << wanted << " events found, " << given << " given\n";
  EXPECT_GE(exact, 90u);
  EXPECT_GE(all_found, 104u);
}

}  // namespace
}  // namespace brink
