// SPDX-License-Identifier: Apache-2.0
#include "times/meaning.h"

#include <unordered_map>

#include "times/operations.h"

namespace brink::times {
namespace {

TimexType type_named(std::string_view name) {
  for (const TimexType type : {TimexType::kTime, TimexType::kDuration, TimexType::kSet})
    if (name_of(type) == name) return type;
  return TimexType::kDate;
}

// "DATE PAST_REF": as it stands.
Given op_value(const Frame& f) {
  const std::size_t blank = f.argument.find(' ');
  if (blank == std::string_view::npos) return {};
  return Meaning{type_named(f.argument.substr(0, blank)),
                 std::string(f.argument.substr(blank + 1)),
                 Grain::kNone,
                 {}};
}

// What its part means: "late Monday", "the end of last year".
Given op_same(const Frame& f) { return f.parts.empty() ? Given() : Given(f.parts.back()); }

// No meaning of its own: what only stands in other rules, or is matched so that nothing else is.
Given op_nothing(const Frame&) { return {}; }

using Operation = Given (*)(const Frame&);

const std::unordered_map<std::string_view, Operation>& operations() {
  static const std::unordered_map<std::string_view, Operation> kOperations = {
      {"century", op_century},
      {"clock", op_clock},
      {"date", op_date},
      {"day_of_month", op_day_of_month},
      {"daypart", op_daypart},
      {"decade", op_decade},
      {"duration", op_duration},
      {"duration_half", op_duration_and_half},
      {"every", op_every},
      {"half", op_half},
      {"holiday", op_holiday},
      {"iso", op_iso},
      {"month", op_month},
      {"nothing", op_nothing},
      {"part_of_day", op_part_of_day},
      {"period_of_year", op_period_of_year},
      {"quarter", op_quarter},
      {"same", op_same},
      {"season", op_season},
      {"shift", op_shift},
      {"slash", op_slash},
      {"the_quarter", op_the_quarter},
      {"today", op_today},
      {"unit", op_unit},
      {"unit_spoken", op_unit_spoken},
      {"value", op_value},
      {"weekday", op_weekday},
      {"weekday_in", op_weekday_in},
      {"week_of", op_week_of},
      {"weekend", op_weekend},
      {"year", op_year},
      {"year_end", op_year_end}};
  return kOperations;
}

}  // namespace

bool is_operation(std::string_view name) { return operations().count(name) > 0; }

std::optional<Meaning> meaning_of(const Match& match, const Scene& scene) {
  std::vector<Meaning> parts;
  for (const auto& part : match.parts) {
    if (part->rule->operation == "nothing") continue;
    auto meaning = meaning_of(*part, scene);
    if (!meaning) return {};
    parts.push_back(std::move(*meaning));
  }
  const auto operation = operations().find(match.rule->operation);
  if (operation == operations().end()) return {};
  return operation->second({match, scene, parts, match.rule->argument});
}

}  // namespace brink::times
