// SPDX-License-Identifier: Apache-2.0
// What the archive remembers of alerts, so that a restart tells nothing twice.
#include "fmt/format.h"
#include "store/alert_rows.h"
#include "store/postgres/archive.h"

namespace brink {
namespace {

template <class T, class Read>
Result<std::vector<T>> all_rows(PostgresSession& session, const std::string& sql, const Filter& filter, const Read& read) {
  const auto rows = session.ask([&] { return session.connection().ask(sql, PostgresValues().add(filter.values)); }, kNothingShown);
  if (!rows) return rows.error();
  std::vector<T> all;
  for (int row = 0; row < rows->size(); ++row)
    all.push_back(read([&](int column) { return rows->text(row, column); }, [&](int column) { return rows->number(row, column); }));
  return all;
}

}  // namespace

Result<bool> PostgresArchive::put_alert(const Alert& alert) {
  PostgresValues values;
  values.add(alert.id).add(alert.watch).add(alert.kind).add(alert.subject).add(alert.state);
  values.add(static_cast<std::int64_t>(alert.severity)).add(alert.title).add(alert.why);
  values.add(as_lines(alert.also)).add(as_lines(alert.stories)).add(as_lines(alert.events));
  values.add(as_lines(alert.documents)).add(alert.supersedes).add(alert.at);
  const auto fresh = write_counted(
      "INSERT INTO alerts (id, watch, kind, subject, state, severity, title, why, also, stories, events, documents,"
      " supersedes, at, acknowledged, muted_until) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,'','') ON CONFLICT DO NOTHING",
      values);
  if (!fresh) return fresh.error();
  return *fresh > 0;
}

Result<std::vector<StoredAlert>> PostgresArchive::alerts(const AlertQuery& query) const {
  const auto filter = filter_for(query);
  if (!filter) return filter.error();
  std::string sql = fmt::format("SELECT {} FROM alerts WHERE {} ORDER BY at DESC, severity DESC, id", kAlertColumns, filter->sql);
  if (query.limit > 0) sql += fmt::format(" LIMIT {}", query.limit);
  return all_rows<StoredAlert>(*session_, sql, *filter,
                               [](const auto& text, const auto& number) { return alert_in(text, number); });
}

Outcome PostgresArchive::mark_alert(const std::string& id, const AlertMark& mark) {
  PostgresValues values;
  for (const auto* moment : {&mark.acknowledged, &mark.muted_until})
    values.add(moment->has_value() ? std::int64_t{1} : std::int64_t{0}).add(moment->value_or(""));
  const auto changed = write_counted(
      "UPDATE alerts SET acknowledged = CASE CAST(? AS integer) WHEN 1 THEN ? ELSE acknowledged END,"
      " muted_until = CASE CAST(? AS integer) WHEN 1 THEN ? ELSE muted_until END WHERE id = ?",
      values.add(id));
  if (!changed) return changed.error();
  if (*changed == 0) return session_->connection().error("no alert " + id, "the id of one");
  return Done{};
}

Result<std::vector<Delivery>> PostgresArchive::deliveries(const DeliveryQuery& query) const {
  const Filter filter = filter_for(query);
  const std::string sql = fmt::format(
      "SELECT {} FROM alert_deliveries d JOIN alerts a ON a.id = d.alert WHERE {}"
      " ORDER BY a.at, a.severity DESC, a.id, d.channel",
      kDeliveryColumns, filter.sql);
  return all_rows<Delivery>(*session_, sql, filter,
                            [](const auto& text, const auto& number) { return delivery_in(text, number); });
}

Outcome PostgresArchive::put_delivery(const Delivery& delivery) {
  PostgresValues values;
  values.add(delivery.alert).add(delivery.channel).add(static_cast<std::int64_t>(delivery.state));
  values.add(static_cast<std::int64_t>(delivery.tries)).add(delivery.not_before);
  values.add(delivery.error).add(delivery.at).add(delivery.message);
  return write(
      "INSERT INTO alert_deliveries (alert, channel, state, tries, not_before, error, at, message) VALUES (?,?,?,?,?,?,?,?)"
      " ON CONFLICT (alert, channel) DO UPDATE SET state = excluded.state, tries = excluded.tries,"
      " not_before = excluded.not_before, error = excluded.error, at = excluded.at, message = excluded.message",
      values);
}

}  // namespace brink
