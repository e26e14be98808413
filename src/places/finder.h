// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "brink/sentence.h"
#include "knowledge/knowledge.h"
#include "places/context.h"
#include "places/sighting.h"
#include "places/states.h"

namespace brink {

// Finds every name in a sentence that a table has as a place; whether it is one there is for
// evidence.h to say. Immutable.
class PlaceFinder {
 public:
  PlaceFinder(const Knowledge& knowledge, const Gazetteer& gazetteer, const States& states)
      : knowledge_(knowledge), gazetteer_(gazetteer), states_(states) {}

  // Adds the sentence's mentions. `lower` are the tokens' forms in lower case.
  void find_in(std::string_view text, const Sentence& sentence, std::uint32_t number,
               std::span<const std::string> lower, Sighting& sighting) const;

  // All that a name by itself may mean.
  std::vector<Candidate> meanings_of(std::string_view name) const;

 private:
  struct Spot;
  struct View;
  class OneName;

  Spot within_organisation(const View& view, std::uint32_t at, std::uint32_t end) const;
  Spot longest_at(const View& view, std::uint32_t at) const;
  void take_known(const View& view, std::uint32_t at, Spot& spot) const;
  void take_states(const View& view, std::uint32_t at, Spot& spot) const;
  bool is_short_for_a_state(std::string_view form) const;
  static bool is_capital_start_at(const View& view, std::uint32_t i);
  void take_demonyms(const View& view, std::uint32_t at, Spot& spot) const;
  std::vector<Candidate> known_as(std::string_view name) const;
  void take_listed(const View& view, std::uint32_t at, Spot& spot) const;
  void add_party(const Actors::Found& found, std::string_view key, Spot& spot) const;
  void add_counties(const View& view, std::uint32_t at, Sighting& sighting) const;

  const Knowledge& knowledge_;
  const Gazetteer& gazetteer_;
  const States& states_;
};

}  // namespace brink
