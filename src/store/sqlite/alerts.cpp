// SPDX-License-Identifier: Apache-2.0
// What the archive remembers of alerts, so that a restart tells nothing twice.
#include "fmt/format.h"
#include "store/alert_rows.h"
#include "store/sqlite/archive.h"

namespace brink {
namespace {

template <class T, class Read>
Result<std::vector<T>> all_rows(const Database& database, const std::string& sql,
                                const Filter& filter, const Read& read) {
  auto rows = database.prepare(sql);
  if (!rows) return rows.error();
  bind_all(*rows, filter.values);
  const auto text = [&](int column) { return std::string(rows->text(column)); };
  const auto number = [&](int column) { return rows->number(column); };
  std::vector<T> all;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return all;
    all.push_back(read(text, number));
  }
}

}  // namespace

Result<bool> SqliteArchive::put_alert(const Alert& alert) {
  if (auto may = may_write(); !may) return may.error();
  auto insert = database_->prepare(
      "INSERT INTO alerts (id, watch, kind, subject, state, severity, title, why, also, stories,"
      " events, documents, supersedes, at, acknowledged, muted_until)"
      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,'','') ON CONFLICT DO NOTHING RETURNING 1");
  if (!insert) return insert.error();
  insert->bind(alert.id).bind(alert.watch).bind(alert.kind).bind(alert.subject).bind(alert.state);
  insert->bind(static_cast<std::int64_t>(alert.severity)).bind(alert.title).bind(alert.why);
  insert->bind(as_lines(alert.also)).bind(as_lines(alert.stories)).bind(as_lines(alert.events));
  insert->bind(as_lines(alert.documents)).bind(alert.supersedes).bind(alert.at);
  const auto fresh = insert->step();
  if (!fresh) return fresh.error();
  if (*fresh)
    if (const auto end = insert->step(); !end) return end.error();
  return *fresh;
}

Result<std::vector<StoredAlert>> SqliteArchive::alerts(const AlertQuery& query) const {
  const auto filter = filter_for(query);
  if (!filter) return filter.error();
  std::string sql = fmt::format("SELECT {} FROM alerts WHERE {} ORDER BY at DESC, severity DESC, id", kAlertColumns, filter->sql);
  if (query.limit > 0) sql += fmt::format(" LIMIT {}", query.limit);
  return all_rows<StoredAlert>(*database_, sql, *filter,
                               [](const auto& text, const auto& number) { return alert_in(text, number); });
}

Outcome SqliteArchive::mark_alert(const std::string& id, const AlertMark& mark) {
  if (auto may = may_write(); !may) return may;
  auto update = database_->prepare(
      "UPDATE alerts SET acknowledged = CASE WHEN ? THEN ? ELSE acknowledged END,"
      " muted_until = CASE WHEN ? THEN ? ELSE muted_until END WHERE id = ? RETURNING 1");
  if (!update) return update.error();
  for (const auto* moment : {&mark.acknowledged, &mark.muted_until})
    update->bind(static_cast<std::int64_t>(moment->has_value())).bind(moment->value_or(""));
  update->bind(id);
  const auto found = update->step();
  if (!found) return found.error();
  if (!*found) return Error{"store", database_->where(), "no alert " + id, "the id of one"};
  const auto end = update->step();
  return end ? Outcome(Done{}) : Outcome(end.error());
}

Result<std::vector<Delivery>> SqliteArchive::deliveries(const DeliveryQuery& query) const {
  const Filter filter = filter_for(query);
  const std::string sql = fmt::format(
      "SELECT {} FROM alert_deliveries d JOIN alerts a ON a.id = d.alert WHERE {}"
      " ORDER BY a.at, a.severity DESC, a.id, d.channel",
      kDeliveryColumns, filter.sql);
  return all_rows<Delivery>(*database_, sql, filter,
                            [](const auto& text, const auto& number) { return delivery_in(text, number); });
}

Outcome SqliteArchive::put_delivery(const Delivery& delivery) {
  if (auto may = may_write(); !may) return may;
  auto insert = database_->prepare(
      "INSERT INTO alert_deliveries (alert, channel, state, tries, not_before, error, at, message)"
      " VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET state = excluded.state,"
      " tries = excluded.tries, not_before = excluded.not_before, error = excluded.error,"
      " at = excluded.at, message = excluded.message");
  if (!insert) return insert.error();
  insert->bind(delivery.alert).bind(delivery.channel);
  insert->bind(static_cast<std::int64_t>(delivery.state));
  insert->bind(static_cast<std::int64_t>(delivery.tries)).bind(delivery.not_before);
  return insert->bind(delivery.error).bind(delivery.at).bind(delivery.message).run();
}

Result<std::string> SqliteArchive::note(const std::string& name) const {
  auto rows = database_->prepare("SELECT body FROM notes WHERE name = ?");
  if (!rows) return rows.error();
  const auto row = rows->bind(name).step();
  if (!row) return row.error();
  return *row ? std::string(rows->text(0)) : std::string();
}

Outcome SqliteArchive::keep_note(const std::string& name, const std::string& text) {
  if (auto may = may_write(); !may) return may;
  auto insert = database_->prepare(
      "INSERT INTO notes (name, body) VALUES (?,?) ON CONFLICT DO UPDATE SET body = excluded.body");
  if (!insert) return insert.error();
  return insert->bind(name).bind(text).run();
}

}  // namespace brink
