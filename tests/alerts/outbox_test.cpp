// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "alerts/alerts.h"
#include "alerts/hmac.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "servers.h"
#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre, testing::HasSubstr, testing::Not;
using Kind = ChannelSettings::Kind;

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class OutboxTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("brink-outbox-" + std::to_string(getpid()) + "-" +
                                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    file_.name = "log", file_.kind = Kind::kFile, file_.path = (folder_ / "alerts.jsonl").string();
    file_.least = Severity::kInfo;
    open();
  }
  void TearDown() override {
    archive_.reset();
    fs::remove_all(folder_);
  }
  // Also a restart.
  void open() {
    archive_.reset();
    auto opened = open_archive((folder_ / "a.db").string(), Access::kWrite);
    ASSERT_TRUE(opened.ok());
    archive_ = std::move(*opened);
  }

  Outbox outbox(std::vector<ChannelSettings> channels) {
    AlertSettings settings;
    settings.channels = std::move(channels);
    return Outbox(*archive_, settings, {[this] { return now_; }, [this](auto time) { slept_ += time; }, [] { return 1.0; }});
  }
  Alert alert(const std::string& name, Severity severity = Severity::kWarning, const std::string& supersedes = "") const {
    Alert a;
    a.id = hex_hash(name + supersedes), a.watch = "river", a.kind = "plan", a.subject = "plan:" + name, a.state = "fired";
    a.severity = severity, a.title = "Plan fired: " + name, a.at = to_iso(Timestamp{now_, 0, true});
    a.events = {"e1", "e2"}, a.supersedes = supersedes;
    return a;
  }
  void set(const std::string& moment) { now_ = read_iso(moment)->utc; }
  std::vector<std::string> titles() const {
    std::vector<std::string> titles;
    for (const std::string& line : lines_of(file_.path)) titles.push_back(nlohmann::json::parse(line)["title"]);
    return titles;
  }
  Delivery delivery(const std::string& channel) const {
    const auto all = archive_->deliveries({"", channel, {}, ""});
    return all && !all->empty() ? all->front() : Delivery{};
  }

  fs::path folder_;
  std::unique_ptr<Archive> archive_;
  ChannelSettings file_;
  std::chrono::sys_seconds now_ = read_iso("2022-01-28T12:00:00Z")->utc;
  std::chrono::milliseconds slept_{0};
};

TEST_F(OutboxTest, SendsOnceEvenAfterARestart) {
  {
    Outbox box = outbox({file_});
    EXPECT_EQ(*box.put({alert("a"), alert("b", Severity::kCritical)}), 2);
    EXPECT_EQ(box.deliver().sent, 2);
    EXPECT_EQ(*box.put({alert("a")}), 0) << "known";
    EXPECT_EQ(box.deliver().sent, 0);
  }
  open();
  EXPECT_EQ(outbox({file_}).deliver().sent, 0);
  EXPECT_THAT(titles(), ElementsAre("Plan fired: b", "Plan fired: a"));
}

TEST_F(OutboxTest, SendsAfterARestartWhatWasKeptAndNotSent) {
  EXPECT_EQ(*outbox({file_}).put({alert("a")}), 1);
  open();
  EXPECT_EQ(outbox({file_}).deliver().sent, 1);
}

TEST_F(OutboxTest, AChannelTakesOnlyWhatIsGraveEnough) {
  file_.least = Severity::kWarning;
  Outbox box = outbox({file_});
  ASSERT_TRUE(box.put({alert("a", Severity::kNotice), alert("b")}).ok());
  EXPECT_EQ(box.deliver().sent, 1);
  EXPECT_THAT(titles(), ElementsAre("Plan fired: b"));
}

