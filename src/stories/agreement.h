// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "stories/account.h"

namespace brink {

// Types of act that reports of one happening may differ in share a family: a meeting is told as a
// talk or as what it agreed on, a measure as a sanction or as a ban. Other types are their own.
std::string_view family_of(std::string_view type);

// Both sides act alike: who is named first means nothing.
bool is_mutual(std::string_view type);

// How far two sightings speak of one happening: a sum of points for what agrees and against what does
// not; what one leaves out counts for nothing. At least kOneHappening: they do. Below that the sum may be
// less than whole.
double agreement(const Account& a, const Account& b);
double agreement(const Account& a, const std::vector<std::uint32_t>& words_of_a, const Account& b);  // a's but for the words
constexpr double kOneHappening = 3.5;

}  // namespace brink
