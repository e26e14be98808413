// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "../store/sample.h"
#include "serve/serve.h"
#include "store/store.h"

namespace brink {

// A plain socket, so that a test can say what no client library would.
class Wire {
 public:
  explicit Wire(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET, to.sin_port = htons(static_cast<std::uint16_t>(port));
    inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  ~Wire() { if (socket_ >= 0) ::close(socket_); }
  Wire(const Wire&) = delete;

  bool connected() const { return connected_; }
  void say(const std::string& bytes) { (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  void hang_up_half() { ::shutdown(socket_, SHUT_WR); }

  // All that comes till the other side closes, till `mark` is seen, or for so long.
  std::string hear(const std::string& mark = "", int ms = 5000) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    while (mark.empty() || heard_.find(mark) == std::string::npos) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
      pollfd waited{socket_, POLLIN, 0};
      if (left <= 0 || ::poll(&waited, 1, static_cast<int>(left)) <= 0) break;
      char block[65536];
      const ssize_t n = ::recv(socket_, block, sizeof block, 0);
      if (n <= 0) { closed_ = true; break; }
      heard_.append(block, static_cast<std::size_t>(n));
    }
    return heard_;
  }
  bool closed() const { return closed_; }

 private:
  int socket_;
  bool connected_ = false, closed_ = false;
  std::string heard_;
};

struct Heard {
  int status = 0;
  std::string head, body;
  Json json() const { return Json::parse(body, nullptr, false); }
  std::string header(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

inline std::string unchunked(const std::string& body) {
  std::string text;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.find("\r\n", at);
    if (end == std::string::npos) break;
    const std::size_t size = std::stoul(body.substr(at, end - at), nullptr, 16);
    if (size == 0) break;
    text += body.substr(end + 2, size);
    at = end + 2 + size + 2;
  }
  return text;
}

inline Heard heard(const std::string& text) {
  Heard h;
  const std::size_t end = text.find("\r\n\r\n");
  if (text.size() < 12 || end == std::string::npos) return h;
  h.status = std::stoi(text.substr(9, 3));
  h.head = text.substr(0, end + 2), h.body = text.substr(end + 4);
  if (h.header("Transfer-Encoding") == "chunked") h.body = unchunked(h.body);
  return h;
}

// A server over a small archive in a folder of its own.
class Served : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("brink-serve-" + std::to_string(::getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "web" / "assets");
    settings_.archive = (folder_ / "a.db").string();
    settings_.port = 0;
    settings_.at = read_iso("2022-02-01")->local_day();
    settings_.poll = std::chrono::milliseconds(30);
    settings_.alerts_file = (folder_ / "alerts.json").string();
    write("one", 3);
    write("two", 2);
    put("web/index.html", "<!doctype html><title>Brink</title>");
    put("web/assets/app-B1f3a9cQ.js", "let plain = 1;");
    put("web/assets/app-B1f3a9cQ.js.br", "BR");
    put("web/assets/app-B1f3a9cQ.js.gz", "GZ");
    put("secret.txt", "not for you");
    settings_.web = (folder_ / "web").string();
    Watch watch;
    watch.id = "river", watch.title = "The river", watch.actors = {"NOR", "SUD"};
    Indicator brigades;
    brigades.id = brigades.family = "brigades", brigades.title = "Brigades move", brigades.usual_per_week = 1;
    brigades.bearing = {{"war", 3, 0.8, "armies move before wars"}};
    Scenario war;
    war.id = war.family = "war", war.title = "War", war.base_rate = 0.05, war.why = "history";
    watch.indicators = {brigades}, watch.scenarios = {war};
    hands_.watch = watch;
    hands_.assess = [](const Archive& archive, Day at) { return board(archive, at); };
    hands_.ledger = [](const Archive&, Day at, std::size_t most) { return ledger(at, most); };
    hands_.actors = [](const std::string& name, Day) {
      return name == "NOR" ? std::vector<Json>{{{"name", "Norland"}, {"code", "NOR"}}} : std::vector<Json>();
    };
    hands_.places = [](const std::string&) -> Result<std::vector<Json>> { return std::vector<Json>{{{"name", "River"}, {"lat", 1.0}, {"lon", 2.0}}}; };
    hands_.ingest = [this](const std::string& lines) -> Result<Json> {
      write("posted" + std::to_string(lines.size()), 1);
      return Json{{"new", 1}};
    };
    hands_.trail = [](const Document&, const Event&) { EventTrail t; t.frame = {{"verb", "move"}}; return std::optional(t); };
  }

  void TearDown() override {
    stop();
    std::filesystem::remove_all(folder_);
  }

