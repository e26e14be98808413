// SPDX-License-Identifier: Apache-2.0
#include <netdb.h>

#include <atomic>
#include <map>

#include "intake/public_address.h"
#include "taken.h"
#include "tiny_server.h"

namespace brink {
namespace {

std::string page_answer(const std::string& body,
                   const std::string& fields = "Content-Type: text/html\r\n",
                   const std::string& status = "200 OK") {
  return http_answer(status, fields, body);
}

IntakeSettings open_settings() {
  IntakeSettings settings;
  settings.allow_private = true;
  settings.timeout_seconds = 5;
  return settings;
}

TEST(Web, APageIsFetched) {
  const TinyServer server([](const std::string&) {
    return page_answer("<html><p>caf\xE9</p></html>", "Content-Type: text/html; charset=iso-8859-1\r\n");
  });
  const Taken taken = take_all(server.address("/a"), open_settings());
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].html, "<html><p>caf\u00e9</p></html>");
  EXPECT_EQ(taken.arrivals[0].known.url, server.address("/a"));
  EXPECT_EQ(taken.arrivals[0].known.source, server.address("/a"));
  EXPECT_NE(server.requests().at(0).find("User-Agent: Brink/"), std::string::npos);
}

TEST(Web, PrivateAddressesAreRefusedUnlessAllowed) {
  const TinyServer server([](const std::string&) { return page_answer("<html>secret</html>"); });
  const Taken taken = take_all(server.address("/a"));
  EXPECT_TRUE(taken.arrivals.empty());
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].second.found, "the address 127.0.0.1");
  std::string by_name = server.address("/a");
  by_name.replace(by_name.find("127.0.0.1"), 9, "localhost");
  EXPECT_NE(take_all(by_name).reasons().find("public Internet"), std::string::npos);
  EXPECT_TRUE(server.requests().empty()) << "not even a connection";
}

TEST(Web, WhatIsPublic) {
  const auto is_public_text = [](const char* text) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo* found = nullptr;
    EXPECT_EQ(getaddrinfo(text, nullptr, &hints, &found), 0) << text;
    const bool yes = is_public(*found->ai_addr);
    EXPECT_EQ(printed(*found->ai_addr), text);
    freeaddrinfo(found);
    return yes;
  };
  for (const char* no : {"0.0.0.0",
                         "0.1.2.3",
                         "10.1.2.3",
                         "100.64.0.1",
                         "100.127.255.255",
                         "127.0.0.1",
                         "127.9.9.9",
                         "169.254.169.254",
                         "172.16.0.1",
                         "172.31.255.255",
                         "192.168.1.1",
                         "192.0.0.8",
                         "198.18.0.1",
                         "198.19.255.255",
                         "203.0.113.9",
                         "224.0.0.1",
                         "239.1.1.1",
                         "240.0.0.1",
                         "255.255.255.255",
                         "::",
                         "::1",
                         "::ffff:127.0.0.1",
                         "::ffff:8.8.8.8",
                         "fe80::1",
                         "fec0::1",
                         "fc00::1",
                         "fd12::1",
                         "ff02::1",
                         "2001:db8::1",
                         "2001::1",
                         "2002:7f00:1::1",
                         "64:ff9b::a00:1",
                         "100::1",
                         "3fff::1"})
    EXPECT_FALSE(is_public_text(no)) << no;
  for (const char* yes :
       {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
        "192.167.1.1", "223.255.255.255", "2606:4700::1", "2a00:1450::1", "64:ff9b::808:808"})
    EXPECT_TRUE(is_public_text(yes)) << yes;
}

TEST(Web, UnchangedPagesGiveNothing) {
  const TinyServer server([](const std::string& request) {
    if (request.find("If-None-Match: \"v1\"") != std::string::npos)
      return page_answer("", "", "304 Not Modified");
    return page_answer("<html>x</html>",
                  "Content-Type: text/html\r\nETag: \"v1\"\r\nLast-Modified: Fri, 28 Jan 2022 "
                  "09:30:00 GMT\r\n");
  });
  std::pair<std::string, std::string> kept;
  FetchMemory memory;
  memory.recall = [&](const std::string&) { return kept; };
  memory.keep = [&](const std::string& url, const std::string& etag, const std::string& modified) {
    EXPECT_EQ(url, server.address("/a"));
    kept = {etag, modified};
  };
  EXPECT_EQ(take_all(server.address("/a"), open_settings(), memory).arrivals.size(), 1u);
  EXPECT_EQ(kept.first, "\"v1\"");
  EXPECT_EQ(kept.second, "Fri, 28 Jan 2022 09:30:00 GMT");
  const Taken again = take_all(server.address("/a"), open_settings(), memory);
  EXPECT_TRUE(again.arrivals.empty());
  EXPECT_TRUE(again.aside.empty());
}

TEST(Web, RedirectsAreFollowedWithinBounds) {
  const TinyServer server([](const std::string& request) {
    if (request.starts_with("GET /end ")) return page_answer("<html>x</html>");
    if (request.starts_with("GET /file "))
      return page_answer("", "Location: file:///etc/passwd\r\n", "302 Found");
    if (request.starts_with("GET /once ")) return page_answer("", "Location: /end\r\n", "302 Found");
    return page_answer("", "Location: /loop\r\n", "302 Found");
  });
  const Taken once = take_all(server.address("/once"), open_settings());
  ASSERT_EQ(once.arrivals.size(), 1u);
  EXPECT_EQ(once.arrivals[0].known.url, server.address("/end"));
  EXPECT_EQ(take_all(server.address("/loop"), open_settings()).aside.size(), 1u);
  const Taken file = take_all(server.address("/file"), open_settings());
  EXPECT_TRUE(file.arrivals.empty());
  EXPECT_EQ(file.aside.size(), 1u);
}

