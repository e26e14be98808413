// SPDX-License-Identifier: Apache-2.0
// The listening socket, the threads behind it, and what every request passes.
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "base/iso_time.h"
#include "serve/connection.h"
#include "serve/pulse.h"
#include "serve/reply.h"

namespace brink {
namespace {

using httplib::Request;
using httplib::Response;

thread_local Connection* this_connection = nullptr;
thread_local bool close_after = false;  // the body was not read, or should not be believed
thread_local bool overflow = false;     // more clients than threads

// A thread a client, made when needed, at most so many. Further clients are told so at once.
class Clerks final : public httplib::TaskQueue {
 public:
  explicit Clerks(std::size_t most) : most_(most) {}

  void enqueue(std::function<void()> work) override {
    {
      std::unique_lock lock(mutex_);
      if (idle_ > waiting_.size() || threads_.size() < most_) {
        waiting_.push_back(std::move(work));
        if (waiting_.size() > idle_) threads_.emplace_back([this] { serve(); });
        ready_.notify_one();
        return;
      }
    }
    overflow = true;
    work();
    overflow = false;
  }

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      ready_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      --idle_;
      if (waiting_.empty()) return;
      const auto work = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      work();
      lock.lock();
    }
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::list<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.") || host.starts_with("::ffff:127.");
}

// "name:8750" -> "name", "[::1]:8750" -> "[::1]".
std::string without_port(const std::string& host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
  return host.substr(0, colon);
}

void harden(const Request&, Response& response) {
  // What httplib says of its own keeping a connection is not what we do.
  response.headers.erase("Keep-Alive");
  const auto set = [&](const char* name, const char* value) { response.set_header(name, value); };
  set("X-Content-Type-Options", "nosniff");
  set("X-Frame-Options", "DENY");
  set("Referrer-Policy", "no-referrer");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Cross-Origin-Resource-Policy", "same-origin");
  set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  set("Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
      "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

class Door final : public httplib::Server, public brink::Server {
 public:
  Door(ServeSettings settings, ServeHands hands, Tokens tokens, Site site)
      : desk_(std::move(settings), std::move(hands), std::move(tokens), std::move(site)), pulse_(desk_) {
    new_task_queue = [this] { return new Clerks(desk_.settings.most_connections); };
    set_tcp_nodelay(true);
    set_payload_max_length(desk_.settings.most_body + 1024);
    set_pre_routing_handler([this](const Request& q, Response& r) { return answer(q, r); });
    Post(".*", [this](const Request& q, Response& r, const httplib::ContentReader& body) { answer_post(q, r, body); });
    set_error_handler([this](const Request&, Response& r) { explain_error(r); });
    set_exception_handler([](const Request&, Response& r, std::exception_ptr) { close_after = true, refuse({500, "found a fault of ours, expected none", ""}, r); });
    set_post_routing_handler([this](const Request& q, Response& r) {
      if (close_after) r.headers.erase("Connection"), r.set_header("Connection", "close");
      if (r.status >= 500) ++desk_.failed;
      else if (r.status >= 400) ++desk_.refused;
      harden(q, r);
    });
  }

  Outcome bind() {
    const auto& s = desk_.settings;
    const std::string host = s.host == "[::1]" ? "::1" : s.host;
    if (s.port == 0) port_ = bind_to_any_port(host);
    else if (bind_to_port(host, s.port)) port_ = s.port;
    if (port_ > 0) return Done{};
    return Error{"serve", s.host + ":" + std::to_string(s.port), "an address that is taken or not this machine's", "a free one (--port)"};
  }

  int port() const override { return port_; }

  Outcome run() override {
    pulse_.start();
    const bool served = listen_after_bind();
    pulse_.end();
    if (served || ending_) return Done{};
    return Error{"serve", desk_.settings.host, "a socket that failed", "one that listens"};
  }

  void stop() override {
    ending_ = true;
    desk_.hub.end();
    httplib::Server::stop();
  }

  bool is_valid() const override { return true; }

 private:
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, desk_.settings.client, ending_);
    struct Counted {
      Door& door;
      const std::string& address;
      Counted(Door& d, const std::string& a) : door(d), address(a) { ++door.desk_.connections; }
      ~Counted() { --door.desk_.connections, door.leave(address); }
    };
    const bool welcome = enter(connection.address()) && !overflow;
    const Counted counted(*this, connection.address());
    if (!welcome) return turn_away(connection), true;
    this_connection = &connection;
    constexpr int kMostRequests = 100'000;  // on one connection
    for (int n = 0; n < kMostRequests && connection.await_request(); ++n) {
      bool closed = false;
      close_after = false;
      const bool good = process_request(connection, n + 1 == kMostRequests, closed, [&](Request& request) { begin(connection, request); });
      if (!good || closed || close_after) break;
    }
    this_connection = nullptr;
    return true;
  }

  // httplib would compress as hard as it can at each answer, and cut up any range it is asked for.
  void begin(Connection& connection, Request& request) {
    connection.head_done();
    request.headers.erase("X-Brink-Accept-Encoding");
    request.set_header("X-Brink-Accept-Encoding", request.get_header_value("Accept-Encoding"));
    request.headers.erase("Accept-Encoding");
    request.headers.erase("Range");
    request.ranges.clear();
    if (request.target.find("/stream") != std::string::npos) connection.no_end();
  }

  void turn_away(Connection& connection) {
    const std::string body = body_of({503, "found more clients than may be served, expected fewer; try again later", ""});
    const std::string head = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    connection.Stream::write(head + body);
    ++desk_.failed;
  }

  bool enter(const std::string& address) {
    const std::lock_guard lock(mutex_);
    return ++clients_[address] <= static_cast<int>(desk_.settings.most_of_one_address);
  }
  void leave(const std::string& address) {
    const std::lock_guard lock(mutex_);
    if (--clients_[address] <= 0) clients_.erase(address);
  }

  // What every request passes. Throws Problem.
  void check(const Request& request) {
    ++desk_.requests;
    const bool has_length = request.has_header("Content-Length"), chunked = request.has_header("Transfer-Encoding");
    const auto bad = [](const std::string& detail) { close_after = true; throw Problem{400, detail, ""}; };
    if (request.get_header_value_count("Host") != 1 && request.version != "HTTP/1.0") bad("found no Host header or several, expected one");
    if (has_length && chunked) bad("found Content-Length and Transfer-Encoding, expected one of them");
    if (request.get_header_value_count("Content-Length") > 1) bad("found Content-Length twice, expected it once");
    const bool post = request.method == "POST";
    if (!post && (chunked || (has_length && request.get_header_value("Content-Length") != "0"))) bad("found a body, expected none with " + request.method);
    check_host(request);
    const std::string& address = request.remote_addr;
    if ((!is_loopback(address) || desk_.settings.rate_loopback) && !desk_.rate.take(address, std::chrono::steady_clock::now()))
      throw Problem{429, "found more requests than are allowed, expected at most " + std::to_string(static_cast<int>(desk_.settings.rate)) + " a second", ""};
    if (!post && request.method != "GET" && request.method != "HEAD") throw Problem{405, "found " + shown(request.method) + ", expected GET, HEAD or POST", ""};
    if (post && !has_length && !chunked) throw Problem{411, "found no Content-Length, expected one", ""};
    if (post && has_length) check_length(request.get_header_value("Content-Length"));
  }

  void check_length(const std::string& length) {
    if (length.empty() || length.size() > 18 || length.find_first_not_of("0123456789") != std::string::npos)
      throw Problem{400, "found Content-Length " + shown(length) + ", expected a number", ""};
    if (std::stoull(length) > desk_.settings.most_body)
      throw Problem{413, "found a body of " + length + " bytes, expected at most " + std::to_string(desk_.settings.most_body), ""};
  }

  // A name that somebody else's server resolves to this machine must not open it (DNS rebinding).
  void check_host(const Request& request) {
    const std::string host = without_port(request.get_header_value("Host"));
    const auto& s = desk_.settings;
    const bool known = is_loopback(host) || host == s.host || host == request.local_addr ||
                       std::find(s.names.begin(), s.names.end(), host) != s.names.end();
    const bool any_address = !is_loopback(s.host) && host.find_first_not_of("0123456789.") == std::string::npos;
    if (known || any_address || (host.empty() && request.version == "HTTP/1.0")) return;
    close_after = true;
    throw Problem{421, "found the Host " + shown(host) + ", expected this server's address or a --name", ""};
  }

  HandlerResponse answer(const Request& request, Response& response) {
    const bool post = request.method == "POST";
    try {
      check(request);
      if (post) return HandlerResponse::Unhandled;
      reply(desk_, request, response);
    } catch (const Problem& problem) {
      if (post || problem.status == 405) close_after = true;
      refuse(problem, response);
    } catch (const std::exception& error) {
      close_after = true;
      refuse({500, "found a fault of ours, expected none", ""}, response);
    }
    return HandlerResponse::Handled;
  }

  void answer_post(const Request& request, Response& response, const httplib::ContentReader& body) {
    try {
      reply_to_post(desk_, request, response, body);
    } catch (const Problem& problem) {
      close_after = true;  // the body may not have been read
      refuse(problem, response);
    }
  }

  // What httplib refused by itself, before it asked us.
  void explain_error(Response& response) {
    if (!response.body.empty()) return;
    close_after = true;
    if (this_connection && this_connection->head_too_large()) response.status = 431;
    else if (this_connection && this_connection->too_slow()) response.status = 408;
    const char* detail = response.status == 431   ? "found a head of more than 16 KB, expected a smaller one"
                         : response.status == 414 ? "found an address of more than 8 KB, expected a shorter one"
                         : response.status == 408 ? "found a request that came too slowly, expected it whole"
                         : response.status == 413 ? "found a body that is too large, expected a smaller one"
                                                  : "found no well-formed HTTP/1.1 request, expected one";
    refuse({response.status, detail, ""}, response);
  }

  Desk desk_;
  Pulse pulse_;
  std::atomic<bool> ending_{false};
  int port_ = 0;
  std::mutex mutex_;
  std::map<std::string, int> clients_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::open(ServeSettings settings, ServeHands hands) {
  Tokens tokens;
  if (!settings.token_file.empty()) {
    auto read = Tokens::read(settings.token_file);
    if (!read) return read.error();
    tokens = std::move(*read);
  } else if (!is_loopback(settings.host)) {
    return Error{"serve", settings.host, "an address that others reach, and no --token-file", "a token file, or a loopback address as 127.0.0.1"};
  }
  Site site;
  if (!settings.web.empty()) {
    auto read = Site::read(settings.web);
    if (!read) return read.error();
    site = std::move(*read);
  }
  if (const auto lens = ArchiveLens::open(settings.archive, settings.question_ms); !lens) return lens.error();
  // Threads that come and go would each keep a heap of their own.
  mallopt(M_ARENA_MAX, 2);
  auto door = std::make_unique<Door>(std::move(settings), std::move(hands), std::move(tokens), std::move(site));
  if (auto bound = door->bind(); !bound) return bound.error();
  return std::unique_ptr<Server>(std::move(door));
}

}  // namespace brink
