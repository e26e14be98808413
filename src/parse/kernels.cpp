// SPDX-License-Identifier: Apache-2.0
#include "parse/kernels.h"

namespace brink::parse {

const Kernels& best_kernels() {
#ifdef BRINK_HAS_AVX2
  static const bool can = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (can) return kAvx2Kernels;
#endif
  return kPlainKernels;
}

}  // namespace brink::parse
