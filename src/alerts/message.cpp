// SPDX-License-Identifier: Apache-2.0
#include "alerts/message.h"

#include <algorithm>

#include "alerts/wording.h"
#include "base/hash.h"
#include "fmt/format.h"
#include "records/records.h"

namespace brink {

Severity Message::severity() const {
  Severity gravest = Severity::kInfo;
  for (const Alert& alert : alerts) gravest = std::max(gravest, alert.severity);
  return gravest;
}

Message message_of(const std::string& channel, std::vector<Alert> alerts) {
  std::stable_sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) { return a.severity > b.severity; });
  std::string all = channel;
  for (const Alert& alert : alerts) all += "\n" + alert.id;
  return {hex_hash(all), std::move(alerts)};
}

std::string json_of(const Message& message) {
  if (message.alerts.size() == 1) return line_of(record_of(message.alerts.front()));
  Json alerts = Json::array();
  for (const Alert& alert : message.alerts) alerts.push_back(record_of(alert));
  return line_of({{"id", message.id}, {"kind", "digest"}, {"severity", name_of(message.severity())},
                  {"title", subject_of(message)}, {"count", message.alerts.size()}, {"alerts", alerts}});
}

std::string text_of(const Message& message) {
  std::string text;
  for (const Alert& a : message.alerts) {
    text += fmt::format("{}  {}\n{}\nwhy: {}\nraised {}, alert {}\n", name_of(a.severity), a.subject, a.title, a.why, a.at, a.id);
    if (!a.supersedes.empty()) text += fmt::format("brings up to date alert {}\n", a.supersedes);
    for (std::size_t i = 0; i < std::min<std::size_t>(3, a.events.size()); ++i)
      text += fmt::format("brink explain {}\n", a.events[i]);
    text += "\n";
  }
  return text;
}

std::string subject_of(const Message& message) {
  const Alert& first = message.alerts.front();
  const std::string watch = plain_line(first.watch, 60);
  if (message.alerts.size() == 1) return fmt::format("{}: {} alert, {}", watch, name_of(first.severity), first.kind);
  return fmt::format("{}: {} alerts, the gravest {}", watch, message.alerts.size(), name_of(message.severity()));
}

}  // namespace brink
