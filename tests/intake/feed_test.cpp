// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "taken.h"

namespace brink {
namespace {

TEST(Feed, Rss2WithEncodedContent) {
  const Taken taken = take_bytes(R"(<?xml version="1.0"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title> The  Harbour Wire </title><link>https://wire.example/</link><language>en-GB</language>
<item><title>Talks &amp;amp; &#8220;terms&amp;#8221;</title><link>https://wire.example/1</link>
 <pubDate>Fri, 28 Jan 2022 09:30:00 +0100</pubDate><dc:creator><![CDATA[Ann Example]]></dc:creator>
 <description>Short.</description><content:encoded><![CDATA[<p>Long &amp; full.</p>]]></content:encoded></item>
<item><title>Second</title><guid>https://wire.example/2</guid><author>desk@wire.example (Bo Writer)</author>
 <description>&lt;p&gt;Only this.&lt;/p&gt;</description><source url="https://o.example/f">Other Paper</source></item>
<item><title>Bare headline</title><guid isPermaLink="false">17</guid></item>
<item><link>https://wire.example/4</link></item>
</channel></rss>)",
                                 "f.xml");
  ASSERT_EQ(taken.arrivals.size(), 3u) << taken.reasons();
  const Arrival& one = taken.arrivals[0];
  EXPECT_EQ(one.kind, Arrival::Kind::kFragment);
  EXPECT_EQ(one.html, "<p>Long &amp; full.</p>");
  EXPECT_EQ(one.known.title, "Talks & \u201cterms\u201d");
  EXPECT_EQ(one.known.outlet, "The Harbour Wire");
  EXPECT_EQ(one.known.url, "https://wire.example/1");
  EXPECT_EQ(one.known.source, "f.xml#1");
  EXPECT_EQ(one.known.language, "en");
  EXPECT_EQ(to_iso(*one.known.published), "2022-01-28T09:30:00+01:00");
  EXPECT_EQ(one.known.authors, std::vector<std::string>{"Ann Example"});
  EXPECT_EQ(taken.arrivals[1].html, "<p>Only this.</p>");
  EXPECT_EQ(taken.arrivals[1].known.url, "https://wire.example/2");
  EXPECT_EQ(taken.arrivals[1].known.outlet, "Other Paper");
  EXPECT_EQ(taken.arrivals[1].known.authors, std::vector<std::string>{"Bo Writer"});
  EXPECT_EQ(taken.arrivals[2].kind, Arrival::Kind::kText);
  EXPECT_EQ(taken.arrivals[2].known.text, "Bare headline");
  EXPECT_EQ(taken.arrivals[2].known.url, "");
  EXPECT_EQ(taken.aside.size(), 1u) << "neither title nor text";
}

TEST(Feed, Rss1KeepsItsItemsBesideTheChannel) {
  const Taken taken = take_bytes(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="x">
<channel rdf:about="x"><title>Old Paper</title></channel>
<item rdf:about="y"><title>One</title><link>https://old.example/1</link><description>Text</description><dc:date>2022-01-28T10:00:00Z</dc:date></item>
</rdf:RDF>)");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.outlet, "Old Paper");
  EXPECT_EQ(to_iso(*taken.arrivals[0].known.published), "2022-01-28T10:00:00Z");
}

TEST(Feed, AtomInEveryContentType) {
  for (const std::string p : {"", "a:"}) {
    std::string xml = R"(<@feed xmlns="http://www.w3.org/2005/Atom"><@title>Meridian</@title>
<@entry><@title>One</@title><@link rel="self" href="https://m.example/api/1"/><@link href="https://m.example/1"/>
 <@published>2022-01-28T10:00:00Z</@published><@updated>2022-01-29T10:00:00Z</@updated>
 <@author><@name>Ann</@name></@author><@author><@name>Bo</@name></@author>
 <@content type="html">&lt;p&gt;A &amp;amp; B&lt;/p&gt;</@content></@entry>
<@entry><@title>Two</@title><@content type="xhtml"><div><p>A <b>bold</b> word</p></div></@content><@updated>2022-02-01</@updated></@entry>
<@entry><@title>Three</@title><@summary>1 &lt; 2</@summary></@entry></@feed>)";
    for (std::size_t at; (at = xml.find('@')) != std::string::npos;) xml.replace(at, 1, p);
    const Taken taken = take_bytes(xml, "a.atom");
    ASSERT_EQ(taken.arrivals.size(), 3u) << taken.reasons();
    EXPECT_EQ(taken.arrivals[0].html, "<p>A &amp; B</p>");
    EXPECT_EQ(taken.arrivals[0].known.url, "https://m.example/1");
    EXPECT_EQ(taken.arrivals[0].known.authors, (std::vector<std::string>{"Ann", "Bo"}));
    EXPECT_EQ(to_iso(*taken.arrivals[0].known.modified), "2022-01-29T10:00:00Z");
    EXPECT_EQ(taken.arrivals[1].html, "<div><p>A <b>bold</b> word</p></div>");
    EXPECT_EQ(to_iso(*taken.arrivals[1].known.published), "2022-02-01");
    EXPECT_EQ(taken.arrivals[2].html, "1 &lt; 2");
    EXPECT_EQ(taken.arrivals[2].known.outlet, "Meridian");
  }
}

TEST(Feed, EntityBombsAreRefused) {
  const Taken taken = take_bytes(
      R"(<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss><channel><title>x</title><item><title>&b;</title></item></channel></rss>)");
  EXPECT_TRUE(taken.arrivals.empty());
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].second.found, "a feed that declares entities");
}

TEST(Feed, ExternalEntitiesAreNotRead) {
  const Taken taken =
      take_bytes(R"(<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>x</title>
<item><title>&xxe; stays</title></item></channel></rss>)");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.title, "&xxe; stays");
}

TEST(Feed, ACutFeedGivesTheEntriesBefore) {
  const Taken taken = take_bytes(
      "<rss><channel><title>x</title><item><title>One</title></item><item><title>Two</title></item>"
      "<item><title>Thr");
  EXPECT_EQ(taken.arrivals.size(), 2u);
  EXPECT_EQ(taken.aside.size(), 1u);
}

TEST(Feed, ManyNestedElementsAreSurvived) {
  std::string xml = "<rss><channel><item><title>t</title><description>";
  for (int i = 0; i < 200000; ++i) xml += "<x>";
  EXPECT_EQ(take_bytes(xml).finished, true);
  std::string atom = "<feed><entry><title>t</title><content type='xhtml'>";
  for (int i = 0; i < 200000; ++i) atom += "<x>";
  for (int i = 0; i < 200000; ++i) atom += "</x>";
  const Taken taken = take_bytes(atom + "</content></entry></feed>");
  EXPECT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
}

TEST(Feed, ItsOwnEncodingIsHeard) {
  const Taken taken = take_bytes(
      "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>\xCC\xE8\xF0</title>"
      "<item><title>\xCC\xE8\xF0</title></item></channel></rss>");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.outlet, "Мир");
}

TEST(Feed, WithoutEntriesItIsSetAside) {
  EXPECT_EQ(take_bytes("<rss><channel/></rss>").aside.size(), 1u);
}

TEST(Feed, ADocumentTypeThatExpandsIsRefusedWhateverItsName) {
  const Taken taken = take_bytes(
      "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
      "<rss version=\"2.0\"><channel><title>x</title><item><title>&b;</title>"
      "<description>A report &b; of the day.</description></item></channel></rss>",
      "feed.xml");
  EXPECT_TRUE(taken.arrivals.empty());
  EXPECT_EQ(taken.aside.size(), 1u);
}

}  // namespace
}  // namespace brink
