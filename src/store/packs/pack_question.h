// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "store/asked_days.h"
#include "store/packs/pack.h"
#include "store/rows.h"
#include "store/words.h"

namespace brink {

// What is known of a pack before it is read.
struct PackHead {
  std::int64_t key = 0;
  std::string hash;                          // of its bytes
  std::int64_t newest = 0, oldest = 0;       // moments of its reports
  std::int64_t last_day = 0, first_known = 0;
  std::int64_t reports = 0, events = 0, first_event_key = 0;
};

// Whether a pack can be like that: damaged tables say anything.
bool is_possible(const PackHead& head);

// A question put to the events of packs: what filter.h makes into SQL for the tables. An event's labels,
// type, code and status, and its names, are looked at once for all events that share them.
class PackQuestion {
 public:
  // Error for a day that is none.
  static Result<PackQuestion> read(const EventQuery& query);

  // False when no event of such a pack can answer.
  bool may_concern(const PackHead& head) const;

  // Of one pack.
  class Sieve {
   public:
    bool lets_through(const Pack& pack, std::size_t event) const;
    // The first that it lets through, from this one on; one behind the last for none.
    std::size_t next(const Pack& pack, std::size_t event) const;

   private:
    friend class PackQuestion;
    void note_few(const Pack& pack);
    std::vector<std::uint8_t> acts_;        // by act: 1 if its events may answer
    std::vector<std::uint64_t> few_;        // where few may answer, a bit for each that does; else empty
    std::vector<std::uint8_t> names_;       // by name: which groups it answers, a bit each
    std::uint8_t groups_ = 0;               // that must be answered
    std::int64_t known_until_ = 0, since_ = 0, first_until_ = 0, last_until_ = 0;
  };
  Sieve sieve(const Pack& pack) const;

 private:
  struct Group {
    std::vector<KeyKind> kinds;
    std::vector<std::pair<std::string, std::string>> names;  // key, and " MIL " or ""
  };
  void ask(std::initializer_list<KeyKind> kinds, const std::vector<std::string>& names);
  bool is_wanted(const Pack& pack, std::size_t act) const;

  std::vector<std::string> type_, cameo_;
  std::vector<std::vector<std::string>> labels_;  // of each list one line must be there
  std::vector<Status> status_;
  std::vector<Group> groups_;
  AskedDays days_;
  std::optional<Day> known_by_;
  bool words_ = false;  // no event in a pack has any
};

// The same of reports.
class PackReportQuestion {
 public:
  static Result<PackReportQuestion> read(const DocumentQuery& query);
  bool may_concern(const PackHead& head) const;
  bool lets_through(const Pack& pack, std::size_t report) const;

 private:
  explicit PackReportQuestion(const std::string& text) : words_(text) {}
  std::vector<std::string> outlet_, language_;
  AskedDays days_;
  WordQuestion words_;
  bool asks_words_ = false;
};

}  // namespace brink
