// SPDX-License-Identifier: Apache-2.0
#include "exchange/cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/hash.h"
#include "base/iso_time.h"
#include "base/utf8.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 9> kNothing = {"NA",   "N/A", "None", "none", "NULL",
                                                      "null", "nan", "NaN",  "---"};

bool says_nothing(std::string_view cell) {
  if (cell.size() < 2 || cell.size() > 4 || (cell[0] != 'N' && cell[0] != 'n' && cell[0] != '-')) return false;
  return std::find(kNothing.begin(), kNothing.end(), cell) != kNothing.end();
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// Whether a cell holds neither blanks nor what stands for them, nor a quote: most do not.
bool is_plain(std::string_view cell) { return std::all_of(cell.begin(), cell.end(), is_plain_byte); }

}  // namespace

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> list_of(std::string_view cell, std::string_view marks) {
  std::vector<std::string> items;
  while (!cell.empty()) {
    const std::size_t end = cell.find_first_of(marks);
    if (std::string item = clean(cell.substr(0, end)); !item.empty())
      items.push_back(std::move(item));
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return items;
}

std::string joined(const std::vector<std::string>& parts, std::string_view mark) {
  std::string all;
  const std::vector<std::string_view> views(parts.begin(), parts.end());
  join(views, mark, all);
  return all;
}

void join(std::span<const std::string_view> parts, std::string_view mark, std::string& into) {
  into.clear();
  for (const std::string_view part : parts) {
    if (!into.empty()) into += mark;
    into += part;
  }
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  return line;
}

std::string_view clean_plain(std::string_view cell) { return says_nothing(cell) ? std::string_view() : cell; }

std::string clean(std::string_view cell) {
  if (is_plain(cell)) return std::string(clean_plain(cell));
  std::string text = squeeze(one_line(cell));
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = std::string(trim(std::string_view(text).substr(1, text.size() - 2)));
  return says_nothing(text) ? std::string() : text;
}

std::optional<Day> day_of(std::string_view cell) {
  const std::string text = clean(cell);
  if (text.size() == 8 && all_digits(text)) {
    const std::string_view t = text;
    return make_day(digits(t.substr(0, 4)), digits(t.substr(4, 2)), digits(t.substr(6, 2)));
  }
  const auto moment = read_iso(text);
  if (!moment) return {};
  return moment->local_day();
}

std::string compact(Day day) {
  std::string text = to_iso(day);
  std::erase(text, '-');
  return text;
}

std::optional<double> number_of(std::string_view cell) {
  const std::string text = clean(cell);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

std::optional<std::int64_t> whole_number_of(std::string_view cell) {
  const std::string text = clean(cell);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::string number_text(double value) { return fmt::format("{}", value == 0 ? 0.0 : value); }

std::string number_id(std::string_view text) {
  return std::to_string(short_hash(text) % 1'000'000'000'000'000'000u);
}

}  // namespace brink
