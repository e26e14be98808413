// SPDX-License-Identifier: Apache-2.0
// Floors under what the coder finds. Floors rise freely and fall only by an explained commit.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/files.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "events/events.h"
#include "parse/parse.h"
#include "pipeline/pipeline.h"
#include "places/places.h"
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
    auto places = Places::open(*knowledge_, kRoot / "data");
    ASSERT_TRUE(places) << places.error().sentence();
    places_.emplace(std::move(*places));
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
    return Coder(*knowledge_, &*places_).code(document, sentences);
  }

  std::unique_ptr<Knowledge> knowledge_;
  std::optional<Places> places_;
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

// A row of the corpus that marks two parties.
struct MarkedRow {
  std::string text, source, target, root;
};

std::vector<MarkedRow> marked_rows() {
  std::vector<MarkedRow> rows;
  std::ifstream in(kRoot / "build" / "data" / "events" / "PLV_train.tsv");
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line))
    if (const std::vector<std::string> row = cells(line); row.size() >= 10)
      rows.push_back({row[2], row[4], row[5], row[9]});
  return rows;
}

constexpr const char* kNoRows = "build/data/events/PLV_train.tsv is missing";

TEST_F(EventsQuality, RelatesTheMarkedPartiesOfPlvSentences) {
  const std::vector<MarkedRow> rows = marked_rows();
  if (rows.empty()) GTEST_SKIP() << kNoRows;
  std::size_t pairs = 0, typed = 0;
  struct Bin {
    double promised = 0;
    std::size_t all = 0, right = 0;
  };
  std::map<int, Bin> bins;  // by tenths of the confidence: how often the type is right
  for (const MarkedRow& row : rows) {
    bool pair = false, type = false;
    for (const Event& event : code(row.text, "2019-06-15")) {
      if (!relates(event, row.source, row.target)) continue;
      const bool right = root_of(event.type) == row.root;
      pair = true;
      type = type || right;
      Bin& bin = bins[static_cast<int>(event.confidence * 10)];
      bin.promised += event.confidence;
      ++bin.all;
      bin.right += right;
    }
    pairs += pair;
    typed += type;
  }
  const double of_rows = static_cast<double>(typed) / static_cast<double>(rows.size());
  const double given_pair = static_cast<double>(typed) / static_cast<double>(pairs);
  std::cout << rows.size() << " sentences: pair and type " << of_rows << ", type given pair "
            << given_pair << '\n';
  double off = 0;
  std::size_t events = 0;
  for (const auto& [tenth, bin] : bins) {
    const auto n = static_cast<double>(bin.all);
    std::cout << "  confidence " << bin.promised / n << ": right "
              << static_cast<double>(bin.right) / n << " of " << bin.all << '\n';
    off += std::abs(bin.promised - static_cast<double>(bin.right));
    events += bin.all;
  }
  ASSERT_GT(rows.size(), 1000u);
  EXPECT_GE(of_rows, 0.53);
  EXPECT_GE(given_pair, 0.83);
  EXPECT_LE(off / static_cast<double>(events), 0.06)
      << "confidence and share of right types differ";
}

// The F1 of a type, from how often it was wanted, given, and both.
double f1(std::size_t wanted, std::size_t given, std::size_t both) {
  return both == 0 ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(wanted + given);
}

TEST_F(EventsQuality, NamesTheRelationOfGivenPairs) {
  const std::vector<MarkedRow> rows = marked_rows();
  if (rows.empty()) GTEST_SKIP() << kNoRows;
  const Coder coder(*knowledge_, &*places_);
  std::map<std::string, std::array<std::size_t, 3>> counts;  // wanted, given, both
  for (const MarkedRow& row : rows) {
    Document document;
    document.text = row.text;
    auto sentences = splitter_.split(document.text);
    parser_->parse(sentences);
    const auto at = [&](const std::string& words) -> Span {
      const std::size_t begin = row.text.find(words);
      if (begin == std::string::npos) return {};
      return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
    };
    const std::string type =
        root_of(coder.relate(document, sentences, at(row.source), at(row.target)).type);
    ++counts[row.root][0];
    ++counts[type][1];
    counts[type][2] += type == row.root;
  }
  double sum = 0;
  std::size_t types = 0;
  for (const auto& [type, c] : counts)
    if (c[0] > 0) sum += f1(c[0], c[1], c[2]), ++types;
  std::cout << "type for a given pair: macro-F1 " << sum / static_cast<double>(types) << '\n';
  EXPECT_GE(sum / static_cast<double>(types), 0.78);
}

std::set<std::string> codes_of(const std::vector<Actor>& actors) {
  std::set<std::string> codes;
  for (const Actor& actor : actors)
    if (actor.code != "UNK") codes.insert(actor.code);
  return codes;
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& code) { return b.count(code) > 0; });
}

std::set<std::string> codes_in(const json& event, const char* side) {
  const auto found = event.find(side);
  return found == event.end() ? std::set<std::string>()
                              : std::set<std::string>(found->begin(), found->end());
}

// Type, an actor, a recipient where one is wanted or given, and status, as the scorer of events
// counts.
bool is_wanted(const Event& event, const json& wanted) {
  const std::string type = wanted["type"];
  bool typed = event.type == type;
  if (wanted.contains("also_accepted"))
    for (const std::string also : wanted["also_accepted"]) typed = typed || event.type == also;
  if (!typed || name_of(event.status) != wanted["status"]) return false;
  const auto actors = codes_in(wanted, "actor"), recipients = codes_in(wanted, "recipient");
  const auto acting = codes_of(event.actor), affected = codes_of(event.recipient);
  if (type == "CONSULT" || type == "COOPERATE" || type == "AGREE") {
    auto all = actors, both = acting;
    all.insert(recipients.begin(), recipients.end());
    both.insert(affected.begin(), affected.end());
    if (all == both) return true;
  }
  return meet(actors, acting) &&
         ((recipients.empty() && affected.empty()) || meet(recipients, affected));
}

TEST_F(EventsQuality, FindsMostOfTheSeedArticle) {
  const fs::path folder = kRoot / ".." / "shared" / "data" / "seed";
  const auto gold_text = read_file(folder / "expected.json");
  if (!gold_text) GTEST_SKIP() << folder << " is missing";
  const json gold = json::parse(gold_text.value());
  const auto pipeline = Pipeline::open({});
  ASSERT_TRUE(pipeline) << pipeline.error().sentence();
  std::vector<Event> events;
  pipeline->code({(folder / "article.html").string()}, [&](const Reading& read) {
    events = read.events;
    return true;
  });
  const std::size_t coded = events.size();
  std::size_t found = 0;
  for (const json& wanted : gold["events"]) {
    const auto at = std::find_if(events.begin(), events.end(),
                                 [&](const Event& e) { return is_wanted(e, wanted); });
    if (at == events.end()) continue;
    ++found;
    events.erase(at);
  }
  std::cout << "type, actor, recipient and status " << found << " of " << gold["events"].size()
            << "; coded " << coded << '\n';
  EXPECT_GE(found, 12u);
  EXPECT_LE(coded, 24u);
}

}  // namespace
}  // namespace brink
