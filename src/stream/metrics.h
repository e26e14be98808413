// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "brink/result.h"

namespace brink {

// Answers GET /metrics with what `text` gives (Prometheus' text format) and /healthz with "ok", on one
// address, from a thread of its own, until it is destroyed. `text` is called from that thread.
class MetricsServer {
 public:
  // `address`: "127.0.0.1:9464". Error when it cannot be had.
  static Result<MetricsServer> open(const std::string& address, std::function<std::string()> text);
  MetricsServer(MetricsServer&&) noexcept;
  ~MetricsServer();

 private:
  struct Listener;
  explicit MetricsServer(std::unique_ptr<Listener> listener);
  std::unique_ptr<Listener> listener_;
};

}  // namespace brink
