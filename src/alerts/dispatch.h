// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "alerts/settings.h"
#include "brink/alert.h"
#include "brink/time.h"

namespace brink {

// An alert on its way to a channel.
struct Pending {
  Alert alert;
  Delivery delivery;
};

// What to do with them now. What is in neither list waits as it is.
struct Dispatch {
  std::vector<std::vector<Pending>> messages;  // gravest first
  std::vector<Pending> held;                   // kept back, to go out merged
};

// `sent`: messages that went to the channel within the last hour.
Dispatch dispatch(const ChannelSettings& channel, std::vector<Pending> pending, int sent,
                  std::chrono::sys_seconds now);

}  // namespace brink