TEST_F(OutboxTest, QuietHoursHoldBackAndMergeAtTheirEndCriticalPasses) {
  file_.quiet = QuietHours{22 * 60, 6 * 60, 60};
  HttpSink sink;
  ChannelSettings hook;
  hook.name = "hook", hook.kind = Kind::kWebhook, hook.url = sink.url(), hook.quiet = file_.quiet;
  Outbox box = outbox({hook});
  set("2022-01-28T21:30:00Z");
  ASSERT_TRUE(box.put({alert("a"), alert("b", Severity::kNotice), alert("c", Severity::kCritical)}).ok());
  DeliveryReport report = box.deliver();
  EXPECT_EQ(report.sent, 1);
  EXPECT_EQ(report.held, 2);
  set("2022-01-29T00:30:00Z");
  ASSERT_TRUE(box.put({alert("d")}).ok());
  EXPECT_EQ(box.deliver().held, 3);
  set("2022-01-29T05:00:00Z");
  report = box.deliver();
  EXPECT_EQ(report.sent, 3);
  EXPECT_EQ(report.messages, 1);
  ASSERT_EQ(sink.posts().size(), 2u);
  const auto digest = nlohmann::json::parse(sink.posts()[1].body);
  EXPECT_EQ(digest["kind"], "digest");
  EXPECT_EQ(digest["count"], 3);
  EXPECT_EQ(digest["alerts"][2]["severity"], "notice") << "gravest first";
}

TEST_F(OutboxTest, CriticalWaitsTooWhereItIsSetSo) {
  file_.quiet = QuietHours{22 * 60, 6 * 60, 0}, file_.critical_passes = false;
  Outbox box = outbox({file_});
  set("2022-01-28T23:30:00Z");
  ASSERT_TRUE(box.put({alert("c", Severity::kCritical)}).ok());
  EXPECT_EQ(box.deliver().held, 1);
  EXPECT_THAT(titles(), ElementsAre());
}

TEST_F(OutboxTest, WhatBringsAHeldAlertUpToDateTakesItsPlace) {
  file_.quiet = QuietHours{22 * 60, 6 * 60, 0};
  file_.critical_passes = false;
  Outbox box = outbox({file_});
  set("2022-01-28T23:30:00Z");
  const Alert near = alert("a");
  ASSERT_TRUE(box.put({near}).ok());
  box.deliver();
  Alert fired = alert("a", Severity::kCritical, near.id);
  fired.title = "newer";
  ASSERT_TRUE(box.put({fired}).ok());
  set("2022-01-29T07:00:00Z");
  EXPECT_EQ(box.deliver().sent, 1);
  EXPECT_THAT(titles(), ElementsAre("newer"));
}

TEST_F(OutboxTest, MoreThanTheHourAllowsGoesOutAsOne) {
  HttpSink sink;
  ChannelSettings hook;
  hook.name = "hook", hook.kind = Kind::kWebhook, hook.url = sink.url(), hook.most_per_hour = 3;
  Outbox box = outbox({hook});
  std::vector<Alert> many;
  for (int i = 0; i < 10; ++i) many.push_back(alert("a" + std::to_string(i)));
  ASSERT_TRUE(box.put(many).ok());
  EXPECT_EQ(box.deliver().messages, 3);
  ASSERT_EQ(sink.posts().size(), 3u);
  EXPECT_EQ(nlohmann::json::parse(sink.posts()[2].body)["count"], 8);
  ASSERT_TRUE(box.put({alert("x"), alert("y")}).ok());
  now_ += std::chrono::minutes(50);
  EXPECT_EQ(box.deliver().held, 2);
  now_ += std::chrono::minutes(11);
  EXPECT_EQ(box.deliver().messages, 1);
  EXPECT_EQ(nlohmann::json::parse(sink.posts()[3].body)["count"], 2);
}

TEST_F(OutboxTest, AMutedSubjectIsSilentUnlessItGetsGraver) {
  Outbox box = outbox({file_});
  const Alert first = alert("a");
  ASSERT_TRUE(box.put({first}).ok());
  box.deliver();
  ASSERT_TRUE(archive_->mark_alert(first.id, {{}, "2022-01-30T00:00:00Z"}).ok());
  const Alert second = alert("a", Severity::kWarning, first.id);
  ASSERT_TRUE(box.put({second}).ok());
  EXPECT_EQ(box.deliver().sent, 0);
  ASSERT_TRUE(box.put({alert("a", Severity::kCritical, second.id)}).ok());
  EXPECT_EQ(box.deliver().sent, 1);
  set("2022-01-30T00:00:01Z");
  ASSERT_TRUE(box.put({alert("a", Severity::kWarning, "later")}).ok());
  EXPECT_EQ(box.deliver().sent, 1);
}

