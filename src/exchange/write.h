// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/archive.h"
#include "brink/event.h"
#include "exchange/codes.h"
#include "exchange/layout.h"

namespace brink {

// Events as lines of one format, with line ends. The formats of pairs need an event that happened,
// on a day.
std::string plover_line(const Codes& codes, const Event& event, const StoredDocument& report);
std::string csv_line(const Layout& layout, const Event& event, const StoredDocument& report);
std::string polecat_line(const Codes& codes, const Layout& layout, const Event& event,
                         const StoredDocument& report);
std::string cameo_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report);
std::string phoenix_lines(const Codes& codes, const Layout& layout, const Event& event,
                          const StoredDocument& report);
std::string gdelt_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report);
std::string icews_lines(const Codes& codes, const Layout& layout, const Event& event,
                        const StoredDocument& report);

}  // namespace brink
