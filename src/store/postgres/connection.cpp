// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/connection.h"

#include <algorithm>
#include <thread>

#include "store/address.h"
#include "store/postgres/cursor.h"

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kRestart = 60s;       // a server takes to come back, reading its log again
constexpr auto kFirstPause = 50ms;   // doubled from try to try
constexpr auto kLongestPause = 2s;
constexpr int kStatementMs = 600'000;  // a statement's usual bound
constexpr std::size_t kCopyPart = 1 << 20;
constexpr const char* kAnswering = "one that answers";
constexpr const char* kLettingIn = "a PostgreSQL server that lets this role in";
constexpr const char* kServersRoom = "free space on the server's disk";

// What is asked of every connection: later names win over what the address says, earlier ones do not.
struct Parameters {
  explicit Parameters(const std::string& where) : address(where) {}
  const std::string& address;
  const char* names[8] = {"connect_timeout", "keepalives_idle",           "tcp_user_timeout", "dbname",
                          "client_encoding", "fallback_application_name", nullptr,            nullptr};
  const char* values[8] = {"10", "30", "60000", address.c_str(), "UTF8", "brink", nullptr, nullptr};
};

void keep_quiet(void*, const char*) {}

bool is_any_of(std::string_view state, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

PostgresFault fault_of(std::string_view state) {
  if (state.starts_with("08") || is_any_of(state, {"57P01", "57P02", "57P03", "57P05", "25P03"})) return PostgresFault::kLost;
  if (is_any_of(state, {"40001", "40P01"})) return PostgresFault::kConflict;
  if (state == "55P03") return PostgresFault::kWaiting;
  return PostgresFault::kOther;
}

std::string one_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  if (what.empty()) return;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

bool is_readable(const std::string& where) {
  return std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)>(PQconninfoParse(where.c_str(), nullptr),
                                                                       PQconninfoFree) != nullptr;
}

}  // namespace

PostgresConnection::PostgresConnection(std::string where, Access access, int wait_ms)
    : where_(std::move(where)), shown_(shown_address(where_)), access_(access), wait_ms_(wait_ms), handle_(nullptr, PQfinish) {}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& where, Access access,
                                                                     int wait_ms) {
  // libpq's own words on an address that it cannot read may hold the password.
  if (!is_readable(where))
    return Error{"store", shown_address(where), "an address that cannot be read", "postgresql://user@host:port/database"};
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(where, access, wait_ms));
  const Parameters parameters(where);
  auto connected = connection->connect();
  if (!connected && PQpingParams(parameters.names, parameters.values, 1) == PQPING_REJECT)  // it is starting
    connected = connection->reconnect();
  if (!connected) return connected.error();
  return connection;
}

Outcome PostgresConnection::connect() {
  const Parameters parameters(where_);
  prepared_.clear();
  ahead_ = nullptr;
  ++connected_;
  handle_.reset(PQconnectdbParams(parameters.names, parameters.values, 1));
  if (lost()) return unreached();
  PQsetNoticeProcessor(handle_.get(), keep_quiet, nullptr);
  if (auto settled = settle(); !settled || !writable()) return settled;
  return end_the_one_before();
}

void PostgresConnection::drop() {
  ahead_ = nullptr;
  handle_.reset();
}

// One's own connections anybody may end. Where it cannot be ended it stays, as locks do that are waited for.
Outcome PostgresConnection::end_the_one_before() {
  if (!process_.empty())
    (void)ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ? AND backend_start = CAST(? AS timestamptz)",
              PostgresValues().add(std::string_view(process_)).add(std::string_view(begun_)));
  auto now = ask("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()");
  if (!now) return now.error();
  process_ = now->empty() ? "" : now->text(0, 0), begun_ = now->empty() ? "" : now->text(0, 1);
  return Done{};
}

