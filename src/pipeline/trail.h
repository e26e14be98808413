// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "brink/event.h"
#include "brink/time.h"
#include "knowledge/knowledge.h"
#include "times/times.h"

namespace brink {

// The row of the frames' tables whose id this is, as column and cell, empty cells left out; nothing
// for an id that no table has.
std::vector<std::pair<std::string, std::string>> frame_row(const std::filesystem::path& data, const std::string& rule);

// Whom the event's actors, recipients and speaker mean on that day, by the tables; a line each.
std::vector<std::string> who_they_are(const Knowledge& knowledge, const Event& event, Day day);

// The expression of time by which the event was dated, a line; "" when it has the report's day.
std::string what_dated(const Event& event, std::string_view text, std::span<const Timex> times);

}  // namespace brink
