// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx2 -mfma where the compiler knows them (src/CMakeLists.txt).
#ifdef __AVX2__
#include "parse/kernels_body.h"

namespace brink::parse {

const Kernels kAvx2Kernels = kernels_called("avx2");

}  // namespace brink::parse
#endif
