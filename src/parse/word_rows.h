// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brink::parse {

// How a word is seen by the network apart from its own entry in the vocabulary: rows of a table of
// 2^bits vectors, found by hash: its outline, its prefixes and suffixes, its inner runs of three to
// five letters, and its exact form. A bounded number of rows.
void word_rows(std::string_view form, int bits, std::vector<std::uint32_t>& out);

// How the vocabulary spells it: lower case, typographic quotes and dashes made plain, every digit
// the same, cut to a bounded length.
std::string vocabulary_form(std::string_view form);

}  // namespace brink::parse
