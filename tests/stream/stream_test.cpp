// SPDX-License-Identifier: Apache-2.0
#include "stream/stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <set>

#include "server.h"
#include "stream/metrics.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

bool always() { return true; }

class Stream : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("brink-stream-" + std::to_string(getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    server_ = std::make_unique<NatsServer>(folder_);
    settings_.url = server_->url();
    settings_.answer_within = seconds(2);
    settings_.most_deliveries = 3;
    settings_.most_bytes = 64u << 20;
  }
  void TearDown() override {
    server_.reset();
    fs::remove_all(folder_);
  }

  void publish(int first, int end) {
    auto publisher = Publisher::connect(settings_);
    ASSERT_TRUE(publisher.ok()) << publisher.error().sentence();
    for (int i = first; i < end; ++i)
      ASSERT_TRUE(publisher->publish("id-" + std::to_string(i), "text " + std::to_string(i), always).ok());
  }

  // Works until nothing is left; gives how often each text was handled and answered with "done".
  std::map<std::string, int> drain(const std::function<Verdict(const StreamMessage&)>& judge, StreamCounts* counts = nullptr) {
    auto worker = Worker::connect(settings_);
    EXPECT_TRUE(worker.ok());
    std::map<std::string, int> done;
    if (!worker) return done;
    const auto outcome = worker->run(10, true, seconds(10), [&](const std::vector<StreamMessage>& messages) {
      std::vector<Verdict> verdicts;
      for (const StreamMessage& m : messages) {
        verdicts.push_back(judge(m));
        if (verdicts.back().handled == Handled::kDone) ++done[m.bytes];
      }
      return verdicts;
    }, always);
    EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().sentence());
    if (counts) *counts = worker->counts();
    return done;
  }

  static Verdict yes(const StreamMessage&) { return {Handled::kDone, ""}; }

  fs::path folder_;
  std::unique_ptr<NatsServer> server_;
  StreamSettings settings_;
};

TEST_F(Stream, EachDocumentComesOnceThoughItIsPublishedTwice) {
  auto publisher = Publisher::connect(settings_);
  ASSERT_TRUE(publisher.ok()) << publisher.error().sentence();
  EXPECT_TRUE(*publisher->publish("a", "text a", always));
  EXPECT_FALSE(*publisher->publish("a", "text a", always));
  publish(0, 50);
  const auto done = drain(yes);
  EXPECT_EQ(done.size(), 51u);
  for (const auto& [text, times] : done) EXPECT_EQ(times, 1) << text;
  EXPECT_TRUE(drain(yes).empty());
}

TEST_F(Stream, TwoWorkersShareTheWork) {
  publish(0, 200);
  std::mutex mutex;
  std::multiset<std::string> all;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&] {
      for (const auto& [text, times] : drain(yes)) {
        const std::lock_guard lock(mutex);
        for (int t = 0; t < times; ++t) all.insert(text);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(all.size(), 200u);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 200u);
}

TEST_F(Stream, WhatFailsIsGivenAgainAndAtLastBuried) {
  publish(0, 3);
  std::map<std::string, int> tries;
  StreamCounts counts;
  const auto done = drain([&](const StreamMessage& m) {
    const int tried = ++tries[m.bytes];
    if (m.bytes == "text 0") return Verdict{Handled::kLater, "the archive is away"};
    if (m.bytes == "text 1" && tried < 2) return Verdict{Handled::kLater, "not yet"};
    return Verdict{Handled::kDone, ""};
  }, &counts);
  EXPECT_EQ(tries["text 0"], 3);
  EXPECT_EQ(done.count("text 0"), 0u);
  EXPECT_EQ(done.at("text 1"), 1);
  EXPECT_EQ(counts.dead, 1u);
  StreamSettings dead = settings_;
  dead.stream = "nothing-else";
  EXPECT_TRUE(drain(yes).empty());
}

TEST_F(Stream, WhatCannotBeUsedGoesToTheDeadLettersAtOnce) {
  publish(0, 2);
  StreamCounts counts;
  drain([](const StreamMessage& m) { return m.bytes == "text 0" ? Verdict{Handled::kDead, "no\r\narticle"} : Verdict{Handled::kDone, ""}; }, &counts);
  EXPECT_EQ(counts.dead, 1u);
  EXPECT_EQ(counts.done, 1u);
  EXPECT_EQ(counts.waiting, 0u);
}

TEST_F(Stream, AWorkerThatVanishesLosesNothing) {
  publish(0, 20);
  {
    auto worker = Worker::connect(settings_);
    ASSERT_TRUE(worker.ok());
    bool once = true;
    // It takes a batch and dies before it answers.
    EXPECT_THROW((void)worker->run(10, false, seconds(5), [&](const std::vector<StreamMessage>& messages) -> std::vector<Verdict> {
      EXPECT_FALSE(messages.empty());
      throw std::runtime_error("died");
    }, [&] { return std::exchange(once, false); }).ok(), std::runtime_error);
  }
  EXPECT_EQ(drain(yes).size(), 20u);
}

