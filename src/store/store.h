// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "brink/archive.h"

namespace brink {

enum class Access { kRead, kWrite };  // kWrite creates the archive and brings its tables up to date

// How much of a report's words an archive keeps where its rights allow an excerpt only.
struct ExcerptLimit {
  std::size_t characters = 500;  // of each event's sentence; 0 keeps none
  std::size_t sentences = 0;     // most different sentences of one document; 0: no bound
};

struct ArchiveSettings {
  ExcerptLimit excerpt;
  int wait_ms = 10'000;          // how long to wait for another writer
  std::uint64_t most_bytes = 0;  // the archive refuses to grow beyond; 0: no bound
  std::size_t pack_from = 500;   // so many reports without words, put in one transaction, lie together in a
                                 // pack, not in rows (docs/store.md); 0: none ever does
};

// Opens the archive at `where`: a file's path, or the address of a PostgreSQL database as
// "postgresql://user@host:port/database". Refuses one that a newer version wrote, and what is no archive
// of ours.
Result<std::unique_ptr<Archive>> open_archive(const std::string& where, Access access,
                                              const ArchiveSettings& settings = {});

// Is it the disk or the server that stood in the way, full, broken or away, rather than what was asked for?
bool is_of_the_disk(const Error& error);

// Whether `where` is the address of a database on a server, not a file's path.
bool is_address(const std::string& where);

// The same as a person may read it: of an address without its password.
std::string shown_address(const std::string& where);

// Events that one writer after the other has added.
struct NewEvents {
  std::int64_t position = 0;  // give it back to hear of those that came later
  std::uint64_t count = 0;
  std::vector<std::string> ids;  // the newest, at most as many as asked for
};

enum class CountBy { kAll, kType, kCameoRoot, kStatus };

// Events of one day and kind.
struct EventDay {
  Day day{};        // the last day of the act
  std::string key;  // type, CAMEO root ("19") or status, as asked; "" for kAll
  std::uint64_t events = 0;
};

// What one who serves an archive asks of it besides. A connection of its own, for reading; not shared
// between threads. A question that runs longer than `most_ms` ends with an Error that says so.
class ArchiveLens {
 public:
  static Result<std::unique_ptr<ArchiveLens>> open(const std::string& where, int most_ms);
  virtual ~ArchiveLens() = default;

  virtual const Archive& archive() const = 0;
  virtual void start_clock() = 0;  // the time allowed runs from now

  // Another number whenever somebody else has written; compares only with this lens's own.
  virtual Result<std::int64_t> data_version() const = 0;

  // The events that hold now of the document with this id, in the order of its text.
  virtual Result<std::vector<Event>> events_of(const std::string& document) const = 0;

  // Those added since `position`; from 0 only the position of now.
  virtual Result<NewEvents> events_since(std::int64_t position, std::size_t most) const = 0;

  // Events that answer `query` a day, the act's last day between since and until, which must be days.
  // Text, limit and after do not count.
  virtual Result<std::vector<EventDay>> count_days(EventQuery query, CountBy by) const = 0;

  // First and last day with a report; nothing in an empty archive.
  virtual Result<std::vector<Day>> report_range() const = 0;
};

}  // namespace brink
