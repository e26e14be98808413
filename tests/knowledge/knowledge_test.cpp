// SPDX-License-Identifier: Apache-2.0
#include "knowledge/knowledge.h"

#include <gtest/gtest.h>

#include <ctime>
#include <fstream>

#include "base/iso_time.h"
#include "knowledge/inflection.h"
#include "knowledge/table.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(BRINK_SOURCE_DIR) / "data";

// A folder of its own for each test, gone afterwards.
class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() /
              ("brink_knowledge_" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

const Knowledge& all_knowledge() {
  static const Knowledge loaded = [] {
    auto result = Knowledge::load(kData);
    if (!result) throw std::runtime_error(result.error().sentence());
    return std::move(result.value());
  }();
  return loaded;
}

Capacity on(const std::string& name, const std::string& day) {
  const auto found = all_knowledge().who_is(name);
  EXPECT_FALSE(found.empty()) << name;
  return found.empty() ? Capacity{} : capacity_of(*found.front(), read_iso(day)->local_day());
}

std::vector<Token> tokens_of(const std::string& text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    Token token;
    token.span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    token.form = text.substr(i, end - i);
    tokens.push_back(token);
    i = end + 1;
  }
  return tokens;
}

// The naming of the longest name at the beginning of a text, tokens parted by blanks; "" for none.
std::string first_name(const std::string& text) {
  const std::vector<Token> tokens = tokens_of(text);
  std::vector<std::string> lower;
  for (const Token& token : tokens) {
    std::string word = token.form;
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    lower.push_back(word);
  }
  const std::vector<Atom> atoms = all_knowledge().atoms_of(tokens, lower);
  if (atoms.empty()) return "";
  const Actors::Found found = all_knowledge().actors().name_at(atoms, 0);
  if (!found.end) return "";
  const NameMeaning meaning = all_knowledge().actors().meaning(found.meanings.front());
  if (meaning.naming == Naming::kTrap) return "trap";
  if (meaning.naming == Naming::kPlace) return all_knowledge().actors().place(meaning.index).name;
  return all_knowledge().actors().party(meaning.index).name;
}

TEST(Knowledge, LoadsTheTablesThatComeWithIt) {
  EXPECT_GE(all_knowledge().frames().verb_count(), 200u);
  EXPECT_GE(all_knowledge().frames().noun_count(), 80u);
  EXPECT_EQ(all_knowledge().ontology().type("SANCTION")->quad, Quad::kMaterialConflict);
  EXPECT_EQ(all_knowledge().ontology().cameo("152")->type, "MOBILIZE");
}

TEST(Knowledge, LoadsFast) {
  const std::clock_t begin = std::clock();  // processor time: other programs do not count
  ASSERT_TRUE(Knowledge::load(kData).ok());
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_LT(seconds, 1.0);  // well under 0.1 in a release build; sanitizers are slow
}

TEST(Knowledge, ResolvesRolesByDate) {
  EXPECT_EQ(on("Vladimir Putin", "1999-10-01").sectors, std::vector<std::string>{"GOV"});
  EXPECT_EQ(on("Vladimir Putin", "1998-01-01").sectors, std::vector<std::string>{});
  EXPECT_EQ(on("Jens Stoltenberg", "2012-01-01").code, "NOR");
  EXPECT_EQ(on("Jens Stoltenberg", "2022-01-29").code, "NATO");
  EXPECT_EQ(on("Barack Obama", "2020-01-01").sectors, std::vector<std::string>{"ELI"});
  EXPECT_EQ(on("Taliban", "2019-01-01").code, "TALIBAN");
  EXPECT_EQ(on("Taliban", "2022-01-01").code, "AFG");
}

TEST(Knowledge, FindsTheLongestName) {
  EXPECT_EQ(first_name("South Korea attacked"), "South Korea");
  EXPECT_EQ(first_name("U.S. troops"), "United States");
  EXPECT_EQ(first_name("U . S . troops"), "United States");
  EXPECT_EQ(first_name("Turkey dinner"), "trap");
  EXPECT_EQ(first_name("Turkey said"), "Turkey");
  EXPECT_EQ(first_name("us and them"), "");
  EXPECT_EQ(first_name("turkey dinner"), "");
  EXPECT_EQ(first_name("may be"), "");
  EXPECT_EQ(first_name("Eastern Europe is"), "Eastern Europe");
}

