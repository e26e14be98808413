// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/hash.h"
#include "brink/result.h"

namespace brink {

// Whether ids may be looked up by this beginning.
inline Outcome check_prefix(const std::string& where, const std::string& prefix) {
  if (is_hex_id_prefix(prefix)) return Done{};
  return Error{"store", where, "the id \"" + prefix.substr(0, 64) + "\"", "6 to 32 hex digits"};
}

// Of an id after which a page was to begin and that answers nothing.
inline Error no_such_page(const std::string& after) { return Error{"store", "after", after, "the id that ended the page before"}; }

// The text that comes right after all ids that begin with `prefix`: 'g' follows the last hex digit.
inline std::string after_all(const std::string& prefix) { return prefix + "g"; }

}  // namespace brink
