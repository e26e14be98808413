// SPDX-License-Identifier: Apache-2.0
#include "serve/hub.h"

#include <algorithm>

namespace brink {

void Hub::tell(const std::string& message) {
  constexpr std::size_t kMost = 256;
  const std::lock_guard lock(mutex_);
  messages_.push_back(message);
  if (messages_.size() > kMost) messages_.pop_front(), ++first_;
  told_.notify_all();
}

std::uint64_t Hub::now() const {
  const std::lock_guard lock(mutex_);
  return first_ + messages_.size();
}

std::string Hub::await(std::uint64_t& next, std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  told_.wait_for(lock, most, [&] { return ended_ || next < first_ + messages_.size(); });
  std::string text;
  for (next = std::max(next, first_); next < first_ + messages_.size(); ++next)
    text += messages_[static_cast<std::size_t>(next - first_)];
  return text;
}

void Hub::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  told_.notify_all();
}

bool Hub::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

std::string sse(const std::string& event, const std::string& data, const std::string& id) {
  return (id.empty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n";
}

}  // namespace brink
