// SPDX-License-Identifier: Apache-2.0
// Compiled for AVX-512 with VNNI where the compiler knows them (src/CMakeLists.txt).
#ifdef __AVX512VNNI__
#include "parse/kernels_body.h"

namespace brink::parse {

const Kernels kVnniKernels = kernels_called("vnni");

}  // namespace brink::parse
#endif
