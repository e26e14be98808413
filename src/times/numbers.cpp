// SPDX-License-Identifier: Apache-2.0
#include "times/numbers.h"

namespace brink::times {
namespace {

using Atoms = std::span<const Atom>;

std::string_view word(Atoms atoms, std::size_t at) {
  return at < atoms.size() ? std::string_view(atoms[at].lower) : std::string_view();
}

const Reading* as(Atoms atoms, std::size_t at, Element element) {
  return at < atoms.size() ? atoms[at].as(element) : nullptr;
}

// "twenty-four", "twenty", "four", "12".
std::optional<Number> below_hundred(Atoms atoms, std::size_t at) {
  if (const Reading* digits = as(atoms, at, Element::kDigits)) return Number{at + 1, digits->number, false};
  const Reading* first = as(atoms, at, Element::kNumber);
  if (!first) return {};
  if (first->number < 20) return Number{at + 1, first->number, false};
  const std::size_t next = word(atoms, at + 1) == "-" ? at + 2 : at + 1;
  if (const Reading* ones = as(atoms, next, Element::kNumber); ones && ones->number > 0 && ones->number < 10)
    return Number{next + 1, first->number + ones->number, false};
  return Number{at + 1, first->number, false};
}

// "three hundred", "two thousand five hundred".
std::optional<Number> scaled(Atoms atoms, std::size_t at) {
  auto number = below_hundred(atoms, at);
  const bool article = word(atoms, at) == "a" && as(atoms, at + 1, Element::kScale);
  if (article) number = Number{at + 1, 1, false};
  if (!number) return {};
  double before = 0;  // what stands before the last scale word
  while (const Reading* scale = as(atoms, number->end, Element::kScale)) {
    number->value = before + (number->value - before) * scale->number;
    before = number->value;
    ++number->end;
    const std::size_t next = word(atoms, number->end) == "and" ? number->end + 1 : number->end;
    const auto more = below_hundred(atoms, next);
    if (!more) break;
    number->value += more->value;
    number->end = more->end;
  }
  return number;
}

// The atom behind "1/2", which tokens may part; `at` itself for anything else.
std::size_t behind_half(Atoms atoms, std::size_t at) {
  if (word(atoms, at) == "1/2" || word(atoms, at) == "\u00bd") return at + 1;
  return word(atoms, at) == "1" && word(atoms, at + 1) == "/" && word(atoms, at + 2) == "2" ? at + 3 : at;
}

// What may follow a whole number: "1/2", "and a half".
void add_fraction(Atoms atoms, Number& number) {
  if (const std::size_t end = behind_half(atoms, number.end); end != number.end) {
    number.value += 0.5;
    number.end = end;
  } else if (word(atoms, number.end) == "and" && word(atoms, number.end + 1) == "a" && word(atoms, number.end + 2) == "half") {
    number.value += 0.5;
    number.end += 3;
  }
}

std::optional<Number> vague(Atoms atoms, std::size_t at) {
  const std::string_view first = word(atoms, at);
  const std::size_t article = first == "a" || first == "the" ? 1 : 0;
  const std::string_view noun = word(atoms, at + article);
  if (noun == "couple" && first == "a") return Number{at + 2 + (word(atoms, at + 2) == "of"), 2, false};
  if (first == "a" && noun == "number" && word(atoms, at + 2) == "of") return Number{at + 3, 0, true};
  if (first == "a" && noun == "few") return Number{at + 2, 0, true};
  if (article == 0 && as(atoms, at, Element::kVague)) return Number{at + 1, 0, true};
  if (article == 0 && as(atoms, at, Element::kVagues) && word(atoms, at + 1) == "of") {
    const std::size_t next = at + 2;  // "tens of thousands of"
    const bool twice = as(atoms, next, Element::kVagues) && word(atoms, next + 1) == "of";
    return Number{twice ? next + 2 : next, 0, true};
  }
  return {};
}

std::optional<Number> single(Atoms atoms, std::size_t at) {
  if (auto number = vague(atoms, at)) return number;
  if (const std::size_t end = behind_half(atoms, at); end != at) return Number{end, 0.5, false};
  if (auto number = scaled(atoms, at)) {
    add_fraction(atoms, *number);
    return number;
  }
  if (word(atoms, at) == "half" && (word(atoms, at + 1) == "a" || word(atoms, at + 1) == "an")) return Number{at + 2, 0.5, false};
  const std::string_view first = word(atoms, at);
  if (first == "a" || first == "an") {
    if (word(atoms, at + 1) == "dozen") return Number{at + 2, 12, false};
    if (word(atoms, at + 1) == "half") return Number{at + 2 + (word(atoms, at + 2) == "-"), 0.5, false};
    return Number{at + 1, 1, false};
  }
  return {};
}

// "nineteen ninety-eight", "two thousand", "two thousand and one", "twenty twenty-two".
std::optional<Number> spoken_year(Atoms atoms, std::size_t at) {
  const Reading* first = as(atoms, at, Element::kNumber);
  if (!first) return {};
  if (first->number == 2 && word(atoms, at + 1) == "thousand") {
    const std::size_t next = word(atoms, at + 2) == "and" ? at + 3 : at + 2;
    const auto rest = below_hundred(atoms, next);
    if (rest && atoms[next].as(Element::kNumber)) return Number{rest->end, 2000 + rest->value, false};
    return Number{at + 2, 2000, false};
  }
  if (first->number < 17 || first->number > 20) return {};
  if (!as(atoms, at + 1, Element::kNumber)) return {};
  const auto rest = below_hundred(atoms, at + 1);
  if (!rest || rest->value < 10) return {};
  return Number{rest->end, 100 * first->number + rest->value, false};
}

// Reads "a.m." and "p.m." into an hour of the day; -1 for an hour that is none.
int hour_of(double hour, const Reading* half) {
  if (hour < 0 || hour > 24) return -1;
  if (!half) return static_cast<int>(hour);
  if (hour < 1 || hour > 12) return -1;
  const int base = static_cast<int>(hour) % 12;
  return half->text == "PM" ? base + 12 : base;
}

std::string clock_value(int hour, std::string_view minutes) {
  std::string value = "T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":";
  return value + std::string(minutes);
}

// "in the morning" and "local time" behind a clock time; moves `at`.
const Reading* half_behind(Atoms atoms, std::size_t& at) {
  static constexpr Reading kAm{Element::kHalf, "AM", 0}, kPm{Element::kHalf, "PM", 0};
  if (const Reading* half = as(atoms, at, Element::kHalf)) return ++at, half;
  if (word(atoms, at) != "in" || word(atoms, at + 1) != "the") return nullptr;
  const Reading* part = as(atoms, at + 2, Element::kDaypart);
  if (!part) return nullptr;
  at += 3;
  return part->text == "MO" ? &kAm : &kPm;
}

void skip_zone(Atoms atoms, std::size_t& at) {
  if (as(atoms, at, Element::kZone) && atoms[at].capital) {
    ++at;
  } else if (as(atoms, at + 1, Element::kZone) && word(atoms, at) == "(" && word(atoms, at + 2) == ")") {
    at += 3;
  } else if (word(atoms, at) == "local" && word(atoms, at + 1) == "time") {
    at += 2;
  } else if ((word(atoms, at + 1) == "time" || word(atoms, at + 1) == "standard") && at < atoms.size() && atoms[at].capital) {
    at += word(atoms, at + 1) == "standard" && word(atoms, at + 2) == "time" ? 3 : 2;  // "Moscow time"
  }
}

}  // namespace

std::optional<Number> read_number(Atoms atoms, std::size_t at) {
  auto first = single(atoms, at);
  if (!first) return {};
  const std::string_view link = word(atoms, first->end);
  const bool article = word(atoms, at) == "a" || word(atoms, at) == "an";
  if (!article && (link == "to" || link == "or" || link == "-")) {
    const std::size_t next = first->end + 1;
    if (const auto second = below_hundred(atoms, next)) return Number{second->end, 0, true};
  }
  return first;
}

std::optional<Number> read_year(Atoms atoms, std::size_t at) {
  if (const Reading* year = as(atoms, at, Element::kYear)) return Number{at + 1, year->number, false};
  const std::string_view form = word(atoms, at);
  const auto short_year = [](double n) { return n < 50 ? 2000 + n : 1900 + n; };
  if ((form == "'" || form == "\u2019") && as(atoms, at + 1, Element::kDigits) && word(atoms, at + 1).size() == 2)
    return Number{at + 2, short_year(as(atoms, at + 1, Element::kDigits)->number), false};
  if (form.size() == 3 && form[0] == '\'' && form[1] >= '0' && form[1] <= '9' && form[2] >= '0' && form[2] <= '9')
    return Number{at + 1, short_year(10 * (form[1] - '0') + form[2] - '0'), false};
  return spoken_year(atoms, at);
}

std::optional<Clock> read_clock(Atoms atoms, std::size_t at) {
  const Reading* clock = as(atoms, at, Element::kClock);
  const auto spoken = below_hundred(atoms, at);
  if (!clock && !spoken) return {};
  std::size_t end = clock ? at + 1 : spoken->end;
  std::string minutes = clock ? std::string(clock->text.substr(clock->text.size() - 2)) : "00";
  double hour = spoken ? spoken->value : 0;
  const bool colon = clock && clock->text.find(':') != std::string_view::npos;
  if (clock) {
    hour = 0;
    for (const char c : clock->text.substr(0, clock->text.size() - (clock->text.size() > 4 || clock->text[1] == ':' || clock->text[1] == '.' ? 3 : 2)))
      hour = 10 * hour + (c - '0');
  }
  const bool o_clock = word(atoms, end) == "o'clock" || word(atoms, end) == "o\u2019clock";
  if (o_clock) ++end;
  const Reading* half = half_behind(atoms, end);
  const std::size_t before_zone = end;
  skip_zone(atoms, end);
  // A bare number or "7.30" needs a sign that it tells the time.
  if (!half && !o_clock && !colon && end == before_zone) return {};
  if (!half && !o_clock && !clock) return {};  // "12 Moscow time"
  if (minutes >= "60") return {};
  const int at_hour = hour_of(hour, half);
  if (at_hour < 0) return {};
  return Clock{end, clock_value(at_hour, minutes)};
}

}  // namespace brink::times
