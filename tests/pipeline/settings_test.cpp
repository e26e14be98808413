// SPDX-License-Identifier: Apache-2.0
#include "pipeline/settings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace brink {
namespace {

class SettingsFile : public testing::Test {
 protected:
  Result<Settings> read(const std::string& text) {
    std::ofstream(path_) << text;
    return read_settings(path_);
  }
  ~SettingsFile() override { std::filesystem::remove(path_); }
  std::string path_ = testing::TempDir() + "brink-settings-test-" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

Document from(const std::string& outlet, const std::string& url) {
  Document d;
  d.outlet = outlet;
  d.url = url;
  return d;
}

TEST_F(SettingsFile, ChoosesWhatMayBeKeptByOutletOrHost) {
  const auto s = read("[sources]\n\"Harbour Gazette\" = \"excerpt\"\n\"example.org\" = \"facts\"\n");
  ASSERT_TRUE(s) << s.error().sentence();
  EXPECT_EQ(s->keep_for(from("harbour gazette", "")), Keep::kExcerpt);
  EXPECT_EQ(s->keep_for(from("", "https://www.example.org/a")), Keep::kFacts);
  EXPECT_EQ(s->keep_for(from("", "https://EXAMPLE.org:8080/a")), Keep::kFacts);
  EXPECT_EQ(s->keep_for(from("", "https://notexample.org/a")), std::nullopt);
  EXPECT_EQ(s->keep_for(from("", "https://example.org.evil.example/a")), std::nullopt);
}

TEST_F(SettingsFile, ReadsLimits) {
  const auto s = read("[rights]\nexcerpt_sentences = 2\nexcerpt_characters = 80\n[intake]\nmost_page_mb = 4\n");
  ASSERT_TRUE(s) << s.error().sentence();
  EXPECT_EQ(s->excerpt_sentences, 2);
  EXPECT_EQ(s->excerpt_characters, 80);
  EXPECT_EQ(s->most_page_bytes, 4u << 20);
}

TEST_F(SettingsFile, NamesTheLineOfWhatIsWrong) {
  struct Case { const char* text; const char* line; const char* found; };
  for (const Case& c : {Case{"[sources]\nx = \"all\"\n", ":2", "\"all\""}, Case{"\n[source]\n", ":2", "key \"source\""},
                        Case{"[rights]\n\nexcerpt_sentenses = 1\n", ":3", "key \"excerpt_sentenses\""},
                        Case{"[intake]\nmost_page_mb = 0\n", ":2", "0"}, Case{"[intake]\nallow_private = 1\n", ":2", "no truth value"}}) {
    const auto s = read(c.text);
    ASSERT_FALSE(s) << c.text;
    EXPECT_TRUE(s.error().where.ends_with(c.line)) << s.error().sentence();
    EXPECT_EQ(s.error().found, c.found);
  }
  EXPECT_FALSE(read("not toml ="));
}

TEST(Settings, AMissingFileIsAnError) { EXPECT_FALSE(read_settings("/nowhere/brink.toml")); }

}  // namespace
}  // namespace brink
