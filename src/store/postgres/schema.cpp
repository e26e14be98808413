// SPDX-License-Identifier: Apache-2.0
#include "store/postgres/schema.h"

#include "store/postgres/connection.h"
#include "store/postgres/migrations.h"

namespace brink {
namespace {

constexpr std::int64_t kOldestServer = 130'000;  // 13: gen_random_uuid

struct PostgresHead {
  bool archive = false;
  std::int64_t version = 0, strangers = 0;  // tables of our names that are not ours
  std::int64_t server = 0;
  std::string encoding, schema;
};

std::int64_t our_version() { return static_cast<std::int64_t>(postgres_migrations().size()); }

Result<PostgresHead> read_head(const PostgresConnection& connection) {
  auto rows = connection.ask(
      "SELECT to_regclass(quote_ident(current_schema()) || '.brink_archive') IS NOT NULL,"
      " (SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(current_schema()))"
      "  AND relname IN ('documents', 'revisions', 'events', 'event_keys', 'report_days', 'sketches',"
      "  'sketch_keys', 'set_asides', 'validators', 'alerts', 'alert_deliveries', 'notes', 'commits', 'event_months',"
      "  'packs', 'pack_bytes', 'pack_sources', 'pack_ids', 'pack_gone')),"
      " current_setting('server_version_num'), getdatabaseencoding(), current_schema()");
  if (!rows) return rows.error();
  PostgresHead head;
  head.archive = rows->raw(0, 0) == "t";
  head.strangers = head.archive ? 0 : rows->number(0, 1);
  head.server = rows->number(0, 2);
  head.encoding = rows->text(0, 3), head.schema = rows->text(0, 4);
  if (!head.archive) return head;
  const auto version = connection.number("SELECT version FROM brink_archive");
  if (!version) return version.error();
  head.version = *version;
  return head;
}

Outcome check_server(const PostgresHead& head, const PostgresConnection& connection) {
  if (head.server < kOldestServer)
    return connection.error("PostgreSQL " + std::to_string(head.server / 10'000), "13 or later");
  if (head.encoding != "UTF8") return connection.error("a database in " + head.encoding, "one in UTF8 (createdb -E UTF8)");
  if (head.schema.empty()) return connection.error("a search path without a schema", "the name of one that is there");
  return Done{};
}

Outcome check(const PostgresHead& head, const PostgresConnection& connection) {
  if (auto good = check_server(head, connection); !good) return good;
  if (head.strangers > 0) return connection.error("another program's tables", "a Brink archive, or a schema of its own for one");
  if (!head.archive) {
    if (!connection.writable()) return connection.error("no archive in this database", "one (`brink ingest` makes it)");
    return Done{};
  }
  const std::string known = "version " + std::to_string(our_version());
  if (head.version > our_version())
    return connection.error("an archive of version " + std::to_string(head.version), "at most " + known + ": use a newer brink");
  if (head.version < our_version() && !connection.writable())
    return connection.error("an archive of version " + std::to_string(head.version),
                            known + ": open it once for writing, to bring it up to date");
  return Done{};
}

Outcome bring_up_to_date(const PostgresConnection& connection, std::int64_t from) {
  for (std::int64_t version = from; version < our_version(); ++version)
    if (auto done = connection.run(postgres_migrations()[static_cast<std::size_t>(version)]); !done) return done;
  return connection.run("UPDATE brink_archive SET version = " + std::to_string(our_version()));
}

// Under a lock that goes with the transaction and names this schema, so that two programs that start
// together do not both build the tables.
Outcome migrate(const PostgresConnection& connection) {
  if (auto begun = connection.run("BEGIN; SELECT pg_advisory_xact_lock(hashtext('brink archive ' || current_schema()))"); !begun)
    return begun;
  const auto head = read_head(connection);
  Outcome done = head ? check(*head, connection) : Outcome(head.error());
  if (done && head->version < our_version()) done = bring_up_to_date(connection, head->version);
  if (done) done = connection.run("COMMIT");
  if (!done && connection.in_transaction()) (void)connection.run("ROLLBACK");
  return done;
}

}  // namespace

Outcome prepare_postgres(const PostgresConnection& connection) {
  const auto head = read_head(connection);
  if (!head) return head.error();
  if (auto good = check(*head, connection); !good) return good;
  return head->version < our_version() && connection.writable() ? migrate(connection) : Outcome(Done{});
}

}  // namespace brink
