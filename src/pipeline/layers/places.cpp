// SPDX-License-Identifier: Apache-2.0
#include "pipeline/layers/layers.h"

namespace brink {

Json places_layer(const Subject& subject, const LayerTools& tools) {
  Json records = Json::array();
  for (const Toponym& toponym : tools.places.find(subject.document, subject.sentences)) {
    Json record = record_at(subject, toponym.place.span);
    record["name"] = toponym.place.name;
    record["country"] = toponym.place.country;
    record["lat"] = toponym.place.lat;
    record["lon"] = toponym.place.lon;
    if (toponym.place.geonames != 0) record["geonames"] = toponym.place.geonames;
    if (!toponym.region.empty()) record["region"] = toponym.region;
    record["kind"] = toponym.demonym ? "demonym" : name_of(toponym.kind);
    record["confidence"] = toponym.confidence;
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace brink
