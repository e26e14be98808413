// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "brink/alert.h"
#include "brink/document.h"
#include "brink/event.h"
#include "brink/result.h"
#include "brink/time.h"
#include "brink/watch.h"

namespace brink {

// A document as an archive keeps it: cut down to what its rights allow.
struct StoredDocument {
  Document document;      // text is empty unless kept in full
  Keep kept = Keep::kFull;
  std::string fingerprint;  // 32 hex digits over title and text: tells an update from a repeat
  int revision = 1;         // 1 for the first text seen at this identity
  std::string first_seen;   // UTC, ISO 8601: when the archive took the first revision
  std::string known_from;   // "2022-01-28": the day from which this revision could be known
  std::string known_until;  // with an event: the day from which that held no longer; "" while it does
  std::string copy_of;      // Document::id of the report that this revision's words were taken from; "" for none
};

struct DocumentQuery {
  std::string text;            // full-text words
  std::vector<std::string> outlet, language;
  std::string since, until;    // published, "2022-01-28", inclusive
  std::size_t limit = 0;       // 0: no bound
  std::string after;           // paging: the id that ended the page before
};

// A thing that could not be read, kept so that the operator can look.
struct SetAside {
  std::string source;
  Error error;
  std::string at;  // UTC, ISO 8601
};

enum class Stored { kNew, kRevised, kRepeated };

struct ReportDay {
  Day day{};
  std::uint64_t reports = 0;
};

struct ArchiveCounts {
  std::uint64_t documents = 0, events = 0, set_aside = 0;
};

// What a store offers the rest. One writer at a time, any number of readers. Not shared between
// threads: each thread opens its own.
class Archive {
 public:
  virtual ~Archive() = default;

  // Writes between begin and commit reach the disk together or not at all. Not nested.
  virtual Outcome begin() = 0;
  virtual Outcome commit() = 0;
  virtual Outcome roll_back() = 0;

  // Keeps the document as `keep` and its own rights allow, the stricter of both, with its events.
  // The same text at the same identity is kRepeated and changes nothing, but that a stricter keep
  // cuts down what is held. A changed text is kRevised and replaces text and events; the events of
  // the revision before stay as what was known until then. `now`: UTC, ISO 8601.
  virtual Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep,
                             const std::string& now) = 0;
  virtual Outcome set_aside(const SetAside& item) = 0;

  // The ids of documents that will be put next in this transaction, so that a store far away can ask for
  // all of them at once. Changes no answer.
  virtual Outcome expect(std::span<const std::string> ids) {
    (void)ids;
    return Done{};
  }

  // Does what was left for later, so that look-ups are quick: at the end of much writing. Changes no answer.
  virtual Outcome tidy() { return Done{}; }

  // A second reader of the same archive, for another thread; nothing where there is none to be had, as while a
  // transaction is open, whose writes it would not see. Bounds on time are this one's. This one must outlive it.
  virtual std::unique_ptr<Archive> another_reader() const { return nullptr; }

  // What a fetch remembers of an address: ETag and Last-Modified.
  struct Validators { std::string etag, last_modified; };
  virtual Result<Validators> validators(const std::string& url) const = 0;
  virtual Outcome keep_validators(const std::string& url, const Validators& validators) = 0;

  // Look-ups. A visitor returns false to stop. Order: newest published first (a document without
  // a date counts by first_seen), then id. A prefix has at least 6 hex digits. `events` answers
  // with the events that hold now, or with `known_by` those that held by reports of that day; with
  // each comes the revision of the document that first bore it, without its text.
  virtual Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const = 0;
  virtual Outcome documents(const DocumentQuery& query,
                            const std::function<bool(const StoredDocument&)>& visit) const = 0;
  virtual Result<std::vector<Event>> event(const std::string& id_or_prefix) const = 0;
  virtual Outcome events(const EventQuery& query,
                         const std::function<bool(const Event&, const StoredDocument&)>& visit) const = 0;
  virtual Outcome set_asides(const std::function<bool(const SetAside&)>& visit) const = 0;
  virtual Result<ArchiveCounts> counts() const = 0;

  // How many documents of each day of publication the archive holds, `first` and `last` included,
  // oldest first; days without any are left out.
  virtual Result<std::vector<ReportDay>> report_days(Day first, Day last) const = 0;

  // Alerts, newest first. put_alert keeps what is there: false when the id was known already.
  virtual Result<bool> put_alert(const Alert& alert) = 0;
  virtual Result<std::vector<StoredAlert>> alerts(const AlertQuery& query) const = 0;
  // Moments in UTC, ISO 8601; "" takes the mark away, nothing leaves it as it is. An Error when there
  // is no such alert.
  struct AlertMark { std::optional<std::string> acknowledged, muted_until; };
  virtual Outcome mark_alert(const std::string& id, const AlertMark& mark) = 0;

  // Deliveries, oldest alert first. put_delivery replaces what was said of this alert and channel.
  virtual Result<std::vector<Delivery>> deliveries(const DeliveryQuery& query) const = 0;
  virtual Outcome put_delivery(const Delivery& delivery) = 0;

  // Of programs that each ask for the turn of this name, over this archive, one at a time has it: until its archive is
  // closed, or the program is gone. False: another has it. `name`: letters, digits, '.', '-', '_'. One that has it may ask again.
  virtual Result<bool> take_turn(const std::string& name) = 0;

  // A text that a program leaves for its next run; "" for none.
  virtual Result<std::string> note(const std::string& name) const = 0;
  virtual Outcome keep_note(const std::string& name, const std::string& text) = 0;
};

}  // namespace brink
