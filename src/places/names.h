// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// The key of a name in the gazetteer: its runs of letters and digits in lower case, parted by one
// space, so that "St. Louis", "ST LOUIS" and "St Louis" are one. tools/make_gazetteer.py does the
// same.
std::string place_key(std::string_view name);

}  // namespace brink
