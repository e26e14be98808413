// SPDX-License-Identifier: Apache-2.0
// Runs cases.txt, whose head explains its form; and what text cases cannot say: trees, bad input.
#include "entities/entities.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/iso_time.h"
#include "sentences/conllu.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const Knowledge& knowledge() {
  static const Knowledge loaded = [] {
    auto result = Knowledge::load(fs::path(BRINK_SOURCE_DIR) / "data");
    if (!result) throw std::runtime_error(result.error().sentence());
    return std::move(result.value());
  }();
  return loaded;
}

const Splitter& splitter() {
  static const Splitter loaded =
      Splitter::load(fs::path(BRINK_SOURCE_DIR) / "models" / "english-splitter.bin").value();
  return loaded;
}

Document document(std::string text, const std::string& date = "2022-03-01") {
  Document made;
  made.text = std::move(text);
  made.published = read_iso(date);
  return made;
}

struct Case {
  std::string name, date = "2022-03-01", text;
  std::vector<std::string> entities, absent;
};

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<Case> read_cases() {
  std::vector<Case> cases;
  std::ifstream in(fs::path(BRINK_SOURCE_DIR) / "tests" / "entities" / "cases.txt");
  Case now;
  const auto finish = [&] {
    if (!now.text.empty()) cases.push_back(now);
    now = {};
  };
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] == '#') continue;
    if (trimmed(line).empty()) {
      finish();
      continue;
    }
    const std::size_t colon = line.find(':');
    const std::string key = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
    if (key == "case")
      now.name = value;
    else if (key == "date")
      now.date = value;
    else if (key == "text")
      now.text += (now.text.empty() ? "" : "\n\n") + value;
    else if (key == "entity")
      now.entities.push_back(value);
    else if (key == "no")
      now.absent.push_back(value);
    else
      ADD_FAILURE() << "unknown key " << key;
  }
  finish();
  return cases;
}

// The place of "he@2" in the text.
Span place_of(const std::string& wanted, const std::string& text) {
  const std::size_t mark = wanted.rfind('@');
  const std::string word = wanted.substr(0, mark);
  int count = mark == std::string::npos ? 1 : std::stoi(wanted.substr(mark + 1));
  std::size_t at = text.find(word);
  for (; count > 1 && at != std::string::npos; --count) at = text.find(word, at + 1);
  if (at == std::string::npos) return {};
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
}

std::string written(const Entity& entity, const std::string& text) {
  std::string line = std::string(entity.span.of(text)) + " | " + std::string(name_of(entity.kind)) +
                     " | " + (entity.code.empty() ? "-" : entity.code);
  for (const std::string& sector : entity.sector) line += "/" + sector;
  return line + " | " + entity.name;
}

bool fits(const Entity& entity, const std::vector<std::string>& fields) {
  if (name_of(entity.kind) != fields[1]) return false;
  const std::string code = fields[2].substr(0, fields[2].find('/'));
  if ((entity.code.empty() ? "-" : entity.code) != code) return false;
  if (const std::size_t slash = fields[2].find('/'); slash != std::string::npos) {
    const std::string sector = fields[2].substr(slash + 1);
    if (std::find(entity.sector.begin(), entity.sector.end(), sector) == entity.sector.end())
      return false;
  }
  return fields.size() < 4 || entity.name == fields[3];
}

class EntityCases : public testing::TestWithParam<Case> {};

TEST_P(EntityCases, Hold) {
  const Case& one = GetParam();
  const Document text = document(one.text, one.date);
  const auto sentences = splitter().split(text.text);
  const auto found = EntityFinder(knowledge()).find(text, sentences);
  std::string all;
  for (const Entity& entity : found) all += "\n    " + written(entity, text.text);
  for (const std::string& wanted : one.entities) {
    std::vector<std::string> fields;
    std::istringstream in(wanted);
    for (std::string field; std::getline(in, field, '|');) fields.push_back(trimmed(field));
    ASSERT_GE(fields.size(), 3u) << wanted;
    const Span span = place_of(fields[0], text.text);
    ASSERT_FALSE(span.empty()) << wanted;
    const bool there = std::any_of(found.begin(), found.end(), [&](const Entity& entity) {
      return entity.span == span && fits(entity, fields);
    });
    EXPECT_TRUE(there) << one.name << ": " << wanted << "\n  found:" << all;
  }
  for (const std::string& absent : one.absent) {
    const Span span = place_of(absent, text.text);
    ASSERT_FALSE(span.empty()) << absent;
    for (const Entity& entity : found)
      EXPECT_FALSE(entity.form != EntityForm::kPronoun && entity.span.overlaps(span))
          << one.name << ": " << written(entity, text.text);
  }
}

