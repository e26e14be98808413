// SPDX-License-Identifier: Apache-2.0
#include "times/operations.h"

#include <fmt/format.h>

#include <cmath>

namespace brink::times {

namespace {

// "P2Y6M", "PT5H30M", "PXD".
std::string duration_value(const std::optional<double>& number, bool vague, std::string_view unit) {
  const bool clock = unit.starts_with("T");
  std::string_view letter = clock ? unit.substr(1) : unit;
  const std::string head = clock ? "PT" : "P";
  double n = number.value_or(1);
  const double whole = unit == "E"    ? 10
                       : unit == "C"  ? 100
                       : unit == "L"  ? 1000
                       : unit == "F"  ? 2
                       : unit == "WE" ? 2
                                      : 1;
  if (vague) return head + "X" + std::string(unit == "F" ? "W" : unit == "WE" ? "D" : letter);
  if (whole > 1) n *= whole, letter = unit == "F" ? "W" : unit == "WE" ? "D" : "Y";
  const double half = n - std::floor(n);
  if (half == 0.5 && n > 1) {
    if (letter == "Y") return fmt::format("P{}Y6M", std::floor(n));
    if (unit == "TH") return fmt::format("PT{}H30M", std::floor(n));
    if (unit == "TM") return fmt::format("PT{}M30S", std::floor(n));
  }
  if (half == 0.5 && n < 1) {
    if (letter == "Y") return "P6M";
    if (unit == "TH") return "PT30M";
    if (unit == "D") return "PT12H";
  }
  return fmt::format("{}{:.15g}{}", head, n, letter);
}

}  // namespace

Given op_duration(const Frame& f) {
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  for (std::size_t i = f.match.begin; i < f.match.end; ++i)
    if (f.scene.atoms[i].as(Element::kYear)) return {};  // "the 1988 quarter"
  const bool vague = f.match.vague || (!f.match.number && f.get(Element::kUnits));
  return Meaning{
      TimexType::kDuration, duration_value(f.match.number, vague, unit), Grain::kNone, {}};
}

// "an hour and a half".
Given op_duration_and_half(const Frame& f) {
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  return Meaning{TimexType::kDuration, duration_value(1.5, false, unit), Grain::kNone, {}};
}

// "every Monday", "each year", "a day", "Tuesday nights".
Given op_every(const Frame& f) {
  const auto set = [](std::string value) {
    return Meaning{TimexType::kSet, std::move(value), Grain::kNone, {}};
  };
  for (const Element element : {Element::kWeekday, Element::kWeekdays})
    if (const Reading* weekday = f.get(element)) {
      const Reading* part =
          f.get(Element::kDaypart) ? f.get(Element::kDaypart) : f.get(Element::kDayparts);
      return set("XXXX-WXX-" + std::string(weekday->text) +
                 (part ? "T" + std::string(part->text) : ""));
    }
  if (const Reading* month = f.get(Element::kMonth))
    return set(fmt::format("XXXX-{:02}", static_cast<int>(month->number)));
  for (const Element element : {Element::kSeason, Element::kSeasons})
    if (const Reading* season = f.get(element)) return set("XXXX-" + std::string(season->text));
  for (const Element element : {Element::kDaypart, Element::kDayparts})
    if (const Reading* part = f.get(element)) return set("XXXX-XX-XXT" + std::string(part->text));
  const std::string_view unit = unit_of(f);
  if (unit.empty()) return {};
  return set(duration_value(
      f.match.number ? f.match.number : std::optional<double>(f.argument == "2" ? 2 : 1),
      f.match.vague, unit));
}

}  // namespace brink::times
