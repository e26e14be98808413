// SPDX-License-Identifier: Apache-2.0
#include "assess/fields.h"

#include <algorithm>
#include <cmath>

#include "fmt/format.h"

namespace brink {
namespace {

// Levenshtein's distance, for short words.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

constexpr std::string_view kEach = "{each}", kName = "{name}";

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

std::string in_lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

std::string listed(const std::vector<std::string_view>& names) {
  return fmt::format("one of {}", fmt::join(names, ", "));
}

bool is_id(std::string_view text) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= 64 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), good);
}

}  // namespace

std::string nearest(std::string_view misspelt, const std::vector<std::string_view>& known) {
  if (misspelt.size() > 64) return "";
  std::string best;
  std::size_t least = std::max<std::size_t>(2, misspelt.size() / 3) + 1;
  for (const std::string_view name : known)
    if (const std::size_t d = distance(misspelt, name); d < least) least = d, best = name;
  return best;
}

Fields::Fields(const toml::table& table, const std::string& path, const std::string& what,
               Names known, const Unit& unit)
    : table_(table), path_(path), what_(what), unit_(unit) {
  const std::vector<std::string_view> names(known);
  for (const auto& [key, node] : table) {
    if (std::find(names.begin(), names.end(), key.str()) != names.end()) continue;
    const std::string near = nearest(key.str(), names);
    throw Error{"watch", fmt::format("{}:{}", path_, key.source().begin.line),
                fmt::format("the key \"{}\" in {}", key.str(), what_),
                near.empty() ? listed(names) : "\"" + near + "\""};
  }
}

std::string Fields::place(const toml::node* node) const {
  return fmt::format("{}:{}", path_, (node ? node->source() : table_.source()).begin.line);
}

void Fields::refuse(std::string_view key, std::string found, std::string expected) const {
  throw Error{"watch", place(find(key)), std::move(found), std::move(expected)};
}

std::string Fields::text_or(std::string_view key, std::string otherwise) const {
  const toml::node* node = find(key);
  if (!node) return otherwise;
  const auto text = node->value_exact<std::string>();
  if (!text) refuse(key, fmt::format("no text as {} of {}", key, what_), "text in quotes");
  return filled(*text);
}

std::string Fields::filled(std::string text, bool as_id) const {
  if (unit_.code.empty()) return text;
  replace_all(text, kEach, as_id ? in_lower_case(unit_.code) : unit_.code);
  replace_all(text, kName, unit_.name);
  return text;
}

std::string Fields::text(std::string_view key) const {
  const std::string text = text_or(key, "");
  if (text.empty())
    refuse(key, fmt::format("{} without {}", what_, key), fmt::format("{} = \"...\"", key));
  return text;
}

std::string Fields::text_of_ids(std::string_view key) const {
  text(key);  // it has to be there
  return filled(find(key)->value_or(std::string()), /*as_id=*/true);
}

bool Fields::is_each(std::string_view key) const {
  const toml::node* node = find(key);
  const auto text = node ? node->value_exact<std::string>() : std::nullopt;
  return text && text->find(kEach) != std::string::npos;
}

std::string Fields::family(std::string_view key) const {
  const toml::node* node = find(key);
  std::string text = node ? node->value_or(std::string()) : std::string();
  replace_all(text, kEach, "");
  while (!text.empty() && text.back() == '-') text.pop_back();
  while (!text.empty() && text.front() == '-') text.erase(0, 1);
  return text.empty() ? id(key) : text;
}

std::string Fields::id(std::string_view key) const {
  const std::string id = text_of_ids(key);
  if (!is_id(id))
    refuse(key, fmt::format("the id \"{}\"", id), "lower-case letters and digits, joined by \"-\"");
  return id;
}

double Fields::number_or(std::string_view key, double least, double most, double otherwise) const {
  const toml::node* node = find(key);
  return node ? checked(key, *node, least, most) : otherwise;
}

double Fields::checked(std::string_view key, const toml::node& node, double least,
                       double most) const {
  const auto number = node.is_number() ? node.value<double>() : std::nullopt;
  const std::string range = fmt::format("a number from {} to {}", least, most);
  if (!number) refuse(key, fmt::format("no number as {} of {}", key, what_), range);
  if (!(*number >= least && *number <= most))
    refuse(key, fmt::format("{} = {}", key, *number), range);
  return *number;
}

std::map<std::string, double> Fields::numbers(std::string_view key, double least,
                                              double most) const {
  const toml::node* node = find(key);
  if (!node) return {};
  const toml::table* table = node->as_table();
  if (!table)
    refuse(key, fmt::format("no table as {} of {}", key, what_), fmt::format("{} = {{... = 1}}", key));
  std::map<std::string, double> numbers;
  for (const auto& [name, value] : *table)
    numbers[filled(std::string(name.str()), /*as_id=*/true)] = checked(key, value, least, most);
  return numbers;
}

double Fields::number_by_unit(std::string_view key, double least, double most) const {
  const toml::node* node = find(key);
  if (!node || !node->is_table()) return number(key, least, most);
  const auto by_unit = numbers(key, least, most);
  if (const auto it = by_unit.find(unit_.code); it != by_unit.end()) return it->second;
  const auto rest = by_unit.find("otherwise");
  if (rest == by_unit.end())
    refuse(key, fmt::format("no {} for \"{}\"", key, unit_.code), "otherwise = a number");
  return rest->second;
}

double Fields::number(std::string_view key, double least, double most) const {
  if (!find(key))
    refuse(key, fmt::format("{} without {}", what_, key),
           fmt::format("{} = a number from {} to {}", key, least, most));
  return number_or(key, least, most, 0);
}

std::vector<std::string> Fields::texts(std::string_view key) const {
  const toml::node* node = find(key);
  if (!node) return {};
  if (node->is_string()) return {text(key)};
  const toml::array* list = node->as_array();
  std::vector<std::string> texts;
  if (list)
    for (const toml::node& item : *list)
      if (const auto text = item.value_exact<std::string>()) texts.push_back(filled(*text));
  if (!list || texts.size() != list->size())
    refuse(key, fmt::format("no list of texts as {} of {}", key, what_),
           fmt::format("{} = [\"...\", \"...\"]", key));
  return texts;
}

std::vector<const toml::table*> Fields::tables(std::string_view key) const {
  const toml::node* node = find(key);
  if (!node) return {};
  const toml::array* list = node->as_array();
  std::vector<const toml::table*> tables;
  if (list)
    for (const toml::node& item : *list)
      if (const toml::table* table = item.as_table()) tables.push_back(table);
  if (!list || tables.size() != list->size())
    refuse(key, fmt::format("no list of tables as {} of {}", key, what_),
           fmt::format("[[{}]] or {} = [{{...}}]", key, key));
  return tables;
}

}  // namespace brink
