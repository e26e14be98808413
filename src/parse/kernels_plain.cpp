// SPDX-License-Identifier: Apache-2.0
#include "parse/kernels_body.h"

namespace brink::parse {

const Kernels kPlainKernels = kernels_called("plain");

}  // namespace brink::parse
