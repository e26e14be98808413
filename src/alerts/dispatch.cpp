// SPDX-License-Identifier: Apache-2.0
#include "alerts/dispatch.h"

#include <algorithm>

#include "alerts/quiet_hours.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr std::size_t kMostInDigest = 200;  // what is more goes with the next round

bool may_be_tried(const Pending& pending, std::chrono::sys_seconds now) {
  const auto moment = read_iso(pending.delivery.not_before);
  return !moment || moment->utc <= now;
}

bool is_hushed(const ChannelSettings& channel, const Pending& pending, std::chrono::sys_seconds now) {
  if (!channel.quiet || !is_quiet(*channel.quiet, now)) return false;
  return !(channel.critical_passes && pending.alert.severity == Severity::kCritical);
}

void add_digest(std::vector<Pending> together, Dispatch& dispatch) {
  if (together.empty()) return;
  if (together.size() > kMostInDigest) together.resize(kMostInDigest);
  dispatch.messages.push_back(std::move(together));
}

}  // namespace

Dispatch dispatch(const ChannelSettings& channel, std::vector<Pending> pending, int sent,
                  std::chrono::sys_seconds now) {
  Dispatch result;
  std::vector<Pending> fresh, merged;  // one by one; together
  std::stable_sort(pending.begin(), pending.end(),
                   [](const Pending& a, const Pending& b) { return a.alert.severity > b.alert.severity; });
  const int left = channel.most_per_hour - sent;
  const bool always_one = channel.kind == ChannelSettings::Kind::kMail;
  for (Pending& p : pending) {
    if (!may_be_tried(p, now)) continue;
    if (is_hushed(channel, p, now) || left <= 0)
      result.held.push_back(std::move(p));
    else
      (always_one || p.delivery.state == Delivery::State::kHeld ? merged : fresh).push_back(std::move(p));
  }
  const auto room = static_cast<std::size_t>(std::max(left, 0));
  const bool fits = fresh.size() + (merged.empty() ? 0 : 1) <= room;
  const std::size_t single = fits ? fresh.size() : room > 0 ? room - 1 : 0;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    if (i < single)
      result.messages.push_back({std::move(fresh[i])});
    else
      merged.push_back(std::move(fresh[i]));
  }
  add_digest(std::move(merged), result);
  return result;
}

}  // namespace brink
