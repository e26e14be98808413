// SPDX-License-Identifier: Apache-2.0
#include "pipeline/layers/layers.h"

namespace brink {
namespace {

// Pronouns are how the coder goes on with an entity, no spans that name one; nor is the "police" of
// "police station".
bool is_shown(const Entity& entity) {
  if (entity.form == EntityForm::kPronoun) return false;
  return !(entity.form == EntityForm::kNominal && entity.modifier);
}

}  // namespace

Json entities_layer(const Subject& subject, const LayerTools& tools) {
  Json records = Json::array();
  for (const Entity& entity : tools.entities.find(subject.document, subject.sentences)) {
    if (!is_shown(entity)) continue;
    Json record = record_at(subject, entity.span);
    record["kind"] = name_of(entity.kind);
    record["code"] = entity.code;
    record["name"] = entity.name;
    record["sector"] = entity.sector;
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace brink
