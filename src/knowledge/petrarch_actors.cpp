// SPDX-License-Identifier: Apache-2.0
// Dictionaries of actors and agents.
#include <algorithm>
#include <cctype>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "knowledge/inflection.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// YYYYMMDD, or YYMMDD of the years 1930 to 2029. Days and months that do not exist are drawn to the
// nearest: dictionaries write 19990631 for the end of June.
std::optional<Day> day_of(std::string_view text) {
  std::string digits(trim(text));
  if (!all_digits(digits)) return {};
  if (digits.size() == 6) digits.insert(0, digits < "30" ? "20" : "19");
  if (digits.size() != 8) return {};
  const int year = std::stoi(digits.substr(0, 4));
  const int month = std::clamp(std::stoi(digits.substr(4, 2)), 1, 12);
  for (int day = std::clamp(std::stoi(digits.substr(6, 2)), 1, 31); day > 27; --day)
    if (const auto found = make_day(year, month, day)) return found;
  return make_day(year, month, std::clamp(std::stoi(digits.substr(6, 2)), 1, 28));
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '+' || c == '/' || c == '#';
  });
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

// "CODE", "CODE < 950601", "CODE >20130119", "CODE 19950601 - 19990815"; a day alone is the first.
std::optional<DatedCode> dated_code(const std::string& text) {
  std::size_t end = text.find_first_of(" \t<>");
  DatedCode dated;
  dated.code = upper(text.substr(0, end));
  if (!is_code(dated.code)) return {};
  std::string rest = end == std::string::npos ? "" : text.substr(end);
  std::erase_if(rest, [](char c) { return c == ' ' || c == '\t'; });
  if (rest.empty()) return dated;
  const std::size_t dash = rest.find('-');
  if (rest.front() == '<') dated.until = day_of(rest.substr(1));
  else if (rest.front() == '>') dated.from = day_of(rest.substr(1));
  else if (dash != std::string::npos) dated.from = day_of(rest.substr(0, dash)), dated.until = day_of(rest.substr(dash + 1));
  else dated.from = day_of(rest);
  if (!dated.from && !dated.until) return {};
  return dated;
}

// PETRARCH asks ranges first, then open ends, then what holds always.
void order_codes(DictionaryActor& actor) {
  std::stable_sort(actor.codes.begin(), actor.codes.end(), [](const DatedCode& a, const DatedCode& b) {
    const auto openness = [](const DatedCode& c) { return !c.from + !c.until; };
    return openness(a) < openness(b);
  });
}

// "!PERSON! = MAN, MEN, WOMAN" in agent dictionaries.
using Markers = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::vector<std::string> expanded(const std::string& phrase, const Markers& markers) {
  for (const auto& [marker, words] : markers) {
    const std::size_t at = phrase.find(marker);
    if (at == std::string::npos) continue;
    std::vector<std::string> all;
    for (const std::string& word : words)
      all.push_back(std::string(phrase).replace(at, marker.size(), word));
    return all;
  }
  return {phrase};
}

std::vector<std::string> words_between(std::string_view text, char mark) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = text.find(mark);
    if (const auto word = trim(text.substr(0, end)); !word.empty()) words.emplace_back(word);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return words;
}

}  // namespace

std::string code_on(const DictionaryActor& actor, Day day) {
  for (const DatedCode& dated : actor.codes)
    if ((!dated.from || *dated.from <= day) && (!dated.until || day <= *dated.until)) return dated.code;
  return {};
}

void read_actor_dictionary(std::string_view text, DictionaryFile& file, std::vector<DictionaryActor>& actors) {
  bool inside = false, open = false;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = without_comment(text.substr(0, end), inside);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    ++file.entries;
    const bool restriction = (line[0] == '\t' || line[0] == ' ') && trim(line).starts_with('[');
    const std::string name = spaced(std::string_view(line).substr(0, line.find('[')));
    const auto code = bracketed(line);
    std::optional<DatedCode> dated = code ? dated_code(*code) : std::nullopt;
    if (code && !dated) {
      note(file, number, "[" + *code + "]", "a code, and days as 19950601-19990815, <950601 or >950601");
      if (restriction) continue;
    }
    if (restriction || line[0] == '+') {
      if (!open) {
        note(file, number, line, "a name before it");
        continue;
      }
      if (!restriction) actors.back().names.push_back(spaced(name.substr(1)));
      if (dated) actors.back().codes.push_back(*dated), order_codes(actors.back());
    } else {
      actors.push_back({{name}, {}});
      if (dated) actors.back().codes.push_back(*dated);
      open = true;
    }
    ++file.loaded;
  }
}

void read_agent_dictionary(std::string_view text, DictionaryFile& file, std::vector<DictionaryAgent>& agents) {
  Markers markers;
  bool inside = false;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = without_comment(text.substr(0, end), inside);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    ++file.entries;
    if (const std::size_t equals = line.find('='); line[0] == '!' && equals != std::string::npos) {
      markers.emplace_back(trim(std::string_view(line).substr(0, equals)), words_between(std::string_view(line).substr(equals + 1), ','));
      ++file.loaded;
      continue;
    }
    std::string code = upper(bracketed(line).value_or(""));
    std::erase(code, ' ');
    DictionaryAgent agent;
    agent.in_front = code.ends_with('~');
    std::erase(code, '~');
    agent.code = code;
    const std::size_t brace = line.find('{'), bracket = line.find('[');
    const std::string phrase = line.substr(0, std::min(brace, bracket));
    if (!is_code(code) || trim(phrase).empty()) {
      note(file, number, line, "a phrase and a code as [~GOV]");
      continue;
    }
    const bool plain = brace == std::string::npos || brace > bracket;
    for (const std::string& form : expanded(phrase, markers)) {
      agent.names.push_back(spaced(form));
      if (plain) agent.names.push_back(plural_of(fold_case(spaced(form))));
    }
    if (!plain)
      for (const std::string& plural : words_between(std::string_view(line).substr(brace + 1, line.find('}', brace) - brace - 1), ' '))
        agent.names.push_back(spaced(plural));
    agents.push_back(std::move(agent));
    ++file.loaded;
  }
}

}  // namespace brink
