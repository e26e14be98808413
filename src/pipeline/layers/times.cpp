// SPDX-License-Identifier: Apache-2.0
#include "pipeline/layers/layers.h"

namespace brink {

Json times_layer(const Subject& subject, const LayerTools& tools) {
  Json records = Json::array();
  for (const Timex& timex : tools.times.find(subject.document, subject.sentences)) {
    Json record = record_at(subject, timex.span);
    record["type"] = name_of(timex.type);
    record["value"] = timex.value;
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace brink
