// SPDX-License-Identifier: Apache-2.0
#pragma once

// BRINK_WIDE before a function: GCC compiles it twice, once for processors with AVX2, and the program takes at
// start what its machine has. Sanitizers do not bear the choice that early; other compilers go without.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define BRINK_WIDE __attribute__((target_clones("arch=haswell", "default")))
#else
#define BRINK_WIDE
#endif
