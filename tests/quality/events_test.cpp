// SPDX-License-Identifier: Apache-2.0
// Floors under what the coder finds. Floors rise freely and fall only by an explained commit.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/files.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "events/events.h"
#include "parse/parse.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kRoot = BRINK_SOURCE_DIR;

class EventsQuality : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = Knowledge::load(kRoot / "data");
    ASSERT_TRUE(loaded.ok()) << loaded.error().sentence();
    knowledge_ = std::make_unique<Knowledge>(std::move(loaded.value()));
    auto splitter = Splitter::load(kRoot / "models" / "english-splitter.bin");
    ASSERT_TRUE(splitter) << splitter.error().sentence();
    splitter_ = *splitter;
    auto parser = Parser::load(kRoot / "models" / "english-parser.bin");
    ASSERT_TRUE(parser) << parser.error().sentence();
    parser_.emplace(*parser);
  }

  std::vector<Event> code(const std::string& text, const std::string& date) const {
    Document document;
    document.id = "d";
    document.text = text;
    document.published = read_iso(date);
    auto sentences = splitter_.split(document.text);
    parser_->parse(sentences);
    return Coder(*knowledge_).code(document, sentences);
  }

  std::unique_ptr<Knowledge> knowledge_;
  Splitter splitter_;
  std::optional<Parser> parser_;
};

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) {
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') {
      cell = cell.substr(1, cell.size() - 2);
      for (std::size_t at = 0; (at = cell.find("\"\"", at)) != std::string::npos; ++at)
        cell.erase(at, 1);
    }
    out.push_back(cell);
  }
  return out;
}

std::set<std::string> telling_words(const std::string& text) {
  static const std::set<std::string> kStop = {"the", "a",  "an",  "of",  "and",  "in",
                                              "for", "'s", "its", "his", "their"};
  std::set<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    if (const std::size_t at = word.find("'s"); at != std::string::npos) word.erase(at, 2);
    if (!kStop.count(word)) words.insert(word);
  }
  return words;
}

// The same two parties by their words: one within the other, or a telling word in common.
bool overlap(const std::string& one, const std::string& two) {
  const std::string a = fold_case(one), b = fold_case(two);
  if (a.empty() || b.empty()) return false;
  if (a.find(b) != std::string::npos || b.find(a) != std::string::npos) return true;
  for (const std::string& word : telling_words(a))
    if (telling_words(b).count(word)) return true;
  return false;
}

bool any_overlap(const std::vector<Actor>& actors, const std::string& text) {
  for (const Actor& actor : actors)
    if (overlap(actor.text, text)) return true;
  return false;
}

bool relates(const Event& event, const std::string& source, const std::string& target) {
  if (!any_overlap(event.actor, source)) return false;
  return any_overlap(event.recipient, target) ||
         (event.actor.size() > 1 && any_overlap(event.actor, target));
}

std::string root_of(const std::string& type) {
  return type == "CONCEDE" || type == "RETREAT" ? "YIELD" : type;
}

TEST_F(EventsQuality, RelatesTheMarkedPartiesOfPlvSentences) {
  const fs::path path = kRoot / "build" / "data" / "events" / "PLV_train.tsv";
  std::ifstream in(path);
  if (!in) GTEST_SKIP() << path << " is missing";
  std::string line;
  std::getline(in, line);
  std::size_t rows = 0, pairs = 0, typed = 0;
  while (std::getline(in, line)) {
    const std::vector<std::string> row = cells(line);
    if (row.size() < 10) continue;
    ++rows;
    bool pair = false, type = false;
    for (const Event& event : code(row[2], "2019-06-15")) {
      if (!relates(event, row[4], row[5])) continue;
      pair = true;
      type = type || root_of(event.type) == row[9];
    }
    pairs += pair;
    typed += type;
  }
  const double pair_found = static_cast<double>(pairs) / static_cast<double>(rows);
  const double type_given_pair = static_cast<double>(typed) / static_cast<double>(pairs);
  std::cout << rows << " sentences: pair " << pair_found << ", type given pair " << type_given_pair
            << '\n';
  ASSERT_GT(rows, 1000u);
  EXPECT_GE(pair_found, 0.32);
  EXPECT_GE(type_given_pair, 0.82);
}

std::set<std::string> codes_of(const std::vector<Actor>& actors) {
  std::set<std::string> codes;
  for (const Actor& actor : actors)
    if (actor.code != "UNK") codes.insert(actor.code);
  return codes;
}

TEST_F(EventsQuality, FindsMostOfTheSeedArticle) {
  const fs::path folder = kRoot / ".." / "shared" / "data" / "seed";
  const auto text = read_file(folder / "article.txt");
  const auto gold_text = read_file(folder / "expected.json");
  if (!text || !gold_text) GTEST_SKIP() << folder << " is missing";
  const json gold = json::parse(gold_text.value());
  std::vector<Event> events = code(text.value(), "2022-01-29");
  std::size_t found = 0, with_status = 0;
  for (const json& wanted : gold["events"]) {
    std::set<std::string> actors(wanted["actor"].begin(), wanted["actor"].end());
    bool hit = false, status = false;
    for (const Event& event : events) {
      if (event.type != wanted["type"]) continue;
      std::set<std::string> common;
      for (const std::string& code : codes_of(event.actor))
        if (actors.count(code)) common.insert(code);
      if (common.empty()) continue;
      hit = true;
      status = status || name_of(event.status) == wanted["status"];
    }
    found += hit;
    with_status += status;
  }
  std::cout << "type and actor " << found << ", with status " << with_status << " of "
            << gold["events"].size() << "; coded " << events.size() << '\n';
  EXPECT_GE(found, 13u);
  EXPECT_GE(with_status, 13u);
  EXPECT_LE(events.size(), 24u);
}

}  // namespace
}  // namespace brink
