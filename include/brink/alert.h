// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

enum class Severity { kInfo, kNotice, kWarning, kCritical };
std::string_view name_of(Severity severity);  // "info" ...
std::optional<Severity> severity_named(std::string_view name);

// Something that a board says which it did not say before, and that someone wants to be told.
struct Alert {
  std::string id;       // 32 hex digits of watch, subject, state and, of states that come again, the day
  std::string watch;    // Watch::id
  std::string kind;     // "plan", "scenario", "indicator", "commitment", "happening"
  std::string subject;  // what it is about: "plan:night-desk"
  std::string state;    // what is said of it: "fired"
  Severity severity = Severity::kInfo;
  std::string title;    // a plain sentence on one line
  std::string why;      // the board's reason
  std::vector<std::string> also;  // subjects that the same happening moved, told with it
  std::vector<std::string> stories, events, documents;  // evidence; `brink explain` opens events
  std::string supersedes;         // id of an earlier alert that this one brings up to date; "" for none
  std::string at;                 // UTC, ISO 8601: when it was raised

  bool operator==(const Alert&) const = default;
};

// An alert as an archive keeps it, with what was done about it.
struct StoredAlert {
  Alert alert;
  std::string acknowledged;  // UTC, ISO 8601; "" if it is not
  std::string muted_until;   // UTC, ISO 8601; "" if it is not
};

struct AlertQuery {
  std::string id;       // the id or its first six or more digits
  std::string watch, subject;
  std::optional<Severity> least;
  std::string since;    // raised at or after, UTC, ISO 8601
  bool unacknowledged = false;
  std::size_t limit = 0;  // 0: no bound
};

// The way of one alert to one channel.
struct Delivery {
  enum class State {
    kWaiting,  // not tried yet, or tried in vain
    kHeld,     // kept back by quiet hours or by the bound of an hour; goes out merged with others
    kSent,
    kDropped,  // acknowledged, muted or brought up to date before it went out
  };
  std::string alert, channel;  // Alert::id, the channel's name
  State state = State::kWaiting;
  int tries = 0;               // in vain
  std::string not_before;      // UTC, ISO 8601: when to try again; "" for at once
  std::string error;           // why the last try failed
  std::string at;              // UTC, ISO 8601: when it came to this state
  std::string message;         // of what was sent: alerts that went out together share it

  bool operator==(const Delivery&) const = default;
};

struct DeliveryQuery {
  std::string alert, channel;            // "" for any
  std::vector<Delivery::State> state;    // empty for any
  std::string since;                     // came to its state at or after
};

}  // namespace brink
