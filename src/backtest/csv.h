// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brink {

// Takes one record of CSV (RFC 4180: quoted cells may hold commas, doubled quotes and line ends) off
// the front of `text`; line ends of Unix and Windows. Empty when nothing is left.
std::vector<std::string> take_csv_record(std::string_view& text);

}  // namespace brink
