// SPDX-License-Identifier: Apache-2.0
#include "backtest/outcomes.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "backtest/csv.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;

struct Head {
  std::map<std::string, std::size_t> column;
  std::optional<std::size_t> find(const std::string& name) const {
    const auto it = column.find(name);
    return it == column.end() ? std::nullopt : std::optional(it->second);
  }
};

struct Wanted {
  std::size_t column;
  std::set<std::string> values;
};

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

Result<std::vector<Wanted>> read_where(const std::vector<std::string>& where, const Head& head) {
  std::vector<Wanted> wanted;
  for (const std::string& one : where) {
    const std::size_t sign = one.find('=');
    const auto column = sign == std::string::npos ? std::nullopt : head.find(one.substr(0, sign));
    if (!column) return Error{"backtest", "--where", one, "COLUMN=VALUE,VALUE with a column of the outcomes"};
    const auto values = split(std::string_view(one).substr(sign + 1), ',');
    wanted.push_back({*column, {values.begin(), values.end()}});
  }
  return wanted;
}

int number(const std::string& text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

std::string cell(const std::vector<std::string>& row, std::optional<std::size_t> column) {
  return column && *column < row.size() ? row[*column] : "";
}

std::optional<Day> day_of(const std::vector<std::string>& row, const Head& head) {
  if (const auto date = head.find("date")) {
    const auto read = read_iso(cell(row, date));
    return read ? std::optional(read->local_day()) : std::nullopt;
  }
  return make_day(number(cell(row, head.find("year"))), number(cell(row, head.find("month"))),
                  number(cell(row, head.find("day"))));
}

// The scenarios that the words of a line may mean: by id, by unit's code, by code of a name.
class Names {
 public:
  Names(const Watch& watch, const std::function<std::string(std::string_view)>& code_of) : code_of_(code_of) {
    for (std::size_t i = 0; i < watch.scenarios.size(); ++i) {
      by_id_[watch.scenarios[i].id] = {i};
      if (!watch.scenarios[i].unit.empty()) by_unit_[watch.scenarios[i].unit].push_back(i);
    }
  }

  std::vector<std::size_t> scenarios(const std::string& id, const std::string& unit) const {
    if (!id.empty()) {
      const auto it = by_id_.find(id);
      return it == by_id_.end() ? std::vector<std::size_t>() : it->second;
    }
    auto it = by_unit_.find(unit);
    if (it == by_unit_.end()) it = by_unit_.find(code_of_(unit));
    return it == by_unit_.end() ? std::vector<std::size_t>() : it->second;
  }

 private:
  const std::function<std::string(std::string_view)>& code_of_;
  std::map<std::string, std::vector<std::size_t>> by_id_, by_unit_;
};

}  // namespace

Result<Outcomes> read_outcomes(const std::string& path, const Watch& watch,
                               const std::vector<std::string>& where,
                               const std::function<std::string(std::string_view)>& code_of) {
  const auto read = read_file(path, kMostBytes);
  if (!read) return read.error();
  std::string_view text = *read;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Head head;
  const auto names = take_csv_record(text);
  for (std::size_t i = 0; i < names.size(); ++i) head.column.emplace(names[i], i);
  const auto unit = head.find("unit") ? head.find("unit") : head.find("country");
  if (!head.find("scenario") && !unit)
    return Error{"backtest", path + ":1", "no column scenario, unit or country", "one of them"};
  if (!head.find("date") && !(head.find("year") && head.find("month") && head.find("day")))
    return Error{"backtest", path + ":1", "no column date", "date, or year, month and day"};
  const auto wanted = read_where(where, head);
  if (!wanted) return wanted.error();
  const Names known(watch, code_of);
  Outcomes outcomes;
  outcomes.begins = Day::max(), outcomes.ends = Day::min();
  std::set<std::string> unknown;
  for (std::size_t record = 2; !text.empty(); ++record) {
    const auto row = take_csv_record(text);
    if (row.size() == 1 && row[0].empty()) continue;
    const auto day = day_of(row, head);
    if (!day)
      return Error{"backtest", fmt::format("{}: record {}", path, record), "no day", "a day of the calendar"};
    ++outcomes.lines;
    outcomes.begins = std::min(outcomes.begins, *day), outcomes.ends = std::max(outcomes.ends, *day);
    if (!std::all_of(wanted->begin(), wanted->end(), [&](const Wanted& w) { return w.values.contains(cell(row, w.column)); })) {
      ++outcomes.left_out;
      continue;
    }
    const std::string id = cell(row, head.find("scenario")), name = cell(row, unit);
    const auto scenarios = known.scenarios(id, name);
    if (scenarios.empty()) unknown.insert(id.empty() ? name : id);
    for (const std::size_t scenario : scenarios) outcomes.all.push_back({scenario, *day});
  }
  std::stable_sort(outcomes.all.begin(), outcomes.all.end(),
                   [](const CameTrue& a, const CameTrue& b) { return a.day < b.day; });
  outcomes.unknown_units.assign(unknown.begin(), unknown.end());
  return outcomes;
}

}  // namespace brink
