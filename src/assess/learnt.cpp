// SPDX-License-Identifier: Apache-2.0
#include "assess/learnt.h"

#include <map>
#include <set>

#include "assess/assess.h"
#include "assess/fields.h"
#include "base/files.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;

void read_base_rate(const Fields& fields, Watch& watch) {
  const std::string family = fields.text("scenario");
  std::map<std::string, double> by_unit;
  double otherwise = 0;
  for (const auto& [unit, rate] : fields.numbers("base_rate", 1e-6, 0.999999))
    (unit == "otherwise" ? otherwise : by_unit[unit]) = rate;
  bool any = false;
  for (Scenario& s : watch.scenarios) {
    if (s.family != family) continue;
    any = true;
    const auto it = by_unit.find(s.unit);
    if (it != by_unit.end())
      s.base_rate = it->second;
    else if (otherwise > 0)
      s.base_rate = otherwise;
  }
  if (!any) fields.refuse("scenario", "the scenario \"" + family + "\"", "one of the watch's");
}

void read_usual(const Fields& fields, Watch& watch) {
  const std::string family = fields.text("indicator");
  const auto by_unit = fields.numbers("per_week", 0.0001, 10'000);
  bool any = false;
  for (Indicator& i : watch.indicators) {
    if (i.family != family) continue;
    any = true;
    const auto it = by_unit.find(i.unit.empty() ? "otherwise" : i.unit);
    if (it != by_unit.end()) i.usual_per_week = it->second;
  }
  if (!any) fields.refuse("indicator", "the indicator \"" + family + "\"", "one of the watch's");
}

void read_ratio(const Fields& fields, Watch& watch) {
  const std::string indicator = fields.text("indicator"), scenario = fields.text("scenario");
  const double present = fields.number("present", 0.01, 100);
  const double absent = fields.number("absent", 0.01, 100);
  std::map<std::string, std::string> family;
  for (const Scenario& s : watch.scenarios) family[s.id] = s.family;
  bool any = false;
  for (Indicator& i : watch.indicators) {
    if (i.family != indicator) continue;
    for (Bearing& b : i.bearing)
      if (family[b.scenario] == scenario) b.present = present, b.absent = absent, any = true;
  }
  if (!any)
    fields.refuse("indicator", fmt::format("a ratio of {} on {}", indicator, scenario),
                  "a bearing of the watch");
}

toml::table parsed(const std::string& text, const std::string& path) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    throw Error{"watch", fmt::format("{}:{}", path, error.source().begin.line),
                std::string(error.description()), "TOML"};
  }
}

}  // namespace

void overlay_learnt(Watch& watch, const std::string& path) {
  const auto text = read_file(path, kMostBytes);
  if (!text) throw text.error();
  const toml::table table = parsed(*text, path);
  const Fields fields(table, path, "what was learnt", {"from", "base_rate", "usual", "ratio"});
  for (const toml::table* one : fields.tables("base_rate"))
    read_base_rate(Fields(*one, path, "a base rate", {"scenario", "base_rate"}), watch);
  for (const toml::table* one : fields.tables("usual"))
    read_usual(Fields(*one, path, "what is usual", {"indicator", "per_week"}), watch);
  for (const toml::table* one : fields.tables("ratio"))
    read_ratio(Fields(*one, path, "a ratio",{"indicator", "scenario", "present", "absent"}), watch);
}

std::string learnt_text(const Watch& learnt, const std::string& from) {
  std::string text = fmt::format("from = \"\"\"{}\"\"\"\n", from);
  std::map<std::string, std::vector<const Scenario*>> families;
  std::map<std::string, std::string> family;
  for (const Scenario& s : learnt.scenarios) {
    families[s.family].push_back(&s);
    family[s.id] = s.family;
  }
  for (const auto& [name, scenarios] : families) {
    text += fmt::format("\n[[base_rate]]\nscenario = \"{}\"\nbase_rate = {{", name);
    for (const Scenario* s : scenarios)
      text += fmt::format("{} = {:.6g}, ", s->unit.empty() ? "otherwise" : s->unit, s->base_rate);
    text.resize(text.size() - 2);
    text += "}\n";
  }
  std::map<std::string, std::vector<const Indicator*>> kinds;
  for (const Indicator& i : learnt.indicators) kinds[i.family].push_back(&i);
  for (const auto& [name, indicators] : kinds) {
    text += fmt::format("\n[[usual]]\nindicator = \"{}\"\nper_week = {{", name);
    for (const Indicator* i : indicators)
      text += fmt::format("{} = {:.4g}, ", i->unit.empty() ? "otherwise" : i->unit, i->usual_per_week);
    text.resize(text.size() - 2);
    text += "}\n";
  }
  std::set<std::pair<std::string, std::string>> written;
  for (const Indicator& i : learnt.indicators)
    for (const Bearing& b : i.bearing)
      if (written.emplace(i.family, family[b.scenario]).second)
        text += fmt::format(
            "\n[[ratio]]\nindicator = \"{}\"\nscenario = \"{}\"\npresent = {:.4g}\nabsent = {:.4g}\n",
            i.family, family[b.scenario], b.present, b.absent);
  return text;
}

}  // namespace brink
