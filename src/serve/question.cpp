// SPDX-License-Identifier: Apache-2.0
#include "serve/question.h"

#include <algorithm>
#include <charconv>

#include "base/iso_time.h"
#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kLongestTarget = 8192, kMostParameters = 100, kMostValues = 100;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::string join(std::initializer_list<std::string_view> names) {
  std::string all;
  for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
  return all;
}

}  // namespace

std::string decoded(std::string_view text, bool plus_is_blank) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_blank) c = ' ';
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0)
        throw Problem{400, "found % without two hex digits behind it, expected %25 for a percent sign", ""};
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') throw Problem{400, "found a NUL character, expected text", ""};
    plain += c;
  }
  if (!is_utf8(plain)) throw Problem{400, "found bytes that are no UTF-8, expected UTF-8", ""};
  return plain;
}

Question::Question(std::string_view target) {
  if (target.size() > kLongestTarget)
    throw Problem{414, "found an address of " + std::to_string(target.size()) + " bytes, expected at most 8192", ""};
  if (target.empty() || target.front() != '/')
    throw Problem{400, "found a target that is no path, expected one that begins with /", ""};
  target = target.substr(0, target.find('#'));
  const std::size_t mark = target.find('?');
  path_ = decoded(target.substr(0, mark), false);
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    if (pair.empty()) continue;
    if (parameters_.size() == kMostParameters)
      throw Problem{400, "found more than 100 parameters, expected at most 100", ""};
    const std::size_t is = pair.find('=');
    parameters_.emplace_back(decoded(pair.substr(0, is), true),
                             is == std::string_view::npos ? "" : decoded(pair.substr(is + 1), true));
  }
}

std::string Question::canonical() const {
  auto sorted = parameters_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text = path_;
  for (const auto& [name, value] : sorted)
    if (!value.empty()) text += '\n' + name + '\t' + value;
  return text;
}

void Question::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [name, value] : parameters_)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw Problem{400, "found the parameter " + shown(name) + ", expected " + (names.size() ? "one of " + join(names) : "none"), shown(name)};
}

std::string Question::one(std::string_view name) const {
  const std::string* found = nullptr;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    if (found) throw Problem{400, "found " + key + " twice, expected it once", key};
    found = &value;
  }
  return found ? *found : std::string();
}

std::string Question::needed(std::string_view name) const {
  std::string value = one(name);
  if (value.find_first_not_of(" \t\n") == std::string::npos)
    throw Problem{400, "found no " + std::string(name) + ", expected one", std::string(name)};
  return value;
}

std::vector<std::string> Question::list(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::string_view item = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(rest.size(), item.size() + 1));
      if (!item.empty()) values.emplace_back(item);
    }
  }
  if (values.size() > kMostValues)
    throw Problem{400, "found " + std::to_string(values.size()) + " values, expected at most 100", std::string(name)};
  return values;
}

std::size_t Question::number(std::string_view name, std::size_t least, std::size_t most, std::size_t usual) const {
  const std::string value = one(name);
  if (value.empty()) return usual;
  std::size_t read = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
  if (error != std::errc() || end != value.data() + value.size() || read < least || read > most)
    throw Problem{400, "found " + shown(value) + ", expected a number from " + std::to_string(least) + " to " + std::to_string(most), std::string(name)};
  return read;
}

std::optional<Day> Question::day(std::string_view name) const {
  const std::string value = one(name);
  if (value.empty()) return {};
  const auto moment = value.size() == 10 ? read_iso(value) : std::nullopt;
  if (!moment) throw Problem{400, "found " + shown(value) + ", expected a day as 2022-01-28", std::string(name)};
  return moment->local_day();
}

std::string Question::choice(std::string_view name, std::initializer_list<std::string_view> choices, std::string_view usual) const {
  const std::string value = one(name);
  if (value.empty()) return std::string(usual);
  if (std::find(choices.begin(), choices.end(), value) == choices.end())
    throw Problem{400, "found " + shown(value) + ", expected one of " + join(choices), std::string(name)};
  return value;
}

EventQuery event_query(const Question& q) {
  EventQuery query;
  query.actor = q.list("actor"), query.recipient = q.list("recipient"), query.either = q.list("either");
  query.type = q.list("type"), query.mode = q.list("mode");
  query.place = q.list("place"), query.country = q.list("country");
  query.speaker = q.list("speaker"), query.equipment = q.list("equipment"), query.context = q.list("context");
  query.text = q.one("text"), query.since = q.one("since"), query.until = q.one("until");
  query.known_by = q.one("known_by");
  for (const std::string& word : q.list("status")) {
    const auto status = status_named(word);
    if (!status)
      throw Problem{400, "found " + shown(word) + ", expected actual, future, hypothetical, negated or historical", "status"};
    query.status.push_back(*status);
  }
  return query;
}

DocumentQuery document_query(const Question& q) {
  DocumentQuery query;
  query.text = q.one("text"), query.outlet = q.list("outlet"), query.language = q.list("language");
  query.since = q.one("since"), query.until = q.one("until");
  return query;
}

std::optional<std::string> segment_after(const std::string& path, std::string_view before) {
  if (!path.starts_with(before) || path.size() == before.size()) return {};
  std::string rest = path.substr(before.size());
  if (rest.find('/') != std::string::npos) return {};
  return rest;
}

}  // namespace brink
