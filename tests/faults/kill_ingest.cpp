// SPDX-License-Identifier: Apache-2.0
// `brink ingest`, killed at random moments and started again until it is through: what had been committed
// stays, and in the end the archive says what one that nobody disturbed says.
//   kill_ingest --brink PROGRAM --example FOLDER [--kills 200] [--seed 1]
#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include "../store/integrity.h"
#include "archive_state.h"
#include "checks.h"
#include "child.h"
#include "place.h"
#include "store/store.h"
#include "towns.h"

namespace brink::faults {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

std::uintmax_t size_of(const std::string& file) {
  std::error_code none;
  const auto size = fs::file_size(file, none);
  return none ? 0 : size;
}

// One corpus: how it is taken in, and what comes of it when nobody disturbs it.
struct Corpus {
  std::vector<std::string> sources;
  std::string state;
  microseconds time{};

  std::vector<std::string> command(const std::string& brink, const std::string& file) const {
    std::vector<std::string> words = {brink, "ingest", "--archive", file, "--quiet"};
    words.insert(words.end(), sources.begin(), sources.end());
    return words;
  }
};

class Killing {
 public:
  Killing(std::string brink, unsigned seed, Checks& checks)
      : brink_(std::move(brink)), folder_("kill"), file_(folder_ / "a.db"), said_(folder_ / "said"), random_(seed), checks_(checks) {}

  Corpus measured(std::vector<std::string> sources) {
    Corpus corpus{std::move(sources), "", {}};
    remove_archive(file_);
    const auto start = Clock::now();
    checks_.expect(run(corpus.command(brink_, file_), said_) == 0, "the undisturbed run failed");
    corpus.time = std::chrono::duration_cast<microseconds>(Clock::now() - start);
    corpus.state = state_of(file_);
    checks_.expect(integrity(file_) == "ok", "the undisturbed archive is not whole");
    return corpus;
  }

  std::string write_towns(int reports) {
    const std::string path = folder_ / "towns.jsonl";
    std::ofstream(path) << Towns(random_()).lines(reports);
    return path;
  }

  // Kills runs over one archive until one is through or no kill is left to make; gives the kills left.
  int live(const Corpus& corpus, int kills) {
    remove_archive(file_);
    std::set<std::string> before;
    while (kills > 0) {
      if (!killed(corpus)) break;
      --kills;
      before = after_kill(before);
    }
    checks_.expect(run(corpus.command(brink_, file_), said_) == 0, "a run after the kills failed");
    const std::string state = state_of(file_);
    checks_.expect(state == corpus.state, "another archive than the undisturbed one: " + difference(corpus.state, state));
    checks_.expect(integrity(file_) == "ok", "in the end: " + integrity(file_));
    return kills;
  }

  std::string figures() const {
    return std::to_string(kills_) + " kills: " + std::to_string(empty_) + " before the tables were there, " + std::to_string(logged_) +
           " with a log that had to be read again, " + std::to_string(grown_) + " runs committed before they died; " +
           std::to_string(through_) + " were through before their kill";
  }

 private:
  // Half of the kills fall anywhere, half soon after the log has begun to grow, where commits are.
  bool killed(const Corpus& corpus) {
    Child child(corpus.command(brink_, file_), said_);
    const std::uintmax_t log = size_of(file_ + "-wal");
    const auto end = Clock::now() + corpus.time * 2;
    auto until = Clock::now() + microseconds(random_() % static_cast<unsigned>(corpus.time.count()));
    if (random_() % 2 == 0) {
      while (size_of(file_ + "-wal") == log && Clock::now() < end && !child.ended()) std::this_thread::sleep_for(microseconds(100));
      until = Clock::now() + microseconds(random_() % 20'000);
    }
    std::this_thread::sleep_until(until);
    if (child.ended()) {
      checks_.expect(child.wait() == 0, "a run ended with " + std::to_string(child.wait()));
      ++through_;
      return false;
    }
    child.kill(SIGKILL);
    if (child.wait() == 0) return ++through_, false;  // it was quicker
    checks_.expect(child.wait() == -SIGKILL, "a run ended with " + std::to_string(child.wait()));
    ++kills_;
    return true;
  }

  std::set<std::string> after_kill(const std::set<std::string>& before) {
    if (size_of(file_ + "-wal") > 0) ++logged_;
    if (state_of(file_).empty()) {
      ++empty_;
      checks_.expect(before.empty(), "an archive lost its tables");
      return before;
    }
    const auto archive = open_archive(file_, Access::kRead);
    checks_.expect(archive.ok(), archive ? "" : archive.error().sentence());
    checks_.expect(integrity(file_) == "ok", "after a kill: " + integrity(file_));
    const auto now = documents_in(file_);
    checks_.expect(std::includes(now.begin(), now.end(), before.begin(), before.end()), "what was committed is gone");
    if (now.size() > before.size()) ++grown_;
    return now;
  }

  std::string brink_;
  WorkFolder folder_;
  std::string file_, said_;
  std::mt19937 random_;
  Checks& checks_;
  int kills_ = 0, empty_ = 0, logged_ = 0, grown_ = 0, through_ = 0;
};

int kill_ingest(int argc, char** argv) {
  Checks checks("kill_ingest");
  Killing killing(option(argc, argv, "--brink", "build/brink"), static_cast<unsigned>(number_option(argc, argv, "--seed", 1)), checks);
  const std::string example = option(argc, argv, "--example", "examples/ukraine-2022");
  std::vector<std::string> pages;
  for (const char* part : {"/dispatches.jsonl", "/pages", "/feed.xml", "/letter.eml"}) pages.push_back(example + part);
  const Corpus corpora[] = {killing.measured(pages), killing.measured({killing.write_towns(700)})};
  int left = number_option(argc, argv, "--kills", 200);
  for (int life = 0; left > 0; ++life) left = killing.live(corpora[life % 2], left);
  checks.say(killing.figures());
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::kill_ingest(argc, argv); }
