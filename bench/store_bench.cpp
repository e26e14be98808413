// SPDX-License-Identifier: Apache-2.0
// How fast does the archive take events, and how fast does it answer over many?
// usage: store_bench [EVENTS], default 200000. Ten events a report, one commit per 500 reports,
// as a long ingest does. The answers' counts are checked before a time is printed.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/hash.h"
#include "base/iso_time.h"
#include "store/store.h"

namespace {

using namespace brink;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr const char* kTypes[] = {"AGREE",  "CONSULT",  "SUPPORT",  "REQUEST",
                                  "ACCUSE", "THREATEN", "MOBILIZE", "ASSAULT"};
constexpr int kEach = 10;

std::string code(unsigned n) {
  return std::string("C") + static_cast<char>('A' + n / 26 % 26) + static_cast<char>('A' + n % 26);
}

Event event_of(const Document& d, int number, std::mt19937& random) {
  Event e;
  e.id = hex_hash(d.id + std::to_string(number));
  e.document = d.id;
  e.sentence = number;
  e.text = "The ministry said on Friday that " + std::to_string(random() % 900) +
           " soldiers and their vehicles had crossed the river towards the northern towns.";
  e.date = to_iso(*d.published).substr(0, 10);
  e.date_precision = "day";
  e.type = kTypes[random() % 8];
  e.mode = {"troops"};
  e.context = {"military"};
  e.cameo = "154";
  // Few actors do most of what is reported.
  e.actor = {{code(static_cast<unsigned>(random() % (1 + random() % 200))),
              {"MIL"},
              "Somewhere",
              "its forces",
              {4, 14}}};
  e.recipient = {
      {code(static_cast<unsigned>(random() % 200)), {"GOV"}, "Elsewhere", "the north", {50, 59}}};
  e.place = Place{"Rivertown", "CAB", 50.5, 30.5, true, 703448, {60, 69}};
  e.trigger = {"crossed", {40, 47}};
  e.rule = "cross#1";
  e.confidence = 0.7;
  return e;
}

double fill(Archive& archive, int events) {
  std::mt19937 random(1);
  const auto start = Clock::now();
  for (int n = 0; n < events / kEach; ++n) {
    if (n % 500 == 0 && !archive.begin()) std::exit(1);
    Document d;
    d.id = hex_hash("document " + std::to_string(n));
    d.published = Timestamp{*make_day(2020, 1, 1) + std::chrono::days(random() % 1500), 0, false};
    d.outlet = "Gazette";
    d.title = "Report " + std::to_string(n);
    std::vector<Event> batch;
    for (int i = 0; i < kEach; ++i) batch.push_back(event_of(d, i, random));
    for (const Event& e : batch) d.text += e.text + " ";
    if (!archive.put(d, batch, Keep::kFull, "2024-12-01T00:00:00Z")) std::exit(1);
    if (n % 500 == 499 && !archive.commit()) std::exit(1);
  }
  (void)archive.commit();
  return seconds_since(start);
}

void ask(const Archive& archive, const char* name, const EventQuery& query) {
  std::size_t answers = 0;
  const auto start = Clock::now();
  if (!archive.events(query, [&](const Event&, const StoredDocument&) { return ++answers, true; }))
    std::exit(1);
  std::printf("%-44s %8zu events %8.1f ms\n", name, answers, 1000 * seconds_since(start));
}

}  // namespace

int main(int argc, char** argv) {
  const int events = argc > 1 ? std::atoi(argv[1]) : 200'000;
  const std::string file =
      std::filesystem::temp_directory_path() / ("brink-bench-" + std::to_string(events) + ".db");
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file + part);
  auto archive = open_archive(file, Access::kWrite);
  if (!archive) return 1;
  const double seconds = fill(**archive, events);
  if ((*archive)->counts()->events != static_cast<std::uint64_t>(events / kEach * kEach)) return 1;
  std::printf("%d events in %.1f s: %.0f events/s, %.0f bytes each\n", events, seconds,
              events / seconds, static_cast<double>(std::filesystem::file_size(file)) / events);
  EventQuery one;
  one.actor = {"CAB"}, one.type = {"MOBILIZE"}, one.since = "2022-01-01", one.until = "2022-01-31";
  ask(**archive, "an actor, a type, a month", one);
  EventQuery rare;
  rare.actor = {"CGQ"}, rare.recipient = {"CAA"};
  ask(**archive, "two actors", rare);
  EventQuery known = one;
  known.known_by = "2022-01-20";
  ask(**archive, "the same as known on a day", known);
  EventQuery page;
  page.limit = 50;
  ask(**archive, "the newest 50 of all", page);
  page.actor = {"CAA"};
  ask(**archive, "the newest 50 of the busiest actor", page);
  EventQuery words;
  words.text = "437 soldiers", words.limit = 50;
  ask(**archive, "two words", words);
  EventQuery month;
  month.since = "2022-01-01", month.until = "2022-01-31", month.type = {"MOBILIZE", "ASSAULT"};
  ask(**archive, "two types in a month", month);
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(file + part);
}
