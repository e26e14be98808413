// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "brink/event.h"
#include "brink/result.h"

namespace brink {

// PLOVER 2.0 and CAMEO, from plover.tsv, cameo.tsv and cameo_roots.tsv.
class Ontology {
 public:
  struct Type {
    double score = 0;
    Quad quad = Quad::kNeutral;
    bool needs_recipient = false;
  };
  struct Cameo {
    std::string type, mode;  // type "" where PLOVER drops the code
    std::vector<std::string> contexts;
    double score = 0;  // Goldstein
  };

  static Result<Ontology> read(const std::filesystem::path& dir,
                               const std::filesystem::path& overlay);

  const Type* type(std::string_view name) const;
  const Cameo* cameo(std::string_view code) const;
  // The type that CAMEO's category of that code has become, from cameo_roots.tsv; "" for none.
  std::string_view cameo_root(std::string_view code) const;
  bool has_mode(std::string_view type, std::string_view mode) const;
  bool has_context(std::string_view name) const { return contexts_.count(std::string(name)) > 0; }
  bool has_sector(std::string_view name) const { return sectors_.count(std::string(name)) > 0; }

  // Of the modes' scores the one farthest from zero; of the type when there is no mode.
  double score(std::string_view type, std::span<const std::string> modes) const;

 private:
  friend struct KnowledgeFields;
  std::unordered_map<std::string, Type> types_;
  std::unordered_map<std::string, double> modes_;  // "RETREAT:access"
  std::unordered_map<std::string, Cameo> cameo_;
  std::unordered_map<std::string, std::string> cameo_roots_;  // by the beginning of a code
  std::unordered_set<std::string> contexts_, sectors_;
};

}  // namespace brink
