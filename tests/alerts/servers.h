// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace brink {

// A connection of a server for tests: lines and bytes in, text out.
class Peer {
 public:
  explicit Peer(int fd) : fd_(fd) {}
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
  void say(const std::string& text) const { (void)!::send(fd_, text.data(), text.size(), MSG_NOSIGNAL); }

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
class Server {
 public:
  explicit Server(std::function<void(Peer&)> serve) : serve_(std::move(serve)) {
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
  ~Server() {
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

// Takes posts; answers with `status`, in turn.
class HttpSink {
 public:
  struct Post {
    std::string header, body;
  };
  explicit HttpSink(std::vector<int> status = {200})
      : status_(std::move(status)), server_([this](Peer& peer) { serve(peer); }) {}
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook"; }
  std::vector<Post> posts() const { return posts_.all(); }

 private:
  void serve(Peer& peer) {
    Post post;
    post.header = peer.until("\r\n\r\n");
    const std::size_t at = post.header.find("Content-Length: ");
    if (at != std::string::npos) post.body = peer.bytes(std::stoul(post.header.substr(at + 16)));
    const int status = status_[std::min(turn_++, status_.size() - 1)];
    posts_.add(std::move(post));
    peer.say("HTTP/1.1 " + std::to_string(status) + " So\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n\r\n");
  }
  std::vector<int> status_;
  std::size_t turn_ = 0;
  Kept<Post> posts_;
  Server server_;
};

// Takes mails, without TLS.
class SmtpSink {
 public:
  struct Mail {
    std::string from;
    std::vector<std::string> to;
    std::string data;
  };
  // `refusals`: so many mails are refused before the first is taken.
  explicit SmtpSink(int refusals = 0) : refusals_(refusals), server_([this](Peer& peer) { serve(peer); }) {}
  int port() const { return server_.port(); }
  std::vector<Mail> mails() const { return mails_.all(); }
  int connections() const { return connections_; }

 private:
  void serve(Peer& peer) {
    ++connections_;
    Mail mail;
    peer.say("220 tiny\r\n");
    while (true) {
      const std::string line = peer.until("\r\n");
      if (line.empty() || line.starts_with("QUIT")) return peer.say("221 bye\r\n");
      if (line.starts_with("MAIL FROM:")) mail.from = line.substr(10, line.size() - 12);
      if (line.starts_with("RCPT TO:")) mail.to.push_back(line.substr(8, line.size() - 10));
      if (line.starts_with("DATA")) {
        peer.say("354 go on\r\n");
        mail.data = peer.until("\r\n.\r\n");
        if (refusals_-- > 0) {
          peer.say("451 not now\r\n");
          continue;
        }
        mails_.add(mail);
      }
      peer.say(line.starts_with("EHLO") ? "250-tiny\r\n250 8BITMIME\r\n" : "250 so\r\n");
    }
  }
  std::atomic<int> refusals_, connections_{0};
  Kept<Mail> mails_;
  Server server_;
};

}  // namespace brink
