// SPDX-License-Identifier: Apache-2.0
// `brink watch` and `brink alerts` as a shell would run them, over feeds of a small server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "../intake/tiny_server.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr, testing::Not;

std::string now_as(const char* form) {
  const std::time_t now = std::time(nullptr);
  char text[64];
  return std::string(text, std::strftime(text, sizeof text, form, std::gmtime(&now)));
}

constexpr const char* kWatch = R"(
id = "river"
title = "The river crisis"
actors = ["RUS", "UKR"]
feeds = [@]

[[scenario]]
id = "war"
title = "An invasion"
horizon_days = 30
base_rate = 0.05
why = "argued"

[[indicator]]
id = "shelling"
title = "Shelling"
any = [{type = "ASSAULT", actor = "RUS"}]
usual_per_week = 0.01
bearing = [{scenario = "war", present = 20, why = "argued"}]

[[plan]]
id = "leave"
title = "Bring people out"
condition = "p(war) >= 0.2"
action = "Call them home."
)";

class WatchVerb : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("brink.toml",
          "[watch]\nhost_interval_seconds = 0\n[[alerts.channel]]\nname = \"log\"\nkind = \"file\"\nleast = \"info\"\npath = \"" +
              (folder_ / "alerts.jsonl").string() + "\"\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  void watch_feeds(const std::string& feeds) const {
    std::string text = kWatch;
    write("watch.toml", text.replace(text.find('@'), 1, feeds));
  }
  // Through a shell in the test's folder; what it says on standard error goes to "err".
  int run(const std::string& command) const {
    const int status = std::system(("cd '" + folder_.string() + "' && " + command).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  int watch(const std::string& options) const {
    return run(BRINK_PROGRAM " watch watch.toml --allow-private --archive a.db " + options + " > out 2> err");
  }
  int alerts(const std::string& options = "") const { return run(BRINK_PROGRAM " alerts --archive a.db " + options + " > out 2> err"); }
  std::string text(const std::string& name) const {
    std::ifstream in(folder_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t lines(const std::string& name) const {
    const std::string all = text(name);
    return static_cast<std::size_t>(std::count(all.begin(), all.end(), '\n'));
  }

  fs::path folder_ = fs::temp_directory_path() /
                     ("brink-watch-" + std::to_string(getpid()) + "-" +
                      testing::UnitTest::GetInstance()->current_test_info()->name());
};

// A feed with one report, whose headline is hostile.
std::string feed_answer(const std::string& request) {
  if (request.starts_with("GET /bad")) return http_answer("503 Not Now", "", "");
  if (!request.starts_with("GET /feed")) return http_answer("404 Not Found", "", "");
  if (request.find("If-None-Match: \"f1\"") != std::string::npos) return http_answer("304 Not Modified", "", "");
  const std::string item =
      "<item><title>Shells fall&#13;&#10;Bcc: victim@example.org &lt;script&gt;</title><pubDate>" +
      now_as("%a, %d %b %Y 00:00:01 +0000") +
      "</pubDate><description>&lt;p&gt;Russian troops shelled the Ukrainian city of Kharkiv on " + now_as("%A") +
      " and killed ten people, officials said. Russian forces attacked Ukrainian positions near Donetsk.&lt;/p&gt;"
      "</description></item>";
  return http_answer("200 OK", "Content-Type: application/rss+xml\r\nETag: \"f1\"\r\n",
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Gazette</title>" + item + "</channel></rss>");
}

TEST_F(WatchVerb, TellsOnceAndASecondRoundTellsNothing) {
  const TinyServer server(feed_answer);
  watch_feeds("\"" + server.address("/feed") + "\"");
  ASSERT_EQ(watch("--once"), 0) << text("err");
  EXPECT_THAT(text("err"), HasSubstr("1 new"));
  const std::string told = text("alerts.jsonl");
  EXPECT_THAT(told, HasSubstr("\"subject\":\"plan:leave\""));
  EXPECT_THAT(told, HasSubstr("indicator:shelling"));
  EXPECT_THAT(told, Not(HasSubstr("\\r\\n")));

  ASSERT_EQ(watch("--once"), 0) << text("err");
  EXPECT_EQ(text("alerts.jsonl"), told);
  EXPECT_THAT(text("err"), HasSubstr("0 alerts, 0 sent"));
  EXPECT_THAT(server.requests().back(), HasSubstr("If-None-Match: \"f1\""));

  ASSERT_EQ(alerts(), 0) << text("err");
  EXPECT_EQ(lines("out"), lines("alerts.jsonl"));
}

TEST_F(WatchVerb, AFeedThatFailsRestsAndDoesNotStopTheOthers) {
  const TinyServer server(feed_answer);
  watch_feeds("\"" + server.address("/bad") + "\", \"" + server.address("/feed") + "\"");
  ASSERT_EQ(watch("--once"), 0) << text("err");
  EXPECT_THAT(text("err"), HasSubstr("HTTP status 503"));
  EXPECT_THAT(text("err"), HasSubstr("1 new"));
  const std::size_t asked = server.requests().size();
  ASSERT_EQ(watch("--once"), 0);
  EXPECT_THAT(text("err"), HasSubstr("1 resting"));
  EXPECT_EQ(server.requests().size(), asked + 1);
  watch_feeds("\"" + server.address("/bad?again") + "\"");
  EXPECT_EQ(watch("--once"), 1) << "nothing could be had";
}

TEST_F(WatchVerb, ReadsAFolderToo) {
  fs::create_directories(folder_ / "news");
  const std::string page = feed_answer("GET /feed");
  write("news/feed.xml", page.substr(page.find("<?xml")));
  watch_feeds("");
  ASSERT_EQ(watch("--once --feed news"), 0) << text("err");
  EXPECT_GE(lines("alerts.jsonl"), 1u);
  const std::string told = text("alerts.jsonl");
  ASSERT_EQ(watch("--once --feed news"), 0) << text("err");
  EXPECT_EQ(text("alerts.jsonl"), told);
}

TEST_F(WatchVerb, EndsAtASignalWithItsRoundDone) {
  const TinyServer server(feed_answer);
  watch_feeds("\"" + server.address("/feed") + "\"");
  const int code = run("{ " BRINK_PROGRAM
                       " watch watch.toml --allow-private --archive a.db --every 1h 2> err & p=$!; i=0;"
                       " while ! grep -q alerts err && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done;"
                       " kill -TERM $p; wait $p; }");
  EXPECT_EQ(code, 0) << text("err");
  EXPECT_EQ(lines("err"), 1u) << text("err");
  EXPECT_GE(lines("alerts.jsonl"), 1u);
}

TEST_F(WatchVerb, AcknowledgesAndMutes) {
  const TinyServer server(feed_answer);
  watch_feeds("\"" + server.address("/feed") + "\"");
  ASSERT_EQ(watch("--once"), 0) << text("err");
  const std::string told = text("alerts.jsonl");
  const std::string id = told.substr(told.find("\"id\":\"") + 6, 8);
  ASSERT_EQ(alerts("--mute " + id + " --until 2999-01-01"), 0) << text("err");
  ASSERT_EQ(alerts("--json"), 0);
  EXPECT_THAT(text("out"), HasSubstr("\"muted_until\":\"2999-01-01T00:00:00Z\""));
  const std::size_t before = lines("out");
  ASSERT_EQ(alerts("--acknowledge " + id), 0) << text("err");
  ASSERT_EQ(alerts("--json"), 0);
  EXPECT_EQ(lines("out"), before - 1);
  ASSERT_EQ(alerts("--json --all"), 0);
  EXPECT_EQ(lines("out"), before);
  EXPECT_EQ(alerts("--acknowledge 000000"), 1);
  EXPECT_EQ(alerts("--mute " + id), 1) << "until when?";
}

TEST_F(WatchVerb, RefusesWhatItCannotDo) {
  watch_feeds("");
  EXPECT_EQ(watch("--once"), 2);
  EXPECT_THAT(text("err"), HasSubstr("names no feeds"));
  EXPECT_EQ(watch("--feed x --every soon"), 2);
  write("brink.toml", "[[alerts.channel]]\nname = \"a\"\nkind = \"webhook\"\nurl = \"http://127.0.0.1/\"\nsecret_env = \"BRINK_NO_SUCH\"\n");
  EXPECT_EQ(watch("--feed x --once"), 2);
  EXPECT_THAT(text("err"), HasSubstr("BRINK_NO_SUCH"));
}

}  // namespace
}  // namespace brink
