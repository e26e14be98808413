// SPDX-License-Identifier: Apache-2.0
// Floors under which reports are found to be copies: of texts that are edited here, and of pairs that were
// labelled by hand. Floors rise freely and fall only by an explained commit.
#include "copies/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

namespace brink {
namespace {

namespace fs = std::filesystem;
const fs::path kNews = fs::path(BRINK_SOURCE_DIR) / "build" / "data" / "news";
const fs::path kLabels = fs::path(BRINK_TEST_DIR) / "labels";

struct Report {
  std::string id, outlet, text;
};

std::vector<Report> reports_of(const std::string& file) {
  std::vector<Report> all;
  std::ifstream in(kNews / file);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    all.push_back({json.value("id", ""), json.value("outlet", "White House"), json.value("text", "")});
  }
  return all;
}

std::vector<std::string> pieces_of(const std::string& text, const std::string& end) {
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t to = text.find(end, at);
    pieces.push_back(text.substr(at, to == std::string::npos ? to : to - at + end.size()));
    at = to == std::string::npos ? text.size() : to + end.size();
  }
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

std::map<std::string, std::string> rewording() {
  std::map<std::string, std::string> table;
  std::ifstream in(kLabels / "rewording.txt");
  for (std::string line; std::getline(in, line);)
    if (const auto tab = line.find('\t'); line[0] != '#' && tab != std::string::npos) table[line.substr(0, tab)] = line.substr(tab + 1);
  return table;
}

// The ways in which a desk makes a report of another's.
std::string cut(const std::string& text, std::mt19937& random) {
  auto sentences = pieces_of(text, ". ");
  const std::size_t keep = std::max<std::size_t>(4, sentences.size() * (30 + random() % 40) / 100);
  sentences.resize(std::min(keep, sentences.size()));
  return joined(sentences);
}

std::string reordered(const std::string& text, std::mt19937& random) {
  auto sentences = pieces_of(text, ". ");
  std::shuffle(sentences.begin(), sentences.end(), random);
  return joined(sentences);
}

// Another headline and lead, of made-up words, for the first two sentences.
std::string reheaded(const std::string& text, std::mt19937& random) {
  auto sentences = pieces_of(text, ". ");
  std::string lead;
  for (int i = 0; i < 60; ++i) lead += (i % 9 == 4 ? "Name" : "word") + std::to_string(random() % 100'000) + (i % 20 == 19 ? ". " : " ");
  sentences.erase(sentences.begin(), sentences.begin() + std::min<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(sentences.size()) / 2));
  return lead + joined(sentences);
}

std::string reworded(const std::string& text, const std::map<std::string, std::string>& table) {
  std::string out;
  for (const std::string& word : pieces_of(text, " ")) {
    const std::string bare = word.substr(0, word.size() - (word.back() == ' '));
    const auto at = table.find(bare);
    out += at == table.end() ? word : at->second + " ";
  }
  return out;
}

using Shingles = std::set<std::tuple<std::string, std::string, std::string>>;

Shingles shingles_of(const std::string& text) {
  std::istringstream in(text);
  Shingles all;
  std::string a, b, c;
  in >> a >> b;
  while (in >> c) all.insert({a, b, c}), a = b, b = c;
  return all;
}

// By all shingles rather than by sketches: whether a corpus holds a text twice by itself.
bool truly_shares(const std::string& a, const std::string& b) {
  const Shingles x = shingles_of(a), y = shingles_of(b);
  std::size_t both = 0;
  for (const auto& shingle : x) both += y.contains(shingle);
  return static_cast<double>(both) >= 0.25 * static_cast<double>(std::min(x.size(), y.size()));
}

struct Score {
  std::size_t right = 0, wrong = 0, missed = 0;
  double precision() const { return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + wrong)); }
  double recall() const { return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + missed)); }
};