TEST_F(OutboxTest, WhatWasAcknowledgedBeforeItWentOutStaysHere) {
  Outbox box = outbox({file_});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  ASSERT_TRUE(archive_->mark_alert(alert("a").id, {"2022-01-28T12:00:00Z", {}}).ok());
  EXPECT_EQ(box.deliver().sent, 0);
  EXPECT_EQ(delivery("log").state, Delivery::State::kDropped);
}

TEST_F(OutboxTest, AFileIsMendedWhereItWasCutAndRefusedWhereItIsNone) {
  std::ofstream(file_.path) << "half a line";
  Outbox box = outbox({file_});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  EXPECT_EQ(box.deliver().sent, 1);
  EXPECT_EQ(lines_of(file_.path).size(), 2u);
  file_.name = "folder", file_.path = folder_.string();
  Outbox other = outbox({file_});
  ASSERT_TRUE(other.put({alert("b")}).ok());
  EXPECT_EQ(other.deliver().failed, 1);
}

TEST_F(OutboxTest, AFileThatFailsIsTriedAgainAndOthersDoNotWait) {
  ChannelSettings bad = file_;
  bad.name = "bad", bad.path = (folder_ / "missing" / "alerts.jsonl").string();
  Outbox box = outbox({bad, file_});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  DeliveryReport report = box.deliver();
  EXPECT_EQ(report.sent, 1);
  EXPECT_EQ(report.failed, 1);
  EXPECT_EQ(box.deliver().failed, 1) << "the next round tries again";
  EXPECT_EQ(box.deliver().failed, 0) << "and then rests";
  EXPECT_EQ(delivery("bad").tries, 2);
  fs::create_directories(folder_ / "missing");
  now_ += std::chrono::minutes(2);
  EXPECT_EQ(box.deliver().sent, 1);
  EXPECT_EQ(lines_of(bad.path).size(), 1u);
  EXPECT_EQ(lines_of(file_.path).size(), 1u);
}

class CommandTest : public OutboxTest {
 protected:
  DeliveryReport run(std::vector<std::string> argv, int seconds = 20) {
    ChannelSettings command;
    command.name = "run", command.kind = Kind::kCommand, command.argv = std::move(argv), command.timeout_seconds = seconds;
    Outbox box = outbox({command});
    EXPECT_TRUE(box.put({hostile_}).ok());
    return box.deliver();
  }
  Alert hostile_ = alert("a; touch /tmp/x; $(id) \"'");
};

TEST_F(CommandTest, GetsTheAlertOnItsInputAndNoShell) {
  const std::string out = (folder_ / "out").string();
  EXPECT_EQ(run({"tee", out}).sent, 1);
  ASSERT_EQ(lines_of(out).size(), 1u);
  EXPECT_EQ(nlohmann::json::parse(lines_of(out)[0])["title"], hostile_.title);
}

TEST_F(CommandTest, SaysHowItEnded) {
  const DeliveryReport failed = run({"sh", "-c", "echo no such room >&2; exit 7"});
  ASSERT_EQ(failed.errors.size(), 1u);
  EXPECT_THAT(failed.errors[0].sentence(), HasSubstr("exit status 7: no such room"));
  EXPECT_THAT(delivery("run").error, HasSubstr("exit status 7"));
}

TEST_F(CommandTest, IsKilledWithItsChildrenAtTheEndOfItsTime) {
  const auto before = std::chrono::steady_clock::now();
  const DeliveryReport failed = run({"sh", "-c", "sleep 60 & sleep 60"}, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(15));
  ASSERT_EQ(failed.errors.size(), 1u);
  EXPECT_THAT(failed.errors[0].sentence(), HasSubstr("no end after 1 seconds"));
}