TEST_F(Stream, AMessageThatKillsItsWorkersIsBuried) {
  publish(0, 1);
  const auto die = [](const std::vector<StreamMessage>&) -> std::vector<Verdict> { throw std::runtime_error("died"); };
  StreamCounts counts;
  int died = 0;
  for (bool going = true; going && died <= settings_.most_deliveries + 1;) {
    auto worker = Worker::connect(settings_);
    ASSERT_TRUE(worker.ok());
    try {
      EXPECT_TRUE(worker->run(1, true, seconds(10), die, always).ok());
      counts = worker->counts(), going = false;
    } catch (const std::runtime_error&) {
      ++died;
    }
  }
  EXPECT_EQ(counts.dead, 1u);
  EXPECT_GE(died, settings_.most_deliveries);
  EXPECT_LE(died, settings_.most_deliveries + 1) << "the server may count one delivery too few, as it found nobody there";
}

TEST_F(Stream, AServerThatComesBackIsUsedAgain) {
  publish(0, 30);
  server_->stop(SIGKILL);
  std::thread restart([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    server_->start();
  });
  auto done = std::map<std::string, int>();
  // Connected before it died, it goes on afterwards.
  restart.join();
  done = drain(yes);
  EXPECT_EQ(done.size(), 30u) << "what was published is on the disk";
}

TEST_F(Stream, ARestartAmidTheWorkLosesNothing) {
  publish(0, 40);
  auto worker = Worker::connect(settings_);
  ASSERT_TRUE(worker.ok());
  std::set<std::string> done;
  std::atomic<bool> restarted{false};
  std::thread restart;
  const auto outcome = worker->run(5, true, seconds(20), [&](const std::vector<StreamMessage>& messages) {
    if (!restart.joinable())
      restart = std::thread([&] {
        server_->stop(SIGTERM);
        server_->start();
        restarted = true;
      });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    for (const StreamMessage& m : messages) done.insert(m.bytes);
    return std::vector<Verdict>(messages.size(), Verdict{Handled::kDone, ""});
  }, always);
  restart.join();
  EXPECT_TRUE(restarted);
  EXPECT_TRUE(outcome.ok()) << (outcome ? "" : outcome.error().sentence());
  EXPECT_EQ(done.size(), 40u);
}

TEST_F(Stream, AFullStreamHoldsThePublisherBack) {
  settings_.stream = "small";
  settings_.most_bytes = 300'000;
  auto publisher = Publisher::connect(settings_);
  ASSERT_TRUE(publisher.ok());
  const std::string text(100'000, 'x');
  EXPECT_TRUE(publisher->publish("1", text, always).ok());
  EXPECT_TRUE(publisher->publish("2", text, always).ok());
  int asked = 0;
  EXPECT_FALSE(publisher->publish("3", text, [&] { return ++asked < 2; }).ok()) << "no room";
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(drain(yes).size(), 1u) << "two equal texts, each once";
  EXPECT_TRUE(publisher->publish("3", text, always).ok());
}

TEST_F(Stream, AServerWithoutRoomForTheStreamIsSaidToHaveNone) {
  settings_.stream = "vast";
  settings_.most_bytes = std::uint64_t{1} << 60;
  const auto publisher = Publisher::connect(settings_);
  ASSERT_FALSE(publisher.ok());
  EXPECT_NE(publisher.error().found.find("storage"), std::string::npos) << publisher.error().sentence();
  EXPECT_NE(publisher.error().expected.find("room"), std::string::npos);
}

TEST_F(Stream, TooLargeAndMisnamedAndAbsentAreErrors) {
  auto publisher = Publisher::connect(settings_);
  ASSERT_TRUE(publisher.ok());
  const auto large = publisher->publish("large", std::string(2u << 20, 'x'), always);
  ASSERT_FALSE(large.ok());
  EXPECT_NE(large.error().expected.find("max_payload"), std::string::npos);
  StreamSettings misnamed = settings_;
  misnamed.stream = "a.b *";
  EXPECT_FALSE(Publisher::connect(misnamed).ok());
  StreamSettings absent = settings_;
  absent.url = "nats://127.0.0.1:1";
  EXPECT_FALSE(Worker::connect(absent).ok());
}

TEST(Metrics, AreServedOnTheirAddressAlone) {
  auto server = MetricsServer::open("127.0.0.1:0", [] { return std::string("brink_up 1\n"); });
  EXPECT_TRUE(server.ok()) << "port 0 is any free one";
  EXPECT_FALSE(MetricsServer::open("nowhere", [] { return std::string(); }).ok());
  EXPECT_FALSE(MetricsServer::open("127.0.0.1:99999", [] { return std::string(); }).ok());
  EXPECT_FALSE(MetricsServer::open("203.0.113.7:9464", [] { return std::string(); }).ok()) << "not an address of this machine";
}

}  // namespace
}  // namespace brink
