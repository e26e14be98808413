// SPDX-License-Identifier: Apache-2.0
#include "parse/kernels.h"

namespace brink::parse {

const std::vector<const Kernels*>& kernels_here() {
  static const auto here = [] {
    std::vector<const Kernels*> found;
#ifdef BRINK_HAS_VNNI
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl"))
      found.push_back(&kVnniKernels);
#endif
#ifdef BRINK_HAS_AVX2
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
      found.push_back(&kAvx2Kernels);
#endif
    found.push_back(&kPlainKernels);
    return found;
  }();
  return here;
}

}  // namespace brink::parse
