// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "brink/document.h"

namespace brink {

// Parts what stands under a picture into what it shows and whose it is: a credit in brackets,
// behind "Photo:" or "©", or at the end as "Name/Reuters". Notices of rights are left out of both.
// Lines of `text` are parted by "\n".
Caption read_caption(std::string_view text);

// True for a line that is nothing but a picture's credit: "[AFP 자료사진]", "Photo: Jane
// Roe/Reuters".
bool is_credit_line(std::string_view line);

// A credit as we write it: agencies by our names, parted by " / ", "file photo" behind them;
// "[AFP 연합뉴스 자료사진]" -> "AFP / Yonhap file photo". Tables: credits.tsv, wires.tsv.
std::string read_credit(std::string_view written);

}  // namespace brink
