// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "brink/archive.h"
#include "store/postgres/connection.h"
#include "store/postgres/event_parts.h"
#include "store/postgres/waiting_rows.h"

namespace brink {

// What was done in a transaction, so that it can be done again when its connection is lost.
struct PutDone {
  Document document;
  std::vector<Event> events;
  Keep keep;
  std::string now;
};
struct ValidatorsDone {
  std::string url;
  Archive::Validators validators;
};
using Deed = std::variant<PutDone, SetAside, ValidatorsDone>;

// A connection with the transaction that is open on it. When the server goes away, or ends the transaction
// for another's sake, it is begun again on a new connection and its deeds are done again, a few times.
// A commit whose answer was lost is asked after first, by the transaction's number, so that nothing is done
// twice.
class PostgresSession {
 public:
  PostgresSession(std::unique_ptr<PostgresConnection> connection, const ArchiveSettings& settings)
      : connection_(std::move(connection)), settings_(settings) {}

  const PostgresConnection& connection() const { return *connection_; }
  PostgresConnection& connection() { return *connection_; }
  bool begun() const { return begun_; }

  Outcome begin();
  Outcome commit();
  Outcome roll_back();
  Outcome expect(std::span<const std::string> ids);

  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep, const std::string& now);
  Outcome set_aside(const SetAside& item);
  Outcome keep_validators(const std::string& url, const Archive::Validators& validators);

  // Runs a question, which sees what the open transaction has written; again after the server went away,
  // unless `done` says that it has shown something.
  template <class Question>
  auto ask(const Question& question, const bool& shown) -> decltype(question()) {
    for (int tries = 1;; ++tries) {
      if (auto sent = send_waiting(); !sent) {
        if (!may_run_again(tries) || !run_again()) return sent.error();
        continue;
      }
      auto answer = question();
      if (!answer && connection_->spoilt()) (void)roll_back();
      if (answer || shown || !may_run_again(tries)) return answer;
      if (auto again = run_again(); !again) return again.error();
    }
  }

 private:
  template <class Act>
  auto keep_at(const Act& act) -> decltype(act());
  template <class Act>
  Outcome alone_or_within(Act act);
  bool may_run_again(int tries) const;
  Outcome run_again();
  Outcome do_again(const Deed& deed);
  Outcome start();
  Outcome send_waiting();
  Outcome finish();
  Result<bool> was_committed();
  Outcome has_room(const Document& document, std::span<const Event> events);
  void remember(Deed deed, std::size_t bytes);
  void forget();

  Result<Stored> do_put(const Document& document, std::span<const Event> events, Keep keep, const std::string& now);
  Outcome do_set_aside(const SetAside& item);
  Outcome do_keep_validators(const std::string& url, const Archive::Validators& validators);

  std::unique_ptr<PostgresConnection> connection_;
  ArchiveSettings settings_;
  WaitingRows waiting_;
  EventParts parts_;
  bool begun_ = false;
  bool committing_ = false;          // the commit was sent, its answer is not known
  std::string transaction_;          // its number on the server
  std::vector<Deed> deeds_;
  std::size_t deed_bytes_ = 0;
  std::set<std::string> absent_;     // ids that the archive had not when the transaction began
  std::uint64_t bytes_ = 0;          // of the archive, if it is bounded
};

}  // namespace brink
