// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/hash.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {
namespace {

std::vector<std::string> parts_of(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, mark);)
    if (!part.empty() && part != "-") parts.push_back(part);
  return parts;
}

std::vector<Actor> actors_of(const std::string& codes) {
  std::vector<Actor> actors;
  for (const std::string& code : parts_of(codes, ',')) actors.push_back({code, {}, code, "", {}});
  if (actors.empty()) actors.push_back({"UNK", {}, "", "gunmen", {}});
  return actors;
}

// TYPE[:mode] status ACTORS>RECIPIENTS day place/COUNTRY "sentence"
void read(const std::string& line, const std::string& name, Event& event, StoredDocument& report) {
  std::istringstream in(line);
  std::string type, status, who, day, place;
  in >> type >> status >> who >> day >> place >> std::ws;
  std::getline(in, event.text);
  ASSERT_FALSE(event.text.empty()) << line;
  if (event.text[0] == '"') event.text = event.text.substr(1, event.text.rfind('"') - 1);
  else event.text.clear();
  event.type = type.substr(0, type.find(':'));
  if (event.type != type) event.mode = {type.substr(type.find(':') + 1)};
  ASSERT_TRUE(status_named(status)) << line;
  event.status = *status_named(status);
  const auto arrow = who.find('>');
  ASSERT_NE(arrow, std::string::npos) << line;
  event.actor = actors_of(who.substr(0, arrow));
  if (arrow + 1 < who.size()) event.recipient = actors_of(who.substr(arrow + 1));
  event.date = day, event.date_precision = "day";
  if (const auto slash = place.find('/'); slash != std::string::npos) {
    event.place.emplace();
    event.place->name = place.substr(0, slash), event.place->country = place.substr(slash + 1);
  }
  event.id = hex_hash(name + line);
  event.document = report.document.id = hex_hash(name);
  report.document.outlet = name;
  report.document.published = read_iso(day + "T10:00:00Z");
  report.known_from = day;
}

TEST(StoryPairs, AreOneHappeningOrTwo) {
  std::ifstream in(std::string(BRINK_TEST_DIR) + "/pairs.txt");
  std::size_t pairs = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto first = line.find(' '), middle = line.find(" || ");
    ASSERT_NE(middle, std::string::npos) << line;
    Event a, b;
    StoredDocument of_a, of_b;
    read(line.substr(first + 1, middle - first - 1), "Gazette", a, of_a);
    read(line.substr(middle + 4), "Post", b, of_b);
    StoryMerger merger, turned;
    merger.add(a, of_a), merger.add(b, of_b);
    turned.add(b, of_b), turned.add(a, of_a);
    const auto stories = merger.stories();
    EXPECT_EQ(stories.size(), line.substr(0, first) == "same" ? 1u : 2u) << line;
    ASSERT_EQ(stories.size(), turned.stories().size()) << line;
    EXPECT_EQ(stories[0].id, turned.stories()[0].id) << line;
    ++pairs;
  }
  EXPECT_GE(pairs, 60u);
}

}  // namespace
}  // namespace brink
