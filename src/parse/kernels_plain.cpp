// SPDX-License-Identifier: Apache-2.0
#include "parse/kernels_body.h"

namespace brink::parse {

const Kernels kPlainKernels{"plain",  multiply, multiply_bytes, step,      finish,  leak,
                            round_to, dots,     product,        add_bytes, greatest};

}  // namespace brink::parse
