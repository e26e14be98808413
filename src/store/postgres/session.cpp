// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/session.h"

#include <algorithm>

namespace brink {
namespace {

constexpr int kMostTries = 5;                      // of one deed
constexpr std::int64_t kCommitsKept = 10'000;       // names of; more than others make while a server restarts
constexpr std::size_t kMostRemembered = 512 << 20;  // bytes of deeds; a longer transaction is not run again
constexpr std::size_t kMostWaiting = 64 << 20;      // bytes of rows; then they are sent before the end

// Turns of the archives in other schemas of the database are others.
constexpr const char* kTurn = "(hashtextextended('brink turn ' || quote_ident(current_schema()) || ' ' || ?, 0))";

std::size_t size_of(const Document& document, std::span<const Event> events) {
  std::size_t size = document.title.size() + document.text.size() + document.url.size() + sizeof document;
  for (const Event& event : events) size += event.text.size() + 2 * sizeof event;
  return size;
}

}  // namespace

PostgresSession::~PostgresSession() {
  if (turns_.empty() || connection_->lost()) return;
  (void)roll_back();
  (void)connection_->run("SELECT pg_advisory_unlock_all()");
}

bool PostgresSession::may_run_again(int tries) const {
  if (tries >= kMostTries || deed_bytes_ > kMostRemembered) return false;
  const PostgresFault fault = connection_->fault();
  return fault == PostgresFault::kLost || (fault == PostgresFault::kConflict && begun_);
}

Outcome PostgresSession::run_again() {
  for (int tries = 1;; ++tries) {
    auto done = run_again_once();
    // A server may go away while the transaction is run again, too.
    if (done || tries >= kMostTries || connection_->fault() != PostgresFault::kLost) return done;
  }
}

Outcome PostgresSession::run_again_once() {
  const PostgresShield bare(*connection_, false);
  if (!connection_->lost() && connection_->in_transaction()) (void)connection_->run("ROLLBACK");
  if (connection_->fault() == PostgresFault::kLost || connection_->lost()) {
    if (auto connected = connection_->reconnect(); !connected) return connected;
    if (auto taken = take_turns_again(); !taken) return taken;
  }
  if (!begun_) return Done{};
  remember_waiting();
  if (auto started = start(); !started) return started;
  if (committing_) return Done{};  // commit() asks first what became of it
  doing_again_ = true;
  Outcome done = Done{};
  for (auto deed = deeds_.begin(); done && deed != deeds_.end(); ++deed) done = (*deed)();
  doing_again_ = false;
  if (!done) packing_ = PackWriter();  // all of it is remembered, and what it became later too
  return done;
}

Result<bool> PostgresSession::take_turn(const std::string& name) {
  auto rows = ask([&] { return connection_->ask(std::string("SELECT pg_try_advisory_lock") + kTurn, PostgresValues().add(name)); }, false);
  if (!rows) return rows.error();
  if (rows->raw(0, 0) != "t") return false;
  turns_.insert(name);
  return true;
}

// Waits as for any lock: the server may still be ending the connection before.
Outcome PostgresSession::take_turns_again() {
  for (const std::string& name : turns_) {
    auto taken = connection_->ask(std::string("SELECT pg_advisory_lock") + kTurn, PostgresValues().add(name));
    if (taken) continue;
    const bool another = connection_->fault() == PostgresFault::kWaiting;
    connection_->drop();  // so that nothing is done without it
    if (!another) return taken.error();
    return connection_->error("another program, which took the turn of " + name + " while the connection was lost", "one at a time");
  }
  return Done{};
}

// Takes the archive's one row, and with it the writers' turn.
Outcome PostgresSession::start() {
  waiting_.begin(0, 0);
  packing_ = PackWriter();
  packs_.forget();
  parts_.forget();
  absent_ = {};
  if (auto begun = connection_->run("BEGIN"); !begun) return begun;
  auto rows = connection_->ask(
      "UPDATE brink_archive SET writes = writes + 1 RETURNING last_document, last_event, writes, gen_random_uuid()::text");
  if (!rows) {
    const PostgresFault fault = connection_->fault();
    if (fault == PostgresFault::kWaiting || fault == PostgresFault::kOther) (void)connection_->run("ROLLBACK");
    return rows.error();
  }
  if (rows->empty()) return connection_->error("an archive without its row of state", "an intact one: restore a copy");
  waiting_.begin(rows->number(0, 0), rows->number(0, 1));
  if (!committing_) writes_ = rows->number(0, 2), transaction_ = rows->text(0, 3);
  if (settings_.most_bytes == 0) return Done{};
  const auto bytes = connection_->number(
      "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'");
  if (!bytes) return bytes.error();
  bytes_ = static_cast<std::uint64_t>(*bytes);
  return Done{};
}

Outcome PostgresSession::begin() {
  if (begun_) return connection_->error("begin within begin", "commit or roll_back first");
  if (!connection_->lost() && connection_->in_transaction())
    return connection_->error("begin within a question", "the question's end first");
  auto started = keep_at([this] { return start(); });
  if (started) begun_ = true;
  return started;
}

Outcome PostgresSession::send_waiting() {
  const PostgresShield bare(*connection_, false);
  if (!begun_) return Done{};
  if (auto settled = writer().settle_waiting(); !settled) return settled;
  return waiting_.empty() ? Outcome(Done{}) : waiting_.send(*connection_, parts_);
}

Outcome PostgresSession::finish() {
  if (committing_) {
    const auto committed = was_committed();
    if (!committed) return committed.error();
    if (*committed) return connection_->run("ROLLBACK");  // of what start() took to ask
    committing_ = false;
    if (auto again = run_again(); !again) return again;
  }
  if (auto sent = send_waiting(); !sent) return sent;
  auto kept = outcome_of(connection_->ask_prepared(
      "WITH here AS (INSERT INTO commits (name, writes) VALUES (CAST(? AS uuid), ?)),"
      " old AS (DELETE FROM commits WHERE writes <= ?)"
      " UPDATE brink_archive SET last_document = ?, last_event = ?",
      PostgresValues().add(transaction_).add(writes_).add(writes_ - kCommitsKept).add(waiting_.last_document()).add(waiting_.last_event())));
  if (!kept) return kept;
  committing_ = true;
  auto done = connection_->run("COMMIT");
  if (done || connection_->fault() != PostgresFault::kLost) committing_ = false;
  return done;
}

// start() has taken the archive's row, so the transaction before has come to its end.
Result<bool> PostgresSession::was_committed() {
  auto rows = connection_->ask("SELECT FROM commits WHERE name = CAST(? AS uuid)", PostgresValues().add(transaction_));
  if (!rows) return rows.error();
  return !rows->empty();
}

Outcome PostgresSession::commit() {
  if (!begun_) return connection_->error("nothing begun, or already rolled back", "begin before commit");
  auto done = keep_at([this] { return finish(); });
  if (!done) (void)roll_back();
  forget();
  return done;
}

Outcome PostgresSession::roll_back() {
  forget();
  const PostgresShield bare(*connection_, false);
  if (connection_->lost() || !connection_->in_transaction()) return Done{};
  return connection_->run("ROLLBACK");
}

void PostgresSession::forget() {
  begun_ = false, committing_ = false, doing_again_ = false;
  waiting_.begin(0, 0);
  packing_ = PackWriter();
  packs_.forget();
  parts_.forget();
  deeds_.clear();
  absent_ = {};
  deed_bytes_ = 0;
}

void PostgresSession::remember(std::function<Outcome()> deed, std::size_t bytes) {
  deed_bytes_ += bytes;
  if (deed_bytes_ > kMostRemembered) deeds_.clear();
  else deeds_.push_back(std::move(deed));
}

// Reports without words are remembered as the pack that they were made into: a tenth of the memory, and no copy of
// each. Put again they may meet what others wrote meanwhile.
void PostgresSession::remember_pack(const PackWriter::Made& made) {
  if (doing_again_) return;
  const auto kept = std::make_shared<PackWriter::Made>();
  kept->bytes = made.bytes, kept->sources = made.sources;
  const auto put_again = [this](const Pack& pack, std::uint32_t number, const StoredDocument& stored) -> Outcome {
    const auto events = pack.events_of(number);
    if (!events) return events.error();
    auto put = do_put(stored.document, *events, Keep::kFull, stored.first_seen);
    return put ? writer().settle_full() : Outcome(put.error());
  };
  remember([this, kept, put_again] { return each_report(*kept, connection_->where(), put_again); }, kept->bytes.size() + kept->sources.size());
}

void PostgresSession::remember_waiting() {
  if (packing_.reports() > 0) remember_pack(packing_.make());
}

Outcome PostgresSession::expect(std::span<const std::string> ids) {
  if (!begun_) return Done{};
  std::set<std::string> absent;
  auto rows = keep_at([&]() -> Result<PostgresRows> {
    // What waits is in no table yet, and may be by the time that it comes again.
    std::vector<std::string> asked;
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(asked), [&](const std::string& id) { return !waiting_.has(id) && !packing_.has(id); });
    absent = {asked.begin(), asked.end()};
    if (auto expected = packs_.expect(asked); !expected) return expected.error();
    return connection_->ask("SELECT id FROM documents WHERE id = ANY(CAST(? AS text[]))", PostgresValues().add_list(asked));
  });
  if (!rows) return rows.error();
  for (int row = 0; row < rows->size(); ++row) absent.erase(rows->text(row, 0));
  std::vector<IdBytes> left;
  for (const std::string& id : absent)
    if (is_hex_id(id)) left.push_back(id_bytes(id));
  absent_ = AbsentIds(std::move(left));
  return Done{};
}

