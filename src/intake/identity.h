// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brink/document.h"

namespace brink {

// The address that names the report best: the one that the page states if it lies at the same
// owner and is no mere front page, else the one it was fetched from. A page cannot take the name
// of another owner's report.
const std::string& naming_address(const Document& document);

}  // namespace brink
