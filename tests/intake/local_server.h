// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace brink {

// A connection of a server for tests: lines and bytes in, text out.
class Peer {
 public:
  explicit Peer(int fd) : fd_(fd) {}
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() { ::close(fd_); }
  // Up to and with `end`; what came until the other side hung up if it never does.
  std::string until(const std::string& end) {
    std::size_t at;
    while ((at = held_.find(end)) == std::string::npos)
      if (!more()) return std::exchange(held_, "");
    const std::string text = held_.substr(0, at + end.size());
    held_.erase(0, at + end.size());
    return text;
  }
  std::string bytes(std::size_t n) {
    while (held_.size() < n && more()) {
    }
    const std::string text = held_.substr(0, n);
    held_.erase(0, n);
    return text;
  }
  void say(const std::string& text) const {
    for (std::size_t sent = 0; sent < text.size();) {
      const ssize_t n = ::send(fd_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<std::size_t>(n);
    }
  }

 private:
  bool more() {
    char chunk[4096];
    const ssize_t n = ::recv(fd_, chunk, sizeof chunk, 0);
    if (n > 0) held_.append(chunk, static_cast<std::size_t>(n));
    return n > 0;
  }
  int fd_;
  std::string held_;
};

// Serves one connection after the other on 127.0.0.1.
class LocalServer {
 public:
  explicit LocalServer(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listener_, reinterpret_cast<sockaddr*>(&at), sizeof at);
    ::listen(listener_, 16);
    socklen_t size = sizeof at;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] {
      for (int fd; (fd = ::accept(listener_, nullptr, nullptr)) >= 0;) {
        Peer peer(fd);
        serve_(peer);
      }
    });
  }
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;
  ~LocalServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  int port() const { return port_; }

 private:
  std::function<void(Peer&)> serve_;
  int listener_ = -1, port_ = 0;
  std::thread thread_;
};

// What a server's thread was told, for the test to read.
template <class T>
class Kept {
 public:
  void add(T item) {
    const std::lock_guard hold(mutex_);
    items_.push_back(std::move(item));
  }
  std::vector<T> all() const {
    const std::lock_guard hold(mutex_);
    return items_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<T> items_;
};

}  // namespace brink
