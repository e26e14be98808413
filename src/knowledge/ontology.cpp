// SPDX-License-Identifier: Apache-2.0
#include "knowledge/ontology.h"

#include <charconv>
#include <cmath>

#include "knowledge/cells.h"
#include "knowledge/table.h"

namespace brink {
namespace {

std::string mode_key(std::string_view type, std::string_view mode) {
  return std::string(type) + ":" + std::string(mode);
}

}  // namespace

Result<Ontology> Ontology::read(const std::filesystem::path& dir,
                                const std::filesystem::path& overlay) {
  Ontology ontology;
  Result<Table> plover =
      Table::read(dir, overlay, "plover.tsv", {"kind", "name", "score", "quad", "recipient"}, 2);
  if (!plover) return plover.error();
  for (std::size_t i = 0; i < plover->size(); ++i) {
    const Table::Row row = plover->row(i);
    const std::string name(row[1]);
    if (row[0] == "context") {
      ontology.contexts_.insert(name);
    } else if (row[0] == "sector") {
      ontology.sectors_.insert(name);
    } else if (row[0] == "type" || row[0] == "mode") {
      const auto score = read_number(row[2]);
      const auto quad = quad_named(row[3]);
      if (!score) return row.wrong("score \"" + std::string(row[2]) + "\"", "a number");
      if (!quad) return row.wrong("quad \"" + std::string(row[3]) + "\"", "one of the five quads");
      if (row[0] == "type") ontology.types_[name] = {*score, *quad, row[4] == "yes"};
      if (row[0] == "mode") ontology.modes_[name] = *score;
    } else {
      return row.wrong("kind \"" + std::string(row[0]) + "\"", "type, mode, context or sector");
    }
  }
  Result<Table> cameo =
      Table::read(dir, overlay, "cameo.tsv", {"code", "type", "mode", "context", "score"}, 1);
  if (!cameo) return cameo.error();
  for (std::size_t i = 0; i < cameo->size(); ++i) {
    const Table::Row row = cameo->row(i);
    const auto score = read_number(row[4]);
    if (!score) return row.wrong("score \"" + std::string(row[4]) + "\"", "a number");
    Cameo code{std::string(row[1]), std::string(row[2]), strings(row.list(3)), *score};
    if (!code.type.empty() && !ontology.type(code.type))
      return row.wrong("type \"" + code.type + "\"", "a type of plover.tsv");
    if (!code.mode.empty() && !ontology.has_mode(code.type, code.mode))
      return row.wrong("mode \"" + code.mode + "\"", "a mode of " + code.type);
    ontology.cameo_[std::string(row[0])] = std::move(code);
  }
  Result<Table> roots = Table::read(dir, overlay, "cameo_roots.tsv", {"code", "type"}, 1);
  if (!roots) return roots.error();
  for (std::size_t i = 0; i < roots->size(); ++i) {
    const Table::Row row = roots->row(i);
    if (!ontology.type(row[1]))
      return row.wrong("type \"" + std::string(row[1]) + "\"", "a type of plover.tsv");
    ontology.cameo_roots_[std::string(row[0])] = row[1];
  }
  return ontology;
}

std::string_view Ontology::cameo_root(std::string_view code) const {
  for (std::size_t n = code.size(); n > 0; --n)
    if (const auto it = cameo_roots_.find(std::string(code.substr(0, n))); it != cameo_roots_.end())
      return it->second;
  return {};
}

const Ontology::Type* Ontology::type(std::string_view name) const {
  const auto it = types_.find(std::string(name));
  return it == types_.end() ? nullptr : &it->second;
}

const Ontology::Cameo* Ontology::cameo(std::string_view code) const {
  const auto it = cameo_.find(std::string(code));
  return it == cameo_.end() ? nullptr : &it->second;
}

bool Ontology::has_mode(std::string_view type, std::string_view mode) const {
  return modes_.count(mode_key(type, mode)) > 0;
}

double Ontology::score(std::string_view type, std::span<const std::string> modes) const {
  const Type* known = this->type(type);
  double best = 0;
  bool found = false;
  for (const std::string& mode : modes) {
    const auto it = modes_.find(mode_key(type, mode));
    if (it == modes_.end()) continue;
    if (!found || std::abs(it->second) > std::abs(best)) best = it->second;
    found = true;
  }
  return found ? best : known ? known->score : 0;
}

}  // namespace brink
