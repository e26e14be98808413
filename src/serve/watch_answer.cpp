// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "serve/desk.h"

namespace brink {
namespace {

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

void put(Json& record, const char* name, const std::vector<std::string>& list) {
  if (!list.empty()) record[name] = list;
}

Json record_of_query(const EventQuery& q) {
  Json record = Json::object();
  put(record, "actor", q.actor), put(record, "recipient", q.recipient), put(record, "either", q.either);
  put(record, "type", q.type), put(record, "mode", q.mode), put(record, "cameo_prefix", q.cameo_prefix);
  put(record, "place", q.place), put(record, "country", q.country), put(record, "speaker", q.speaker);
  put(record, "equipment", q.equipment), put(record, "context", q.context);
  for (const Status status : q.status) record["status"].push_back(name_of(status));
  if (!q.text.empty()) record["text"] = q.text;
  return record;
}

Json record_of_indicator(const Indicator& i) {
  Json any = Json::array(), bearing = Json::array();
  for (const EventQuery& query : i.any) any.push_back(record_of_query(query));
  for (const Bearing& b : i.bearing) bearing.push_back({{"scenario", b.scenario}, {"present", b.present}, {"absent", b.absent}, {"why", b.why}});
  return {{"id", i.id}, {"title", i.title}, {"group", or_null(i.group)}, {"usual_per_week", i.usual_per_week},
          {"half_life_days", i.half_life_days}, {"any", any}, {"bearing", bearing}};
}

Json record_of_scenario(const Scenario& s) {
  return {{"id", s.id}, {"title", s.title}, {"horizon_days", s.horizon_days}, {"base_rate", s.base_rate},
          {"exclusive", or_null(s.exclusive)}, {"why", s.why}};
}

Json record_of_plan(const Plan& p) {
  return {{"id", p.id}, {"title", p.title}, {"condition", p.condition}, {"action", p.action}, {"tell", p.tell}};
}

Json record_of_archive(const Desk& desk, const ArchiveLens& lens) {
  const ArchiveCounts counts = value_or_problem(lens.archive().counts());
  const auto range = value_or_problem(lens.report_range());
  return {{"documents", counts.documents}, {"events", counts.events}, {"set_aside", counts.set_aside},
          {"version", desk.boot + "-" + std::to_string(desk.version)},
          {"first_day", range.empty() ? Json(nullptr) : Json(to_iso(range.front()))},
          {"last_day", range.empty() ? Json(nullptr) : Json(to_iso(range.back()))}};
}

}  // namespace

Json answer_watch(Desk& desk, const ArchiveLens& lens) {
  const Watch watch = desk.hands.watch.value_or(Watch{});
  Json scenarios = Json::array(), indicators = Json::array(), plans = Json::array();
  for (const Scenario& s : watch.scenarios) scenarios.push_back(record_of_scenario(s));
  for (const Indicator& i : watch.indicators) indicators.push_back(record_of_indicator(i));
  for (const Plan& p : watch.plans) plans.push_back(record_of_plan(p));
  return {{"id", watch.id}, {"title", watch.title}, {"actors", watch.actors}, {"places", watch.places},
          {"scenarios", scenarios}, {"indicators", indicators}, {"plans", plans}, {"default_at", to_iso(desk.today())},
          {"archive", record_of_archive(desk, lens)},
          {"may", {{"acknowledge", true}, {"ingest", static_cast<bool>(desk.hands.ingest) && desk.tokens.any()},
                   {"explain", static_cast<bool>(desk.hands.trail)}}}};
}

}  // namespace brink
