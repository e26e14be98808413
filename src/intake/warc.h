// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "intake/byte_reader.h"
#include "intake/hand.h"

namespace brink {

// A web archive, WARC 1.0 or 1.1 (ISO 28500): pages and feeds of `response` records with status
// 200, pages and texts of `resource` records, and the texts of `conversion` records. All other
// records, other media and other answers are passed over. Records larger than a page may be are not
// held. After a record that is not as long as it says, reading goes on at the next "WARC/1." line.
bool read_warc(ByteReader& in, const std::string& name, const Hand& hand);

}  // namespace brink
