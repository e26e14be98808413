// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <new>
#include <string>

#include "brink/result.h"

namespace brink {

// What memory that has run out comes to. The words are short enough to need no memory themselves; the
// place stays away when there is none left for it.
inline Error no_memory(const char* stage, const std::string& where) {
  Error error;
  error.stage.assign(stage);
  error.found.assign("no memory left");
  error.expected.assign("more memory");
  try {
    error.where = where;
  } catch (const std::bad_alloc&) {
  }
  return error;
}

// Does `work`, which gives a Result. Memory that runs out in it becomes an Error; what it had made by then
// is gone with it.
template <class Work>
auto or_no_memory(const char* stage, const std::string& where, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return no_memory(stage, where);
  }
}

}  // namespace brink