  void start() {
    auto server = Server::open(settings_, hands_);
    ASSERT_TRUE(server.ok()) << server.error().sentence();
    server_ = std::move(*server);
    thread_ = std::thread([this] { EXPECT_TRUE(server_->run().ok()); });
    for (int i = 0; i < 500 && get("/healthz").status != 200; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
    server_.reset();
  }

  void put(const std::string& name, const std::string& text) { std::ofstream(folder_ / name, std::ios::binary) << text; }

  // One document with so many events, written by a connection of its own.
  void write(const std::string& name, int events) {
    auto archive = open_archive(settings_.archive, Access::kWrite);
    ASSERT_TRUE(archive.ok()) << archive.error().sentence();
    const Document d = sample::document(name);
    std::vector<Event> all;
    for (int i = 0; i < events; ++i) all.push_back(i == 0 ? sample::full_event(d, name + "0") : sample::event(d, name + std::to_string(i)));
    ASSERT_TRUE((*archive)->put(d, all, Keep::kFull, sample::kNow).ok());
  }

  static Result<Assessment> board(const Archive& archive, Day at) {
    Assessment a;
    a.watch = "river", a.title = "The river", a.at = to_iso(at);
    const auto counts = archive.counts();
    if (!counts) return counts.error();
    a.happenings = counts->events;
    Story story;
    story.id = hex_hash("story");
    const auto visited = archive.events({}, [&](const Event& e, const StoredDocument&) { story.events.push_back(e.id), story.reports = {e.document}; return true; });
    if (!visited) return visited.error();
    a.stories = {story};
    IndicatorReading brigades;
    brigades.id = "brigades", brigades.title = "Brigades move", brigades.state = State::kActive;
    brigades.observed = double(counts->events), brigades.expected = 1, brigades.stories = {story.id};
    a.indicators = {brigades};
    ScenarioReading war;
    war.id = "war", war.title = "War", war.p = 0.2, war.low = 0.1, war.high = 0.3, war.trend = "rising";
    war.weights = {{"brigades", 1.1}}, war.speaking_for = {"brigades"};
    a.scenarios = {war};
    a.plans = {{"call", "Call", "fired", "p(war) >= 0.1", "telephone"}};
    return a;
  }

  // Movements by Norland at the river and by Sudland in the hills, ten words of each, one exchange a pair.
  static Result<Ledger> ledger(Day at, std::size_t most) {
    Ledger l;
    l.watch = "river", l.at = to_iso(at), l.cut_short = most < 20;
    const char* kStates[] = {"open", "met", "broken", "withdrawn"};
    for (int i = 0; i < 20; ++i) {
      const bool nor = i % 2 == 0;
      PostureLine p;
      p.actor = {nor ? "NOR/MIL" : "SUD"}, p.who = nor ? "Norland" : "Sudland", p.what = "brigade " + std::to_string(i);
      p.where = nor ? "Middle River" : "Hills", p.country = nor ? "NOR" : "SUD", p.status = i < 5 ? "future" : "actual", p.event = hex_hash("p" + std::to_string(i));
      l.posture.push_back(p);
      CommitmentLine c;
      c.actor = p.actor, c.by = p.who, c.kind = i < 4 ? "ruled out" : "pledged", c.what = "talks", c.state = kStates[i % 4], c.event = hex_hash("c" + std::to_string(i));
      l.commitments.push_back(c);
    }
    l.exchanges = {{{"NOR", "SUD"}, {hex_hash("p1")}, "SUD", "2022-01-20"}, {{"SUD", "EST"}, {hex_hash("p2")}, "EST", "2022-01-10"}};
    return l;
  }

  std::string host() const { return "127.0.0.1:" + std::to_string(server_->port()); }
  Heard ask(const std::string& request) {
    Wire wire(server_->port());
    wire.say(request);
    return heard(wire.hear());
  }
  Heard get(const std::string& target, const std::string& headers = "") {
    return ask("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n" + headers + "\r\n");
  }
  Heard post(const std::string& target, const std::string& body, const std::string& headers) {
    return ask("POST " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body);
  }
  void expect_problem(const Heard& h, int status) {
    EXPECT_EQ(h.status, status) << h.head << h.body;
    EXPECT_EQ(h.header("Content-Type"), "application/problem+json") << h.head;
    const Json problem = h.json();
    ASSERT_TRUE(problem.is_object()) << h.body;
    EXPECT_EQ(problem.value("status", 0), status);
    EXPECT_FALSE(problem.value("detail", "").empty());
  }

  std::filesystem::path folder_;
  ServeSettings settings_;
  ServeHands hands_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

}  // namespace brink
