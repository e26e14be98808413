// SPDX-License-Identifier: Apache-2.0
#include "pipeline/annotate.h"

#include <algorithm>

#include "base/utf8.h"
#include "pipeline/layers/layers.h"

namespace brink {
namespace {

// Every layer, in the order in which a record shows them.
constexpr Layer kLayers[] = {
    {"times", times_layer}, {"places", places_layer}, {"quotes", quotes_layer},
    {"predicates", predicates_layer}, {"entities", entities_layer},
};

std::string names_there() {
  std::string names;
  for (const Layer& layer : kLayers)
    names += (names.empty() ? "" : ", ") + std::string(layer.name);
  return names;
}

Result<Layer> layer_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kLayers), std::end(kLayers),
                                   [&](const Layer& layer) { return layer.name == name; });
  if (found == std::end(kLayers))
    return Error{"annotate", "--layers", "\"" + std::string(name) + "\"",
                 "layers out of " + names_there()};
  return *found;
}

}  // namespace

Json Subject::sentence_name(std::size_t sentence) const {
  if (sentence < sentence_ids.size()) return sentence_ids[sentence];
  return sentence;
}

Result<std::vector<Layer>> layers_named(std::string_view list) {
  std::vector<Layer> layers;
  while (true) {
    const std::size_t comma = list.find(',');
    const auto layer = layer_named(trim(list.substr(0, comma)));
    if (!layer) return layer.error();
    const bool again = std::any_of(layers.begin(), layers.end(),
                                   [&](const Layer& other) { return other.name == layer->name; });
    if (!again) layers.push_back(*layer);
    if (comma == std::string_view::npos) return layers;
    list.remove_prefix(comma + 1);
  }
}

Json annotation(const Subject& subject, const LayerTools& tools, std::span<const Layer> layers) {
  Json record = {{"id", subject.document.id}, {"text", subject.document.text}};
  for (const Layer& layer : layers) record[std::string(layer.name)] = layer.records(subject, tools);
  return record;
}

}  // namespace brink
