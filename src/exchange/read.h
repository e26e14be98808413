// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "exchange/actor_names.h"
#include "exchange/codes.h"
#include "exchange/exchange.h"
#include "exchange/layout.h"
#include "exchange/mapping.h"

namespace brink {

// What a record says before it is given its ids: events, and of its report the day of publication,
// outlet, address, title and text as far as it knows them.
using Read = Result<Imported>;

// One line of each format. The Error says what was found and what was expected; its place is for
// the caller to fill in.
Read read_plover(const Codes& codes, const ActorNames& names, std::string_view line);
Read read_csv(const Codes& codes, const ActorNames& names, const Mapping& mapping, const Row& row);
Read read_polecat(const Codes& codes, const ActorNames& names, const Row& row);
Read read_cameo(const Codes& codes, const Row& row);
Read read_phoenix(const Codes& codes, const Row& row);
Read read_gdelt(const Codes& codes, const Row& row);
Read read_icews(const Codes& codes, const ActorNames& names, const Row& row);

// Shared by them.

constexpr std::size_t kMostActors = 64;  // on one side of an event

Error bad(std::string found, std::string expected);
Error bad_cell(const Row& row, std::string_view column, std::string expected);

// A title for who is said to have done what to whom: "RUSSIA: Use conventional force: UKRAINE".
std::string title_of(std::string_view who, std::string_view what, std::string_view whom);

// An event of a CAMEO code: type, mode, contexts, quarter and score by the tables. A statement, which
// PLOVER drops, has no type.
Event event_of_cameo(const Codes& codes, std::string_view cameo, Day day);

// Fills quarter and score from type and mode, and the nearest CAMEO code where there is none.
void complete_by_type(const Codes& codes, Event& event);

// A place of what a row says; nothing when it says nothing.
std::optional<Place> place_of(std::string_view name, std::string country, std::string_view lat,
                              std::string_view lon);

}  // namespace brink
