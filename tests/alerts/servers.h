// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "../intake/local_server.h"

namespace brink {

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
  LocalServer server_;
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
  LocalServer server_;
};

}  // namespace brink
