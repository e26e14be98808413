// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/annotate.h"

namespace brink {

// The layers of `brink annotate`, one file each.

Json times_layer(const Subject& subject, const LayerTools& tools);  // span, text, type, value
Json entities_layer(const Subject& subject, const LayerTools& tools);  // span, text, kind, code, name, sector
Json places_layer(const Subject& subject, const LayerTools& tools);  // span, text, name, country, lat, lon ...
Json predicates_layer(const Subject& subject, const LayerTools& tools);  // span, text, sentence, token, lemma, status, value
Json quotes_layer(const Subject& subject, const LayerTools& tools);  // source, cue, content

// What every record of a layer begins with: where, and the text there.
inline Json record_at(const Subject& subject, Span span) {
  return {{"span", {span.begin, span.end}}, {"text", span.of(subject.document.text)}};
}

}  // namespace brink
