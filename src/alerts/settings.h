// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "brink/alert.h"

namespace brink {

// When a change of the board is worth an alert. The numbers are argued in docs/watch.md, not learnt.
struct AlertRules {
  double step = 0.1;              // a probability that moved so far since it was last told
  int again_after_hours = 24;     // a state left for less than this was never left
  double grave_score = -9;        // on the scale of events, -10 to +10: a happening so bad is told
  double good_score = 7;          // and one so good
  int warning_outlets = 2;        // independent outlets that make a grave happening a warning
  int critical_outlets = 4;       // and critical
};

// A part of each day, in minutes after midnight by a clock that is `offset_minutes` ahead of UTC.
// One that ends before it begins goes over midnight; one of no length is no quiet at all.
struct QuietHours {
  int from = 0, until = 0, offset_minutes = 0;
  bool operator==(const QuietHours&) const = default;
};

struct ChannelSettings {
  enum class Kind { kFile, kCommand, kWebhook, kMail };
  enum class Tls { kStartTls, kTls, kNone };

  std::string name;
  Kind kind = Kind::kFile;
  Severity least = Severity::kNotice;
  std::optional<QuietHours> quiet;
  bool critical_passes = true;  // through quiet hours
  int most_per_hour = 20;       // messages; what is more waits and goes out as one
  int timeout_seconds = 20;     // of one try
  int tries = 3;                // of a webhook within a round

  std::string path;               // file
  std::vector<std::string> argv;  // command
  std::string url;                // webhook
  std::string secret_env;         // webhook: the variable of the environment that holds `secret`
  std::string secret;             // signs what is sent; "" for no signature
  std::string host;               // mail
  int port = 587;
  Tls tls = Tls::kStartTls;
  std::string user, password;     // "" for no log-in
  std::string password_env;       // the variable of the environment that holds `password`
  std::string from;
  std::vector<std::string> to;
  std::string ca_file;            // certificates to trust instead of the system's
};

struct AlertSettings {
  AlertRules rules;
  std::vector<ChannelSettings> channels;
};

}  // namespace brink
