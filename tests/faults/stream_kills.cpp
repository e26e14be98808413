// SPDX-License-Identifier: Apache-2.0
// Documents on their way over a stream, while publisher, workers and broker are killed at random moments:
// in the end each is in the archive, once.
//   stream_kills --brink PROGRAM [--runs 50] [--seed 1] [--archive PATTERN]
// PATTERN: where the workers write, '%' standing for the number of the run; default a file of the
// harness's own. Whatever `brink --archive` takes will do; each must be empty before.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <regex>

#include "../store/integrity.h"
#include "../stream/server.h"
#include "checks.h"
#include "child.h"
#include "place.h"
#include "towns.h"

namespace brink::faults {
namespace {

constexpr int kSkipped = 77;
constexpr int kReports = 60;
using std::chrono::milliseconds;

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The ids of what a verb lists, in order; twice where it is there twice.
std::vector<std::string> ids_in(const std::string& lines) {
  static const std::regex kId("(?:^|\\n)\\{(?:\"path\": ?\"[^\"]*\", ?)?\"id\": ?\"([0-9a-f]{32})\"");
  std::vector<std::string> ids;
  for (std::sregex_iterator it(lines.begin(), lines.end(), kId), end; it != end; ++it) ids.push_back((*it)[1]);
  std::sort(ids.begin(), ids.end());
  return ids;
}

struct Held {
  std::vector<std::string> documents, events;
  bool operator==(const Held&) const = default;
  std::string text() const { return std::to_string(documents.size()) + " documents, " + std::to_string(events.size()) + " events"; }
};

class StreamKills {
 public:
  StreamKills(std::string brink, std::string pattern, unsigned seed, Checks& checks)
      : brink_(std::move(brink)), pattern_(std::move(pattern)), folder_("stream"), towns_(folder_ / "towns.jsonl"), random_(seed), checks_(checks) {
    std::ofstream(towns_) << Towns(5).lines(kReports);
    const std::string file = folder_ / "whole.db";
    checks_.expect(faults::run({brink_, "ingest", towns_, "--archive", file, "--quiet"}, folder_ / "said") == 0, "the undisturbed run failed");
    whole_ = held_in(file);
    checks_.expect(whole_.documents.size() == kReports && !whole_.events.empty(), "the undisturbed archive holds " + whole_.text());
  }

  void run(int number) {
    const std::string home = folder_ / ("run-" + std::to_string(number));
    std::filesystem::create_directories(home);
    const std::string archive = pattern_.empty() ? home + "/a.db" : std::regex_replace(pattern_, std::regex("%"), std::to_string(number));
    const std::string what = "run " + std::to_string(number);
    NatsServer broker(home);
    disturb(broker, archive, home);
    checks_.expect(faults::run(publisher(broker), home + "/published") == 0, what + ": publishing at last: " + text_of(home + "/published"));
    checks_.expect(faults::run(worker(broker, archive), home + "/worked") == 0, what + ": working at last: " + text_of(home + "/worked"));
    const Held held = held_in(archive);
    checks_.expect(held == whole_, what + ": " + held.text() + ", expected " + whole_.text());
    if (pattern_.empty()) checks_.expect(integrity(archive) == "ok", what + ": " + integrity(archive));
    std::filesystem::remove_all(home);
  }

  std::string figures() const {
    return std::to_string(kills_[0]) + " workers, " + std::to_string(kills_[1]) + " publishers and " + std::to_string(kills_[2]) + " brokers killed";
  }

 private:
  // Publisher and two workers at work; two to five kills among them and the broker.
  void disturb(NatsServer& broker, const std::string& archive, const std::string& home) {
    auto publishing = std::make_unique<Child>(publisher(broker), home + "/publisher");
    std::unique_ptr<Child> workers[2];
    for (int i = 0; i < 2; ++i) workers[i] = std::make_unique<Child>(worker(broker, archive), home + "/worker-" + std::to_string(i));
    for (int left = 2 + static_cast<int>(random_() % 4); left > 0; --left) {
      std::this_thread::sleep_for(milliseconds(random_() % 700));
      const unsigned which = random_() % 5;
      if (which < 2) {
        kills_[0] += kill(*workers[which]);
        workers[which] = std::make_unique<Child>(worker(broker, archive), home + "/worker-" + std::to_string(which));
      } else if (which == 2) {
        kills_[1] += kill(*publishing);
        publishing = std::make_unique<Child>(publisher(broker), home + "/publisher");
      } else {
        broker.stop(SIGKILL);
        ++kills_[2];
        std::this_thread::sleep_for(milliseconds(random_() % 500));
        broker.start();
      }
    }
  }

  // 1 when it was still at work.
  static int kill(Child& child) {
    child.kill(SIGKILL);
    return child.wait() == -SIGKILL;
  }

  std::vector<std::string> publisher(const NatsServer& broker) const { return {brink_, "publish", towns_, "--nats", broker.url(), "--quiet"}; }
  std::vector<std::string> worker(const NatsServer& broker, const std::string& archive) const {
    return {brink_, "worker", "--nats", broker.url(), "--archive", archive, "--until-empty", "--batch", "10", "--answer-within", "2", "--patience", "60", "--quiet"};
  }
  std::vector<std::string> listed(const std::string& verb, const std::string& archive) {
    const std::string said = folder_ / "listed";
    checks_.expect(faults::run({brink_, verb, "--archive", archive, "--json"}, said) == 0, verb + " cannot be listed: " + text_of(said));
    return ids_in(text_of(said));
  }
  Held held_in(const std::string& archive) { return {listed("documents", archive), listed("events", archive)}; }

  std::string brink_, pattern_;
  WorkFolder folder_;
  std::string towns_;
  std::mt19937 random_;
  Checks& checks_;
  Held whole_;
  int kills_[3] = {};
};

int stream_kills(int argc, char** argv) {
  Checks checks("stream_kills");
  if (::access("/usr/sbin/nats-server", X_OK) != 0 && ::access("/usr/bin/nats-server", X_OK) != 0) {
    checks.say("skipped: no nats-server is here");
    return kSkipped;
  }
  StreamKills kills(option(argc, argv, "--brink", "build/brink"), option(argc, argv, "--archive", ""), static_cast<unsigned>(number_option(argc, argv, "--seed", 1)), checks);
  const int runs = number_option(argc, argv, "--runs", 50);
  for (int i = 1; i <= runs; ++i) kills.run(i);
  checks.say(std::to_string(runs) + " runs: " + kills.figures());
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::stream_kills(argc, argv); }
