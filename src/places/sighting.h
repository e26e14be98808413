// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "brink/document.h"
#include "places/gazetteer.h"

namespace brink {

// A name that occurs in a document, and all that it may mean.
struct SightedName {
  std::string key;
  std::vector<Candidate> candidates;
  bool demonym = false;
};

// One occurrence.
struct Occurrence {
  std::uint32_t sentence = 0, begin = 0, end = 0;  // tokens of that sentence
  Span span;
  std::uint32_t name = 0;       // index into Sighting::names
  double evidence = 0;          // that it is a place: see evidence.h
  std::int32_t container = -1;  // the mention that says in what it lies: "Texas" of "Paris, Texas"
  bool contains = false;        // it is one's container
};

// All names of a document that might be places, and people whose family names are none.
struct Sighting {
  std::vector<SightedName> names;
  std::vector<Occurrence> mentions;  // in the order of the text
  std::unordered_map<std::string, std::uint32_t> by_key;
  std::unordered_set<std::string> people;  // family names in lower case
};

// Whether `inner` lies in `outer`, a country, region or county.
bool lies_in(const Candidate& inner, const Candidate& outer);

}  // namespace brink
