// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/result.h"
#include "brink/trail.h"
#include "brink/watch.h"
#include "knowledge/knowledge.h"
#include "records/records.h"
#include "serve/limits.h"

namespace brink {

struct ServeSettings {
  std::string archive;
  std::string host = "127.0.0.1";
  int port = 8750;                   // 0: any that is free
  std::string token_file;            // needed for any address but a loopback one
  std::vector<std::string> names;    // further names that a Host header may have
  std::string web;                   // the dashboard's folder; "" for none
  std::string alerts_file;           // what was acknowledged and muted; "" to forget it at the end
  std::optional<Day> at;             // the day that is shown when none is asked for; else today
  double rate = 50;                  // requests a second and address, loopback aside; 0: no limit
  bool rate_loopback = false;        // limit loopback addresses too
  std::size_t most_connections = 160, most_of_one_address = 128, most_streams = 64;
  std::size_t most_body = 32u << 20;    // bytes to ingest at once
  std::size_t shelf_bytes = 32u << 20;  // answers kept ready
  int lenses = 4;                       // questions to the archive at once
  int question_ms = 20'000;             // the longest one
  std::chrono::milliseconds heartbeat{15'000}, poll{200};
  ClientLimits client;
};

// What the server has others do. Those called at once by several threads say so.
struct ServeHands {
  std::optional<Watch> watch;
  std::function<Result<Assessment>(const Archive&, Day)> assess;                  // by several threads
  std::function<Result<Ledger>(const Archive&, Day, std::size_t most)> ledger;    // by several threads
  std::function<std::vector<Json>(const std::string& name, Day)> actors;          // by several threads
  std::function<Result<std::vector<Json>>(const std::string& name)> places;       // one at a time
  std::function<std::optional<EventTrail>(const Document&, const Event&)> trail;  // one at a time
  std::function<Result<Json>(const std::string& json_lines)> ingest;              // one at a time
  std::shared_ptr<const Knowledge> knowledge;                                     // for exports
};

// Serves an archive: the JSON API of docs/openapi.json, live updates, and the dashboard's files.
class Server {
 public:
  // Binds the address. Error for an address that is taken, or that demands tokens and has none; for
  // an archive that cannot be read.
  static Result<std::unique_ptr<Server>> open(ServeSettings settings, ServeHands hands);
  virtual ~Server() = default;

  virtual int port() const = 0;
  virtual Outcome run() = 0;  // till stop() is called
  virtual void stop() = 0;    // from any thread
};

}  // namespace brink
