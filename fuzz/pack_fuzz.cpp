// SPDX-License-Identifier: Apache-2.0
#include "pack_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  brink::check_pack({reinterpret_cast<const char*>(data), size});
  return 0;
}
