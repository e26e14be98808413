// SPDX-License-Identifier: Apache-2.0
#include "exchange/mapping.h"

#include <toml++/toml.h>

#include <algorithm>

#include "base/files.h"
#include "exchange/cells.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostBytes = 4u << 20;

bool is_field(std::string_view name) {
  static const Layout kFields = Layout::of(DataFormat::kCsv);
  return kFields.at(name) != Layout::kAbsent || name == "actor_country" || name == "recipient_country";
}

}  // namespace

// One reader a file: turns a node's place into an Error's.
class MappingReader {
 public:
  explicit MappingReader(std::string path) : path_(std::move(path)) {}

  Mapping read(const toml::table& file) const {
    Mapping mapping;
    for (auto&& [key, node] : file) {
      if (key.str() == "dataset") mapping.dataset_ = text(node);
      else if (key.str() == "delimiter") mapping.delimiter_ = delimiter(node);
      else if (key.str() == "date_order") mapping.date_order_ = date_order(node);
      else if (key.str() == "columns") read_columns(table(node), mapping);
      else if (key.str() == "constants") mapping.constants_ = texts(table(node), true);
      else if (key.str() == "values") read_values(table(node), mapping);
      else throw error(key.source(), fmt::format("key \"{}\"", key.str()), "dataset, delimiter, date_order, columns, constants or values");
    }
    if (mapping.columns_.empty()) throw Error{"exchange", path_, "no [columns]", "fields with the names of their columns"};
    return mapping;
  }

 private:
  Error error(const toml::source_region& at, std::string found, std::string expected) const {
    return {"exchange", fmt::format("{}:{}", path_, at.begin.line), std::move(found), std::move(expected)};
  }
  const toml::table& table(const toml::node& node) const {
    if (const toml::table* found = node.as_table()) return *found;
    throw error(node.source(), "no table", "a table");
  }
  std::string text(const toml::node& node) const {
    if (const auto* value = node.as_string()) return value->get();
    throw error(node.source(), "no text", "a text in quotes");
  }
  std::string field(const toml::key& key) const {
    if (is_field(key.str())) return std::string(key.str());
    throw error(key.source(), fmt::format("field \"{}\"", key.str()), "a field of docs/exchange.md");
  }
  char delimiter(const toml::node& node) const {
    const std::string mark = text(node);
    if (mark.size() == 1 && mark != "\"" && mark != "\n") return mark.front();
    throw error(node.source(), "\"" + mark + "\"", "one character");
  }
  Mapping::DateOrder date_order(const toml::node& node) const {
    const std::string order = text(node);
    if (order == "ymd") return Mapping::DateOrder::kYearFirst;
    if (order == "dmy") return Mapping::DateOrder::kDayFirst;
    if (order == "mdy") return Mapping::DateOrder::kMonthFirst;
    throw error(node.source(), "\"" + order + "\"", "ymd, dmy or mdy");
  }
  void read_columns(const toml::table& columns, Mapping& mapping) const {
    for (auto&& [key, node] : columns) {
      std::vector<std::string>& names = mapping.columns_[field(key)];
      if (const toml::array* several = node.as_array())
        for (const toml::node& one : *several) names.push_back(text(one));
      else
        names.push_back(text(node));
    }
  }
  std::map<std::string, std::string> texts(const toml::table& table, bool of_fields) const {
    std::map<std::string, std::string> found;
    for (auto&& [key, node] : table)
      found[of_fields ? field(key) : std::string(key.str())] = text(node);
    return found;
  }
  void read_values(const toml::table& fields, Mapping& mapping) const {
    for (auto&& [key, node] : fields) mapping.values_[field(key)] = texts(table(node), false);
  }

  std::string path_;
};

Mapping Mapping::own() {
  Mapping mapping;
  const Layout layout = Layout::of(DataFormat::kCsv);
  for (const std::string& name : layout.names()) mapping.columns_[name] = {name};
  return mapping;
}

Result<Mapping> Mapping::read(const std::string& path) {
  const auto bytes = read_file(path, kMostBytes);
  if (!bytes) return Error{"exchange", path, bytes.error().found, bytes.error().expected};
  try {
    return MappingReader(path).read(toml::parse(*bytes, path));
  } catch (const Error& error) {
    return error;
  } catch (const toml::parse_error& error) {
    return Error{"exchange", fmt::format("{}:{}", path, error.source().begin.line), std::string(error.description()), "TOML"};
  }
}

std::string Mapping::value(const Row& row, const std::string& field) const {
  std::vector<std::string_view> cells;
  if (const auto it = columns_.find(field); it != columns_.end())
    for (const std::string& column : it->second)
      if (!row[column].empty()) cells.push_back(row[column]);
  std::string value;
  join(cells, field == "date" || field == "published" ? "-" : " ", value);
  if (const auto it = values_.find(field); it != values_.end())
    if (const auto known = it->second.find(value); known != it->second.end()) value = known->second;
  if (!value.empty()) return value;
  const auto constant = constants_.find(field);
  return constant == constants_.end() ? std::string() : constant->second;
}

}  // namespace brink
