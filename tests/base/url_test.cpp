// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

TEST(Url, IsCutIntoItsParts) {
  const auto url = read_url(" HTTPS://me:secret@News.Example.:8443/a/../b/./c?q=1&r#top ");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "news.example");
  EXPECT_EQ(url->port, "8443");
  EXPECT_EQ(url->path, "/b/c");
  EXPECT_EQ(url->query, "q=1&r");
  EXPECT_EQ(url->fragment, "top");
  EXPECT_EQ(url->text(), "https://news.example:8443/b/c?q=1&r#top");
  EXPECT_EQ(read_url("http://news.example:80")->text(), "http://news.example/");
  EXPECT_EQ(read_url("http://[2001:DB8::1]:8080/x")->text(), "http://[2001:db8::1]:8080/x");
}

TEST(Url, WhatIsNoWebAddressIsRefused) {
  for (const char* no : {"", "x", "ftp://a.example/", "file:///etc/passwd", "http://", "http://?q",
                         "http://a b.example/", "http://a.example/\nx", "http://a.example:port/",
                         "http://a.example:123456/", "http://[::1", "http://[x]/", "//a.example/"})
    EXPECT_FALSE(read_url(no)) << no;
}

TEST(Url, LinksAreResolvedAsInRfc3986) {
  const auto base = read_url("http://a.example/b/c/d?q");
  const auto at = [&](const char* link) { return resolve_url(*base, link)->text(); };
  EXPECT_EQ(at("g"), "http://a.example/b/c/g");
  EXPECT_EQ(at("./g/"), "http://a.example/b/c/g/");
  EXPECT_EQ(at("/g"), "http://a.example/g");
  EXPECT_EQ(at("//g.example"), "http://g.example/");
  EXPECT_EQ(at("?y"), "http://a.example/b/c/d?y");
  EXPECT_EQ(at("g?y#s"), "http://a.example/b/c/g?y#s");
  EXPECT_EQ(at("#s"), "http://a.example/b/c/d?q#s");
  EXPECT_EQ(at(""), "http://a.example/b/c/d?q");
  EXPECT_EQ(at(".."), "http://a.example/b/");
  EXPECT_EQ(at("../../../g"), "http://a.example/g");
  EXPECT_EQ(at("https://x.example/y"), "https://x.example/y");
  EXPECT_FALSE(resolve_url(*base, "mailto:a@b.example"));
  EXPECT_FALSE(resolve_url(*base, "javascript:x"));
}

TEST(Url, TheRegisteredPartOfAHost) {
  EXPECT_EQ(registered_part("www.news.example"), "news.example");
  EXPECT_EQ(registered_part("www.bbc.co.uk"), "bbc.co.uk");
  EXPECT_EQ(registered_part("a.b.gov.au"), "b.gov.au");
  EXPECT_EQ(registered_part("t.co"), "t.co");
  EXPECT_EQ(registered_part("co.uk"), "co.uk");
  EXPECT_EQ(registered_part("localhost"), "localhost");
  EXPECT_EQ(registered_part("10.1.2.3"), "10.1.2.3");
  EXPECT_EQ(registered_part("..x.y"), "x.y");
  EXPECT_EQ(registered_part(""), "");
}

}  // namespace
}  // namespace brink
