// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "places/sighting.h"

namespace brink {

// How well known a place is, as a logarithm: a town of a million has 6, a country more.
double renown(const Candidate& candidate);

// What a mention was found to mean.
struct Resolved {
  const Candidate* candidate = nullptr;  // nullptr: the mention is no place
  double support = 0;                    // how much the document's other places speak for it
  double share = 0;                      // of the readings' weight that this one has, 0 to 1
};

// Which of its meanings each name of a document has, all names together: by how known the place is,
// by what a comma says it lies in, and by the other places of the document, near ones most. One
// sense a document, unless a comma says otherwise. `url`, if not empty, tells the outlet's country
// by its top-level domain. The weights are in docs/places.md. One answer a mention.
std::vector<Resolved> resolve(const Sighting& sighting, std::string_view url);

}  // namespace brink
