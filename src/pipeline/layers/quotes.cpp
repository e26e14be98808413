// SPDX-License-Identifier: Apache-2.0
#include "pipeline/layers/layers.h"

namespace brink {
namespace {

Json source_of(const Subject& subject, const Attribution& attribution, std::span<const Entity> entities) {
  if (attribution.source.empty()) return nullptr;
  Json source = record_at(subject, attribution.source);
  if (attribution.entity < 0) return source;
  const Entity& entity = entities[static_cast<std::size_t>(attribution.entity)];
  source["name"] = entity.place ? entity.place->name : entity.name;
  source["code"] = entity.code;
  return source;
}

// From its first word to its last; `parts` where something stands between.
Json content_of(const Subject& subject, const Attribution& attribution) {
  if (attribution.content.empty()) return nullptr;
  Json content = record_at(subject, {attribution.content.front().begin, attribution.content.back().end});
  if (attribution.content.size() == 1) return content;
  for (const Span part : attribution.content) content["parts"].push_back({part.begin, part.end});
  return content;
}

}  // namespace

Json quotes_layer(const Subject& subject, const LayerTools& tools) {
  const std::vector<Entity> entities = tools.entities.find(subject.document, subject.sentences);
  Json records = Json::array();
  for (const Attribution& attribution : tools.quotes.find(subject.sentences, entities)) {
    // What somebody is said to think, by one who is himself told of ("she says he hopes"), is the
    // outer one's saying.
    if (attribution.inside >= 0) continue;
    records.push_back({{"source", source_of(subject, attribution, entities)},
                       {"cue", record_at(subject, attribution.cue)},
                       {"content", content_of(subject, attribution)}});
  }
  return records;
}

}  // namespace brink
