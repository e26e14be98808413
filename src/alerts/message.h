// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/alert.h"
#include "brink/result.h"

namespace brink {

// What goes out at once: an alert, or several as a digest, gravest first. Never empty.
struct Message {
  std::string id;  // 32 hex digits of the channel and the alerts: the same again on another try
  std::vector<Alert> alerts;

  Severity severity() const;
};

Message message_of(const std::string& channel, std::vector<Alert> alerts);

// One line of JSON: the alert's record, or {"kind": "digest", ..., "alerts": [...]}.
std::string json_of(const Message& message);

// For a person: a paragraph an alert. Lines end in "\n".
std::string text_of(const Message& message);

// "ukraine-2022: 3 alerts, the gravest critical". Of words of the watch file and ours alone: what a
// page said is no part of it.
std::string subject_of(const Message& message);

}  // namespace brink
