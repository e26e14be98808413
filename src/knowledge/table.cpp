// SPDX-License-Identifier: Apache-2.0
#include "knowledge/table.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

#include "base/files.h"
#include "base/utf8.h"
#include "fmt/format.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTableBytes = 256u << 20;
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

void split(std::string_view text, char mark, std::vector<std::string_view>& parts) {
  parts.clear();
  for (;;) {
    const std::size_t end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

// Where each wanted column stands in a file; kAbsent when it is missing.
std::vector<std::size_t> positions(const std::vector<std::string_view>& head,
                                   std::span<const std::string_view> columns) {
  std::vector<std::size_t> at;
  for (const std::string_view column : columns) {
    const bool optional = column.starts_with('?');
    const auto it = std::find(head.begin(), head.end(), column.substr(optional ? 1 : 0));
    at.push_back(it == head.end() ? kAbsent : static_cast<std::size_t>(it - head.begin()));
  }
  return at;
}

std::string key_of(std::span<const std::string_view> cells, std::size_t keys) {
  std::string key;
  for (std::size_t i = 0; i < keys && i < cells.size(); ++i) (key += cells[i]) += '\t';
  return key;
}

// A table, or the folder of its name.
bool has_any(fs::path path) {
  std::error_code error;
  if (fs::exists(path, error)) return true;
  return path.extension() == ".tsv" && fs::is_directory(path.replace_extension(), error);
}

bool takes_away(std::span<const std::string_view> cells, std::size_t keys) {
  return cells.size() > keys && cells[keys] == "-" &&
         std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(keys) + 1, cells.end(),
                     [](std::string_view cell) { return cell.empty(); });
}

}  // namespace

std::vector<std::string_view> Table::Row::list(std::size_t i) const {
  std::vector<std::string_view> items;
  std::string_view rest = (*this)[i];
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    if (const std::string_view item = trim(rest.substr(0, end)); !item.empty())
      items.push_back(item);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return items;
}

Error Table::Row::wrong(std::string found, std::string expected) const {
  return {"knowledge", where(), std::move(found), std::move(expected)};
}

std::string Table::where(std::size_t line) const {
  return fmt::format("{}:{}", sources_[lines_[line].source].name, lines_[line].number);
}

Result<Table> Table::read(const fs::path& dir, const fs::path& overlay, std::string_view name,
                          std::initializer_list<std::string_view> columns, std::size_t keys) {
  Table table;
  const std::span<const std::string_view> wanted(columns.begin(), columns.size());
  table.width_ = wanted.size();
  if (const Outcome done = table.add_all(dir / name, wanted, table.lines_); !done)
    return done.error();
  if (overlay.empty()) return table;
  std::vector<Line> own;
  if (has_any(overlay / name))
    if (const Outcome done = table.add_all(overlay / name, wanted, own); !done) return done.error();
  if (std::string text = table_of_dictionaries(overlay, name); !text.empty())
    if (const Outcome done = table.add_text(overlay, std::move(text), wanted, own); !done)
      return done.error();
  table.overlay_with(std::move(own), keys);
  return table;
}

Outcome Table::add_all(const fs::path& path, std::span<const std::string_view> columns,
                       std::vector<Line>& into) {
  std::error_code error;
  fs::path folder = path;
  if (path.extension() == ".tsv") folder.replace_extension();
  std::vector<fs::path> files;
  if (fs::is_directory(folder, error))
    for (const auto& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const bool alone = files.empty();
  if (path != folder && (alone || fs::exists(path, error))) files.insert(files.begin(), path);
  for (const fs::path& file : files)
    if (const Outcome done = add_file(file, columns, into); !done) return done;
  return Done{};
}

Outcome Table::add_file(const fs::path& path, std::span<const std::string_view> columns,
                        std::vector<Line>& into) {
  Result<std::string> bytes = read_file(path, kMostTableBytes);
  if (!bytes) return Error{"knowledge", path.string(), bytes.error().found, bytes.error().expected};
  return add_text(path, std::move(bytes.value()), columns, into);
}

Outcome Table::add_text(const fs::path& path, std::string bytes,
                        std::span<const std::string_view> columns, std::vector<Line>& into) {
  sources_.push_back({path.string(), std::make_unique<std::string>(std::move(bytes))});
  const std::size_t source = sources_.size() - 1;
  const std::string_view text = *sources_.back().text;
  const auto wrong = [&](std::size_t number, std::string found, std::string expected) {
    return Error{"knowledge", fmt::format("{}:{}", path.string(), number), std::move(found),
                 std::move(expected)};
  };
  if (!is_utf8(text)) return Error{"knowledge", path.string(), "ill-formed bytes", "UTF-8"};
  std::vector<std::size_t> at;
  std::size_t width = 0, number = 0;
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    split(line, '\t', cells);
    if (at.empty()) {
      at = positions(cells, columns);
      width = cells.size();
      for (std::size_t i = 0; i < at.size(); ++i)
        if (at[i] == kAbsent && !columns[i].starts_with('?'))
          return wrong(number, std::string(line), fmt::format("a column named {}", columns[i]));
      continue;
    }
    if (cells.size() > width)
      return wrong(number, fmt::format("{} cells", cells.size()), fmt::format("at most {}", width));
    const Line row{source, number, cells_.size()};
    for (const std::size_t i : at) cells_.push_back(i < cells.size() ? cells[i] : "");
    if (cells_[row.first].empty())
      return wrong(number, "an empty key", "a key in the first column");
    into.push_back(row);
  }
  if (at.empty()) return Error{"knowledge", path.string(), "no line of column names", "one"};
  return Done{};
}

void Table::overlay_with(std::vector<Line> own, std::size_t keys) {
  std::unordered_set<std::string> replaced;
  for (const Line& line : own) replaced.insert(key_of(cells_of(line), keys));
  std::erase_if(lines_,
                [&](const Line& line) { return replaced.count(key_of(cells_of(line), keys)); });
  for (const Line& line : own)
    if (!takes_away(cells_of(line), keys)) lines_.push_back(line);
}

}  // namespace brink
