// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "alerts/message.h"
#include "alerts/settings.h"
#include "brink/time.h"

namespace brink {

// What the world is asked for, handed in so that runs repeat.
struct AlertTools {
  std::function<std::chrono::sys_seconds()> clock;
  std::function<void(std::chrono::milliseconds)> sleep;
  std::function<double()> chance;  // 0 to 1, for the jitter of back-off
};

// A way out. Not shared between threads.
class Channel {
 public:
  virtual ~Channel() = default;
  // Done when the other side has taken it. Errors: not reached, refused, too slow.
  virtual Outcome send(const Message& message) = 0;
};

std::unique_ptr<Channel> open_channel(const ChannelSettings& settings, const AlertTools& tools);

std::unique_ptr<Channel> open_file_channel(const ChannelSettings& settings);
std::unique_ptr<Channel> open_command_channel(const ChannelSettings& settings);
std::unique_ptr<Channel> open_webhook_channel(const ChannelSettings& settings, const AlertTools& tools);
std::unique_ptr<Channel> open_mail_channel(const ChannelSettings& settings, const AlertTools& tools);

}  // namespace brink
