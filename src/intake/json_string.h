// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brink {

// The text of a JSON string as it stands between its quotes (RFC 8259, section 7). Nothing for an escape
// that is none, or for half of a surrogate pair. simdjson's own way to it writes into a buffer that it does
// not look for when memory has run out.
std::optional<std::string> unescaped_json(std::string_view between_quotes);

// `from` is what follows an opening quote: the part before the closing one.
std::string_view until_quote(std::string_view from);

}  // namespace brink
