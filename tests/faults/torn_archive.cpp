// SPDX-License-Identifier: Apache-2.0
// Archives with flipped bytes, cut short, or with a log that is gone, torn or another's: refused with a
// sentence or read, never a crash.
//   torn_archive [--trials 2000] [--seed 1]
#include <sqlite3.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <random>

#include "archive_state.h"
#include "checks.h"
#include "place.h"
#include "store/store.h"
#include "workload.h"

namespace brink::faults {
namespace {

namespace fs = std::filesystem;

void write(const std::string& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

// What one trial came to, as the exit code of its own process.
enum Came { kRead = 0, kRefused = 40, kNoSentence };

// Reads and then writes; a process of its own, so that a crash is seen and the next trial goes on.
int use(const std::string& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto seen = look(file);
    const Outcome grown = grow(file);
    if ((!seen && seen.error().sentence().empty()) || (!grown && grown.error().sentence().empty())) std::_Exit(kNoSentence);
    std::_Exit(seen && grown ? kRead : kRefused);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// An archive whose last batch is in its log alone, as a killed writer leaves it.
struct Whole {
  std::string file, log;
};

Whole with_a_log(const std::string& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    const Outcome laid = lay_ground(file);
    const auto archive = open_archive(file, Access::kWrite);
    const Outcome kept = archive ? (*archive)->keep_note("standing", std::string(20'000, 'x')) : Outcome(archive.error());
    std::_Exit(laid && kept ? 0 : 1);  // without a word to SQLite
  }
  ::waitpid(child, nullptr, 0);
  return {bytes_of(file), bytes_of(file + "-wal")};
}

class Tearing {
 public:
  Tearing(Whole whole, Whole another, unsigned seed) : whole_(std::move(whole)), another_(std::move(another)), dice_(seed) {}

  // Lays a torn archive down; says how it was torn.
  std::string tear(const std::string& file) {
    remove_archive(file);
    Whole torn = whole_;
    std::string how;
    switch (dice_() % 6) {
      case 0: how = flip(torn.file, torn.file.size()); break;
      case 1: how = flip(torn.file, 4096) + " of the first page"; break;
      case 2: how = cut(torn.file); break;
      case 3: how = flip(torn.log, torn.log.size()) + " of the log"; break;
      case 4: how = cut(torn.log) + " of the log"; break;
      default:
        torn.log = dice_() % 2 ? "" : another_.log;
        how = torn.log.empty() ? "no log" : "another's log";
        if (dice_() % 2) how += ", " + flip(torn.file, torn.file.size());
    }
    write(file, torn.file);
    if (!torn.log.empty()) write(file + "-wal", torn.log);
    return how;
  }

 private:
  std::string flip(std::string& bytes, std::size_t within) {
    const std::size_t many = std::size_t{1} << dice_() % 8;
    for (std::size_t i = 0; i < many; ++i) bytes[dice_() % std::min(within, bytes.size())] ^= static_cast<char>(1 + dice_() % 255);
    return std::to_string(many) + " bytes changed";
  }
  std::string cut(std::string& bytes) {
    bytes.resize(dice_() % bytes.size());
    return "cut to " + std::to_string(bytes.size()) + " bytes";
  }

  Whole whole_, another_;
  std::mt19937 dice_;
};

int torn_archive(int argc, char** argv) {
  Checks checks("torn_archive");
  const WorkFolder folder("torn", quick_place());
  const std::string file = folder / "a.db";
  const int trials = number_option(argc, argv, "--trials", 2000);
  const Whole whole = with_a_log(folder / "whole.db"), another = with_a_log(folder / "another.db");
  if (!checks.expect(!whole.file.empty() && !whole.log.empty() && !another.log.empty(), "no archive with a log could be made")) return checks.end();
  copy_archive(folder / "whole.db", file);
  checks.expect(use(file) == kRead, "the whole archive was not read");

  Tearing tearing(whole, another, static_cast<unsigned>(number_option(argc, argv, "--seed", 1)));
  int read = 0, refused = 0;
  for (int i = 0; i < trials; ++i) {
    const std::string how = tearing.tear(file);
    const int came = use(file);
    read += came == kRead, refused += came == kRefused;
    checks.expect(came == kRead || came == kRefused, "trial " + std::to_string(i) + ", " + how + ": ended with " + std::to_string(came));
  }
  checks.say(std::to_string(trials) + " torn archives: " + std::to_string(refused) + " refused with a sentence, " + std::to_string(read) + " read and written");
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::torn_archive(argc, argv); }
