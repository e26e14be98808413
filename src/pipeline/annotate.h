// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/result.h"
#include "brink/sentence.h"
#include "entities/entities.h"
#include "factuality/factuality.h"
#include "knowledge/knowledge.h"
#include "places/places.h"
#include "quotes/quotes.h"
#include "records/records.h"
#include "times/times.h"

namespace brink {

// `brink annotate`: what the coder sees in a document, layer by layer.

// A document that was cut into sentences. `sentence_ids` are those that a CoNLL-U file gives; empty
// for a text, whose sentences are counted from 0.
struct Subject {
  const Document& document;
  std::span<const Sentence> sentences;
  std::span<const std::string> sentence_ids;

  // How a record names a sentence.
  Json sentence_name(std::size_t sentence) const;
};

// The stages that layers ask.
struct LayerTools {
  const Knowledge& knowledge;
  const TimeTagger& times;
  const EntityFinder& entities;
  const QuoteFinder& quotes;
  const Places& places;
  const FactualityReader& factuality;
};

// One layer: its name, and what gives its records for a document, in the order of the text.
struct Layer {
  std::string_view name;
  Json (*records)(const Subject& subject, const LayerTools& tools);
};

// The layers of a list as the command line takes it: "times,places". An Error for a name that is no
// layer.
Result<std::vector<Layer>> layers_named(std::string_view list);

// {"id", "text", then a list of records a layer}. Spans lie in `text`.
Json annotation(const Subject& subject, const LayerTools& tools, std::span<const Layer> layers);

}  // namespace brink