Outcome PostgresConnection::settle() const {
  const auto most = most_.count() > 0 ? most_.count() : kStatementMs;
  std::string settings =
      // The bounds of this program's patience, and a server that notices when this program's machine is gone.
      "SET lock_timeout = " + lock_timeout() + "; SET statement_timeout = " + std::to_string(most) +
      "; SET idle_in_transaction_session_timeout = 600000; SET tcp_keepalives_idle = 60;"
      "SET client_min_messages = error; SET bytea_output = hex; SET standard_conforming_strings = on;"
      // Cursors are read to their end; and compiling a question costs more than it saves on these.
      "SET cursor_tuple_fraction = 1; SET jit = off;"
      // Archives lie on disks that seek fast, and mostly in memory.
      "SET random_page_cost = 1.1; SET work_mem = '64MB'";
  if (access_ == Access::kRead) settings += "; SET default_transaction_read_only = on";
  return run(settings);
}

std::string PostgresConnection::lock_timeout() const { return std::to_string(std::max(wait_ms_, 1)); }

Outcome PostgresConnection::reconnect() {
  const auto ends = Clock::now() + kRestart;
  auto pause = std::chrono::milliseconds(kFirstPause);
  const Parameters parameters(where_);
  while (true) {
    auto connected = connect();
    if (connected || Clock::now() >= std::min(ends, ends_)) return connected;
    // A server that takes connections and refuses this one will not think better of it.
    if (PQpingParams(parameters.names, parameters.values, 1) == PQPING_OK) return connect();
    std::this_thread::sleep_for(pause);
    pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
  }
}

Outcome PostgresConnection::ready() const {
  if (Clock::now() > ends_) {
    fault_ = PostgresFault::kOther;
    return error("a question that took too long", "a narrower one");
  }
  if (ahead_ == nullptr) return Done{};
  return ahead_->take_ahead();
}

template <class Send>
Result<PostgresRows> PostgresConnection::carry_out(const Send& send) const {
  if (auto good = ready(); !good) return good.error();
  if (!shielded_) return answer(send());
  if (auto begun = answer(PQexec(handle_.get(), "SAVEPOINT shield")); !begun) return begun;
  auto rows = answer(send());
  const PostgresFault fault = fault_;
  if (fault == PostgresFault::kLost) return rows;
  auto ended = answer(PQexec(handle_.get(), rows ? "RELEASE shield" : "ROLLBACK TO shield; RELEASE shield"));
  if (!ended) return ended;
  fault_ = fault;
  return rows;
}

Result<PostgresRows> PostgresConnection::ask(const std::string& sql, const PostgresValues& values) const {
  const PostgresValues::Laid laid = values.laid_out();
  const std::string numbered = with_numbered_places(sql);
  return carry_out([&] {
    return PQexecParams(handle_.get(), numbered.c_str(), laid.count, nullptr, laid.bytes.data(), laid.sizes.data(), laid.formats.data(), 0);
  });
}

Result<PostgresRows> PostgresConnection::ask_prepared(const std::string& sql, const PostgresValues& values, PostgresFormat format) const {
  auto it = prepared_.find(sql);
  if (it == prepared_.end()) {
    const std::string name = "s" + std::to_string(prepared_.size());
    const std::string numbered = with_numbered_places(sql);
    auto made = carry_out([&] { return PQprepare(handle_.get(), name.c_str(), numbered.c_str(), 0, nullptr); });
    if (!made) return made.error();
    it = prepared_.emplace(sql, name).first;
  }
  const PostgresValues::Laid laid = values.laid_out();
  return carry_out([&] {
    return PQexecPrepared(handle_.get(), it->second.c_str(), laid.count, laid.bytes.data(), laid.sizes.data(), laid.formats.data(),
                          format == PostgresFormat::kBinary ? 1 : 0);
  });
}

Outcome PostgresConnection::run(const std::string& script) const {
  auto rows = carry_out([&] { return PQexec(handle_.get(), script.c_str()); });
  if (!rows) return rows.error();
  return Done{};
}

