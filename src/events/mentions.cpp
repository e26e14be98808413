// SPDX-License-Identifier: Apache-2.0
#include "events/mentions.h"

#include <algorithm>

namespace brink {
namespace {

// "Russian" in "Russian-backed" or "pro-Russian".
bool is_part_of_word(const Entity& entity, const SentenceView& reading) {
  const auto& tokens = reading.sentence->tokens;
  const std::size_t at = entity.last + 1;
  return entity.modifier && at + 1 < tokens.size() && tokens[at].form == "-" &&
         tokens[at].span.begin == entity.span.end;
}

// Missiles do not act: in "Russian missiles" the mention is "Russian".
bool is_mere_thing(const Entity& entity) {
  return entity.kind == EntityKind::kEquipment && entity.sector.empty();
}

bool acts(std::span<const Entity> all, const Entity& entity, const SentenceView& reading) {
  if (entity.form == EntityForm::kPronoun || entity.code.empty()) return false;
  if (entity.inside >= 0 && !is_mere_thing(all[static_cast<std::size_t>(entity.inside)]))
    return false;
  if (is_part_of_word(entity, reading)) return false;
  switch (entity.kind) {
    case EntityKind::kName:
      return false;
    case EntityKind::kPlace:
    case EntityKind::kEquipment:
      return !entity.sector.empty();
    default:
      return true;
  }
}

Mention mention_of(const Entity& entity, std::string_view text) {
  Mention mention;
  mention.begin = entity.first;
  mention.end = entity.last + 1;
  mention.actor.code = entity.code;
  mention.actor.sector = entity.sector;
  mention.actor.name = entity.name;
  mention.actor.span = entity.span;
  mention.actor.text = std::string(entity.span.of(text));
  mention.adjective = entity.kind == EntityKind::kNationality && entity.modifier;
  mention.person = entity.human;
  // A capital: its place has another name than the state for which it stands.
  mention.metonym =
      entity.kind == EntityKind::kPlace && entity.place && entity.place->name != entity.name;
  // "the rebels", or "they" for them.
  mention.agent = entity.code == "UNK" && (entity.form == EntityForm::kNominal || (entity.form == EntityForm::kPronoun && !entity.sector.empty()));
  mention.sex = entity.sex;
  return mention;
}

}  // namespace

void take_mentions(std::span<const Entity> entities, std::int32_t sentence, std::string_view text,
                   SentenceView& reading) {
  for (const Entity& entity : std::ranges::equal_range(entities, sentence, {}, &Entity::sentence)) {
    if (entity.form == EntityForm::kPronoun && !entity.code.empty())
      reading.pronouns.push_back(mention_of(entity, text));
    if (acts(entities, entity, reading)) reading.mentions.push_back(mention_of(entity, text));
    if (entity.place && entity.form == EntityForm::kName)
      reading.places.push_back({entity.first, entity.last + 1, *entity.place});
  }
}

}  // namespace brink