TEST(Knowledge, AnswersWhoIs) {
  ASSERT_FALSE(all_knowledge().who_is("RUS").empty());
  EXPECT_EQ(all_knowledge().who_is("RUS").front()->name, "Russia");
  EXPECT_EQ(all_knowledge().who_is("Putin").front()->name, "Vladimir Putin");
  EXPECT_TRUE(all_knowledge().who_is("").empty());
  EXPECT_TRUE(all_knowledge().who_is("no such thing").empty());
}

TEST(Knowledge, UserTablesReplaceAddAndTakeAway) {
  const Folder mine;
  mine.write("actors/countries.tsv",
             "code\tname\talso\tdemonym\tcapital\tseat\tsector\tlat\tlon\nRUS\tRussland\t\t\t\t\t\t"
             "60\t100\n"
             "ATA\t-\t\t\t\t\t\t\t\nZZZ\tZubrowka\t\tZubrowkan\tLutz\t\t\t47\t11\n");
  auto with = Knowledge::load(kData, mine.path());
  ASSERT_TRUE(with.ok()) << with.error().sentence();
  EXPECT_EQ(with->who_is("RUS").front()->name, "Russland");
  EXPECT_TRUE(with->who_is("Russia").empty());
  EXPECT_TRUE(with->who_is("Antarctica").empty());
  EXPECT_EQ(with->who_is("Zubrowkan").front()->name, "Zubrowka");
}

TEST(Knowledge, NamesFileAndLineOfAnUnknownType) {
  const Folder mine;
  mine.write("frames/verbs.tsv",
             "id\tverb\tobject\ttype\tmode\tcontext\tcameo\tactor\trecipient\tneeds\tact\tnot\n"
             "zap#1\tzap\t\tZAPPING\t\t\t190\tsubject\tobject\t\t\t\n");
  const auto with = Knowledge::load(kData, mine.path());
  ASSERT_FALSE(with.ok());
  EXPECT_NE(with.error().where.find("verbs.tsv:2"), std::string::npos);
  EXPECT_EQ(with.error().found, "type \"ZAPPING\"");
}

TEST(Knowledge, RefusesBadCells) {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"actors/people.tsv",
       "name\tfrom\tuntil\tcode\tsector\ttitle\tfamily\talone\tsex\talso\nA\t1999-13-"
       "01\t\tRUS\t\t\tA\tyes\tm\t\n"},
      {"actors/people.tsv",
       "name\tfrom\tuntil\tcode\tsector\ttitle\tfamily\talone\tsex\talso\nA\t2001-01-01\t2000-01-"
       "01\tRUS\t\t\tA\tyes\tm\t\n"},
      {"actors/organisations.tsv", "name\tfrom\tuntil\tcode\tsector\talso\nA\t\t\tA\tXXX\t\n"},
      {"agents.tsv", "agent\tforms\tsector\ttitle\n"},
      {"plover.tsv", "kind\tname\tscore\tquad\trecipient\ntype\tX\tmuch\tneutral\tno\n"},
      {"words/function.tsv", "word\tclass\nx\tnonsense\n"},
      {"frames/cues.tsv", "kind\tcue\tstatus\nverb\tplan to\tperhaps\n"},
      {"equipment.tsv", "\xff\xfe"},
      {"units.tsv", "word\tforms\tkind\talone\nteam\t\tcrowd\tyes\n"},
      {"words/name_words.tsv", "word\tkind\tsector\tsex\nUncle\tkin\t\tm\n"},
      {"words/stand_ins.tsv", "noun\tkind\tcode\tsector\nthing\tbody\t\tXXX\n"},
      {"places/own.tsv",
       "name\tkind\tcountry\tlat\tlon\tgeonames\talso\nX\tcity\tRUS\tnorth\t1\t\t\n"},
      {"cameo.tsv", ""},
      {"cameo_roots.tsv", ""},
  };
  for (const auto& [name, text] : bad) {
    const Folder mine;
    mine.write(name, text);
    const auto with = Knowledge::load(kData, mine.path());
    ASSERT_FALSE(with.ok()) << name << ": " << text;
    EXPECT_EQ(with.error().stage, "knowledge");
    EXPECT_NE(with.error().where.find(name.substr(name.rfind('/') + 1)), std::string::npos)
        << with.error().sentence();
    EXPECT_FALSE(with.error().expected.empty());
  }
}

