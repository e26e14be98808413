// SPDX-License-Identifier: Apache-2.0
#include "assess/watch_file.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "assess/assess.h"
#include "assess/condition.h"
#include "assess/fields.h"
#include "base/files.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;

// PLOVER 2.0's types.
constexpr std::string_view kTypes[] = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

void check_types(const Fields& fields, const std::vector<std::string>& types) {
  const std::vector<std::string_view> known(std::begin(kTypes), std::end(kTypes));
  for (const std::string& type : types) {
    if (std::find(known.begin(), known.end(), type) != known.end()) continue;
    const std::string near = nearest(type, known);
    fields.refuse("type", "the type \"" + type + "\"",
                  near.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : near);
  }
}

// What happened, unless the query says otherwise; "any" asks for all.
std::vector<Status> read_status(const Fields& fields) {
  const auto words = fields.texts("status");
  if (words.empty()) return {Status::kActual};
  std::vector<Status> asked;
  for (const std::string& word : words) {
    if (word == "any") return {};
    const auto status = status_named(word);
    if (!status)
      fields.refuse("status", "the status \"" + word + "\"",
                    "actual, future, hypothetical, negated, historical or any");
    asked.push_back(*status);
  }
  return asked;
}

EventQuery read_query(const toml::table& table, const std::string& path) {
  const Fields fields(table, path, "a query",
                      {"actor", "recipient", "either", "type", "mode", "cameo", "status", "country",
                       "place", "speaker", "equipment", "context", "text"});
  EventQuery q;
  q.actor = fields.texts("actor"), q.recipient = fields.texts("recipient"),
  q.either = fields.texts("either");
  q.type = fields.texts("type"), q.mode = fields.texts("mode"),
  q.cameo_prefix = fields.texts("cameo");
  q.country = fields.texts("country"), q.place = fields.texts("place"),
  q.speaker = fields.texts("speaker");
  q.equipment = fields.texts("equipment"), q.context = fields.texts("context");
  q.text = fields.text_or("text", "");
  q.status = read_status(fields);
  check_types(fields, q.type);
  if (q.type.empty() && q.cameo_prefix.empty() && q.mode.empty() && q.text.empty())
    fields.refuse("type", "a query for any kind of event", "type, mode, cameo or text");
  return q;
}

Scenario read_scenario(const Fields& fields) {
  Scenario s;
  s.id = fields.id("id");
  s.title = fields.text("title");
  s.horizon_days = static_cast<int>(fields.number("horizon_days", 1, 3660));
  s.base_rate = fields.number("base_rate", 0, 1);
  if (s.base_rate <= 0 || s.base_rate >= 1)
    fields.refuse("base_rate", fmt::format("base_rate = {}", s.base_rate),
                  "more than 0 and less than 1: nothing could change it");
  s.exclusive = fields.text_or("exclusive", "");
  s.why = fields.text("why");
  return s;
}

Bearing read_bearing(const toml::table& table, const std::string& path,
                     const std::vector<Scenario>& scenarios) {
  const Fields fields(table, path, "a bearing", {"scenario", "present", "absent", "why"});
  Bearing b;
  b.scenario = fields.id("scenario");
  std::vector<std::string_view> known;
  for (const Scenario& s : scenarios) known.push_back(s.id);
  if (std::find(known.begin(), known.end(), b.scenario) == known.end()) {
    const std::string near = nearest(b.scenario, known);
    fields.refuse("scenario", "the scenario \"" + b.scenario + "\"",
                  near.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : near);
  }
  // A single kind of happening that makes a scenario a hundred times likelier is not believed.
  b.present = fields.number("present", 0.01, 100);
  b.absent = fields.number_or("absent", 0.01, 100, 1);
  b.why = fields.text("why");
  return b;
}

