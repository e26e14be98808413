// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "exchange/exchange.h"

namespace brink {

// Where a record stands.
struct RecordPlace {
  std::string dataset;  // "icews"
  std::string file;
  std::uint64_t line = 0;

  std::string text() const;  // "icews: file.tab#12"
};

// Gives a record its ids, by all that it says (`said`), so that the same record in another file or on
// another day is the same; its place; and where they are missing a day of publication and an outlet.
void finish(Imported& read, const RecordPlace& place, std::string_view said);

}  // namespace brink
