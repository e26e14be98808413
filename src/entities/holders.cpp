// SPDX-License-Identifier: Apache-2.0
#include "entities/holders.h"

#include "base/utf8.h"

namespace brink::entities {
namespace {

std::string key_of(std::string_view code, std::string_view title) {
  return std::string(code) + "|" + plain_title(title);
}

}  // namespace

std::string plain_title(std::string_view title) {
  std::string plain = fold_case(title);
  if (const std::size_t at = plain.find("defense"); at != std::string::npos)
    plain.replace(at, 7, "defence");
  return plain;
}

Holders::Holders(const Actors& actors) : actors_(actors) {
  for (std::uint32_t index = 0; index < actors.party_count(); ++index) {
    const Party& party = actors.party(index);
    if (party.kind != Party::Kind::kPerson) continue;
    for (const Role& role : party.roles)
      if (!role.title.empty())
        terms_[key_of(role.code, role.title)].push_back({index, role.from, role.until});
  }
}

const Party* Holders::find(std::string_view code, std::string_view title, Day day) const {
  const auto it = terms_.find(key_of(code, title));
  if (it == terms_.end()) return nullptr;
  const Party* found = nullptr;
  for (const Term& term : it->second) {
    if ((term.from && day < *term.from) || (term.until && *term.until < day)) continue;
    if (found && found != &actors_.party(term.party)) return nullptr;
    found = &actors_.party(term.party);
  }
  return found;
}

}  // namespace brink::entities
