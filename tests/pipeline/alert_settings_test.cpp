// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "pipeline/feeds.h"
#include "pipeline/settings.h"

namespace brink {
namespace {

using testing::HasSubstr;

class AlertSettingsFile : public testing::Test {
 protected:
  Result<Settings> read(const std::string& text) {
    std::ofstream(path_) << text;
    return read_settings(path_);
  }
  // The sentence of the error, "" when there is none.
  std::string refusal(const std::string& text) {
    const auto settings = read(text);
    return settings ? "" : settings.error().sentence();
  }
  ~AlertSettingsFile() override { std::filesystem::remove(path_); }
  std::string path_ = testing::TempDir() + "brink-alert-settings-test-" +
                      testing::UnitTest::GetInstance()->current_test_info()->name() + ".toml";
};

// The first block of TOML in docs/watch.md.
std::string documented() {
  std::ifstream in(std::string(BRINK_SOURCE_DIR) + "/docs/watch.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::size_t begin = page.find("```toml\n") + 8;
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST_F(AlertSettingsFile, ReadsTheDocumentedExample) {
  const auto s = read(documented());
  ASSERT_TRUE(s.ok()) << s.error().sentence();
  ASSERT_EQ(s->alerts.channels.size(), 4u);
  const ChannelSettings& mail = s->alerts.channels[3];
  EXPECT_EQ(mail.kind, ChannelSettings::Kind::kMail);
  EXPECT_EQ(mail.quiet, (QuietHours{22 * 60, 6 * 60 + 30, 60}));
  EXPECT_EQ(mail.port, 587);
  EXPECT_EQ(mail.most_per_hour, 6);
  EXPECT_EQ(s->alerts.channels[1].argv, (std::vector<std::string>{"/usr/local/bin/page", "--room", "3"}));
}

TEST_F(AlertSettingsFile, NamesTheLineOfAMistake) {
  const std::string channel = "[[alerts.channel]]\nname = \"a\"\n";
  EXPECT_THAT(refusal("[alerts]\nsteps = 1\n"), HasSubstr(":2: found key \"steps\""));
  EXPECT_THAT(refusal("[alerts]\nstep = 2\n"), HasSubstr("expected 0.01 to 1"));
  EXPECT_THAT(refusal(channel), HasSubstr("without kind"));
  EXPECT_THAT(refusal(channel + "kind = \"pigeon\"\n"), HasSubstr(":3: found \"pigeon\""));
  EXPECT_THAT(refusal(channel + "kind = \"file\"\n"), HasSubstr("without path"));
  EXPECT_THAT(refusal(channel + "kind = \"file\"\npath = \"x\"\nquiet = \"22-6\"\n"), HasSubstr(":5: found 22-6 Z"));
  EXPECT_THAT(refusal(channel + "kind = \"command\"\nargv = []\n"), HasSubstr("argv without texts"));
  EXPECT_THAT(refusal(channel + "kind = \"webhook\"\nurl = \"file:///etc/passwd\"\n"), HasSubstr("http or https"));
  const std::string file = channel + "kind = \"file\"\npath = \"x\"\n";
  EXPECT_THAT(refusal(file + file), HasSubstr("each name once"));
}

TEST_F(AlertSettingsFile, LetsNothingIntoAMailsCommands) {
  const auto mail = [](const std::string& fields) { return "[[alerts.channel]]\nname = \"a\"\nkind = \"mail\"\n" + fields; };
  EXPECT_EQ(refusal(mail("host = \"h\"\nfrom = \"a@b\"\nto = [\"c@d\"]\n")), "");
  EXPECT_THAT(refusal(mail("host = \"h/x?y\"\nfrom = \"a@b\"\nto = [\"c@d\"]\n")), HasSubstr("smtp.example.org"));
  EXPECT_THAT(refusal(mail("host = \"h\"\nfrom = \"a@b\\r\\nRCPT\"\nto = [\"c@d\"]\n")), HasSubstr("one line"));
  EXPECT_THAT(refusal(mail("host = \"h\"\nfrom = \"a@b\"\nto = [\"c@d>\\r\\nDATA\"]\n")), HasSubstr("a mail address"));
  EXPECT_THAT(refusal(mail("host = \"h\"\nfrom = \"a@b\"\nto = [\"c@d\"]\nuser = \"u\"\n")), HasSubstr("both or none"));
  EXPECT_THAT(refusal(mail("host = \"h\"\nfrom = \"a@b\"\nto = [\"c@d\"]\nuser = \"u\"\npassword_env = \"P\"\ntls = \"none\"\n")),
              HasSubstr("in the clear"));
}

TEST(Feeds, RestLongerAfterEachFailureUpToABound) {
  using std::chrono::seconds;
  EXPECT_EQ(rest_after(1, 360, 1), seconds(60));
  EXPECT_EQ(rest_after(1, 360, 0), seconds(30));
  EXPECT_EQ(rest_after(4, 360, 1), seconds(480));
  EXPECT_EQ(rest_after(1000, 360, 1), seconds(360 * 60));
}

TEST(Feeds, AreAskedPolitely) {
  WatchSettings settings;
  settings.host_interval_seconds = 600;
  std::chrono::sys_seconds now{std::chrono::seconds(1'700'000'000)};
  std::chrono::milliseconds slept{0};
  bool stop = false;
  const WatchTools tools{[&] { return now; }, [&](auto time) { slept += time; }, [] { return 1.0; }, [&] { return stop; }};
  Politeness politeness(settings, tools);
  FeedMemory memory;
  const FetchGate gate = politeness.gate_of("https://a.example/feed", memory);
  using Word = FetchGate::Word;
  EXPECT_EQ(gate.ask("https://a.example/feed"), Word::kGo);
  EXPECT_EQ(slept.count(), 0);
  EXPECT_EQ(gate.ask("https://b.example/1"), Word::kGo);
  EXPECT_EQ(slept.count(), 0);
  EXPECT_EQ(gate.ask("https://a.example/1"), Word::kGo);
  EXPECT_GT(slept, std::chrono::seconds(590));
  gate.taken("https://a.example/1");
  EXPECT_EQ(gate.ask("https://a.example/1"), Word::kLeave);
  EXPECT_EQ(memory.pages.size(), 1u);
  now += std::chrono::hours(6);
  EXPECT_EQ(gate.ask("https://a.example/1"), Word::kGo);
  stop = true;
  EXPECT_EQ(gate.ask("https://a.example/2"), Word::kStop);
}

}  // namespace
}  // namespace brink
