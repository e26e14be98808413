// SPDX-License-Identifier: Apache-2.0
#include "times/lexicon.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>

#include "base/rows.h"
#include "times/tables.h"

namespace brink::times {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Element::kCount)> kNames = {
    "month",  "weekday", "weekdays", "unit",    "units",  "season", "seasons", "daypart",
    "dayparts", "moment", "number",  "scale",   "vague",  "vagues", "ordinal", "decade",
    "zone",   "half",    "every",    "which",   "whichref", "today", "digits", "year",
    "clock",  "iso",     "slash",    "q",       "holiday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_digit);
}

// Digits where the pattern has "9", anything else as it stands.
bool is_shaped(std::string_view form, std::string_view pattern) {
  return form.size() == pattern.size() &&
         std::equal(form.begin(), form.end(), pattern.begin(), [](char c, char p) { return p == '9' ? is_digit(c) : c == p; });
}

double number_of(std::string_view text) {
  std::string plain;
  for (const char c : text.substr(0, 20))
    if (c != ',') plain += c;
  return std::strtod(plain.c_str(), nullptr);
}

bool is_number(std::string_view form) {
  return is_digit(form.front()) && is_digit(form.back()) && form.size() <= 15 &&
         std::all_of(form.begin(), form.end(), [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

bool is_clock(std::string_view form) {
  if (!is_shaped(form, "9:99") && !is_shaped(form, "99:99") && !is_shaped(form, "9.99") && !is_shaped(form, "99.99"))
    return false;
  return number_of(form.substr(0, form.size() - 3)) <= 24 && number_of(form.substr(form.size() - 2)) < 60;
}

bool is_slashed(std::string_view form) {
  return std::count(form.begin(), form.end(), '/') == 2 && is_digit(form.front()) && is_digit(form.back()) &&
         form.size() >= 6 && form.size() <= 10 &&
         std::all_of(form.begin(), form.end(), [](char c) { return is_digit(c) || c == '/'; });
}

// "1990s" and "90s": the decade's first year; 0 for no decade.
int decade_of(std::string_view form) {
  if (is_shaped(form, "9990s")) return static_cast<int>(number_of(form.substr(0, 4)));
  if (is_shaped(form, "90s")) return 1900 + static_cast<int>(number_of(form.substr(0, 2)));
  return 0;
}

bool ends_as_ordinal(std::string_view form) {
  if (form.size() < 3 || form.size() > 4) return false;
  const std::string_view end = form.substr(form.size() - 2);
  return (end == "st" || end == "nd" || end == "rd" || end == "th") && all_digits(form.substr(0, form.size() - 2));
}

void read_form(std::string_view form, std::vector<Reading>& out) {
  const auto add = [&](Element element, double number) { out.push_back({element, form, number}); };
  if (all_digits(form) && form.size() == 4 && number_of(form) >= 1000 && number_of(form) < 2200)
    add(Element::kYear, number_of(form));
  if (is_number(form)) add(Element::kDigits, number_of(form));
  if (is_clock(form) || is_shaped(form, "9999")) add(Element::kClock, 0);
  if (is_shaped(form, "9999-99-99")) add(Element::kIso, 0);
  if (is_slashed(form)) add(Element::kSlash, 0);
  if (ends_as_ordinal(form)) add(Element::kOrdinal, number_of(form.substr(0, form.size() - 2)));
  if (const int first = decade_of(form)) add(Element::kDecade, first);
}

}  // namespace

std::optional<Element> element_named(std::string_view name) {
  const auto it = std::find(kNames.begin(), kNames.end(), name);
  if (it == kNames.end()) return {};
  return static_cast<Element>(it - kNames.begin());
}

Lexicon::Lexicon() {
  for (const auto& row : rows_of(times_table("words.tsv"))) {
    const auto element = element_named(row[1]);
    if (row[1] == "class") continue;  // the line of names
    assert(element);
    words_[row[0]].push_back({*element, row[2], number_of(row[2])});
  }
  for (const auto& row : rows_of(times_table("holidays.tsv"))) {
    holidays_[row[0]] = row[1];
    auto& readings = words_[row[0].substr(0, row[0].find(' '))];
    const bool known = std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.element == Element::kHoliday; });
    if (!known) readings.push_back({Element::kHoliday, {}, 0});
  }
}

void Lexicon::read(std::string_view lower, std::vector<Reading>& out) const {
  if (const auto it = words_.find(lower); it != words_.end()) out.insert(out.end(), it->second.begin(), it->second.end());
  if (lower.starts_with('\'') && is_shaped(lower.substr(1), "90s")) lower.remove_prefix(1);
  if (!lower.empty() && (is_digit(lower.front()) || lower.front() == 'q')) {
    if (lower.size() == 2 && lower[0] == 'q' && lower[1] >= '1' && lower[1] <= '4')
      out.push_back({Element::kQuarter, lower, static_cast<double>(lower[1] - '0')});
    else
      read_form(lower, out);
  }
}

std::string_view Lexicon::holiday(std::string_view name) const {
  const auto it = holidays_.find(name);
  return it == holidays_.end() ? std::string_view() : it->second;
}

}  // namespace brink::times
