// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/packs/pack_store.h"
#include "store/store.h"

namespace brink {

// What packs hold of what a lens is asked.

// The events of the document with this id, if it lies in a pack.
Outcome add_packed(const PackStore& packs, const std::string& document, std::vector<Event>& events);

using NewKeys = std::vector<std::pair<std::int64_t, std::string>>;  // of events, with their ids

// The last `most` events with a key after `position`.
Outcome add_packed_since(const PackStore& packs, std::int64_t position, std::size_t most,
                         NewKeys& newest);
// The ids of the last `most` of them, the newest first.
std::vector<std::string> newest_ids(NewKeys newest, std::size_t most);

// By last day and key. Keys sort as the column does: a status stands for itself as a digit.
using DayCounts = std::map<std::pair<std::int64_t, std::string>, std::uint64_t>;
std::string digit_of(std::int64_t status);

Outcome count_packed(const PackStore& packs, const EventQuery& query, CountBy by,
                     DayCounts& counts);
std::vector<EventDay> days_of(const DayCounts& counts, CountBy by);

}  // namespace brink
