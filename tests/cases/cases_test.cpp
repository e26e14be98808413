// SPDX-License-Identifier: Apache-2.0
// Runs the text cases of this folder; README.md explains their form.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/iso_time.h"
#include "brink/event.h"
#include "events/events.h"
#include "parse/parse.h"
#include "places/places.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  std::string line, type, status;
  std::vector<std::string> modes;
  std::set<std::string> actors, recipients;  // "RUS" or "RUS/MIL"
  std::map<std::string, std::string> conditions;
};

struct Case {
  std::string file, name, text, expect_fail, date = "2022-03-01";
  std::vector<Wanted> events;
  bool none = false, more = false;
};

std::string stripped(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, mark);) parts.push_back(stripped(part));
  return parts;
}

std::set<std::string> sides(const std::string& text) {
  std::set<std::string> codes;
  for (const std::string& code : split(text, ','))
    if (!code.empty() && code != "-") codes.insert(code);
  return codes;
}

Wanted read_wanted(const std::string& line) {
  Wanted wanted;
  wanted.line = line;
  const std::vector<std::string> fields = split(line, '|');
  if (fields.size() < 3) {
    ADD_FAILURE() << "an event needs type, sides and status: " << line;
    return wanted;
  }
  const std::size_t colon = fields[0].find(':');
  wanted.type = fields[0].substr(0, colon);
  if (colon != std::string::npos) wanted.modes = split(fields[0].substr(colon + 1), '+');
  const std::size_t arrow = fields[1].find("->");
  wanted.actors = sides(fields[1].substr(0, arrow));
  if (arrow != std::string::npos) wanted.recipients = sides(fields[1].substr(arrow + 2));
  wanted.status = fields[2];
  if (fields.size() > 3) {
    std::istringstream in(fields[3]);
    for (std::string pair; in >> pair;) {
      std::string value = pair.substr(pair.find('=') + 1);
      std::replace(value.begin(), value.end(), '_', ' ');
      wanted.conditions[pair.substr(0, pair.find('='))] = value;
    }
  }
  return wanted;
}

std::vector<Case> read_cases(const fs::path& path) {
  std::vector<Case> cases;
  Case now;
  const auto finish = [&] {
    if (!now.text.empty()) cases.push_back(now);
    now = {};
    now.file = path.filename().string();
  };
  finish();
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] == '#') continue;
    if (stripped(line).empty()) {
      finish();
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string key = stripped(line.substr(0, colon));
    const std::string value = colon == std::string::npos ? "" : stripped(line.substr(colon + 1));
    if (key == "case")
      now.name = value;
    else if (key == "date")
      now.date = value;
    else if (key == "text")
      now.text += (now.text.empty() ? "" : "\n\n") + value;
    else if (key == "event")
      now.events.push_back(read_wanted(value));
    else if (key == "none")
      now.none = true;
    else if (key == "more")
      now.more = true;
    else if (key == "expect-fail")
      now.expect_fail = value;
    else
      ADD_FAILURE() << path << ": unknown key \"" << key << "\"";
  }
  finish();
  return cases;
}

bool sides_fit(const std::set<std::string>& wanted, const std::vector<Actor>& found) {
  std::set<std::string> open = wanted;
  std::set<std::string> codes;
  for (const Actor& actor : found) codes.insert(actor.code);
  for (const Actor& actor : found) {
    open.erase(actor.code);
    for (const std::string& sector : actor.sector) open.erase(actor.code + "/" + sector);
  }
  std::set<std::string> wanted_codes;
  for (const std::string& side : wanted) wanted_codes.insert(side.substr(0, side.find('/')));
  return open.empty() && wanted_codes == codes;
}

bool condition_fits(const std::string& key, const std::string& value, const Event& event) {
  const auto has = [&](const std::vector<std::string>& items) {
    return std::find(items.begin(), items.end(), value) != items.end();
  };
  if (key == "place") return event.place ? event.place->name == value : value == "-";
  if (key == "country") return event.place ? event.place->country == value : value == "-";
  if (key == "date") return event.date == value;
  if (key == "precision") return event.date_precision == value;
  if (key == "speaker") return event.speaker ? event.speaker->code == value : value == "-";
  if (key == "hedged") return event.hedged == (value == "yes");
  if (key == "quantity") return event.quantity && event.quantity->text == value;
  if (key == "equipment") return has(event.equipment);
  if (key == "condition") return event.condition == value;
  if (key == "act") {
    if (event.act.empty()) return value == "-";
    const Event& act = event.act.front();
    return value == act.type || value == act.type + "/" + std::string(name_of(act.status));
  }
  if (key == "rule") return event.rule == value;
  if (key == "trigger") return event.trigger.text == value;
  if (key == "context") return has(event.context);
  if (key == "cameo") return event.cameo == value;
  if (key == "name") return !event.actor.empty() && event.actor.front().name == value;
  if (key == "text") return !event.actor.empty() && event.actor.front().text == value;
  ADD_FAILURE() << "unknown condition \"" << key << "\"";
  return false;
}