INSTANTIATE_TEST_SUITE_P(Text, EntityCases, testing::ValuesIn(read_cases()), [](const auto& one) {
  std::string name = one.param.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

// A sentence of our own with its tree.
struct Parsed {
  Document document;
  std::vector<Sentence> sentences;
};
Parsed parsed(const std::string& conllu) {
  auto read = read_conllu(conllu, "test").value();
  Parsed made;
  made.document = document(lay_out(read));
  for (const ConlluSentence& sentence : read) made.sentences.push_back(sentence.sentence);
  return made;
}

const std::string kTree =
    "# sent_id = 1\n"
    "1\tFormer\tformer\tADJ\tJJ\t_\t2\tamod\t_\t_\n"
    "2\tminister\tminister\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n"
    "3\tGrain\tGrain\tPROPN\tNNP\t_\t2\tflat\t_\t_\n"
    "4\tOmbasa\tOmbasa\tPROPN\tNNP\t_\t2\tflat\t_\t_\n"
    "5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_\n\n";

TEST(EntityFinder, TakesTheHeadFromTheTree) {
  const Parsed given = parsed(kTree);
  const auto found = EntityFinder(knowledge()).find(given.document, given.sentences);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, EntityKind::kPerson);
  EXPECT_EQ(found[0].span.of(given.document.text), "Former minister Grain Ombasa");
  EXPECT_EQ(found[0].head, 1u);
}

TEST(EntityFinder, ATaggedNameAtTheBeginningIsOne) {
  const Parsed given = parsed(
      "# sent_id = 1\n"
      "1\tBasket\tBasket\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
      "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
      "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n");
  const auto found = EntityFinder(knowledge()).find(given.document, given.sentences);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].span.of(given.document.text), "Basket");
}

TEST(EntityFinder, PutsTheOuterBeforeTheInner) {
  const Document text = document("Russian troops left Kyiv.");
  const auto found = EntityFinder(knowledge()).find(text, splitter().split(text.text));
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].inside, -1);
  EXPECT_EQ(found[1].inside, 0);
  EXPECT_TRUE(found[1].modifier);
  EXPECT_EQ(found[2].inside, -1);
  ASSERT_TRUE(found[2].place.has_value());
  EXPECT_EQ(found[2].place->country, "UKR");
}

TEST(EntityFinder, TellsBywhomAPronounIsUnderstood) {
  const Document text = document("Boris Johnson came. He left.");
  const auto found = EntityFinder(knowledge()).find(text, splitter().split(text.text));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].form, EntityForm::kPronoun);
  EXPECT_EQ(found[1].refers_to, 0);
  EXPECT_EQ(found[1].sentence, 1);
}

TEST(EntityFinder, PassesOverWhatIsNotSound) {
  Document text = document("Kyiv");
  std::vector<Sentence> sentences(3);
  sentences[0].span = {0, 400};  // beyond the text
  sentences[0].tokens.resize(1);
  sentences[0].tokens[0].span = {0, 400};
  sentences[0].tokens[0].form = "Kyiv";
  sentences[2].span = {0, 4};
  sentences[2].tokens.resize(1);
  sentences[2].tokens[0].span = {0, 4};
  sentences[2].tokens[0].form = "Kyiv";
  const auto found = EntityFinder(knowledge()).find(text, sentences);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].sentence, 2);
}

TEST(EntityFinder, TakesAnyBytes) {
  std::mt19937 random(7);
  const std::vector<std::string> words = {
      "Russian", "troops",    "Gen.",  "of", "the",      "4th",  "Division",   "-",   "'s",  ",",
      "(",       "HRL",       ")",     "al", "\xff\xfe", "\xc3", "University", "for", "and", "He",
      "it",      "president", "Biden", "Su", "35",       "Mr",   "A."};
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 60; ++i) {
      bytes += words[random() % words.size()];
      if (random() % 4) bytes += ' ';
    }
    const Document text = document(bytes);
    const auto sentences = splitter().split(text.text);
    for (const Entity& entity : EntityFinder(knowledge()).find(text, sentences)) {
      ASSERT_LE(entity.span.end, text.text.size());
      ASSERT_LE(entity.first, entity.head);
      ASSERT_LE(entity.head, entity.last);
      ASSERT_LT(entity.last, sentences[static_cast<std::size_t>(entity.sentence)].tokens.size());
    }
  }
}

}  // namespace
}  // namespace brink
