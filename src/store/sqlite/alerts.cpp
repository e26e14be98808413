// SPDX-License-Identifier: Apache-2.0
// What the archive remembers of alerts, so that a restart tells nothing twice.
#include <algorithm>

#include "base/hash.h"
#include "fmt/format.h"
#include "store/sqlite/archive.h"
#include "store/sqlite/filter.h"

namespace brink {
namespace {

std::string as_lines(const std::vector<std::string>& items) {
  std::string lines;
  for (const std::string& item : items) lines += (lines.empty() ? "" : "\n") + item;
  return lines;
}

std::vector<std::string> items_of(std::string_view lines) {
  std::vector<std::string> items;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    items.emplace_back(lines.substr(0, end));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
  }
  return items;
}

StoredAlert stored_alert(const Statement& row) {
  StoredAlert stored;
  Alert& a = stored.alert;
  std::string* const texts[] = {&a.id, &a.watch, &a.kind, &a.subject, &a.state};
  int column = 0;
  for (std::string* text : texts) *text = row.text(column++);
  a.severity = static_cast<Severity>(std::clamp<std::int64_t>(row.number(column++), 0, 3));
  a.title = row.text(column++), a.why = row.text(column++);
  std::vector<std::string>* const lists[] = {&a.also, &a.stories, &a.events, &a.documents};
  for (auto* list : lists) *list = items_of(row.text(column++));
  a.supersedes = row.text(column++), a.at = row.text(column++);
  stored.acknowledged = row.text(column++), stored.muted_until = row.text(column++);
  return stored;
}

Delivery delivery_of(const Statement& row) {
  Delivery d;
  d.alert = row.text(0), d.channel = row.text(1);
  d.state = static_cast<Delivery::State>(std::clamp<std::int64_t>(row.number(2), 0, 3));
  d.tries = static_cast<int>(row.number(3));
  d.not_before = row.text(4), d.error = row.text(5), d.at = row.text(6), d.message = row.text(7);
  return d;
}

template <class T, class Read>
Result<std::vector<T>> all_rows(const Database& database, const std::string& sql,
                                const Filter& filter, const Read& read) {
  auto rows = database.prepare(sql);
  if (!rows) return rows.error();
  filter.bind(*rows);
  std::vector<T> all;
  while (true) {
    const auto row = rows->step();
    if (!row) return row.error();
    if (!*row) return all;
    all.push_back(read(*rows));
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
  Filter filter;
  filter.also("1");
  if (!query.id.empty()) {
    if (!is_hex_id_prefix(query.id))
      return Error{"store", query.id, "no alert's id", "six or more of its hex digits"};
    filter.also("id >= ?", query.id);
    filter.also("id < ?", after_all(query.id));
  }
  if (!query.watch.empty()) filter.also("watch = ?", query.watch);
  if (!query.subject.empty()) filter.also("subject = ?", query.subject);
  if (!query.since.empty()) filter.also("at >= ?", query.since);
  if (query.least)
    filter.also(fmt::format("severity >= {}", static_cast<int>(*query.least)));
  if (query.unacknowledged) filter.also("acknowledged = ''");
  std::string sql =
      "SELECT id, watch, kind, subject, state, severity, title, why, also, stories, events,"
      " documents, supersedes, at, acknowledged, muted_until FROM alerts WHERE " +
      filter.sql + " ORDER BY at DESC, severity DESC, id";
  if (query.limit > 0) sql += fmt::format(" LIMIT {}", query.limit);
  return all_rows<StoredAlert>(*database_, sql, filter, stored_alert);
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
  Filter filter;
  filter.also("1");
  if (!query.alert.empty()) filter.also("d.alert = ?", query.alert);
  if (!query.channel.empty()) filter.also("d.channel = ?", query.channel);
  if (!query.since.empty()) filter.also("d.at >= ?", query.since);
  if (!query.state.empty()) {
    std::string numbers;
    for (const Delivery::State state : query.state)
      numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", static_cast<int>(state));
    filter.also("d.state IN (" + numbers + ")");
  }
  const std::string sql =
      "SELECT d.alert, d.channel, d.state, d.tries, d.not_before, d.error, d.at, d.message"
      " FROM alert_deliveries d JOIN alerts a ON a.id = d.alert WHERE " +
      filter.sql + " ORDER BY a.at, a.severity DESC, a.id, d.channel";
  return all_rows<Delivery>(*database_, sql, filter, delivery_of);
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