TEST(Web, LargeAnswersAndBombsAreStopped) {
  const TinyServer server([](const std::string& request) {
    if (request.starts_with("GET /bomb "))
      return page_answer(gzip("<html>" + std::string(5u << 20, ' ')),
                    "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
    return page_answer("<html>" + std::string(5u << 20, ' '));
  });
  IntakeSettings settings = open_settings();
  settings.most_page_bytes = 1u << 20;
  for (const char* path : {"/large", "/bomb"}) {
    const Taken taken = take_all(server.address(path), settings);
    EXPECT_TRUE(taken.arrivals.empty());
    ASSERT_EQ(taken.aside.size(), 1u);
    EXPECT_EQ(taken.aside[0].second.found, "a larger answer") << path;
  }
}

TEST(Web, AFeedsPagesAreFetchedAndItsOwnWordsStandIn) {
  const TinyServer* self = nullptr;
  const TinyServer server([&](const std::string& request) {
    if (request.starts_with("GET /feed "))
      return page_answer(
          "<rss><channel><title>Wire</title>"
          "<item><title>One</title><link>/1</link><description>short one</description></item>"
          "<item><title>Two</title><link>" +
              self->address("/gone") +
              "</link><description>short two</description></item>"
              "<item><title>Three</title><link>/3</link><description>short "
              "three</description></item>"
              "<item><title>Four</title><description>short "
              "four</description></item></channel></rss>",
          "Content-Type: text/xml\r\n");
    if (request.starts_with("GET /1 ")) return page_answer("<html><p>the whole page</p></html>");
    return page_answer("no", "Content-Type: text/html\r\n", "404 Not Found");
  });
  self = &server;
  IntakeSettings settings = open_settings();
  settings.most_feed_pages = 2;
  const Taken taken = take_all(server.address("/feed"), settings);
  ASSERT_EQ(taken.arrivals.size(), 4u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kPage);
  EXPECT_EQ(taken.arrivals[0].html, "<html><p>the whole page</p></html>");
  EXPECT_EQ(taken.arrivals[0].known.title, "One");
  EXPECT_EQ(taken.arrivals[0].known.outlet, "Wire");
  EXPECT_EQ(taken.arrivals[0].known.url, server.address("/1"));
  EXPECT_EQ(taken.arrivals[1].html, "short two");
  EXPECT_EQ(taken.arrivals[2].html, "short three") << "beyond the bound on pages";
  EXPECT_EQ(taken.arrivals[3].html, "short four");
  settings.follow_feed = false;
  EXPECT_EQ(take_all(server.address("/feed"), settings).arrivals.at(0).html, "short one");
}

// A feed that is "not modified" names no page again.
TEST(Web, AFeedIsAskedForAgainUntilAllItsPagesCame) {
  std::atomic<bool> down = true;
  const TinyServer server([&](const std::string& request) {
    const std::string tag = "Content-Type: text/xml\r\nETag: \"v1\"\r\n";
    if (request.find("If-None-Match") != std::string::npos)
      return page_answer("", "", "304 Not Modified");
    if (request.starts_with("GET /feed "))
      return page_answer("<rss><channel><item><title>One</title><link>/1</link></item></channel></rss>",
                    tag);
    return down ? page_answer("", "Content-Type: text/html\r\n", "503 Busy")
                : page_answer("<html><p>the whole page</p></html>");
  });
  std::map<std::string, std::string> kept;
  FetchMemory memory;
  memory.recall = [&](const std::string& url) { return std::pair(kept[url], std::string()); };
  memory.keep = [&](const std::string& url, const std::string& etag, const std::string&) {
    kept[url] = etag;
  };
  const std::string feed = server.address("/feed");
  EXPECT_TRUE(take_all(feed, open_settings(), memory).arrivals.empty());
  EXPECT_EQ(kept[feed], "");
  down = false;
  EXPECT_EQ(take_all(feed, open_settings(), memory).arrivals.size(), 1u);
  EXPECT_EQ(kept[feed], "\"v1\"");
  EXPECT_TRUE(take_all(feed, open_settings(), memory).arrivals.empty());
}

TEST(Web, FailuresAreToldWithTheirAddress) {
  const TinyServer server([](const std::string& request) {
    if (request.starts_with("GET /junk ")) return std::string("junk");
    if (request.starts_with("GET /pdf "))
      return page_answer("%PDF-1.4", "Content-Type: application/pdf\r\n");
    return page_answer("", "Content-Type: text/html\r\n", "500 Oops");
  });
  for (const char* path : {"/status", "/junk", "/pdf"}) {
    const Taken taken = take_all(server.address(path), open_settings());
    EXPECT_TRUE(taken.arrivals.empty()) << path;
    ASSERT_EQ(taken.aside.size(), 1u) << path;
    EXPECT_NE(taken.reasons().find(server.address(path)), std::string::npos);
  }
}

}  // namespace
}  // namespace brink