Result<std::int64_t> PostgresConnection::number(const std::string& sql) const {
  auto rows = ask(sql);
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->number(0, 0);
}

Outcome PostgresConnection::copy_in(const std::string& table_and_columns, std::string_view rows) const {
  if (auto begun = run("COPY " + table_and_columns + " FROM STDIN (FORMAT binary)"); !begun) return begun;
  bool sent = true;
  for (std::size_t at = 0; sent && at < rows.size(); at += kCopyPart) {
    const std::string_view part = rows.substr(at, kCopyPart);
    sent = PQputCopyData(handle_.get(), part.data(), static_cast<int>(part.size())) == 1;
  }
  if (sent) sent = PQputCopyEnd(handle_.get(), nullptr) == 1;
  if (!sent && lost()) return failure(nullptr);
  // A COPY that is not ended would be answered for ever.
  if (!sent) (void)PQputCopyEnd(handle_.get(), "not all rows could be sent");
  PGresult* result = PQgetResult(handle_.get());
  while (PGresult* end = PQgetResult(handle_.get())) PQclear(end);
  auto done = answer(result);
  if (!done) return done.error();
  return Done{};
}

Result<PostgresRows> PostgresConnection::answer(PGresult* result) const {
  PostgresRows rows(result);
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
      fault_ = PostgresFault::kNone;
      return rows;
    default:
      return failure(result);
  }
}

Error PostgresConnection::failure(const PGresult* result) const {
  const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const std::string state = field ? field : "";
  fault_ = lost() ? PostgresFault::kLost : fault_of(state);
  const std::string message =
      masked(one_line(result && field ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : PQerrorMessage(handle_.get())));
  if (fault_ == PostgresFault::kLost) return error("a server that went away (" + message + ")", kAnswering);
  if (state == "55P03") return error("an archive that another writer holds", "one writer at a time");
  if (state == "57014") return error("a question that took too long", "a narrower one");
  if (state == "53100") return error("no room to write", kServersRoom);
  if (state == "53300") return error("a server with too many connections", "a larger max_connections, or fewer programs");
  if (state == "25006") return error("a database that may not be written (" + message + ")", "leave to write");
  if (state == "42501") return error("a role that may not do this (" + message + ")", "the owner of the archive's tables");
  if (state.starts_with("XX")) return error("a damaged archive (" + message + ")", "an intact one: restore a copy");
  return error(message + (state.empty() ? "" : " (SQLSTATE " + state + ")"), "a statement that the server takes (its log tells more)");
}

Error PostgresConnection::unreached() const {
  fault_ = PostgresFault::kLost;
  return error(masked(one_line(PQerrorMessage(handle_.get()))), kLettingIn);
}

std::string PostgresConnection::masked(std::string message) const {
  replace_all(message, where_, shown_);
  // A word left out of a sentence tells what it was: so nothing of one that holds a secret, or a part of one.
  const auto told = [&](const std::string& secret) { return message.find(secret) != std::string::npos; };
  if (const auto secrets = secrets_of(where_); std::any_of(secrets.begin(), secrets.end(), told))
    return "an answer that is not shown, since it may hold the password";
  return message;
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::another_reader() const {
  auto another = open(where_, Access::kRead, wait_ms_);
  if (!another || most_.count() == 0) return another;
  if (auto set = (*another)->stop_after(most_); !set) return set.error();
  (*another)->ends_ = ends_;
  return another;
}

Outcome PostgresConnection::stop_after(std::chrono::milliseconds most) {
  most_ = most;
  start_clock();
  return run("SET statement_timeout = " + std::to_string(most.count()));
}

bool is_of_the_server(const Error& error) {
  return error.expected == kAnswering || error.expected == kLettingIn || error.expected == kServersRoom;
}

void PostgresConnection::start_clock() { ends_ = Clock::now() + most_; }

}  // namespace brink
