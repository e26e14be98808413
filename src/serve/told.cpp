// SPDX-License-Identifier: Apache-2.0
#include "serve/told.h"

#include "base/iso_time.h"

namespace brink {
namespace {

constexpr auto kKept = std::chrono::days(14);
constexpr std::size_t kMost = 200;
constexpr const char* kForGood = "9999-12-31T00:00:00Z";

std::string state_of(const StoredAlert& stored, const std::string& now) {
  if (stored.muted_until > now) return "muted";
  return stored.acknowledged.empty() ? "new" : "acknowledged";
}

Json record_of(const StoredAlert& stored, const std::string& now) {
  const Alert& a = stored.alert;
  const std::size_t colon = a.subject.find(':');
  return {{"id", a.id}, {"kind", a.kind}, {"about", colon == std::string::npos ? a.subject : a.subject.substr(colon + 1)},
          {"title", a.title}, {"text", a.why}, {"level", a.severity >= Severity::kWarning ? "high" : "notice"},
          {"at", a.at.substr(0, 10)}, {"raised", a.at}, {"stories", a.stories}, {"events", a.events}, {"state", state_of(stored, now)}};
}

}  // namespace

Result<std::vector<Json>> told_alerts(const Archive& archive, const std::string& watch, const std::string& now, const std::string& state) {
  const auto moment = read_iso(now);
  if (!moment) return Error{"serve", "now", now, "a moment as 2022-01-28T09:00:00Z"};
  AlertQuery query;
  query.watch = watch, query.limit = kMost;
  query.since = to_iso(moment->utc - kKept);
  const auto stored = archive.alerts(query);
  if (!stored) return stored.error();
  std::vector<Json> found;
  for (const StoredAlert& one : *stored) {
    Json record = record_of(one, now);
    const std::string is = record.at("state").get<std::string>();
    if (state == "all" || is == state || (state.empty() && is != "muted")) found.push_back(std::move(record));
  }
  return found;
}

Result<std::optional<Json>> mark_told(const std::string& where, const std::string& id, const std::string& what, const std::string& now) {
  auto archive = open_archive(where, Access::kWrite);
  if (!archive) return archive.error();
  AlertQuery query;
  query.id = id;
  auto stored = (*archive)->alerts(query);
  if (!stored || stored->size() != 1) return std::optional<Json>();
  Archive::AlertMark mark;
  mark.muted_until = what == "mute" ? kForGood : "";
  if (what != "mute") mark.acknowledged = what == "acknowledge" ? now : "";
  if (const Outcome done = (*archive)->mark_alert(stored->front().alert.id, mark); !done) return done.error();
  stored = (*archive)->alerts(query);
  if (!stored) return stored.error();
  return std::optional<Json>(record_of(stored->front(), now));
}

}  // namespace brink
