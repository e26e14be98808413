// SPDX-License-Identifier: Apache-2.0
// `brink ingest` into PostgreSQL while the server is stopped, killed and started again, and now and then the
// program too: a run goes on when the server is back, and in the end the archive says what an undisturbed
// one in SQLite says, nothing twice.
//   postgres_restarts --brink PROGRAM --example FOLDER [--restarts 60] [--seed 1]
#include <chrono>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "../store/postgres_integrity.h"
#include "archive_state.h"
#include "checks.h"
#include "child.h"
#include "place.h"
#include "records/records.h"
#include "store/store.h"
#include "towns.h"

namespace brink::faults {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// All that an archive answers, whatever store it lies in, line by line in an order of its own: what has no
// date stands where it was first seen. What stands in the way when it cannot be asked.
std::string answers_of(const std::string& where) {
  const auto archive = open_archive(where, Access::kRead);
  if (!archive) return "unreadable: " + archive.error().sentence();
  std::set<std::string> lines;
  std::string said;
  EventQuery ever;
  ever.ever = true;
  auto done = (*archive)->documents({}, [&](const StoredDocument& s) {
    lines.insert("document " + line_of(record_of(s.document)) + ' ' + s.fingerprint + ' ' + std::to_string(s.revision) + ' ' +
                 s.known_from + ' ' + s.copy_of);
    return true;
  });
  if (done)
    done = (*archive)->events(ever, [&](const Event& e, const StoredDocument& s) {
      lines.insert("event " + line_of(record_of(e)) + ' ' + std::to_string(s.revision) + ' ' + s.known_until);
      return true;
    });
  if (done)
    done = (*archive)->set_asides([&](const SetAside& item) { return lines.insert("aside " + item.source + ' ' + item.error.sentence()), true; });
  if (!done) return "unreadable: " + done.error().sentence();
  const auto counts = (*archive)->counts();
  if (counts) said = std::to_string(counts->documents) + " documents, " + std::to_string(counts->events) + " events\n";
  for (const std::string& line : lines) said += line + '\n';
  return said;
}

class Restarting {
 public:
  Restarting(std::string brink, unsigned seed, Checks& checks)
      : brink_(std::move(brink)), folder_("restarts"), said_(folder_ / "said"), random_(seed), checks_(checks) {}

  bool server_runs() { return checks_.expect(server_.fault().empty(), server_.fault()); }

  std::string write_towns(int reports) {
    const std::string path = folder_ / "towns.jsonl";
    std::ofstream(path) << Towns(random_()).lines(reports);
    return path;
  }

  // What comes of the sources when nobody disturbs it, and how long that takes.
  void measure(std::vector<std::string> sources) {
    sources_ = std::move(sources);
    const std::string file = folder_ / "a.db";
    remove_archive(file);
    const auto start = Clock::now();
    checks_.expect(run(command(file), said_) == 0, "the undisturbed run failed: " + bytes_of(said_));
    time_ = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    expected_ = answers_of(file);
    checks_.expect(expected_.find("\ndocument") != std::string::npos, "the undisturbed archive is empty: " + expected_.substr(0, 200));
  }

  // One archive, from its making to its end; gives the restarts that are left.
  int live(int restarts) {
    schema_ = "life" + std::to_string(++lives_);
    const std::string address = server_.address(schema_);
    for (bool through = false; !through;) {
      Child child(command(address), said_);
      while (restarts > 0 && !wait_a_while(child)) {
        if (random_() % 4 == 0) {
          child.kill(SIGKILL), ++kills_;
          break;
        }
        if (restart(); !server_.fault().empty()) return checks_.expect(false, server_.fault()), 0;
        --restarts;
      }
      const int code = child.wait();
      // One that finds no server when it starts says so; one that has begun waits for it.
      const bool turned_away = code == 1 && bytes_of(said_).starts_with("brink: store: ");
      checks_.expect(code == 0 || code == -SIGKILL || turned_away, "a run ended with " + std::to_string(code) + ": " + bytes_of(said_));
      turned_away_ += turned_away;
      through = code != -SIGKILL && !turned_away;
    }
    const std::string found = answers_of(address), whole = postgres_integrity(server_, schema_);
    checks_.expect(found == expected_, "another archive than the undisturbed one: " + difference(expected_, found));
    checks_.expect(whole == "ok", whole);
    return restarts;
  }

  std::string figures() const {
    return std::to_string(stops_[0]) + " fast stops, " + std::to_string(stops_[1]) + " immediate ones, " + std::to_string(stops_[2]) +
           " kills of the server, " + std::to_string(kills_) + " of the program, " + std::to_string(turned_away_) +
           " runs found no server when they began, over " + std::to_string(lives_) + " archives";
  }

 private:
  std::vector<std::string> command(const std::string& where) const {
    std::vector<std::string> words = {brink_, "ingest", "--archive", where, "--quiet"};
    words.insert(words.end(), sources_.begin(), sources_.end());
    return words;
  }

  // True when the program has come to its end by itself.
  bool wait_a_while(Child& child) {
    const auto until = Clock::now() + milliseconds(random_() % static_cast<unsigned>(time_.count() / 2 + 1));
    while (Clock::now() < until && !child.ended()) std::this_thread::sleep_for(milliseconds(1));
    return child.ended();
  }

  void restart() {
    constexpr int kSignals[] = {SIGINT, SIGQUIT, SIGKILL};
    const unsigned which = random_() % 3;
    ++stops_[which];
    server_.stop(kSignals[which]);
    std::this_thread::sleep_for(milliseconds(random_() % 700));
    server_.start();
  }

  PostgresServer server_;
  std::string brink_;
  WorkFolder folder_;
  std::string said_, schema_, expected_;
  std::vector<std::string> sources_;
  milliseconds time_{};
  std::mt19937 random_;
  Checks& checks_;
  int stops_[3] = {}, kills_ = 0, lives_ = 0, turned_away_ = 0;
};

int postgres_restarts(int argc, char** argv) {
  Checks checks("postgres_restarts");
  if (!PostgresServer::absent().empty()) return checks.say("skipped: " + PostgresServer::absent()), 77;
  Restarting restarting(option(argc, argv, "--brink", "build/brink"), static_cast<unsigned>(number_option(argc, argv, "--seed", 1)), checks);
  if (!restarting.server_runs()) return checks.end();
  const std::string example = option(argc, argv, "--example", "examples/ukraine-2022");
  restarting.measure({example + "/dispatches.jsonl", example + "/pages", restarting.write_towns(500)});
  for (int left = number_option(argc, argv, "--restarts", 60); left > 0;) left = restarting.live(left);
  checks.say(restarting.figures());
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::postgres_restarts(argc, argv); }