Indicator read_indicator(const Fields& fields, const std::string& path,
                         const std::vector<Scenario>& scenarios) {
  Indicator i;
  i.id = fields.id("id");
  i.title = fields.text("title");
  for (const toml::table* query : fields.tables("any")) i.any.push_back(read_query(*query, path));
  if (i.any.empty())
    fields.refuse("any", "the indicator \"" + i.id + "\" without queries",
                  "any = [{type = \"...\"}]");
  i.group = fields.text_or("group", "");
  i.usual_per_week = fields.number("usual_per_week", 0.001, 10'000);
  i.half_life_days = fields.number_or("half_life_days", 0.5, 365, i.half_life_days);
  for (const toml::table* bearing : fields.tables("bearing"))
    i.bearing.push_back(read_bearing(*bearing, path, scenarios));
  return i;
}

Plan read_plan(const Fields& fields, const Watch& watch) {
  Plan plan;
  plan.id = fields.id("id");
  plan.title = fields.text("title");
  plan.condition = fields.text("condition");
  const auto condition = Condition::read(plan.condition, watch);
  if (!condition) fields.refuse("condition", condition.error().found, condition.error().expected);
  plan.action = fields.text("action");
  plan.tell = fields.texts("tell");
  return plan;
}

void check_exclusive(const Fields& fields, const Scenario& scenario,
                     std::map<std::string, double>& sums) {
  if (scenario.exclusive.empty()) return;
  const double sum = sums[scenario.exclusive] += scenario.base_rate;
  if (sum > 1 + 1e-9)
    fields.refuse("base_rate",
                  fmt::format("base rates of \"{}\" that sum to {:.3g}", scenario.exclusive, sum),
                  "at most 1: they exclude each other");
}

void check_new(const Fields& fields, std::set<std::string>& seen, const std::string& kind,
               const std::string& id) {
  if (!seen.insert(kind + id).second)
    fields.refuse("id", "a second " + kind + " \"" + id + "\"", "each id once");
}

Watch read(const toml::table& table, const std::string& path) {
  const Fields fields(
      table, path, "the watch",
      {"id", "title", "actors", "places", "feeds", "scenario", "indicator", "plan"});
  Watch watch;
  watch.id = fields.id("id");
  watch.title = fields.text("title");
  watch.actors = fields.texts("actors"), watch.places = fields.texts("places"),
  watch.feeds = fields.texts("feeds");
  std::set<std::string> ids;
  std::map<std::string, double> sums;
  for (const toml::table* table_of_one : fields.tables("scenario")) {
    const Fields one(*table_of_one, path, "a scenario",
                     {"id", "title", "horizon_days", "base_rate", "exclusive", "why"});
    watch.scenarios.push_back(read_scenario(one));
    check_new(one, ids, "scenario", watch.scenarios.back().id);
    check_exclusive(one, watch.scenarios.back(), sums);
  }
  for (const toml::table* table_of_one : fields.tables("indicator")) {
    const Fields one(
        *table_of_one, path, "an indicator",
        {"id", "title", "any", "group", "usual_per_week", "half_life_days", "bearing"});
    watch.indicators.push_back(read_indicator(one, path, watch.scenarios));
    check_new(one, ids, "indicator", watch.indicators.back().id);
  }
  for (const toml::table* table_of_one : fields.tables("plan")) {
    const Fields one(*table_of_one, path, "a plan", {"id", "title", "condition", "action", "tell"});
    watch.plans.push_back(read_plan(one, watch));
    check_new(one, ids, "plan", watch.plans.back().id);
  }
  if (watch.scenarios.empty())
    fields.refuse("scenario", "a watch without scenarios", "[[scenario]]");
  return watch;
}

}  // namespace

Result<Watch> read_watch_text(std::string_view text, const std::string& path) {
  try {
    const toml::table table = toml::parse(text, path);
    return read(table, path);
  } catch (const toml::parse_error& error) {
    return Error{"watch", fmt::format("{}:{}", path, error.source().begin.line),
                 std::string(error.description()), "TOML"};
  } catch (const Error& error) {
    return error;
  }
}

Result<Watch> read_watch(const std::string& path) {
  const auto text = read_file(path, kMostBytes);
  if (!text) return text.error();
  return read_watch_text(*text, path);
}

}  // namespace brink
