// SPDX-License-Identifier: Apache-2.0
#include "workload.h"

#include "../store/sample.h"
#include "store/store.h"

namespace brink::faults {
namespace {

constexpr const char* kLater = "2022-03-02T12:00:00Z";

std::string words(int seed) {
  std::string text = "Norland moved four brigades to the river on Friday.";
  for (int i = 0; i < 60; ++i) text += " word" + std::to_string((seed * 7919 + i * i * 31) % 9973);
  return text;
}

Document report(const std::string& name, int seed) {
  Document d = sample::document(name);
  d.outlet = "Outlet of " + name;
  d.text = words(seed);
  return d;
}

std::vector<Event> events_of(const Document& d, int first, int count) {
  std::vector<Event> events;
  for (int i = first; i < first + count; ++i) {
    events.push_back(sample::full_event(d, std::to_string(i)));
    events.back().text = d.text.substr(0, 51) + " (" + std::to_string(i) + ")";
  }
  return events;
}

// Puts and tells whether it could be done.
Outcome put(Archive& archive, const Document& d, const std::vector<Event>& events, Keep keep, const char* now) {
  const auto stored = archive.put(d, events, keep, now);
  return stored ? Outcome(Done{}) : Outcome(stored.error());
}

Outcome lay_reports(Archive& archive) {
  for (int i = 0; i < 12; ++i) {
    const Document d = report("old " + std::to_string(i), i == 11 ? 3 : i);
    if (auto done = put(archive, d, events_of(d, 0, 2), Keep::kFull, sample::kNow); !done) return done;
  }
  return Done{};
}

Outcome grow_reports(Archive& archive) {
  for (int i = 0; i < 4; ++i) {
    const Document d = report("new " + std::to_string(i), i == 3 ? 2 : 100 + i);
    if (auto done = put(archive, d, events_of(d, 0, 2), Keep::kFull, kLater); !done) return done;
  }
  Document changed = report("old 1", 1);
  changed.text += " Corrected.";
  if (auto done = put(archive, changed, events_of(changed, 1, 2), Keep::kFull, kLater); !done) return done;
  const Document stricter = report("old 2", 2);
  return put(archive, stricter, events_of(stricter, 0, 2), Keep::kExcerpt, kLater);
}

template <class Work>
Outcome in_a_batch(Archive& archive, const Work& work) {
  if (auto begun = archive.begin(); !begun) return begun;
  if (auto done = work(archive); !done) {
    (void)archive.roll_back().ok();
    return done;
  }
  return archive.commit();
}

Alert alert() {
  Alert a;
  a.id = hex_hash("alert");
  a.title = "The river";
  a.at = sample::kNow;
  return a;
}

}  // namespace

Outcome lay_ground(const std::string& file) {
  auto archive = open_archive(file, Access::kWrite);
  if (!archive) return archive.error();
  if (auto done = in_a_batch(**archive, lay_reports); !done) return done;
  if (const auto told = (*archive)->put_alert(alert()); !told) return told.error();
  return (*archive)->set_aside({"broken.html", {"extract", "broken.html", "nothing", "an article"}, sample::kNow});
}

Outcome grow(const std::string& file) {
  auto archive = open_archive(file, Access::kWrite);
  if (!archive) return archive.error();
  if (auto done = in_a_batch(**archive, grow_reports); !done) return done;
  return (*archive)->keep_note("standing", "as it is");
}

Result<int> look(const std::string& file) {
  const auto archive = open_archive(file, Access::kRead);
  if (!archive) return archive.error();
  int seen = 0;
  const auto read = (*archive)->documents({}, [](const StoredDocument&) { return true; });
  if (!read) return read.error();
  EventQuery query;
  query.actor = {"NOR"};
  for (const char* text : {"", "brigades"}) {
    query.text = text;
    const auto done = (*archive)->events(query, [&](const Event&, const StoredDocument&) { return ++seen, true; });
    if (!done) return done.error();
  }
  if (const auto counts = (*archive)->counts(); !counts) return counts.error();
  if (const auto alerts = (*archive)->alerts({}); !alerts) return alerts.error();
  return seen;
}

}  // namespace brink::faults
