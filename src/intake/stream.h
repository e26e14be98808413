// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "base/byte_source.h"
#include "intake/hand.h"

namespace brink {

// Somebody named it, or it lay in a folder that somebody named: there plain text is only taken from
// files named so (.txt, .text), for folders hold notes and settings too.
enum class Found { kNamed, kInFolder };

// Reads bytes of an unknown kind to their end: unpacks them (two layers at most), sniffs, and hands
// on what they hold. False if `take` asked to stop.
bool read_stream(std::unique_ptr<ByteSource> bytes, const std::string& name, const Hand& hand,
                 Found found = Found::kNamed);

}  // namespace brink
