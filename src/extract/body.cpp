// SPDX-License-Identifier: Apache-2.0
#include "extract/body.h"

#include "base/utf8.h"

namespace brink {

Body read_body(const Dom& dom, bool) {
  Body body;
  for (NodeId id = 0; id < dom.end(); ++id) {
    if (dom[id].tag != Tag::kP) continue;
    const std::string text = squeeze(dom.text(id));
    if (text.empty()) continue;
    if (!body.text.empty()) body.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(body.text.size());
    body.text += text;
    body.blocks.push_back({id, {begin, static_cast<std::uint32_t>(body.text.size())}});
  }
  return body;
}

}  // namespace brink
