// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "brink/archive.h"
#include "brink/event.h"
#include "brink/result.h"

namespace brink {

// How the nouns lie in the tables' columns.

inline constexpr std::int64_t kNoDay = std::numeric_limits<std::int32_t>::min();  // of an event without a date

std::int64_t number_of(Day day);
Day day_of(std::int64_t number);

// Authors, dateline and captions as JSON, and back into `document`.
std::string extra_of(const Document& document);
Outcome read_extra(std::string_view json, Document& document);

// An event as JSON without what has a column of its own (id, document, text), and back.
std::string body_of(const Event& event);
Result<Event> read_body(std::string_view json);

enum class KeyKind { kActor, kRecipient, kSpeaker, kPlace, kCountry };

// What an event can be looked up by. Actors' sectors stand together, each between blanks.
struct EventKey {
  KeyKind kind;
  std::string key, sectors;
};

// Each kind and key once. Those of a kind come together, and depend on these actors alone: who has it in the
// event (kActor, kRecipient, kSpeaker).
std::vector<EventKey> keys_of(const Event& event);
std::vector<EventKey> keys_of(KeyKind kind, std::span<const Actor> actors);
std::vector<EventKey> keys_of(const Place& place);
std::span<const Actor> actors_of(const Event& event, KeyKind kind);

// Names are compared without regard to case, codes as they are.
std::string key_for(KeyKind kind, const std::string& asked);

enum class Label : char { kMode = 'm', kContext = 'c', kEquipment = 'e' };

// Modes, contexts and equipment, one a line, with a line's end before and after each.
std::string labels_of(const Event& event);

// The line that an event with that label has.
std::string label_line(Label label, const std::string& name);

}  // namespace brink
