// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "entities/reading.h"

namespace brink::entities {

// The token after a military unit's name that begins at token `at` ("4th Guards Tank Division",
// "combat units"); `at` when none does.
std::size_t unit_end(const Units& units, const Reading& reading, std::size_t at);

}  // namespace brink::entities
