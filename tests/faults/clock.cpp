// SPDX-License-Identifier: Apache-2.0
// A clock that goes back between two ingests: what was known on a past day, by reports that were there then,
// stays what it was.
//   clock [--seeds 20]
#include <fstream>
#include <map>
#include <random>

#include "archive_state.h"
#include "checks.h"
#include "pipeline/pipeline.h"
#include "place.h"
#include "store/store.h"

namespace brink::faults {
namespace {

constexpr int kFirstDay = 1, kLastDay = 28;

std::string day(int number) { return "2022-03-" + std::string(number < 10 ? "0" : "") + std::to_string(number); }

// A report whose text changes from telling to telling, published on `published`; 0: it gives no date.
std::string report(int number, int telling, int published) {
  return "{\"url\": \"https://ledger.example/" + std::to_string(number) + "\", \"outlet\": \"Ledger\", \"title\": \"Report " + std::to_string(number) + "\"" +
         (published ? ", \"date\": \"" + day(published) + "\"" : "") + ", \"text\": \"Russia moved " + std::to_string(10 + telling) +
         " brigades to the border near Ukraine. Ukraine asked Russia to withdraw its troops from village " + std::to_string(number) + ".\"}\n";
}

// The events that held by the reports of each day.
std::map<int, std::string> boards(const std::string& file, Checks& checks) {
  std::map<int, std::string> boards;
  const auto archive = open_archive(file, Access::kRead);
  if (!checks.expect(archive.ok(), "the archive cannot be read")) return boards;
  for (int d = kFirstDay; d <= kLastDay; ++d) {
    EventQuery query;
    query.known_by = day(d);
    const auto read = (*archive)->events(query, [&](const Event& e, const StoredDocument& s) {
      boards[d] += e.id + ' ' + e.text + ' ' + std::to_string(s.revision) + '\n';
      return true;
    });
    checks.expect(read.ok(), read ? "" : read.error().sentence());
  }
  return boards;
}

// Each revision is known from no earlier than the one before, and ends where the next begins.
void expect_order(const std::string& file, const std::string& what, Checks& checks) {
  std::istringstream lines(state_of(file));
  std::string id;
  long from = 0, until = 0, number = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::string cell[8];
    for (auto& c : cell) std::getline(cells, c, '\t');
    if (cell[0] != "revision") continue;
    const bool same = cell[1] == id;
    checks.expect(!same || (std::stol(cell[2]) == number + 1 && std::stol(cell[5]) >= from && until == std::stol(cell[5])), what + ": revisions out of order: " + line);
    id = cell[1], number = std::stol(cell[2]), from = std::stol(cell[5]);
    until = cell[6] == "NULL" ? 0 : std::stol(cell[6]);
  }
}

class BackwardClock {
 public:
  BackwardClock(const Pipeline& pipeline, Checks& checks) : pipeline_(pipeline), folder_("clock", quick_place()), file_(folder_ / "a.db"), checks_(checks) {}

  void run(unsigned seed) {
    std::mt19937 dice(seed);
    const std::string what = "seed " + std::to_string(seed);
    const int first = 15 + static_cast<int>(dice() % 8), back = 2 + static_cast<int>(dice() % 12);
    remove_archive(file_);
    const int reports = 6;
    std::string told, changed;
    for (int i = 0; i < reports; ++i) {
      const int published = dice() % 4 == 0 ? 0 : 1 + static_cast<int>(dice() % static_cast<unsigned>(first));
      told += report(i, 0, published);
      if (dice() % 2) changed += report(i, 1, published);
    }
    ingest(told, first, what);
    const auto before = boards(file_, checks_);
    ingest(changed + report(0, 2, 0), back, what);  // the clock is wrong by then
    const auto after = boards(file_, checks_);
    for (int d = kFirstDay; d < first; ++d)
      checks_.expect(at(before, d) == at(after, d), what + ": the clock went from " + day(first) + " back to " + day(back) + ", and " + day(d) + " changed");
    expect_order(file_, what, checks_);
    ingest(told, first + 2, what);
    expect_order(file_, what + ", afterwards", checks_);
  }

 private:
  static std::string at(const std::map<int, std::string>& boards, int d) { return boards.contains(d) ? boards.at(d) : ""; }

  void ingest(const std::string& lines, int now, const std::string& what) {
    const std::string source = folder_ / "told.jsonl";
    std::ofstream(source) << lines;
    const auto archive = open_archive(file_, Access::kWrite);
    if (!checks_.expect(archive.ok(), what + ": no archive")) return;
    const auto summary = pipeline_.ingest({source}, **archive, day(now) + "T12:00:00Z");
    checks_.expect(!summary.failure && summary.aside_count == 0, what + ": the run failed");
  }

  const Pipeline& pipeline_;
  WorkFolder folder_;
  std::string file_;
  Checks& checks_;
};

int clock_harness(int argc, char** argv) {
  Checks checks("clock");
  const auto pipeline = Pipeline::open({}, "");
  if (!checks.expect(pipeline.ok(), "tables or models are missing")) return checks.end();
  BackwardClock clock(*pipeline, checks);
  const int seeds = number_option(argc, argv, "--seeds", 20);
  for (int seed = 1; seed <= seeds; ++seed) clock.run(static_cast<unsigned>(seed));
  checks.say(std::to_string(seeds) + " clocks that went back");
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::clock_harness(argc, argv); }
