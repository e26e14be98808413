// SPDX-License-Identifier: Apache-2.0
#include "exchange/dyads.h"

#include "base/day_range.h"

namespace brink {
namespace {

constexpr std::size_t kMostPairs = 64;

}  // namespace

std::vector<Dyad> dyads_of(const Event& event) {
  std::vector<Dyad> dyads;
  const auto add = [&](const Actor* source, const Actor* target) {
    if (dyads.size() >= kMostPairs) return;
    dyads.push_back({source, target, dyads.empty() ? event.id : event.id + "-" + std::to_string(dyads.size())});
  };
  if (!event.recipient.empty() && !event.actor.empty()) {
    for (const Actor& source : event.actor)
      for (const Actor& target : event.recipient) add(&source, &target);
  } else if (event.actor.size() > 1) {
    for (const Actor& source : event.actor)
      for (const Actor& target : event.actor)
        if (&source != &target) add(&source, &target);
  } else {
    for (const Actor& source : event.actor) add(&source, nullptr);
    for (const Actor& target : event.recipient) add(nullptr, &target);
  }
  return dyads;
}

std::optional<Day> first_day(const Event& event) {
  const auto days = read_day_range(event.date);
  if (!days) return {};
  return days->first;
}

Day report_day(const Event& event, const StoredDocument& report) {
  if (report.document.published) return report.document.published->local_day();
  return first_day(event).value_or(Day{});
}

}  // namespace brink
