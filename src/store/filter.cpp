// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <algorithm>

#include "store/asked_days.h"
#include "store/indexed.h"
#include "store/rows.h"
#include "store/words.h"

namespace brink {
namespace {

using Strings = std::vector<std::string>;

// "(?,?,?)"
std::string places(std::size_t n) {
  std::string list = "(";
  for (std::size_t i = 0; i < n; ++i) list += i ? ",?" : "?";
  return list + ")";
}

void among(Filter& filter, const std::string& column, const Strings& wanted) {
  if (wanted.empty()) return;
  filter.also(column + " IN " + places(wanted.size()));
  filter.values.insert(filter.values.end(), wanted.begin(), wanted.end());
}

// Holds one text the other? `column` is one of ours.
std::string holds(Dialect dialect, const std::string& column) {
  return dialect == Dialect::kSqlite ? "instr(" + column + ", ?)" : "strpos(" + column + ", ?) > 0";
}

const char* last_day(Dialect dialect) { return dialect == Dialect::kSqlite ? "e.last_day" : "e.day"; }

void within_days(Filter& filter, const AskedDays& asked) {
  const std::string last = last_day(filter.dialect);
  if (asked.since) filter.also(last + " >= ?", number_of(*asked.since));
  if (asked.until) {
    filter.also("e.first_day <= ? AND " + last + " <= ?");
    filter.values.emplace_back(number_of(*asked.until));
    filter.values.emplace_back(number_of(*asked.until) + kLongestDate);
  }
}

// "RUS", or "RUS/MIL" for that sector of it.
void with_key(Lookup& lookup, Dialect dialect, KeyKind kind, const std::string& asked) {
  const std::size_t slash = kind <= KeyKind::kSpeaker ? asked.find('/') : std::string::npos;
  lookup.sql += "kind = " + std::to_string(static_cast<int>(kind)) + " AND key = ?";
  const std::string name = key_for(kind, asked.substr(0, slash));
  lookup.values.emplace_back(dialect == Dialect::kPostgres ? indexed_text(name) : name);
  if (slash == std::string::npos) return;
  lookup.sql += " AND " + holds(dialect, "sectors");
  lookup.values.emplace_back(" " + asked.substr(slash + 1) + " ");
}

void with_labels(Filter& filter, const std::string& column, Label label, const Strings& wanted) {
  if (wanted.empty()) return;
  const bool of_keys = column == "labels";
  std::string some = of_keys && filter.dialect == Dialect::kPostgres ? column + " = '" + kManyLabels + "'" : "";
  for (const std::string& name : wanted) {
    some += (some.empty() ? "" : " OR ") + holds(filter.dialect, column);
    filter.values.emplace_back(label_line(label, name));
  }
  filter.also("(" + some + ")");
}

void with_status(Filter& filter, const std::string& column, const std::vector<Status>& wanted) {
  if (wanted.empty()) return;
  filter.also(column + " IN " + places(wanted.size()));
  for (const Status status : wanted) filter.values.emplace_back(static_cast<std::int64_t>(status));
}

void with_types(Filter& filter, const std::string& column, const Strings& wanted) {
  if (filter.dialect == Dialect::kSqlite) return among(filter, column, wanted);
  Strings indexed;
  for (const std::string& type : wanted) indexed.push_back(indexed_text(type));
  among(filter, column, indexed);
}

// What events and their keys alike say; `alias`: "e." or "".
void with_shared(Filter& filter, const std::string& alias, const EventQuery& query) {
  with_types(filter, alias + "type", query.type);
  with_status(filter, alias + "status", query.status);
  with_labels(filter, alias + "labels", Label::kMode, query.mode);
  with_labels(filter, alias + "labels", Label::kContext, query.context);
  with_labels(filter, alias + "labels", Label::kEquipment, query.equipment);
}

// What keys must say besides whom they name: all that a look-up can tell without opening the event.
Filter for_keys(const EventQuery& query, const AskedDays& asked, Dialect dialect) {
  Filter filter{dialect};
  with_shared(filter, "", query);
  if (asked.since) filter.also("day >= ?", number_of(*asked.since));
  if (asked.until) filter.also("day <= ?", number_of(*asked.until) + kLongestDate);
  return filter;
}

void with_keys(Filter& filter, std::initializer_list<KeyKind> kinds, const Strings& wanted,
               const Filter& besides) {
  if (wanted.empty()) return;
  Lookup lookup;
  for (const KeyKind kind : kinds)
    for (const std::string& name : wanted) {
      lookup.sql += lookup.sql.empty() ? "" : " UNION ALL ";
      lookup.sql += filter.dialect == Dialect::kSqlite ? "SELECT event FROM event_keys WHERE "
                                                       : "SELECT event, day FROM event_keys WHERE ";
      with_key(lookup, filter.dialect, kind, name);
      if (!besides.sql.empty()) lookup.sql += " AND " + besides.sql;
      lookup.values.insert(lookup.values.end(), besides.values.begin(), besides.values.end());
    }
  filter.lookups.push_back(std::move(lookup));
}

void with_cameo(Filter& filter, const Strings& prefixes) {
  if (prefixes.empty()) return;
  std::string some;
  for (const std::string& prefix : prefixes) {
    some += (some.empty() ? "" : " OR ") + std::string("substr(e.cameo, 1, ?) = ?");
    filter.values.emplace_back(static_cast<std::int64_t>(prefix.size()));
    filter.values.emplace_back(prefix);
  }
  filter.also("(" + some + ")");
}

void with_event_words(Filter& filter, const std::string& text) {
  if (text.empty()) return;
  const std::string words = words_for(text, filter.dialect);
  if (words.empty()) return filter.also("FALSE");
  filter.lookups.push_back({filter.dialect == Dialect::kSqlite
                                ? "SELECT rowid AS event FROM events_words WHERE events_words MATCH ?"
                                : "SELECT key AS event, day FROM events WHERE words @@ CAST(? AS tsquery)",
                            {words}});
}

void with_document_words(Filter& filter, const std::string& text) {
  if (text.empty()) return;
  const std::string words = words_for(text, filter.dialect);
  if (words.empty()) return filter.also("FALSE");
  if (filter.dialect == Dialect::kPostgres) return filter.also("d.words @@ CAST(? AS tsquery)", words);
  filter.also("d.key IN (SELECT rowid FROM documents_words WHERE documents_words MATCH ?)", words);
}

Outcome held_on(Filter& filter, const std::string& known_by, bool ever) {
  if (known_by.empty()) {
    filter.also(ever ? "TRUE" : "e.superseded IS NULL");
    return Done{};
  }
  const auto day = asked_day(known_by, "known_by");
  if (!day) return day.error();
  const std::int64_t last = number_of((*day)->last);
  filter.also("e.known_from <= ?", last);
  if (ever) return Done{};
  filter.also("(e.superseded IS NULL OR e.superseded > ?)", last);
  return Done{};
}

}  // namespace

void Filter::also(const std::string& condition) { sql += (sql.empty() ? "" : " AND ") + condition; }

void Filter::also(const std::string& condition, SqlValue value) {
  also(condition);
  values.push_back(std::move(value));
}

Filter Filter::with_lookups(const Lookup* leading) const {
  Filter whole{dialect, sql, values, {}};
  const auto among = [&](const std::string& place, const Lookup& lookup) {
    whole.also(place + " IN (" + lookup.sql + ")");
    whole.values.insert(whole.values.end(), lookup.values.begin(), lookup.values.end());
  };
  if (dialect == Dialect::kPostgres) {
    if (!lookups.empty()) among("(e.key, e.day)", all_lookups());
    return whole;
  }
  for (const Lookup& lookup : lookups)
    if (&lookup != leading) among("e.key", lookup);
  return whole;
}

Lookup Filter::all_lookups() const {
  Lookup all;
  for (const Lookup& lookup : lookups) {
    all.sql += (all.sql.empty() ? "(" : " INTERSECT (") + lookup.sql + ")";
    all.values.insert(all.values.end(), lookup.values.begin(), lookup.values.end());
  }
  return all;
}

Result<Filter> filter_for(const EventQuery& query, Dialect dialect) {
  const auto asked = asked_days(query.since, query.until);
  if (!asked) return asked.error();
  Filter filter{dialect};
  if (auto held = held_on(filter, query.known_by, query.ever); !held) return held.error();
  with_shared(filter, "e.", query);
  within_days(filter, *asked);
  const Filter besides = for_keys(query, *asked, dialect);
  with_keys(filter, {KeyKind::kActor}, query.actor, besides);
  with_keys(filter, {KeyKind::kRecipient}, query.recipient, besides);
  with_keys(filter, {KeyKind::kActor, KeyKind::kRecipient}, query.either, besides);
  with_keys(filter, {KeyKind::kSpeaker}, query.speaker, besides);
  with_keys(filter, {KeyKind::kPlace}, query.place, besides);
  with_keys(filter, {KeyKind::kCountry}, query.country, besides);
  with_cameo(filter, query.cameo_prefix);
  with_event_words(filter, query.text);
  return filter;
}

Result<Filter> filter_for(const DocumentQuery& query, Dialect dialect) {
  const auto asked = asked_days(query.since, query.until);
  if (!asked) return asked.error();
  Filter filter{dialect};
  filter.also("TRUE");
  among(filter, "d.outlet", query.outlet);
  among(filter, "d.language", query.language);
  // No place is more than a day off UTC. The moment is bounded too, since the answers are ordered
  // by it and so are found in order.
  constexpr std::int64_t kDay = 24 * 60 * 60;
  if (asked->since) {
    filter.also("d.report_day >= ? AND d.reported >= ?");
    filter.values.emplace_back(number_of(*asked->since));
    filter.values.emplace_back((number_of(*asked->since) - 1) * kDay);
  }
  if (asked->until) {
    filter.also("d.report_day <= ? AND d.reported < ?");
    filter.values.emplace_back(number_of(*asked->until));
    filter.values.emplace_back((number_of(*asked->until) + 2) * kDay);
  }
  with_document_words(filter, query.text);
  return filter;
}

std::string words_for(const std::string& text, Dialect dialect) {
  return dialect == Dialect::kSqlite ? fts5_question(text) : tsquery_of(text);
}

}  // namespace brink
