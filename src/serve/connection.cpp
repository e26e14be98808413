// SPDX-License-Identifier: Apache-2.0
#include "serve/connection.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace brink {
namespace {

constexpr std::chrono::milliseconds kLook{250};  // how often a waiting thread sees that the server ends

void address_of(const sockaddr_storage& from, std::string& ip, int& port) {
  char text[INET6_ADDRSTRLEN] = "";
  if (from.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(from);
    inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text), port = ntohs(v4.sin_port);
  } else if (from.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(from);
    inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text), port = ntohs(v6.sin6_port);
  }
  ip = text;
}

}  // namespace

Connection::Connection(int socket, const ClientLimits& limits, const std::atomic<bool>& ending)
    : socket_(socket), limits_(limits), ending_(ending) {
  sockaddr_storage from{};
  socklen_t size = sizeof from;
  if (getpeername(socket_, reinterpret_cast<sockaddr*>(&from), &size) == 0) address_of(from, address_, port_);
}

Connection::~Connection() {
  // What the client still sends is taken for a moment, else the kernel throws our last words away.
  ::shutdown(socket_, SHUT_WR);
  const auto until = Clock::now() + std::chrono::milliseconds(200);
  for (std::size_t taken = 0; taken < (1u << 20) && await(POLLIN, until);) {
    const ssize_t n = recv(socket_, buffer_, sizeof buffer_, MSG_DONTWAIT);
    if (n <= 0) break;
    taken += static_cast<std::size_t>(n);
  }
  ::close(socket_);
}

bool Connection::await(short what, Clock::time_point until) const {
  while (!ending_) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return false;
    pollfd waited{socket_, what, 0};
    const int ready = poll(&waited, 1, static_cast<int>(std::min(left, kLook).count()));
    if (ready > 0) return (waited.revents & (what | POLLHUP | POLLERR)) != 0;
    if (ready < 0 && errno != EINTR) return false;
  }
  return false;
}

bool Connection::fill(Clock::time_point until) {
  if (!await(POLLIN, until)) return too_slow_ = Clock::now() >= until, false;
  const ssize_t n = recv(socket_, buffer_, sizeof buffer_, 0);
  if (n <= 0) return false;
  at_ = 0, held_ = static_cast<std::size_t>(n);
  return true;
}

bool Connection::await_request() {
  in_head_ = true, head_read_ = 0, endless_ = false, too_slow_ = false;
  if (at_ == held_ && !fill(Clock::now() + limits_.idle)) return false;
  read_by_ = Clock::now() + limits_.head;
  written_by_ = Clock::now() + limits_.head + limits_.body + limits_.answer;
  return true;
}

void Connection::head_done() {
  in_head_ = false;
  read_by_ = Clock::now() + limits_.body;
}

ssize_t Connection::read(char* ptr, size_t size) {
  if (at_ == held_ && !fill(read_by_)) return -1;
  const std::size_t n = std::min(size, held_ - at_);
  if (in_head_ && (head_read_ += n) > limits_.head_bytes) return -1;
  std::memcpy(ptr, buffer_ + at_, n);
  at_ += n;
  return static_cast<ssize_t>(n);
}

ssize_t Connection::write(const char* ptr, size_t size) {
  std::size_t sent = 0;
  while (sent < size) {
    auto until = Clock::now() + limits_.stall;
    if (!endless_) until = std::min(until, written_by_);
    const ssize_t n = send(socket_, ptr + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0) {
      sent += static_cast<std::size_t>(n);
      continue;
    }
    if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return -1;
    if (!await(POLLOUT, until)) return -1;
  }
  return static_cast<ssize_t>(sent);
}

bool Connection::gone() const {
  char byte;
  const ssize_t n = recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

bool Connection::is_readable() const { return at_ < held_ || await(POLLIN, read_by_); }
bool Connection::is_writable() const { return !ending_ && !gone(); }

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const { ip = address_, port = port_; }

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage here{};
  socklen_t size = sizeof here;
  if (getsockname(socket_, reinterpret_cast<sockaddr*>(&here), &size) == 0) address_of(here, ip, port);
}

}  // namespace brink
