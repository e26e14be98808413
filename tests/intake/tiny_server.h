// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "local_server.h"

namespace brink {

// An HTTP server on 127.0.0.1 for tests: one request a connection, answered by `answer` with the
// bytes of a whole HTTP answer.
class TinyServer {
 public:
  using Answer = std::function<std::string(const std::string& request)>;

  explicit TinyServer(Answer answer) : answer_(std::move(answer)), server_([this](Peer& peer) { serve(peer); }) {}

  std::string address(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
  }
  std::vector<std::string> requests() const { return requests_.all(); }

 private:
  void serve(Peer& peer) {
    const std::string request = peer.until("\r\n\r\n");
    requests_.add(request);
    peer.say(answer_(request));
  }

  Answer answer_;
  Kept<std::string> requests_;
  LocalServer server_;
};

// The bytes of an answer, as "200 OK"; each of `fields` ends with its line.
inline std::string http_answer(const std::string& status, const std::string& fields, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace brink