bool fits(const Wanted& wanted, const Event& event) {
  if (event.type != wanted.type || name_of(event.status) != wanted.status) return false;
  for (const std::string& mode : wanted.modes)
    if (std::find(event.mode.begin(), event.mode.end(), mode) == event.mode.end()) return false;
  if (!sides_fit(wanted.actors, event.actor) || !sides_fit(wanted.recipients, event.recipient))
    return false;
  return std::all_of(wanted.conditions.begin(), wanted.conditions.end(),
                     [&](const auto& c) { return condition_fits(c.first, c.second, event); });
}

std::string shown(const Event& event) {
  std::ostringstream out;
  const auto codes = [&](const std::vector<Actor>& actors) {
    for (const Actor& actor : actors) {
      out << ' ' << actor.code;
      for (const std::string& sector : actor.sector) out << '/' << sector;
      out << '(' << actor.text << ')';
    }
  };
  out << event.type;
  for (const std::string& mode : event.mode) out << ':' << mode;
  out << " |";
  codes(event.actor);
  out << " ->";
  codes(event.recipient);
  out << " | " << name_of(event.status) << " | date=" << event.date << " rule=" << event.rule;
  if (event.place) out << " place=" << event.place->name << " country=" << event.place->country;
  if (event.speaker) out << " speaker=" << event.speaker->code;
  if (event.hedged) out << " hedged";
  if (event.quantity) out << " quantity=" << event.quantity->text;
  if (!event.condition.empty()) out << " condition=" << event.condition;
  if (!event.act.empty())
    out << " act=" << event.act.front().type << '/' << name_of(event.act.front().status);
  return out.str();
}

// What is wrong; empty when the case is met.
std::string objection(const Case& test, std::vector<Event> events) {
  std::string found;
  for (const Event& event : events) found += "\n    found " + shown(event);
  for (const Wanted& wanted : test.events) {
    const auto it =
        std::find_if(events.begin(), events.end(), [&](const Event& e) { return fits(wanted, e); });
    if (it == events.end()) return "missing: " + wanted.line + found;
    events.erase(it);
  }
  if (!events.empty() && !test.more) return "too many" + found;
  return "";
}

class Cases : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto loaded = Knowledge::load(fs::path(BRINK_SOURCE_DIR) / "data");
    ASSERT_TRUE(loaded.ok()) << loaded.error().sentence();
    knowledge_ = new Knowledge(std::move(loaded.value()));
    const fs::path models = fs::path(BRINK_SOURCE_DIR) / "models";
    auto places = Places::open(*knowledge_, fs::path(BRINK_SOURCE_DIR) / "data");
    ASSERT_TRUE(places) << places.error().sentence();
    places_ = new Places(std::move(*places));
    auto splitter = Splitter::load(models / "english-splitter.bin");
    ASSERT_TRUE(splitter) << splitter.error().sentence();
    splitter_ = new Splitter(*splitter);
    auto parser = Parser::load(models / "english-parser.bin");
    ASSERT_TRUE(parser) << parser.error().sentence();
    parser_ = new Parser(*parser);
  }
  static void TearDownTestSuite() {
    delete places_;
    delete knowledge_;
    delete splitter_;
    delete parser_;
  }

  static std::vector<Event> code(const Case& test) {
    Document document;
    document.id = test.file + "#" + test.name;
    document.text = test.text;
    document.published = read_iso(test.date);
    auto sentences = splitter_->split(document.text);
    parser_->parse(sentences);
    return Coder(*knowledge_, places_).code(document, sentences);
  }

  static inline Knowledge* knowledge_ = nullptr;
  static inline Places* places_ = nullptr;
  static inline Splitter* splitter_ = nullptr;
  static inline Parser* parser_ = nullptr;
};

TEST_F(Cases, EventsComeOutAsWritten) {
  std::size_t count = 0, not_yet = 0;
  for (const auto& entry : fs::directory_iterator(BRINK_TEST_DIR)) {
    if (entry.path().extension() != ".txt") continue;
    std::set<std::string> names;
    for (const Case& test : read_cases(entry.path())) {
      ++count;
      EXPECT_TRUE(names.insert(test.name).second) << test.file << ": two cases named " << test.name;
      EXPECT_EQ(test.events.empty(), test.none)
          << test.file << ": " << test.name << ": event or none";
      const std::string wrong = objection(test, code(test));
      if (test.expect_fail.empty()) {
        EXPECT_EQ(wrong, "") << test.file << ": " << test.name << "\n  " << test.text;
      } else {
        ++not_yet;
        EXPECT_NE(wrong, "") << test.file << ": " << test.name
                             << " is reached now: take expect-fail away";
      }
    }
  }
  std::cout << count << " cases, " << not_yet << " of them not yet reached\n";
  RecordProperty("cases", static_cast<int>(count));
  RecordProperty("not_yet", static_cast<int>(not_yet));
  EXPECT_GE(count, 120u);
}

}  // namespace
}  // namespace brink
