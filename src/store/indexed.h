// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink {

// What PostgreSQL's index of event_keys takes of a text; its rows end at some 2,700 bytes. Names of a
// sane length stay as they are.

// Of a text of more than 400 bytes its beginning and a hash of the whole: two different ones differ.
std::string indexed_text(const std::string& text);

// ' GOV MIL ': the first so many that fit into 400 bytes.
std::string indexed_sectors(const std::string& sectors);

// kManyLabels instead of more than 800 bytes of them: then the event itself is looked at.
inline constexpr const char* kManyLabels = "*";
std::string indexed_labels(const std::string& labels);

}  // namespace brink