Outcome PostgresSession::has_room(const Document& document, std::span<const Event> events) {
  if (settings_.most_bytes == 0) return Done{};
  const std::uint64_t more = size_of(document, events);
  if (bytes_ + more > settings_.most_bytes) return connection_->error("no room to write", "a larger bound");
  bytes_ += more;
  return Done{};
}

PostgresWriter PostgresSession::writer() {
  return {*connection_, settings_, waiting_, packing_, packs_, parts_, absent_, [this](const PackWriter::Made& made) { remember_pack(made); }};
}

Result<Stored> PostgresSession::do_put(const Document& document, std::span<const Event> events, Keep keep,
                                       const std::string& now) {
  if (auto room = has_room(document, events); !room) return room.error();
  auto stored = writer().put(document, events, keep, now);
  if (!stored) return stored;
  absent_.erase(document.id);
  packs_.forget(document.id);
  if (waiting_.bytes() > kMostWaiting)
    if (auto sent = waiting_.send(*connection_, parts_); !sent) return sent.error();
  return stored;
}

Result<Stored> PostgresSession::put(const Document& document, std::span<const Event> events, Keep keep,
                                    const std::string& now) {
  return alone_or_within([&] {
    auto stored = keep_at([&] { return do_put(document, events, keep, now); });
    if (!stored) return stored;
    if (!packing_.has(document.id))
      remember([this, document, own = std::vector<Event>(events.begin(), events.end()), keep,
                now] { return outcome_of(do_put(document, own, keep, now)); },
               size_of(document, events));
    else if (auto settled = keep_at([&] { return writer().settle_full(); }); !settled)
      stored = settled.error();
    return stored;
  });
}

}  // namespace brink
