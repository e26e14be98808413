// SPDX-License-Identifier: Apache-2.0
#include "alerts/channel.h"

namespace brink {

std::unique_ptr<Channel> open_channel(const ChannelSettings& settings, const AlertTools& tools) {
  switch (settings.kind) {
    case ChannelSettings::Kind::kFile:
      return open_file_channel(settings);
    case ChannelSettings::Kind::kCommand:
      return open_command_channel(settings);
    case ChannelSettings::Kind::kWebhook:
      return open_webhook_channel(settings, tools);
    case ChannelSettings::Kind::kMail:
      break;
  }
  return open_mail_channel(settings, tools);
}

}  // namespace brink
