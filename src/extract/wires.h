// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

// Our name of the news agency that is written so (data/extract/wires.tsv), in any case and script:
// "연합뉴스" -> "Yonhap"; "" when it is none we know.
std::string_view wire_named(std::string_view spelling);

// The agency whose spelling begins `text`, the longest if several do; `length` becomes the bytes
// it takes. For scripts without blanks.
std::string_view wire_at_start(std::string_view text, std::size_t& length);
std::string_view wire_at_end(std::string_view text, std::size_t& length);

}  // namespace brink
