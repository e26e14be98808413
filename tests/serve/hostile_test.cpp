// SPDX-License-Identifier: Apache-2.0
// Clients that are slow, broken or ill-meaning; who may do what; live updates.
#include <sys/stat.h>

#include "served.h"

namespace brink {
namespace {

using Hostile = Served;

TEST_F(Hostile, AHalfSentBodyIsAProblem) {
  start();
  Wire wire(server_->port());
  wire.say("POST /api/v1/alerts HTTP/1.1\r\nHost: " + host() + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\"");
  wire.hang_up_half();
  expect_problem(heard(wire.hear()), 400);
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(Hostile, ADripOfBytesEndsByTheClock) {
  settings_.client.head = std::chrono::milliseconds(400);
  settings_.client.idle = std::chrono::milliseconds(400);
  start();
  Wire wire(server_->port());
  const auto began = std::chrono::steady_clock::now();
  wire.say("GET / HTTP/1.1\r\nHost: x\r\n");
  for (int i = 0; i < 30 && !wire.closed(); ++i) wire.say("X-" + std::to_string(i) + ": y\r\n"), wire.hear("", 100);
  wire.hear("", 2000);
  EXPECT_TRUE(wire.closed());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
  Wire silent(server_->port());
  silent.hear("", 3000);
  EXPECT_TRUE(silent.closed());
}

TEST_F(Hostile, PipelinedRequestsAreAnsweredInOrder) {
  start();
  Wire wire(server_->port());
  wire.say("GET /healthz HTTP/1.1\r\nHost: " + host() + "\r\n\r\nGET /api/v1/nothing HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n");
  const std::string text = wire.hear();
  EXPECT_LT(text.find("HTTP/1.1 200"), text.find("HTTP/1.1 404"));
  EXPECT_NE(text.find("HTTP/1.1 404"), std::string::npos);
}

TEST_F(Hostile, ABodyThatHidesARequestIsRefused) {
  start();
  const std::string hidden = "GET /api/v1/watch HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
  for (const std::string& head : {"Content-Length: " + std::to_string(hidden.size()) + "\r\n", std::string("Transfer-Encoding: chunked\r\n"),
                                  std::string("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")}) {
    Wire wire(server_->port());
    wire.say("GET /healthz HTTP/1.1\r\nHost: " + host() + "\r\n" + head + "\r\n" + hidden);
    const std::string text = wire.hear();
    EXPECT_EQ(heard(text).status, 400) << text;
    EXPECT_EQ(text.find("The river"), std::string::npos);
  }
}

TEST_F(Hostile, HeadsAndAddressesAreBounded) {
  start();
  const Heard huge = ask("GET / HTTP/1.1\r\nHost: " + host() + "\r\nX-Long: " + std::string(100'000, 'a') + "\r\n\r\n");
  EXPECT_TRUE(huge.status == 431 || huge.status == 400) << huge.head;
  const Heard many = [&] {
    std::string lines;
    for (int i = 0; i < 5000; ++i) lines += "X-" + std::to_string(i) + ": y\r\n";
    return get("/", lines);
  }();
  expect_problem(many, 431);
  const Heard far = get("/api/v1/events?text=" + std::string(9000, 'a'));
  EXPECT_TRUE(far.status == 414 || far.status == 431) << far.head;
}

TEST_F(Hostile, NonsenseIsRefusedAndServingGoesOn) {
  start();
  for (const std::string& bytes : {std::string("\0\0\0\0\r\n\r\n", 8), std::string("BREW / HTTP/1.1\r\n\r\n"), std::string("GET\r\n\r\n"),
                                   std::string("GET / HTTP/9.9\r\n\r\n"), std::string("GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n"), std::string(70'000, 'A'),
                                   std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)}) {
    Wire wire(server_->port());
    wire.say(bytes);
    wire.hang_up_half();
    const Heard h = heard(wire.hear());
    EXPECT_TRUE(h.status == 0 || h.status >= 400) << h.head;
  }
  expect_problem(ask("DELETE /api/v1/events HTTP/1.1\r\nHost: " + host() + "\r\n\r\n"), 405);
  expect_problem(post("/api/v1/events", "{}", "Content-Type: application/json\r\n"), 405);
  expect_problem(get("/api/v1/ingest"), 405);
  expect_problem(post("/api/v1/nothing", "", ""), 404);
  EXPECT_EQ(get("/healthz").status, 200);
}

TEST_F(Hostile, AForeignHostIsMisdirected) {
  start();
  expect_problem(ask("GET /api/v1/watch HTTP/1.1\r\nHost: rebound.example\r\n\r\n"), 421);
  expect_problem(ask("GET /api/v1/watch HTTP/1.1\r\n\r\n"), 400);
  expect_problem(ask("GET /api/v1/watch HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
}

TEST_F(Hostile, BodiesAreBounded) {
  settings_.most_body = 1000;
  start();
  expect_problem(post("/api/v1/alerts", std::string(2000, ' '), "Content-Type: application/json\r\n"), 413);
}

TEST_F(Hostile, TooManyRequestsAreTold) {
  settings_.rate = 5, settings_.rate_loopback = true;
  start();
  int refused = 0;
  for (int i = 0; i < 30; ++i) refused += get("/healthz").status == 429;
  EXPECT_GE(refused, 10);
}

TEST_F(Hostile, TooManyClientsAreTold) {
  settings_.most_connections = 4;
  start();
  std::vector<std::unique_ptr<Wire>> held;
  for (int i = 0; i < 4; ++i) {
    held.push_back(std::make_unique<Wire>(server_->port()));
    held.back()->say("GET /healthz HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    held.back()->hear("\"status\"");
  }
  expect_problem(get("/healthz"), 503);
  held.clear();
  int status = 0;
  for (int i = 0; i < 100 && status != 200; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    status = get("/healthz").status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(Hostile, TokensDecideWhoMay) {
  put("tokens", "# ours\nread 0123456789abcdef\ningest fedcba9876543210\n");
  ::chmod((folder_ / "tokens").c_str(), 0600);
  settings_.token_file = (folder_ / "tokens").string();
  start();
  const std::string reader = "Authorization: Bearer 0123456789abcdef\r\n", writer = "Authorization: Bearer fedcba9876543210\r\n";
  const std::string lines = "Content-Type: application/x-ndjson\r\n";
  expect_problem(get("/api/v1/watch"), 401);
  expect_problem(get("/api/v1/watch", "Authorization: Bearer 0123456789abcdeX\r\n"), 401);
  expect_problem(get("/api/v1/stream"), 401);
  expect_problem(get("/metrics"), 401);
  EXPECT_EQ(get("/api/v1/watch", reader).status, 200);
  EXPECT_EQ(get("/api/v1/watch", writer).status, 200);
  EXPECT_EQ(get("/healthz").status, 200);
  expect_problem(post("/api/v1/ingest", "{}", lines), 401);
  expect_problem(post("/api/v1/ingest", "{}", lines + reader), 403);
  expect_problem(post("/api/v1/ingest", "{}", writer), 415);
  EXPECT_EQ(post("/api/v1/ingest", "{}", lines + writer).json().at("new"), 1);
  const Heard session = post("/api/v1/session", "", reader);
  EXPECT_EQ(session.status, 204);
  const std::string cookie = session.header("Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  const std::string kept = "Cookie: a=b; " + cookie.substr(0, cookie.find(';')) + "\r\n";
  Wire wire(server_->port());
  wire.say("GET /api/v1/stream HTTP/1.1\r\nHost: " + host() + "\r\n" + kept + "\r\n");
  EXPECT_NE(wire.hear("event: hello").find("event: hello"), std::string::npos);
  expect_problem(get("/api/v1/watch", kept), 401);  // the cookie opens the stream alone
}

TEST_F(Hostile, WhereOthersReachItTokensAreDemanded) {
  settings_.host = "0.0.0.0";
  const auto open = Server::open(settings_, hands_);
  ASSERT_FALSE(open.ok());
  EXPECT_NE(open.error().sentence().find("token"), std::string::npos);
  settings_.host = "127.0.0.1";
  for (const char* text : {"", "read short\n", "write 0123456789abcdef\n", "read 0123456789abcdef more\n"}) {
    put("tokens", text);
    ::chmod((folder_ / "tokens").c_str(), 0600);
    settings_.token_file = (folder_ / "tokens").string();
    EXPECT_FALSE(Server::open(settings_, hands_).ok()) << text;
  }
  put("tokens", "read 0123456789abcdef\n");
  ::chmod((folder_ / "tokens").c_str(), 0644);
  EXPECT_FALSE(Server::open(settings_, hands_).ok());
}

TEST_F(Hostile, IngestNeedsATokenEvenOnLoopback) {
  start();
  expect_problem(post("/api/v1/ingest", "{}", "Content-Type: application/x-ndjson\r\n"), 403);
}

TEST_F(Hostile, AStreamTellsWhatAnotherWrote) {
  start();
  Wire wire(server_->port());
  wire.say("GET /api/v1/stream HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
  ASSERT_NE(wire.hear("event: hello").find("event: hello"), std::string::npos);
  for (int i = 0; i < 200 && get("/api/v1/alerts").json().at("items").empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  write("three", 2);
  const std::string text = wire.hear("event: events");
  ASSERT_NE(text.find("event: events"), std::string::npos) << text;
  EXPECT_NE(wire.hear("\"count\":2").find("\"count\":2"), std::string::npos);
  EXPECT_NE(wire.hear("event: board").find("event: board"), std::string::npos);
}

TEST_F(Hostile, AStreamGoesOnWhereItBroke) {
  start();
  const std::string ask_stream = "GET /api/v1/stream HTTP/1.1\r\nHost: " + host() + "\r\n";
  std::string id;
  {
    Wire wire(server_->port());
    wire.say(ask_stream + "\r\n");
    const std::string text = wire.hear("event: hello");
    const std::size_t at = text.find("id: ");
    ASSERT_NE(at, std::string::npos);
    id = text.substr(at + 4, text.find('\n', at) - at - 4);
  }
  write("three", 2);
  Wire again(server_->port());
  again.say(ask_stream + "Last-Event-ID: " + id + "\r\n\r\n");
  EXPECT_NE(again.hear("\"count\":2").find("\"count\":2"), std::string::npos);
}

TEST_F(Hostile, VanishedStreamsAreForgotten) {
  settings_.heartbeat = std::chrono::milliseconds(50);
  settings_.most_streams = 5;
  start();
  for (int round = 0; round < 4; ++round) {
    std::vector<std::unique_ptr<Wire>> wires;
    for (int i = 0; i < 5; ++i) {
      wires.push_back(std::make_unique<Wire>(server_->port()));
      wires.back()->say("GET /api/v1/stream HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
      EXPECT_NE(wires.back()->hear("event: hello").find("hello"), std::string::npos);
    }
    expect_problem(get("/api/v1/stream"), 503);
    wires.clear();
    for (int i = 0; i < 100 && get("/metrics").body.find("brink_streams 0") == std::string::npos; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_NE(get("/metrics").body.find("brink_streams 0\n"), std::string::npos);
  }
}

}  // namespace
}  // namespace brink
