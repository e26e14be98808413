// SPDX-License-Identifier: Apache-2.0
#include "store/alert_rows.h"

#include "base/hash.h"
#include "fmt/format.h"
#include "store/ids.h"

namespace brink {

std::string as_lines(const std::vector<std::string>& items) {
  std::string lines;
  for (const std::string& item : items) lines += (lines.empty() ? "" : "\n") + item;
  return lines;
}

std::vector<std::string> items_of(std::string_view lines) {
  std::vector<std::string> items;
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    items.emplace_back(lines.substr(0, end));
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
  }
  return items;
}

Result<Filter> filter_for(const AlertQuery& query) {
  Filter filter;
  filter.also("TRUE");
  if (!query.id.empty()) {
    if (!is_hex_id_prefix(query.id))
      return Error{"store", query.id, "no alert's id", "six or more of its hex digits"};
    filter.also("id >= ?", query.id);
    filter.also("id < ?", after_all(query.id));
  }
  if (!query.watch.empty()) filter.also("watch = ?", query.watch);
  if (!query.subject.empty()) filter.also("subject = ?", query.subject);
  if (!query.since.empty()) filter.also("at >= ?", query.since);
  if (query.least) filter.also(fmt::format("severity >= {}", static_cast<int>(*query.least)));
  if (query.unacknowledged) filter.also("acknowledged = ''");
  return filter;
}

Filter filter_for(const DeliveryQuery& query) {
  Filter filter;
  filter.also("TRUE");
  if (!query.alert.empty()) filter.also("d.alert = ?", query.alert);
  if (!query.channel.empty()) filter.also("d.channel = ?", query.channel);
  if (!query.since.empty()) filter.also("d.at >= ?", query.since);
  if (query.state.empty()) return filter;
  std::string numbers;
  for (const Delivery::State state : query.state)
    numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", static_cast<int>(state));
  filter.also("d.state IN (" + numbers + ")");
  return filter;
}

}  // namespace brink
