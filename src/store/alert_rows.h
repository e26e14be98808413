// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "brink/alert.h"
#include "brink/result.h"
#include "store/filter.h"

namespace brink {

// How alerts and their way to the channels lie in the tables, in either store.

// Lists: one item a line.
std::string as_lines(const std::vector<std::string>& items);
std::vector<std::string> items_of(std::string_view lines);

// What alert_in and delivery_in read, in their order.
inline constexpr const char* kAlertColumns =
    "id, watch, kind, subject, state, severity, title, why, also, stories, events, documents, supersedes, at,"
    " acknowledged, muted_until";
inline constexpr const char* kDeliveryColumns =
    "d.alert, d.channel, d.state, d.tries, d.not_before, d.error, d.at, d.message";

// `text`, `number`: what stands in a column of the row, by its place.
template <class Text, class Number>
StoredAlert alert_in(const Text& text, const Number& number) {
  StoredAlert stored;
  Alert& a = stored.alert;
  std::string* const texts[] = {&a.id, &a.watch, &a.kind, &a.subject, &a.state};
  int column = 0;
  for (std::string* to : texts) *to = text(column++);
  a.severity = static_cast<Severity>(std::clamp<std::int64_t>(number(column++), 0, 3));
  a.title = text(column++), a.why = text(column++);
  std::vector<std::string>* const lists[] = {&a.also, &a.stories, &a.events, &a.documents};
  for (auto* list : lists) *list = items_of(text(column++));
  a.supersedes = text(column++), a.at = text(column++);
  stored.acknowledged = text(column++), stored.muted_until = text(column++);
  return stored;
}

template <class Text, class Number>
Delivery delivery_in(const Text& text, const Number& number) {
  Delivery d;
  d.alert = text(0), d.channel = text(1);
  d.state = static_cast<Delivery::State>(std::clamp<std::int64_t>(number(2), 0, 3));
  d.tries = static_cast<int>(number(3));
  d.not_before = text(4), d.error = text(5), d.at = text(6), d.message = text(7);
  return d;
}

// Over `alerts`. Error for what is no alert's id.
Result<Filter> filter_for(const AlertQuery& query);

// Over `alert_deliveries d`.
Filter filter_for(const DeliveryQuery& query);

}  // namespace brink
