// SPDX-License-Identifier: Apache-2.0
#include "forecast/dated_acts.h"

#include <algorithm>
#include <tuple>

#include "base/iso_time.h"

namespace brink {
namespace {

std::string party_of(const Actor& actor, bool sectors) {
  return sectors && !actor.sector.empty() ? actor.code + "/" + actor.sector.front() : actor.code;
}

std::string kind_of(const Event& event, ActKind kind) {
  if (kind == ActKind::kQuad) return std::string(name_of(event.quad));
  return kind == ActKind::kRoot ? event.cameo.substr(0, 2) : event.type;
}

bool named(const Actor& actor) { return !actor.code.empty() && actor.code != "UNK"; }

auto order_of(const DatedAct& act) { return std::tie(act.day, act.actor, act.recipient, act.type, act.event); }

void add_acts(const Event& event, Day day, const DatedActSettings& settings, std::vector<DatedAct>& acts) {
  const std::string kind = kind_of(event, settings.kind);
  if (kind.empty()) return;
  for (const Actor& actor : event.actor)
    for (const Actor& recipient : event.recipient) {
      const std::string from = party_of(actor, settings.sectors), to = party_of(recipient, settings.sectors);
      if (named(actor) && named(recipient) && from != to) acts.push_back({day, from, to, kind, event.id});
    }
}

}  // namespace

Result<std::vector<DatedAct>> read_dated_acts(const Archive& archive, const DatedActSettings& settings) {
  const auto until = read_iso(settings.until);
  if (!settings.until.empty() && !until) return Error{"forecast", "--until", settings.until, "a day as 2022-01-28"};
  EventQuery query;
  query.status = {Status::kActual};
  query.until = query.known_by = settings.until;
  std::vector<DatedAct> acts;
  const Outcome read = archive.events(query, [&](const Event& event, const StoredDocument& report) {
    const auto day = read_iso(event.date);
    if (!day || event.date_precision != "day" || (!report.known_from.empty() && event.date > report.known_from)) return true;
    if (until && day->local_day() > until->local_day()) return true;
    add_acts(event, day->local_day(), settings, acts);
    return acts.size() <= settings.most;
  });
  if (!read) return read.error();
  if (acts.size() > settings.most)
    return Error{"forecast", "archive", "more than " + std::to_string(settings.most) + " acts", "fewer"};
  std::ranges::sort(acts, [](const DatedAct& a, const DatedAct& b) { return order_of(a) < order_of(b); });
  const auto same = [](const DatedAct& a, const DatedAct& b) {
    return std::tie(a.day, a.actor, a.recipient, a.type) == std::tie(b.day, b.actor, b.recipient, b.type);
  };
  acts.erase(std::unique(acts.begin(), acts.end(), same), acts.end());
  return acts;
}

}  // namespace brink
