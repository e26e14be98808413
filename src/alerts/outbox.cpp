// SPDX-License-Identifier: Apache-2.0
#include "alerts/outbox.h"

#include <algorithm>
#include <cmath>

#include "alerts/wording.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr auto kHour = std::chrono::hours(1);
constexpr double kFirstWait = 60, kMostWait = 3600;  // seconds, from the second failure on
constexpr std::size_t kMostFault = 300;              // characters

}  // namespace

Outbox::Outbox(Archive& archive, const AlertSettings& settings, AlertTools tools)
    : archive_(archive), tools_(std::move(tools)) {
  for (const ChannelSettings& channel : settings.channels) ways_.push_back({channel, open_channel(channel, tools_)});
}

std::string Outbox::now() const { return to_iso(tools_.clock()); }

// The first failure is tried again at the next round.
std::string Outbox::wait_until(int tries) const {
  if (tries < 2) return "";
  const double seconds = std::min(kMostWait, kFirstWait * std::pow(2, std::min(tries - 2, 10)));
  return to_iso(tools_.clock() + std::chrono::seconds(static_cast<long>(seconds * (0.5 + tools_.chance() / 2))));
}

Result<int> Outbox::put(const std::vector<Alert>& alerts) {
  int fresh = 0;
  for (const Alert& alert : alerts) {
    const auto is_new = archive_.put_alert(alert);
    if (!is_new) return is_new.error();
    if (!*is_new) continue;
    ++fresh;
    std::string until;
    const auto muted = is_muted(alert, until);
    if (!muted) return muted.error();
    const Outcome done = *muted ? archive_.mark_alert(alert.id, {{}, until}) : put_on_its_way(alert);
    if (!done) return done.error();
  }
  return fresh;
}

// A mute is for the subject, up to the severity that was muted: what is graver is told.
Result<bool> Outbox::is_muted(const Alert& alert, std::string& until) const {
  AlertQuery same;
  same.watch = alert.watch, same.subject = alert.subject;
  const auto earlier = archive_.alerts(same);
  if (!earlier) return earlier.error();
  for (const StoredAlert& stored : *earlier) {
    if (stored.muted_until <= now() || stored.alert.severity < alert.severity) continue;
    until = stored.muted_until;
    return true;
  }
  return false;
}

Outcome Outbox::put_on_its_way(const Alert& alert) {
  for (const Way& way : ways_) {
    if (alert.severity < way.settings.least) continue;
    DeliveryQuery earlier{alert.supersedes, way.settings.name, {Delivery::State::kWaiting, Delivery::State::kHeld}, ""};
    if (!alert.supersedes.empty()) {
      const auto unsent = archive_.deliveries(earlier);
      if (!unsent) return unsent.error();
      for (Delivery delivery : *unsent) {
        delivery.state = Delivery::State::kDropped, delivery.at = now();
        if (auto dropped = archive_.put_delivery(delivery); !dropped) return dropped;
      }
    }
    Delivery delivery;
    delivery.alert = alert.id, delivery.channel = way.settings.name, delivery.at = now();
    if (auto put = archive_.put_delivery(delivery); !put) return put;
  }
  return Done{};
}

Result<std::vector<Pending>> Outbox::pending(const std::string& channel) {
  const auto unsent = archive_.deliveries({"", channel, {Delivery::State::kWaiting, Delivery::State::kHeld}, ""});
  if (!unsent) return unsent.error();
  std::vector<Pending> all;
  for (const Delivery& delivery : *unsent) {
    AlertQuery one;
    one.id = delivery.alert;
    const auto found = archive_.alerts(one);
    if (!found) return found.error();
    if (found->empty()) continue;
    const StoredAlert& stored = found->front();
    if (stored.acknowledged.empty() && stored.muted_until <= now()) {
      all.push_back({stored.alert, delivery});
      continue;
    }
    Delivery dropped = delivery;
    dropped.state = Delivery::State::kDropped, dropped.at = now();
    if (auto put = archive_.put_delivery(dropped); !put) return put.error();
  }
  return all;
}

Result<int> Outbox::sent_within_the_hour(const std::string& channel) const {
  const auto sent = archive_.deliveries({"", channel, {Delivery::State::kSent}, to_iso(tools_.clock() - kHour)});
  if (!sent) return sent.error();
  std::set<std::string> messages;
  for (const Delivery& delivery : *sent) messages.insert(delivery.message);
  return static_cast<int>(messages.size());
}

Outcome Outbox::note_all(const std::vector<Delivery>& deliveries) {
  if (deliveries.empty()) return Done{};
  if (auto begun = archive_.begin(); !begun) return begun;
  for (const Delivery& delivery : deliveries)
    if (auto put = archive_.put_delivery(delivery); !put) {
      (void)archive_.roll_back().ok();
      return put;
    }
  auto done = archive_.commit();
  if (!done) (void)archive_.roll_back().ok();
  return done;
}

DeliveryReport Outbox::deliver() {
  DeliveryReport report;
  std::vector<Delivery> late;  // what an earlier round sent and could not write down
  for (const auto& [key, delivery] : unnoted_) late.push_back(delivery);
  if (const Outcome noted = note_all(late); noted)
    unnoted_.clear();
  else
    report.errors.push_back(noted.error());
  for (Way& way : ways_)
    if (const Outcome done = deliver_to(way, report); !done) report.errors.push_back(done.error());
  return report;
}

Outcome Outbox::deliver_to(Way& way, DeliveryReport& report) {
  auto unsent = pending(way.settings.name);
  if (!unsent) return unsent.error();
  std::erase_if(*unsent, [&](const Pending& p) { return unnoted_.count({p.delivery.alert, p.delivery.channel}) > 0; });
  const auto sent = sent_within_the_hour(way.settings.name);
  if (!sent) return sent.error();
  Dispatch plan = dispatch(way.settings, std::move(*unsent), *sent, tools_.clock());
  std::vector<Delivery> held;
  for (const Pending& p : plan.held) {
    ++report.held;
    if (p.delivery.state == Delivery::State::kHeld) continue;
    held.push_back(p.delivery);
    held.back().state = Delivery::State::kHeld, held.back().at = now();
  }
  if (auto noted = note_all(held); !noted) return noted;
  for (auto& together : plan.messages)
    if (auto done = send(way, std::move(together), report); !done) return done;
  return Done{};
}

Outcome Outbox::send(Way& way, std::vector<Pending> together, DeliveryReport& report) {
  std::vector<Alert> alerts;
  for (const Pending& p : together) alerts.push_back(p.alert);
  const Message message = message_of(way.settings.name, std::move(alerts));
  const Outcome sent = way.channel->send(message);
  std::vector<Delivery> noted;
  for (const Pending& p : together) {
    Delivery delivery = p.delivery;
    delivery.at = now();
    if (sent) {
      delivery.state = Delivery::State::kSent;
      delivery.message = message.id, delivery.error = "", delivery.not_before = "";
    } else {
      ++delivery.tries;
      delivery.error = plain_line(sent.error().sentence(), kMostFault);
      delivery.not_before = wait_until(delivery.tries);
    }
    noted.push_back(std::move(delivery));
  }
  const int count = static_cast<int>(together.size());
  if (sent)
    report.sent += count, ++report.messages;
  else
    report.failed += count, report.errors.push_back(sent.error());
  const Outcome written_down = note_all(noted);
  if (!written_down && sent)
    for (const Delivery& delivery : noted) unnoted_[{delivery.alert, delivery.channel}] = delivery;
  return written_down;
}

}  // namespace brink
