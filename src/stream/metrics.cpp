// SPDX-License-Identifier: Apache-2.0
#include "stream/metrics.h"

#include <httplib.h>

#include <charconv>
#include <chrono>
#include <thread>

namespace brink {

struct MetricsServer::Listener {
  httplib::Server server;
  std::thread thread;
};

MetricsServer::MetricsServer(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}
MetricsServer::MetricsServer(MetricsServer&&) noexcept = default;

MetricsServer::~MetricsServer() {
  if (!listener_) return;
  listener_->server.stop();
  if (listener_->thread.joinable()) listener_->thread.join();
}

Result<MetricsServer> MetricsServer::open(const std::string& address, std::function<std::string()> text) {
  const std::size_t colon = address.rfind(':');
  int port = -1;
  if (colon != std::string::npos)
    std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
  if (port < 0 || port > 65535) return Error{"metrics", "address", address, "HOST:PORT as 127.0.0.1:9464"};
  auto listener = std::make_unique<Listener>();
  httplib::Server& server = listener->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(2); };
  server.set_read_timeout(5);
  server.set_payload_max_length(1024);
  server.Get("/metrics", [text = std::move(text)](const httplib::Request&, httplib::Response& response) {
    response.set_content(text(), "text/plain; version=0.0.4");
  });
  server.Get("/healthz", [](const httplib::Request&, httplib::Response& response) { response.set_content("ok\n", "text/plain"); });
  const std::string host = address.substr(0, colon);
  if (port == 0 ? server.bind_to_any_port(host) < 0 : !server.bind_to_port(host, port)) return Error{"metrics", address, "an address that is taken or not ours", "another"};
  listener->thread = std::thread([&server] { server.listen_after_bind(); });
  // A stop that came before it listens would be missed.
  while (!server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return MetricsServer(std::move(listener));
}

}  // namespace brink
