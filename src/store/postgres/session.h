// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "store/packs/absent_ids.h"
#include "store/packs/pack_writer.h"
#include "store/postgres/connection.h"
#include "store/postgres/event_parts.h"
#include "store/postgres/waiting_rows.h"
#include "store/postgres/writer.h"

namespace brink {

constexpr bool kNothingShown = false;  // of a question whose answer goes out whole

// A connection with the transaction that is open on it. When the server goes away, or ends the transaction
// for another's sake, it is begun again on a new connection and its deeds are done again, a few times.
// A commit whose answer was lost is asked after first, by the transaction's own name, so that nothing is done
// twice.
class PostgresSession {
 public:
  PostgresSession(std::unique_ptr<PostgresConnection> connection, const ArchiveSettings& settings)
      : connection_(std::move(connection)), settings_(settings), packs_(*connection_) {}
  ~PostgresSession();  // turns are free when it returns
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  const PostgresConnection& connection() const { return *connection_; }
  PostgresConnection& connection() { return *connection_; }
  bool begun() const { return begun_; }

  Outcome begin();
  Outcome commit();
  Outcome roll_back();
  Outcome expect(std::span<const std::string> ids);

  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep, const std::string& now);

  // As Archive::take_turn. On a connection that is made anew the turns are taken again; where another has one by
  // then, nothing is asked or written any more.
  Result<bool> take_turn(const std::string& name);

  // Writes a row by statements, in the open transaction or in one of its own. `deed` may be run again after
  // this has returned, so it owns what it writes, some `bytes`.
  template <class Deed>
  auto write(const Deed& deed, std::size_t bytes) -> decltype(deed()) {
    return alone_or_within([&] {
      auto done = keep_at(deed);
      if (done) remember([deed] { return outcome_of(deed()); }, bytes);
      return done;
    });
  }

  // Runs a question, which sees what the open transaction has written; again after the server went away,
  // unless `shown` says that it has shown something. One that fails leaves the open transaction.
  template <class Question>
  auto ask(const Question& question, const bool& shown) -> decltype(question()) {
    for (int tries = 1;; ++tries) {
      if (auto sent = send_waiting(); !sent) {
        if (!may_run_again(tries) || !run_again()) return sent.error();
        continue;
      }
      auto answer = [&] {
        const PostgresShield shield(*connection_, connection_->in_transaction());
        return question();
      }();
      if (answer || shown || !may_run_again(tries)) return answer;
      if (auto again = run_again(); !again) return again.error();
    }
  }

 private:
  // Runs `act` until it is done, or failed for a reason that another try does not mend.
  template <class Act>
  auto keep_at(const Act& act) -> decltype(act()) {
    const PostgresShield bare(*connection_, false);
    for (int tries = 1;; ++tries) {
      auto result = act();
      if (result) return result;
      if (may_run_again(tries)) {
        if (auto again = run_again(); !again) return again.error();
        continue;
      }
      // A statement that failed outside a savepoint ends the transaction.
      if (connection_->lost() || connection_->spoilt()) (void)roll_back();
      return result;
    }
  }
  template <class Act>
  auto alone_or_within(const Act& act) -> decltype(act()) {
    const bool alone = !begun_;
    if (alone)
      if (auto started = begin(); !started) return started.error();
    auto done = act();
    if (!alone) return done;
    if (done)
      if (auto kept = commit(); !kept) done = kept.error();
    if (!done) (void)roll_back();
    return done;
  }
  template <class T>
  static Outcome outcome_of(const Result<T>& result) {
    if (!result) return result.error();
    return Done{};
  }
  bool may_run_again(int tries) const;
  Outcome run_again();
  Outcome run_again_once();
  Outcome take_turns_again();
  Outcome start();
  Outcome send_waiting();
  Outcome finish();
  Result<bool> was_committed();
  Outcome has_room(const Document& document, std::span<const Event> events);
  void remember(std::function<Outcome()> deed, std::size_t bytes);
  void remember_pack(const PackWriter::Made& made);
  void remember_waiting();
  void forget();

  PostgresWriter writer();
  Result<Stored> do_put(const Document& document, std::span<const Event> events, Keep keep, const std::string& now);

  std::unique_ptr<PostgresConnection> connection_;
  ArchiveSettings settings_;
  WaitingRows waiting_;
  PackWriter packing_;               // reports without words, till there are enough for a pack
  PostgresPacks packs_;
  EventParts parts_;
  bool begun_ = false;
  bool committing_ = false;          // the commit was sent, its answer is not known
  std::string transaction_;          // its name in the table of commits
  std::int64_t writes_ = 0;          // its number in the order of commits
  std::vector<std::function<Outcome()>> deeds_;  // what was done in the transaction, to do it again
  std::size_t deed_bytes_ = 0;
  bool doing_again_ = false;         // what is done is remembered already
  std::set<std::string> turns_;      // names
  AbsentIds absent_;                 // ids of which nothing waits and no row is there
  std::uint64_t bytes_ = 0;          // of the archive, if it is bounded
};

}  // namespace brink
