// SPDX-License-Identifier: Apache-2.0
#include "intake/intake.h"

#include "base/url.h"
#include "intake/local.h"
#include "intake/stream.h"
#include "intake/web.h"

namespace brink {

Intake::Intake(IntakeSettings settings, FetchMemory memory)
    : settings_(std::move(settings)), memory_(std::move(memory)) {}

bool Intake::read(const std::string& source, const Take& take, const SetAside& aside) const {
  const Hand hand{settings_, take, aside};
  return hand.within_memory(source, [&] {
    if (source == "-") return read_stream(open_standard_input(), source, hand);
    if (is_web_address(source)) return read_web(source, memory_, hand);
    return read_local(source, hand);
  });
}

bool Intake::read_bytes(std::unique_ptr<ByteSource> bytes, const std::string& name,
                        const Take& take, const SetAside& aside) const {
  const Hand hand{settings_, take, aside};
  return hand.within_memory(name, [&] { return read_stream(std::move(bytes), name, hand); });
}

}  // namespace brink
