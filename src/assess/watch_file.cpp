// SPDX-License-Identifier: Apache-2.0
#include "assess/watch_file.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "assess/assess.h"
#include "assess/condition.h"
#include "assess/fields.h"
#include "assess/learnt.h"
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

EventQuery read_query(const toml::table& table, const std::string& path, const Unit& unit) {
  const Fields fields(table, path, "a query",
                      {"actor", "recipient", "either", "type", "mode", "cameo", "status", "country",
                       "place", "speaker", "equipment", "context", "text"},
                      unit);
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

Scenario read_scenario(const Fields& fields, const Unit& unit) {
  Scenario s;
  s.id = fields.id("id");
  s.family = fields.family("id"), s.unit = fields.is_each("id") ? unit.code : "";
  s.title = fields.text("title");
  s.horizon_days = static_cast<int>(fields.number("horizon_days", 1, 3660));
  s.base_rate = fields.number_by_unit("base_rate", 0, 1);
  if (s.base_rate <= 0 || s.base_rate >= 1)
    fields.refuse("base_rate", fmt::format("base_rate = {}", s.base_rate),
                  "more than 0 and less than 1: nothing could change it");
  s.exclusive = fields.text_or("exclusive", "");
  s.why = fields.text("why");
  return s;
}

Bearing read_bearing(const toml::table& table, const std::string& path,
                     const std::vector<Scenario>& scenarios, const Unit& unit) {
  const Fields fields(table, path, "a bearing", {"scenario", "present", "absent", "why"}, unit);
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
                         const std::vector<Scenario>& scenarios, const Unit& unit) {
  Indicator i;
  i.id = fields.id("id");
  i.family = fields.family("id"), i.unit = fields.is_each("id") ? unit.code : "";
  i.title = fields.text("title");
  for (const toml::table* query : fields.tables("any")) i.any.push_back(read_query(*query, path, unit));
  if (i.any.empty())
    fields.refuse("any", "the indicator \"" + i.id + "\" without queries",
                  "any = [{type = \"...\"}]");
  i.group = fields.text_or("group", "");
  i.usual_per_week = fields.number_by_unit("usual_per_week", 0.001, 10'000);
  i.half_life_days = fields.number_or("half_life_days", 0.5, 365, i.half_life_days);
  for (const toml::table* bearing : fields.tables("bearing"))
    i.bearing.push_back(read_bearing(*bearing, path, scenarios, unit));
  return i;
}

Plan read_plan(const Fields& fields, const Watch& watch) {
  Plan plan;
  plan.id = fields.id("id");
  plan.title = fields.text("title");
  plan.condition = fields.text_of_ids("condition");
  const auto condition = Condition::read(plan.condition, watch);
  if (!condition) fields.refuse("condition", condition.error().found, condition.error().expected);
  plan.action = fields.text("action");
  plan.tell = fields.texts("tell");
  return plan;
}

Action read_action(const toml::table& table, const std::string& path,
                   const std::vector<Scenario>& scenarios, const Unit& unit) {
  const Fields fields(table, path, "an action", {"id", "title", "loss", "otherwise"}, unit);
  Action action;
  action.id = fields.id("id");
  action.title = fields.text("title");
  action.otherwise = fields.number_or("otherwise", 0, 1e12, 0);
  std::vector<std::string_view> known;
  for (const Scenario& s : scenarios) known.push_back(s.id);
  for (const auto& [scenario, loss] : fields.numbers("loss", 0, 1e12)) {
    if (std::find(known.begin(), known.end(), scenario) == known.end()) {
      const std::string near = nearest(scenario, known);
      fields.refuse("loss", "the scenario \"" + scenario + "\"",
                    near.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : near);
    }
    action.loss[scenario] = loss;
  }
  return action;
}

// Losses are weighed over what may come, so that it has to be clear that only one of it can.
void check_losses(const Fields& fields, const Decision& decision, const std::vector<Scenario>& scenarios) {
  std::set<std::string> groups;
  std::size_t named = 0;
  for (const Scenario& s : scenarios)
    if (std::any_of(decision.actions.begin(), decision.actions.end(),
                    [&](const Action& a) { return a.loss.contains(s.id); }))
      ++named, groups.insert(s.exclusive.empty() ? "the scenario " + s.id : s.exclusive);
  if (named == 0) fields.refuse("actions", "no loss under any scenario", "loss = {SCENARIO = NUMBER}");
  if (groups.size() > 1)
    fields.refuse("actions", fmt::format("losses under {}", fmt::join(groups, " and ")),
                  "one scenario, or several that share one `exclusive`");
}

Decision read_decision(const Fields& fields, const std::string& path,
                       const std::vector<Scenario>& scenarios, const Unit& unit) {
  Decision decision;
  decision.id = fields.id("id");
  decision.title = fields.text("title");
  decision.wait_days = static_cast<int>(fields.number_or("wait_days", 1, 366, decision.wait_days));
  decision.wait_costs = fields.number_or("wait_costs", 0, 1e12, 0);
  for (const toml::table* action : fields.tables("actions"))
    decision.actions.push_back(read_action(*action, path, scenarios, unit));
  if (decision.actions.size() < 2)
    fields.refuse("actions", fmt::format("{} actions", decision.actions.size()), "two at least, to choose from");
  check_losses(fields, decision, scenarios);
  return decision;
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

// The units of `[each]`; a single nameless one where there is none.
std::vector<Unit> read_units(const toml::table& table, const std::string& path) {
  const toml::node* node = table.get("each");
  if (!node) return {Unit{}};
  const toml::table* each = node->as_table();
  const std::string place = fmt::format("{}:{}", path, node->source().begin.line);
  if (!each || each->empty())
    throw Error{"watch", place, each ? "[each] without units" : "no table as each",
                "[each] with lines as MLI = \"Mali\""};
  std::vector<Unit> units;
  for (const auto& [code, name] : *each) {
    const auto text = name.value_exact<std::string>();
    if (!text || text->empty())
      throw Error{"watch", fmt::format("{}:{}", path, code.source().begin.line),
                  fmt::format("no name for {}", code.str()), "text in quotes"};
    units.push_back({std::string(code.str()), *text});
  }
  return units;
}

// Reads the tables named `key`, each once, or once a unit where its id asks for one.
template <class Read>
void each_table(const Fields& of_watch, const std::string& key, const std::string& path,
                const std::string& what, Fields::Names names, const std::vector<Unit>& units,
                const Read& read) {
  for (const toml::table* table : of_watch.tables(key)) {
    const bool for_each = Fields(*table, path, what, names).is_each("id");
    for (const Unit& unit : units) {
      const Unit own = for_each ? unit : Unit{};
      read(Fields(*table, path, what, names, own), own);
      if (!for_each) break;
    }
  }
}

std::vector<std::string> actors_of(const Fields& fields, const std::vector<Unit>& units) {
  std::vector<std::string> actors;
  for (const std::string& code : fields.texts("actors"))
    if (code != "{each}")
      actors.push_back(code);
    else
      for (const Unit& unit : units) actors.push_back(unit.code);
  return actors;
}

Watch read(const toml::table& table, const std::string& path) {
  const Fields fields(table, path, "the watch",
                      {"id", "title", "actors", "places", "feeds", "each", "learnt", "scenario",
                       "indicator", "plan", "decision"});
  const auto units = read_units(table, path);
  Watch watch;
  watch.id = fields.id("id");
  watch.title = fields.text("title");
  watch.actors = actors_of(fields, units), watch.places = fields.texts("places"),
  watch.feeds = fields.texts("feeds");
  std::set<std::string> ids;
  std::map<std::string, double> sums;
  each_table(fields, "scenario", path, "a scenario",
             {"id", "title", "horizon_days", "base_rate", "exclusive", "why"}, units,
             [&](const Fields& one, const Unit& unit) {
               watch.scenarios.push_back(read_scenario(one, unit));
               check_new(one, ids, "scenario", watch.scenarios.back().id);
               check_exclusive(one, watch.scenarios.back(), sums);
             });
  each_table(fields, "indicator", path, "an indicator",
             {"id", "title", "any", "group", "usual_per_week", "half_life_days", "bearing"}, units,
             [&](const Fields& one, const Unit& unit) {
               watch.indicators.push_back(read_indicator(one, path, watch.scenarios, unit));
               check_new(one, ids, "indicator", watch.indicators.back().id);
             });
  each_table(fields, "plan", path, "a plan", {"id", "title", "condition", "action", "tell"}, units,
             [&](const Fields& one, const Unit&) {
               watch.plans.push_back(read_plan(one, watch));
               check_new(one, ids, "plan", watch.plans.back().id);
             });
  each_table(fields, "decision", path, "a decision",
             {"id", "title", "actions", "wait_days", "wait_costs"}, units,
             [&](const Fields& one, const Unit& unit) {
               watch.decisions.push_back(read_decision(one, path, watch.scenarios, unit));
               check_new(one, ids, "decision", watch.decisions.back().id);
             });
  if (watch.scenarios.empty())
    fields.refuse("scenario", "a watch without scenarios", "[[scenario]]");
  if (const std::string learnt = fields.text_or("learnt", ""); !learnt.empty())
    overlay_learnt(watch, (std::filesystem::path(path).parent_path() / learnt).string());
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