TEST(CopiesQuality, EditedReportsAreFound) {
  if (!fs::exists(kNews)) GTEST_SKIP() << "the news corpus is not unpacked";
  std::vector<Report> all = reports_of("press2022-march.jsonl");
  auto more = reports_of("white-house-2021-2022.jsonl");
  more.resize(std::min<std::size_t>(more.size(), 1200));
  all.insert(all.end(), more.begin(), more.end());
  std::erase_if(all, [](const Report& r) { return r.text.size() < 900; });  // under 150 words there is little to edit
  std::mt19937 random(11);
  const auto table = rewording();
  RecentShelf shelf(100'000);
  // Every second report is on the shelf; the others ask too and are strangers.
  std::vector<const Report*> shelved;
  for (std::size_t i = 0; i < all.size(); i += 2) shelf.add(sketch_of(all[i].text, all[i].outlet)), shelved.push_back(&all[i]);
  std::map<std::string, Score> by_edit;
  Score total;
  const auto ask = [&](const std::string& edit, const std::string& text, std::size_t source, bool stranger) {
    const auto found = original_of(sketch_of(text, "Other Post"), shelf);
    ASSERT_TRUE(found.ok());
    Score& score = by_edit[edit];
    const auto count = [&](std::size_t Score::*what) { ++(score.*what), ++(total.*what); };
    if (!*found) return stranger ? void() : count(&Score::missed);
    const Report& report = *shelved[static_cast<std::size_t>(**found)];
    const bool right = (!stranger && report.id == all[source].id) || truly_shares(report.text, all[source].text);
    // A stranger that the corpus really holds twice is no question.
    if (right && stranger) return;
    count(right ? &Score::right : &Score::wrong);
    if (!right && !stranger) count(&Score::missed);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& text = all[i].text;
    const bool stranger = i % 2 == 1;
    ask("cut", cut(text, random), i, stranger);
    ask("reordered", reordered(text, random), i, stranger);
    ask("re-headed", reheaded(text, random), i, stranger);
    ask("reworded", reworded(text, table), i, stranger);
  }
  for (const auto& [edit, s] : by_edit)
    std::cout << edit << ": precision " << s.precision() << ", recall " << s.recall() << " (" << s.right << " right, " << s.wrong
              << " wrong, " << s.missed << " missed)\n";
  std::cout << "all edits: precision " << total.precision() << ", recall " << total.recall() << "\n";
  EXPECT_GE(total.precision(), 0.995);
  EXPECT_GE(total.recall(), 0.995);
}

TEST(CopiesQuality, PairsLabelledByHand) {
  if (!fs::exists(kNews)) GTEST_SKIP() << "the news corpus is not unpacked";
  std::map<std::string, Report> by_id;
  for (const char* file : {"press2022-march.jsonl", "white-house-2021-2022.jsonl"})
    for (Report& report : reports_of(file)) by_id[report.id] = std::move(report);
  std::ifstream in(kLabels / "report_pairs.txt");
  Score score;
  std::size_t pairs = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string label, a, b;
    fields >> label >> a >> b;
    ASSERT_TRUE(by_id.contains(a) && by_id.contains(b)) << line;
    ++pairs;
    const Likeness l = likeness_of(sketch_of(by_id[a].text, by_id[a].outlet), sketch_of(by_id[b].text, by_id[b].outlet));
    const bool said = is_copy(l), is = label == "copy";
    score.right += said && is, score.wrong += said && !is, score.missed += !said && is;
    if (said || is) std::cout << (said == is ? "right: " : said ? "taken for a copy: " : "missed: ") << label << " " << a.substr(0, 40) << " " << b.substr(0, 40) << ", contained " << l.contained << ", names " << l.names_contained << "\n";
  }
  std::cout << pairs << " labelled pairs: precision " << score.precision() << ", recall " << score.recall() << " (" << score.right
            << " right, " << score.wrong << " wrong, " << score.missed << " missed)\n";
  EXPECT_GE(pairs, 200u);
  EXPECT_GE(score.precision(), 0.85);
  EXPECT_GE(score.recall(), 0.80);
}

}  // namespace
}  // namespace brink