TEST(Knowledge, MissingFolderIsAnError) {
  EXPECT_FALSE(Knowledge::load("/nowhere").ok());
  EXPECT_FALSE(Knowledge::load(kData, "/nowhere").ok());
}

TEST(Equipment, FillsInDesignations) {
  const auto named = [](const std::string& text) {
    return all_knowledge().equipment().named_in(tokens_of(text));
  };
  EXPECT_EQ(named("the S-400 system"), std::vector<std::string>{"S-400"});
  EXPECT_EQ(named("the S - 400 system"), std::vector<std::string>{"S-400"});
  EXPECT_EQ(named("an M1A2 tank").front(), "M1A2");
  EXPECT_EQ(named("Ballistic missiles"), std::vector<std::string>{"ballistic missile"});
  EXPECT_EQ(named("Su-34M jets"), std::vector<std::string>{"Su-34M"});
  EXPECT_EQ(named("ballistic missiles"), std::vector<std::string>{"ballistic missile"});
  EXPECT_TRUE(named("").empty());
  EXPECT_TRUE(named("a nice day").empty());
}

TEST(Inflection, MakesVerbForms) {
  const auto has = [](std::string_view lemma, std::string_view past, std::string_view participle,
                      std::string_view word, VerbForm form) {
    for (const Inflected& made : inflect(lemma, past, participle))
      if (made.word == word && made.form == form) return true;
    return false;
  };
  EXPECT_TRUE(has("ban", "", "", "banned", VerbForm::kPast));
  EXPECT_TRUE(has("expel", "", "", "expelled", VerbForm::kParticiple));
  EXPECT_TRUE(has("visit", "", "", "visited", VerbForm::kPast));
  EXPECT_TRUE(has("deny", "", "", "denies", VerbForm::kThird));
  EXPECT_TRUE(has("invade", "", "", "invading", VerbForm::kGerund));
  EXPECT_TRUE(has("withdraw", "withdrew", "withdrawn", "withdrawn", VerbForm::kParticiple));
  EXPECT_TRUE(has("veto", "", "", "vetoes", VerbForm::kThird));
  EXPECT_TRUE(inflect("", "", "").empty());
}

TEST(Table, TellsWhichColumnIsMissing) {
  const Folder mine;
  mine.write("t.tsv", "# remark\na\tb\n1\t2\n");
  const auto table = Table::read(mine.path(), {}, "t.tsv", {"a", "c"}, 1);
  ASSERT_FALSE(table.ok());
  EXPECT_NE(table.error().where.find("t.tsv:2"), std::string::npos);
  EXPECT_EQ(table.error().expected, "a column named c");
}

TEST(Table, ReadsTheFolderOfItsNameToo) {
  const Folder mine;
  mine.write("t.tsv", "a\tb\n1\t2\n");
  mine.write("t/more.tsv", "b\ta\n4\t3\n");
  mine.write("t/notes.txt", "no table");
  const auto table = Table::read(mine.path(), {}, "t.tsv", {"a", "b"}, 1);
  ASSERT_TRUE(table.ok()) << table.error().sentence();
  ASSERT_EQ(table->size(), 2u);
  EXPECT_EQ(table->row(1)[0], "3");
}

TEST(Table, ReadsShortRowsWindowsEndsAndNoFinalNewline) {
  const Folder mine;
  mine.write("t.tsv", "a\tb\tc\r\n1\t2; 3 ;;\r\n\r\n4");
  const auto table = Table::read(mine.path(), {}, "t.tsv", {"a", "b"}, 1);
  ASSERT_TRUE(table.ok()) << table.error().sentence();
  ASSERT_EQ(table->size(), 2u);
  EXPECT_EQ(table->row(0).list(1), (std::vector<std::string_view>{"2", "3"}));
  EXPECT_EQ(table->row(1)[1], "");
}

}  // namespace
}  // namespace brink
