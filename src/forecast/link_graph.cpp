// SPDX-License-Identifier: Apache-2.0
#include "forecast/link_graph.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>

#include "base/files.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

struct WrittenLink {
  std::array<std::int64_t, 4> number{};
};

struct LinkTables {
  int entities = 0, relations = 0;
};

Error fault(const fs::path& file, std::size_t line, std::string found, std::string expected) {
  const std::string where = file.string() + (line > 0 ? " line " + std::to_string(line) : "");
  return {"forecast", where, std::move(found), std::move(expected)};
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string_view next_cell(std::string_view& rest, char border) {
  const std::size_t end = std::min(rest.find(border), rest.size());
  const std::string_view cell = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return cell;
}

bool read_number(std::string_view cell, std::int64_t& number) {
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return problem == std::errc() && end == cell.data() + cell.size();
}

// The cell as a message may show it.
std::string shown(std::string_view cell) {
  constexpr std::size_t kMost = 40;
  return '"' + std::string(cell.substr(0, kMost)) + (cell.size() > kMost ? "..." : "") + '"';
}

Result<int> count_rows(const fs::path& file, int most, const LinkBounds& bounds) {
  const auto text = read_file(file, bounds.bytes);
  if (!text) return text.error();
  int rows = 0;
  for (std::string_view rest = *text; !rest.empty();)
    if (!next_line(rest).empty() && ++rows > most)
      return fault(file, 0, "more than " + std::to_string(most) + " names", "fewer");
  if (rows == 0) return fault(file, 0, "no name", "lines of name, tab and number");
  return rows;
}

Result<LinkTables> read_stat(const fs::path& file, const LinkBounds& bounds) {
  const auto text = read_file(file, bounds.bytes);
  if (!text) return text.error();
  std::string words(*text);
  for (char& c : words)
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
  std::array<std::int64_t, 2> numbers{};
  std::size_t found = 0;
  for (std::string_view rest = words; !rest.empty() && found < 2;)
    if (const auto cell = next_cell(rest, ' '); !cell.empty() && !read_number(cell, numbers[found++]))
      return fault(file, 1, shown(cell), "a whole number");
  if (found < 2 || numbers[0] < 1 || numbers[0] > bounds.entities || numbers[1] < 1 || numbers[1] > bounds.relations)
    return fault(file, 1, shown(*text), "entities from 1 to " + std::to_string(bounds.entities) + " and relations from 1 to " + std::to_string(bounds.relations));
  return LinkTables{static_cast<int>(numbers[0]), static_cast<int>(numbers[1])};
}

Result<LinkTables> read_tables(const fs::path& folder, const LinkBounds& bounds) {
  std::error_code problem;
  if (fs::exists(folder / "stat.txt", problem)) return read_stat(folder / "stat.txt", bounds);
  const auto entities = count_rows(folder / "entity2id.txt", bounds.entities, bounds);
  if (!entities) return entities.error();
  const auto relations = count_rows(folder / "relation2id.txt", bounds.relations, bounds);
  if (!relations) return relations.error();
  return LinkTables{*entities, *relations};
}

Result<WrittenLink> read_line(std::string_view line, const LinkTables& tables, const fs::path& file, std::size_t at) {
  constexpr std::array<const char*, 4> kColumn = {"subject", "relation", "object", "time"};
  constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max() / 4;
  const std::array<std::int64_t, 4> most = {tables.entities - 1, tables.relations - 1, tables.entities - 1, kLatest};
  WrittenLink link;
  for (std::size_t i = 0; i < 4; ++i) {
    if (line.empty()) return fault(file, at, "the line ends", kColumn[i]);
    const std::string_view cell = next_cell(line, '\t');
    if (!read_number(cell, link.number[i]) || link.number[i] < 0 || link.number[i] > most[i])
      return fault(file, at, std::string(kColumn[i]) + " " + shown(cell), "a whole number from 0 to " + std::to_string(most[i]));
  }
  return link;
}

Result<std::vector<WrittenLink>> read_part(const fs::path& file, const LinkTables& tables, const LinkBounds& bounds) {
  const auto text = read_file(file, bounds.bytes);
  if (!text) return text.error();
  std::vector<WrittenLink> part;
  std::size_t at = 0;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::string_view line = next_line(rest);
    ++at;
    if (line.empty()) continue;
    if (part.size() == bounds.links) return fault(file, at, "more than " + std::to_string(bounds.links) + " lines", "fewer");
    const auto link = read_line(line, tables, file, at);
    if (!link) return link.error();
    part.push_back(*link);
  }
  return part;
}

// Written times to steps: the earliest is 0, the greatest common divisor of all spans is 1.
Result<LinkGraph> in_steps(const std::array<std::vector<WrittenLink>, 3>& parts, const LinkTables& tables,
                           const fs::path& folder, const LinkBounds& bounds) {
  std::int64_t earliest = std::numeric_limits<std::int64_t>::max(), latest = 0, unit = 0;
  for (const auto& part : parts)
    for (const auto& link : part) earliest = std::min(earliest, link.number[3]), latest = std::max(latest, link.number[3]);
  for (const auto& part : parts)
    for (const auto& link : part) unit = std::gcd(unit, link.number[3] - earliest);
  LinkGraph graph{tables.entities, tables.relations, std::max<std::int64_t>(unit, 1), {}, {}, {}};
  if ((latest - earliest) / graph.unit >= bounds.steps)
    return fault(folder, 0, "times from " + std::to_string(earliest) + " to " + std::to_string(latest) + " by " + std::to_string(graph.unit), "at most " + std::to_string(bounds.steps) + " steps");
  const std::array<std::vector<Link>*, 3> into = {&graph.train, &graph.valid, &graph.test};
  for (std::size_t i = 0; i < 3; ++i) {
    for (const auto& [n] : parts[i])
      into[i]->push_back({static_cast<int>(n[0]), static_cast<int>(n[1]), static_cast<int>(n[2]), static_cast<int>((n[3] - earliest) / graph.unit)});
    std::ranges::sort(*into[i], {}, [](const Link& l) { return std::tuple(l.step, l.subject, l.relation, l.object); });
    into[i]->erase(std::unique(into[i]->begin(), into[i]->end()), into[i]->end());
  }
  return graph;
}

}  // namespace

Result<LinkGraph> read_link_graph(const fs::path& folder, LinkSplit split, const LinkBounds& bounds) {
  const auto tables = read_tables(folder, bounds);
  if (!tables) return tables.error();
  constexpr std::array<const char*, 3> kPart = {"train.txt", "valid.txt", "test.txt"};
  const std::size_t wanted = split == LinkSplit::kValid ? 1 : 2;
  std::array<std::vector<WrittenLink>, 3> parts;
  for (std::size_t i = 0; i < 3; ++i) {
    std::error_code problem;
    if (i != wanted && !fs::exists(folder / kPart[i], problem)) continue;
    auto part = read_part(folder / kPart[i], *tables, bounds);
    if (!part) return part.error();
    parts[i] = std::move(*part);
  }
  if (parts[wanted].empty()) return fault(folder / kPart[wanted], 0, "no link", "at least one");
  return in_steps(parts, *tables, folder, bounds);
}

}  // namespace brink
