// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/result.h"

namespace brink::faults {

// What the trials of single faults do to an archive, small and with everything in it that writes.

// Makes an archive at `file` with reports, a copy, a thing set aside and an alert, for `grow` to work on.
Outcome lay_ground(const std::string& file);

// Opens the archive, and in one batch puts new reports, a copy, a change and one to be kept under stricter
// rights; then a note. Every verb's outcome is heeded as the program's stages heed it. Done more than once,
// it adds nothing more.
Outcome grow(const std::string& file);

// Opens the archive for reading and looks at all of it; gives how many events were seen.
Result<int> look(const std::string& file);

}  // namespace brink::faults
