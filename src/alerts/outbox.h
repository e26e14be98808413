// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "alerts/channel.h"
#include "alerts/dispatch.h"
#include "alerts/settings.h"
#include "brink/archive.h"

namespace brink {

// What a round of deliveries came to. Counts are of alerts, but `messages`.
struct DeliveryReport {
  int sent = 0, messages = 0, held = 0, failed = 0;
  std::vector<Error> errors;  // one a message that did not go
};

// Keeps alerts in the archive with their way to each channel, and sends what may be sent. An alert
// that was sent to a channel is never sent there again; one that was not is kept and tried anew.
class Outbox {
 public:
  Outbox(Archive& archive, const AlertSettings& settings, AlertTools tools);

  // Inside the caller's transaction. Gives how many were new. What is muted waits for no channel; what
  // brings an earlier alert up to date takes its place where that has not gone out.
  Result<int> put(const std::vector<Alert>& alerts);

  DeliveryReport deliver();

 private:
  struct Way {
    ChannelSettings settings;
    std::unique_ptr<Channel> channel;
  };

  Result<bool> is_muted(const Alert& alert, std::string& until) const;
  Outcome put_on_its_way(const Alert& alert);
  Result<std::vector<Pending>> pending(const std::string& channel);
  Result<int> sent_within_the_hour(const std::string& channel) const;
  Outcome deliver_to(Way& way, DeliveryReport& report);
  Outcome send(Way& way, std::vector<Pending> together, DeliveryReport& report);
  Outcome note_all(const std::vector<Delivery>& deliveries);
  std::string wait_until(int tries) const;
  std::string now() const;

  Archive& archive_;
  std::vector<Way> ways_;
  AlertTools tools_;
  std::map<std::pair<std::string, std::string>, Delivery> unnoted_;  // sent, but not in the archive yet
};

}  // namespace brink
