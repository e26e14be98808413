// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "intake/documents.h"

namespace brink {

// What a body with this Content-Type is to us: what the type says where it is worth a look, what
// the bytes say where the type is missing or as good as none.
Sniffed sniff_web_body(std::string_view content_type, std::string_view bytes);

}  // namespace brink
