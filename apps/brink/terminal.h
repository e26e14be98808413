// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "screen/screen.h"

namespace brink::app {

// Standard output is a terminal, so a person reads.
bool for_a_person();

// How pages may look there: colour unless NO_COLOR is set, the terminal's width.
Look look_of_stdout();

// Opens event ids in an archive.
Open opener(const Archive& archive);

}  // namespace brink::app