TEST_F(CommandTest, ThatIsNotThereOrDoesNotReadIsNoHarm) {
  EXPECT_EQ(run({"/no/such/program"}).failed, 1);
  hostile_ = alert("b");
  hostile_.why = std::string(900'000, 'w');
  EXPECT_EQ(run({"true"}).sent, 2) << "this one, and the one that failed before";
}

TEST_F(OutboxTest, AWebhookIsSignedAndTriedAgain) {
  HttpSink sink({503, 429, 200});
  ChannelSettings hook;
  hook.name = "hook", hook.kind = Kind::kWebhook, hook.url = sink.url(), hook.secret = "key";
  Outbox box = outbox({hook});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  EXPECT_EQ(box.deliver().sent, 1);
  EXPECT_EQ(slept_, std::chrono::milliseconds(750 + 1500));
  const auto posts = sink.posts();
  ASSERT_EQ(posts.size(), 3u);
  EXPECT_THAT(posts[2].header, HasSubstr("POST /hook HTTP/1.1\r\n"));
  EXPECT_THAT(posts[2].header, HasSubstr("Content-Type: application/json"));
  const std::string moment = std::to_string(now_.time_since_epoch().count());
  EXPECT_THAT(posts[2].header, HasSubstr("Brink-Signature: sha256=" + hmac_sha256("key", moment + "." + posts[2].body)));
  EXPECT_EQ(nlohmann::json::parse(posts[2].body)["subject"], "plan:a");
  EXPECT_EQ(posts[0].body, posts[2].body);
}

TEST_F(OutboxTest, AWebhookThatRefusesIsNotPressedAndARedirectNotFollowed) {
  for (const int status : {400, 302}) {
    HttpSink sink({status});
    ChannelSettings hook;
    hook.name = "hook" + std::to_string(status), hook.kind = Kind::kWebhook, hook.url = sink.url();
    Outbox box = outbox({hook});
    ASSERT_TRUE(box.put({alert(hook.name)}).ok());
    EXPECT_EQ(box.deliver().failed, 1);
    EXPECT_EQ(sink.posts().size(), 1u);
    EXPECT_THAT(delivery(hook.name).error, HasSubstr("HTTP status " + std::to_string(status)));
  }
}

TEST_F(OutboxTest, OneMailARoundThroughTheHost) {
  SmtpSink sink(1);
  ChannelSettings mail;
  mail.name = "mail", mail.kind = Kind::kMail, mail.host = "127.0.0.1", mail.port = sink.port();
  mail.tls = ChannelSettings::Tls::kNone, mail.from = "brink@example.org", mail.to = {"a@example.org", "b@example.org"};
  Outbox box = outbox({mail});
  Alert hostile = alert("x\r\n.\r\nQUIT\r\n");
  ASSERT_TRUE(box.put({alert("a"), alert("b"), hostile}).ok());
  EXPECT_EQ(box.deliver().failed, 3) << "refused at first";
  EXPECT_EQ(box.deliver().sent, 3);
  EXPECT_EQ(box.deliver().sent, 0);
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 1u);
  EXPECT_THAT(mails[0].from, HasSubstr("<brink@example.org>"));
  EXPECT_THAT(mails[0].to, ElementsAre(HasSubstr("<a@example.org>"), HasSubstr("<b@example.org>")));
  EXPECT_THAT(mails[0].data, HasSubstr("Subject: river: 3 alerts, the gravest warning\r\n"));
  EXPECT_THAT(mails[0].data, Not(HasSubstr("QUIT")));
}

TEST_F(OutboxTest, NoMailGoesInTheClearWhereTlsIsAskedFor) {
  SmtpSink sink;
  ChannelSettings mail;
  mail.name = "mail", mail.kind = Kind::kMail, mail.host = "127.0.0.1", mail.port = sink.port();
  mail.from = "brink@example.org", mail.to = {"a@example.org"}, mail.user = "u", mail.password = "p";
  Outbox box = outbox({mail});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  EXPECT_EQ(box.deliver().failed, 1);
  EXPECT_EQ(sink.connections(), 1);
  EXPECT_TRUE(sink.mails().empty());
}

TEST_F(OutboxTest, AHostThatIsNotThereKeepsTheAlert) {
  ChannelSettings mail;
  mail.name = "mail", mail.kind = Kind::kMail, mail.host = "127.0.0.1", mail.port = 1, mail.tls = ChannelSettings::Tls::kNone;
  mail.from = "brink@example.org", mail.to = {"a@example.org"};
  Outbox box = outbox({mail});
  ASSERT_TRUE(box.put({alert("a")}).ok());
  EXPECT_EQ(box.deliver().failed, 1);
  EXPECT_EQ(delivery("mail").state, Delivery::State::kWaiting);
}

}  // namespace
}  // namespace brink
