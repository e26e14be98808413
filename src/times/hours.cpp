// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include "times/calendar.h"

namespace brink::times {

namespace {

using std::chrono::days;

}  // namespace

// A part of a day that a part names: "Friday night", "noon Thursday", "early hours of Monday".
Given op_part_of_day(const Frame& f) {
  if (f.parts.empty() || f.parts.front().grain != Grain::kDay) return {};
  const Reading* part = f.get(Element::kDaypart);
  if (!part) part = f.get(Element::kMoment);
  const std::string text = "T" + std::string(part ? part->text : f.argument);
  return Meaning{TimexType::kTime, f.parts.front().value + text, Grain::kTime,
                 f.parts.front().first};
}

// "this morning", "last night", "that evening", "the next morning", "tonight".
Given op_daypart(const Frame& f) {
  const Reading* part = f.get(Element::kDaypart);
  if (!part) part = f.get(Element::kMoment);
  const bool by_spoken = f.get(Element::kWhichRef) || f.argument == "spoken";
  const auto base = by_spoken                                       ? f.base()
                    : f.get(Element::kWhich) || !f.argument.empty() ? f.scene.today
                                                                    : f.clock_day();
  const std::string text = "T" + std::string(part ? part->text : f.argument);
  if (!base) return Meaning{TimexType::kTime, "XXXX-XX-XX" + text, Grain::kTime, {}};
  const Day day = *base + days(f.get(Element::kWhich) || f.get(Element::kWhichRef) ? f.steps() : 0);
  return Meaning{TimexType::kTime, day_value(day) + text, Grain::kTime, day};
}

Given op_clock(const Frame& f) {
  const std::optional<Day> day = !f.parts.empty() ? f.parts.front().first : f.clock_day();
  const std::string before = day ? day_value(*day) : "XXXX-XX-XX";
  return Meaning{TimexType::kTime, before + f.match.clock, Grain::kTime, day};
}

}  // namespace brink::times
