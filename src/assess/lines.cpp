// SPDX-License-Identifier: Apache-2.0
#include "assess/lines.h"

#include <algorithm>

#include "fmt/format.h"

namespace brink {

std::string reader_names(const std::vector<Actor>& actors) {
  std::vector<std::string> names;
  for (const Actor& actor : actors) {
    const std::string& name = !actor.name.empty()   ? actor.name
                              : actor.code == "UNK" ? actor.text
                                                    : actor.code;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> reader_codes(const std::vector<Actor>& actors) {
  std::vector<std::string> codes;
  const auto add = [&](std::string code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  };
  for (const Actor& actor : actors) {
    if (actor.code.empty() || actor.code == "UNK") continue;
    if (actor.sector.empty()) add(actor.code);
    for (const std::string& sector : actor.sector) add(actor.code + "/" + sector);
  }
  return codes;
}

std::string things_moved(const Event& event) {
  std::vector<std::string> things;
  if (event.quantity) things.push_back(event.quantity->text);
  things.insert(things.end(), event.equipment.begin(), event.equipment.end());
  if (event.equipment.empty()) things.insert(things.end(), event.mode.begin(), event.mode.end());
  return fmt::format("{}", fmt::join(things, ", "));
}

bool names_any(const std::vector<Actor>& actors, const std::vector<Actor>& others) {
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) {
    return a.code != "UNK" && std::any_of(others.begin(), others.end(),
                                          [&](const Actor& b) { return a.code == b.code; });
  });
}

}  // namespace brink
