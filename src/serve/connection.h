// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "serve/http.h"
#include "serve/limits.h"

namespace brink {

// One client's socket, with deadlines on all it does. Closes it at the end.
class Connection final : public httplib::Stream {
 public:
  Connection(int socket, const ClientLimits& limits, const std::atomic<bool>& ending);
  ~Connection() override;

  bool await_request();  // false: closed, idle too long, or the server ends
  void head_done();      // the rest of what is read is the body
  void no_end() { endless_ = true; }  // the answer is a stream
  bool head_too_large() const { return in_head_ && head_read_ > limits_.head_bytes; }
  bool too_slow() const { return too_slow_; }
  const std::string& address() const { return address_; }

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* ptr, size_t size) override;
  ssize_t write(const char* ptr, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  int socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;
  bool await(short what, Clock::time_point until) const;
  bool fill(Clock::time_point until);
  bool gone() const;

  const int socket_;
  const ClientLimits& limits_;
  const std::atomic<bool>& ending_;
  std::string address_;
  int port_ = 0;
  char buffer_[8192];
  std::size_t at_ = 0, held_ = 0, head_read_ = 0;
  bool in_head_ = true, endless_ = false, too_slow_ = false;
  Clock::time_point read_by_{}, written_by_{};
};

}  // namespace brink
