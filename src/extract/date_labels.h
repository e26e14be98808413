// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brink {

enum class DateOf { kUnsaid, kPublished, kModified, kOther };

// What the words in front of a date say it is the date of ("Veröffentlicht am", "Updated:"): the
// label of data/extract/date_labels.tsv that stands nearest to its end. Reads the last 60 bytes.
DateOf date_of(std::string_view before);

}  // namespace brink
