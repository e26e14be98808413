// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "base/byte_source.h"
#include "intake/hand.h"

namespace brink {

// Reads bytes of an unknown kind to their end: unpacks them (two layers at most), sniffs, and hands
// on what they hold. False if `take` asked to stop.
bool read_stream(std::unique_ptr<ByteSource> bytes, const std::string& name, const Hand& hand);

}  // namespace brink
