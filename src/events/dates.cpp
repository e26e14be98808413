// SPDX-License-Identifier: Apache-2.0
#include "events/dates.h"

#include <array>
#include <charconv>

#include "base/iso_time.h"

namespace brink {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

int month_named(std::string_view word) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  if (word.size() < 3) return 0;
  for (std::size_t m = 0; m < kMonths.size(); ++m)
    if (word == kMonths[m] || (word.size() <= 4 && kMonths[m].substr(0, word.size()) == word))
      return static_cast<int>(m) + 1;
  return 0;
}

int weekday_named(std::string_view word) {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (std::size_t d = 0; d < kWeekdays.size(); ++d)
    if (word == kWeekdays[d]) return static_cast<int>(d);
  return -1;
}

// "28", "28th"; 0 for anything else.
int day_number(std::string_view word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || value < 1 || value > 31) return 0;
  const std::string_view rest = word.substr(static_cast<std::size_t>(end - word.data()));
  return rest.empty() || rest == "th" || rest == "st" || rest == "nd" || rest == "rd" ? value : 0;
}

int year_number(std::string_view word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || word.size() != 4) return 0;
  return value >= 1900 && value <= 2099 ? value : 0;
}

int small_number(std::string_view word) {
  constexpr std::array<std::string_view, 11> kWords = {
      "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  for (std::size_t i = 1; i < kWords.size(); ++i)
    if (word == kWords[i]) return static_cast<int>(i);
  if (word == "a" || word == "an") return 1;
  return day_number(word);
}

class Calendar {
 public:
  Calendar(Memory& memory, const SentenceView& reading)
      : memory_(memory), reading_(reading), size_(reading.lower.size()) {}

  std::vector<DateMention> run() {
    for (std::size_t i = 0; i < size_;) {
      const std::size_t end = read(i);
      i = end > i ? end : i + 1;
    }
    return std::move(found_);
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < size_ ? std::string_view(reading_.lower[i]) : std::string_view();
  }
  bool is_capital(std::size_t i) const {
    const std::string& form = reading_.sentence->tokens[i].form;
    return !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
  }

  std::size_t read(std::size_t i) {
    if (const std::size_t end = full_date(i)) return end;
    if (memory_.dated) {
      if (const std::size_t end = relative_day(i)) return end;
      if (const std::size_t end = relative_span(i)) return end;
    }
    return year_alone(i);
  }

  // "January 28, 2022", "28 January", "Jan. 28", "March 2014", "on March 4".
  std::size_t full_date(std::size_t i) {
    int month = month_named(word(i)), day = 0;
    std::size_t end = i + 1;
    if (month && is_capital(i)) {
      if (word(end) == ".") ++end;
      if ((day = day_number(word(end)))) ++end;
    } else if ((day = day_number(word(i))) && (month = month_named(word(i + 1))) &&
               is_capital(i + 1)) {
      end = i + 2;
    } else {
      return 0;
    }
    int year = 0;
    const std::size_t comma = word(end) == "," ? end + 1 : end;
    if ((year = year_number(word(comma)))) end = comma + 1;
    if (day) return add_day_of_year(i, end, year, month, day);
    if (word(i) == "may" || word(i) == "march") {  // else a verb or a name
      if (!year && word(i == 0 ? size_ : i - 1) != "in") return 0;
    }
    return add_month(i, end, year, month);
  }

  std::size_t add_day_of_year(std::size_t i, std::size_t end, int year, int month, int day) {
    if (!year && !memory_.dated) return 0;
    if (year) {
      const auto exact = make_day(year, month, day);
      return exact ? add_day(i, end, *exact) : 0;
    }
    const int this_year = static_cast<int>(year_month_day(memory_.today).year());
    auto resolved = make_day(this_year, month, day);
    // A date more than two months ahead was last year's.
    if (resolved && *resolved > memory_.today + days(60))
      resolved = make_day(this_year - 1, month, day);
    return resolved ? add_day(i, end, *resolved) : 0;
  }

  std::size_t add_month(std::size_t i, std::size_t end, int year, int month) {
    if (!year && !memory_.dated) return 0;
    if (!year) {
      const year_month_day today(memory_.today);
      year = static_cast<int>(today.year());
      if (month > static_cast<int>(static_cast<unsigned>(today.month())) + 2) --year;
    }
    const auto first = make_day(year, month, 1);
    if (!first) return 0;
    return add(i, end, *first, to_iso(*first).substr(0, 7), "month");
  }

  // "Monday", "yesterday", "the 28th", "the day before", "three days ago".
  std::size_t relative_day(std::size_t i) {
    const std::string_view w = word(i);
    if (const int weekday = weekday_named(w); weekday >= 0 && is_capital(i))
      return add_weekday(i, weekday);
    if (w == "yesterday") return add_day(i, i + 1, memory_.today - days(1));
    if (w == "today" || w == "tonight") return add_day(i, i + 1, memory_.today);
    if (w == "tomorrow") return add_day(i, i + 1, memory_.today + days(1));
    if (w == "the" && word(i + 1) == "day" && (word(i + 2) == "before" || word(i + 2) == "after")) {
      const int step = word(i + 2) == "before" ? -1 : 1;
      const bool further = word(i + 3) == "yesterday" || word(i + 3) == "tomorrow";
      if (further) return add_day(i, i + 4, memory_.today + days(2 * step));
      if (reading_.classes(i + 3 < size_ ? i + 3 : size_ - 1) & kArticle)
        return 0;  // "the day before the vote"
      return add_day(i, i + 3, memory_.anchor.value_or(memory_.today) + days(step));
    }
    if (w == "the" && word(i + 1) == "previous" && word(i + 2) == "day")
      return add_day(i, i + 3, memory_.anchor.value_or(memory_.today) - days(1));
    if (w == "the" && i > 0 && word(i - 1) == "on" && ends_as_ordinal(word(i + 1))) {
      const int day = day_number(word(i + 1));
      if (day && month_named(word(i + 2)) == 0 &&
          (i + 2 >= size_ || !std::isalpha(static_cast<unsigned char>(word(i + 2)[0])) ||
           reading_.classes(i + 2)))
        return add_last_of_that_number(i, day);
    }
    if (const int count = small_number(w);
        count && (word(i + 1) == "days" || word(i + 1) == "day") && word(i + 2) == "ago")
      return add_day(i, i + 3, memory_.today - days(count));
    return 0;
  }

  static bool ends_as_ordinal(std::string_view word) {
    return word.size() > 2 &&
           (word.substr(word.size() - 2) == "th" || word.substr(word.size() - 2) == "st" ||
            word.substr(word.size() - 2) == "nd" || word.substr(word.size() - 2) == "rd");
  }

  std::size_t add_weekday(std::size_t i, int weekday) {
    const std::chrono::weekday today(memory_.today);
    int back = static_cast<int>(today.c_encoding()) - weekday;
    if (back < 0) back += 7;
    if (i > 0 && word(i - 1) == "next")
      return add_day(i - 1, i + 1, memory_.today + days(back == 0 ? 7 : 7 - back));
    if (i > 0 && word(i - 1) == "last" && back == 0) back = 7;
    return add_day(i, i + 1, memory_.today - days(back));
  }

  std::size_t add_last_of_that_number(std::size_t i, int day) {
    const year_month_day today(memory_.today);
    int year = static_cast<int>(today.year()),
        month = static_cast<int>(static_cast<unsigned>(today.month()));
    for (int back = 0; back < 3; ++back) {
      const auto exact = make_day(year, month, day);
      if (exact && *exact <= memory_.today) return add_day(i, i + 2, *exact);
      if (--month == 0) {
        month = 12;
        --year;
      }
    }
    return 0;
  }

  // "last week", "this month", "next year", "two weeks ago".
  std::size_t relative_span(std::size_t i) {
    const std::string_view w = word(i);
    int step = 0;
    std::size_t unit_at = i + 1;
    if (w == "last" || w == "past")
      step = -1;
    else if (w == "next")
      step = 1;
    else if (w == "this")
      step = 0;
    else if (const int count = small_number(w); count && word(i + 2) == "ago")
      step = -count;
    else
      return 0;
    std::string_view unit = word(unit_at);
    if (!unit.empty() && unit.back() == 's') unit.remove_suffix(1);
    std::size_t end = unit_at + 1;
    if (word(end) == "ago") ++end;
    if (unit == "week") {
      const Day monday =
          memory_.today - (std::chrono::weekday(memory_.today) - std::chrono::Monday);
      const Day first = monday + days(7 * step);
      return add(i, end, first, to_iso(first), "week");
    }
    const year_month_day today(memory_.today);
    int year = static_cast<int>(today.year()),
        month = static_cast<int>(static_cast<unsigned>(today.month()));
    if (unit == "month") {
      month += step;
      for (; month < 1; month += 12) --year;
      for (; month > 12; month -= 12) ++year;
      const auto first = make_day(year, month, 1);
      return first ? add(i, end, *first, to_iso(*first).substr(0, 7), "month") : 0;
    }
    if (unit == "year") {
      const auto first = make_day(year + step, 1, 1);
      return first ? add(i, end, *first, to_iso(*first).substr(0, 4), "year") : 0;
    }
    return 0;
  }

  std::size_t year_alone(std::size_t i) {
    const int year = year_number(word(i));
    if (!year || i == 0) return 0;
    const std::string_view before = word(i - 1);
    if (before != "in" && before != "since" && before != "of" && before != "early" &&
        before != "late" && before != "until" && before != "from" && before != "by")
      return 0;
    const auto first = make_day(year, 1, 1);
    return first ? add(i, i + 1, *first, to_iso(*first).substr(0, 4), "year") : 0;
  }

  std::size_t add_day(std::size_t begin, std::size_t end, Day day) {
    if (!memory_.anchor) memory_.anchor = day;
    return add(begin, end, day, to_iso(day), "day");
  }

  std::size_t add(std::size_t begin, std::size_t end, Day first, std::string value,
                  const char* precision) {
    found_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                      std::move(value), precision, first});
    return end;
  }

  Memory& memory_;
  const SentenceView& reading_;
  std::size_t size_;
  std::vector<DateMention> found_;
};

}  // namespace

std::vector<DateMention> find_dates(Memory& memory, const SentenceView& reading) {
  return Calendar(memory, reading).run();
}

}  // namespace brink
