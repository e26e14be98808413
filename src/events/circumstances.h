// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/dates.h"
#include "events/sentence_view.h"

namespace brink {

// Where, with what, how many, when: what stands around an event in its clause.

// The first of the phrases that tells a place. `moves`: somebody goes or something is done there, so
// that "to Poland" and "on Syria" are places, too; what is said or given has those as its recipients.
std::optional<Place> place_of(const Knowledge& knowledge, std::string_view text,
                              const SentenceView& reading, const std::vector<Oblique>& phrases,
                              bool moves);

// Who is struck is a place by name: it happens there.
std::optional<Place> struck_place(const SentenceView& reading, const std::vector<Actor>& recipients);

// "thousands of combat units", "some 3,000 soldiers"; the first number in the chunks.
std::optional<Quantity> quantity_in(const SentenceView& reading,
                                    const std::vector<std::uint32_t>& chunks);

// The modes that words between two tokens add to a type; each once, after those already there.
void add_modes(const Knowledge& knowledge, const SentenceView& reading, std::uint32_t begin,
               std::uint32_t end, const std::string& type, std::vector<std::string>& modes);

// Likewise contexts.
void add_contexts(const Knowledge& knowledge, const SentenceView& reading, std::uint32_t begin,
                  std::uint32_t end, std::vector<std::string>& contexts);

// The date for what the predicate tells (kNone: for a noun at `token` without one): that in its
// clause, else the one that opens the sentence; nullptr when the sentence has none for it.
const DateMention* date_of(const SentenceView& reading, const std::vector<DateMention>& dates,
                           std::int32_t predicate, std::uint32_t token);

}  // namespace brink
