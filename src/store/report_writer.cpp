// SPDX-License-Identifier: Apache-2.0
#include "store/report_writer.h"

#include <algorithm>

#include "base/hash.h"
#include "base/iso_time.h"
#include "store/keep.h"
#include "store/rows.h"

namespace brink {
namespace {

Outcome check(const Document& document) {
  if (is_hex_id(document.id)) return Done{};
  return Error{"store", document.source, "the document's id \"" + document.id + "\"",
               "32 hex digits"};
}

Outcome check(const Document& document, const Event& event) {
  const auto say = [&](std::string found, std::string expected) {
    return Error{"store", document.source + ", event " + event.id, std::move(found),
                 std::move(expected)};
  };
  if (!is_hex_id(event.id)) return say("the event's id \"" + event.id + "\"", "32 hex digits");
  if (!event.document.empty() && event.document != document.id)
    return say("an event of document " + event.document, "one of " + document.id);
  int depth = 0;
  for (const Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front())
    if (++depth > kDeepestAct) return say("acts within acts, more than 8 deep", "at most 8");
  return Done{};
}

std::int64_t seconds_of(const Timestamp& moment) { return moment.utc.time_since_epoch().count(); }

// No report is known before its date; and a date in the future is a mistake of the page's clock.
Day not_after(Day day, Day seen) { return day > seen + std::chrono::days(1) ? seen : day; }

Day known_day(const Document& document, Day seen) {
  return document.published ? not_after(document.published->local_day(), seen) : seen;
}

// A page that says when it was changed, or was given a later date, was so known; else all we know
// is when we saw it.
Day revised_day(const Document& document, const std::optional<Timestamp>& published_before,
                Day seen) {
  if (document.modified) return not_after(document.modified->local_day(), seen);
  if (document.published && published_before && document.published->utc > published_before->utc)
    return not_after(document.published->local_day(), seen);
  return seen;
}

// A clock that went back does not make us see a revision before the one that it follows: a board of a day
// on which only that one was known would change.
Timestamp latest(const Timestamp& now, const std::string& before) {
  const auto earlier = read_iso(before);
  return earlier && earlier->utc > now.utc ? *earlier : now;
}

}  // namespace

std::string fingerprint_of(const Document& document) {
  return hex_hash(document.title + '\0' + document.text);
}

std::string written(const std::optional<Timestamp>& moment) {
  return moment ? to_iso(*moment) : "";
}

Outcome ReportWriter::settle_copy(ArrivingReport& arrival, std::int64_t key) const {
  if (arrival.sketch.empty()) return Done{};
  auto original = copy_of(arrival.sketch, key, arrival.document.id);
  if (!original) return original.error();
  arrival.copy_of = std::move(*original);
  return Done{};
}

Result<Stored> ReportWriter::put(const Document& document, std::span<const Event> events, Keep keep,
                           const std::string& now) {
  if (auto good = check(document); !good) return good.error();
  for (const Event& event : events)
    if (auto good = check(document, event); !good) return good.error();
  const auto seen = read_iso(now);
  if (!seen) return Error{"store", "now", now, "a moment in ISO 8601"};
  auto held = find(document.id);
  if (!held) return held.error();

  keep = stricter(keep, document.rights.keep);
  std::optional<Document> shorter;
  if (keep != Keep::kFull) cut(shorter.emplace(document), keep);
  ArrivingReport arrival{shorter ? *shorter : document, keep, fingerprint_of(document), now, {}, {}};
  arrival.reported = seconds_of(document.published.value_or(*seen));
  arrival.report_day = number_of(document.published.value_or(*seen).local_day());
  const bool repeated = *held && (*held)->fingerprint == arrival.fingerprint;
  if (!repeated) {
    arrival.sketch = sketch_of(document.text, document.outlet);
    if (auto settled = settle_copy(arrival, *held ? (*held)->key : -1); !settled) return settled.error();
  }
  if (!*held) {
    arrival.known_from = number_of(known_day(document, seen->local_day()));
    return add(arrival, events);
  }
  if (repeated && keep <= (*held)->kept) return Stored::kRepeated;
  const Timestamp moment = latest(*seen, (*held)->seen);
  arrival.seen = to_iso(moment);
  arrival.key = (*held)->key;
  arrival.revision = (*held)->revision + 1;
  const Day revised = revised_day(document, (*held)->published, moment.local_day());
  arrival.known_from = std::max(number_of(revised), (*held)->known_from);
  return change(arrival, **held, events);
}

}  // namespace brink
