// SPDX-License-Identifier: Apache-2.0
#include <zstd.h>

#include "fmt/format.h"
#include "taken.h"

namespace brink {
namespace {

std::string record(const std::string& type, const std::string& content_type,
                   const std::string& block, const std::string& length = "") {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: <https://news.example/{}>\r\n"
      "WARC-Date: 2022-01-28T10:00:00Z\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      type, block.size(), content_type, length.empty() ? std::to_string(block.size()) : length,
      block);
}

std::string answer(const std::string& fields, const std::string& body,
                   const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n" + body;
}

std::string page_record(const std::string& words, const std::string& length = "") {
  return record(
      "response", "application/http; msgtype=response",
      answer("Content-Type: text/html; charset=utf-8\r\n", "<html><p>" + words + "</p></html>"),
      length);
}

std::string zstd(const std::string& bytes, ZSTD_CCtx* context = nullptr) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(context ? ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size())
                     : ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

// One stored meta-block and an empty last one (RFC 7932, section 9.2).
std::string stored_brotli(const std::string& bytes) {
  const std::size_t bits = (bytes.size() - 1) << 4 | 1u << 20;
  std::string out;
  for (int i = 0; i < 3; ++i) out += static_cast<char>(bits >> (8 * i) & 0xFF);
  return out + bytes + '\x03';
}

const std::string kInfo = record("warcinfo", "application/warc-fields", "software: x\r\n");

TEST(Warc, ReadsResponsesResourcesAndConversions) {
  const std::string warc =
      kInfo + record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
      page_record("one") + record("resource", "text/html", "<html><p>two</p></html>") +
      record("resource", "image/png", "<html>not really</html>") +
      record("conversion", "text/plain", "A title\n\nThe third text.") +
      record("metadata", "x", "y");
  const Taken taken = take_bytes(warc, "a.warc");
  ASSERT_EQ(taken.arrivals.size(), 3u) << taken.reasons();
  EXPECT_TRUE(taken.aside.empty()) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kPage);
  EXPECT_EQ(taken.arrivals[0].html, "<html><p>one</p></html>");
  EXPECT_EQ(taken.arrivals[0].known.source, "a.warc#3");
  EXPECT_TRUE(taken.arrivals[0].known.url.starts_with("https://news.example/"));
  EXPECT_EQ(taken.arrivals[1].html, "<html><p>two</p></html>");
  EXPECT_EQ(taken.arrivals[2].kind, Arrival::Kind::kText);
  EXPECT_EQ(taken.arrivals[2].known.title, "A title");
  EXPECT_EQ(taken.arrivals[2].known.text, "The third text.");
}

TEST(Warc, OtherAnswersAndMediaArePassedOver) {
  const std::string type = "application/http; msgtype=response";
  const std::string warc =
      record("response", type,
             answer("Content-Type: text/html\r\n", "<p>gone</p>", "404 Not Found")) +
      record("response", type, answer("Content-Type: text/html\r\n", "<p>moved</p>", "301 Moved")) +
      record("response", type, answer("Content-Type: image/jpeg\r\n", "<p>image</p>")) +
      record("response", type,
             answer("Content-Type: text/plain\r\n", "User-agent: *\nDisallow:\n")) +
      record("response", "text/dns", "20220128 news.example 10.0.0.1") + page_record("kept");
  const Taken taken = take_bytes(warc);
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_TRUE(taken.aside.empty()) << taken.reasons();
}

TEST(Warc, PackedOneMemberARecordOrAsAWhole) {
  const std::string a = page_record("one"), b = page_record("two");
  for (const std::string& packed : {gzip(a) + gzip(b), gzip(a + b), zstd(a) + zstd(b), zstd(a + b),
                                    gzip(a) + std::string(512, '\0') + gzip(b)}) {
    const Taken taken = take_bytes(packed, "a.warc");
    EXPECT_EQ(taken.arrivals.size(), 2u) << taken.reasons();
    EXPECT_TRUE(taken.aside.empty()) << taken.reasons();
  }
}

TEST(Warc, ZstdWithADictionaryInFront) {
  std::string words;
  for (int i = 0; i < 400; ++i) words += fmt::format("word{} ", i * 7919 % 1009);
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_loadDictionary(context, words.data(), words.size());
  const std::string frames =
      zstd(page_record(words + "one"), context) + zstd(page_record(words + "two"), context);
  ZSTD_freeCCtx(context);
  EXPECT_LT(frames.size(), 800u) << "the dictionary was not used";
  for (const std::string& dictionary : {words, zstd(words)}) {
    std::string file = "\x5d\x2a\x4d\x18";
    for (int i = 0; i < 4; ++i) file += static_cast<char>(dictionary.size() >> (8 * i) & 0xFF);
    const Taken taken = take_bytes(file + dictionary + frames, "a.warc.zst");
    ASSERT_EQ(taken.arrivals.size(), 2u) << taken.reasons();
    EXPECT_NE(taken.arrivals[1].html.find("two"), std::string::npos);
  }
}

TEST(Warc, ADamagedMemberIsSetAsideAndTheNextIsRead) {
  std::string bad = gzip(page_record("two"));
  for (std::size_t i = 20; i < bad.size() - 8; ++i) bad[i] = static_cast<char>(i * 91);
  const Taken taken =
      take_bytes(gzip(page_record("one")) + bad + gzip(page_record("three")), "a.warc.gz");
  ASSERT_EQ(taken.arrivals.size(), 2u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[1].html, "<html><p>three</p></html>");
  EXPECT_GE(taken.aside.size(), 1u);
}

TEST(Warc, ACutFileGivesTheRecordsBefore) {
  const std::string warc = page_record("one") + page_record("two") + page_record("three");
  const Taken taken = take_bytes(std::string_view(warc).substr(0, warc.size() - 20), "a.warc");
  EXPECT_EQ(taken.arrivals.size(), 2u);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].first, "a.warc#3");
  const std::string packed = gzip(warc);
  EXPECT_GE(
      take_bytes(std::string_view(packed).substr(0, packed.size() - 12), "a.warc.gz").aside.size(),
      1u);
}

TEST(Warc, ALyingLengthLosesNoOtherRecord) {
  for (const char* length : {"9000", "10", "0", "-5", "x", "99999999999999999999", "4294967295"}) {
    const std::string warc = page_record("one") + page_record("two", length) + page_record("three");
    const Taken taken = take_bytes(warc, "a.warc");
    ASSERT_GE(taken.arrivals.size(), 2u) << length << "\n" << taken.reasons();
    EXPECT_EQ(taken.arrivals.front().html, "<html><p>one</p></html>") << length;
    EXPECT_EQ(taken.arrivals.back().html, "<html><p>three</p></html>") << length;
    EXPECT_FALSE(taken.aside.empty()) << length;
    EXPECT_NE(taken.aside[0].second.where.find("a.warc record 2 (byte "), std::string::npos);
  }
}

TEST(Warc, ALargeRecordIsNotHeld) {
  IntakeSettings settings;
  settings.most_page_bytes = 100000;
  const std::string warc =
      page_record("one") + page_record(std::string(3000000, 'x')) + page_record("three");
  const Taken taken = take_bytes(warc, "a.warc", settings);
  EXPECT_EQ(taken.arrivals.size(), 2u);
  EXPECT_EQ(taken.aside.size(), 1u) << taken.reasons();
}

TEST(Warc, JunkBetweenRecordsIsPassed) {
  const Taken taken =
      take_bytes(page_record("one") + "some junk\nand more\r\n" + page_record("two"));
  EXPECT_EQ(taken.arrivals.size(), 2u);
  EXPECT_EQ(taken.aside.size(), 1u);
}

TEST(Warc, ChunksAndContentEncodingsAreUndone) {
  const std::string page = "<html><p>packed</p></html>";
  const std::string type = "application/http; msgtype=response",
                    html = "Content-Type: text/html\r\n";
  const std::string chunked = fmt::format("5;x=y\r\n{}\r\n{:X}\r\n{}\r\n0\r\n\r\n",
                                          page.substr(0, 5), page.size() - 5, page.substr(5));
  uLongf n = compressBound(page.size());
  std::string deflated(n, '\0');
  compress(reinterpret_cast<Bytef*>(deflated.data()), &n,
           reinterpret_cast<const Bytef*>(page.data()), page.size());
  deflated.resize(n);
  const std::string bare = deflated.substr(2, deflated.size() - 6);
  struct Case {
    std::string fields, body;
  };
  for (const Case& c :
       {Case{"Transfer-Encoding: chunked\r\n", chunked},
        Case{"Transfer-Encoding: chunked\r\n", page},
        Case{"Content-Encoding: gzip\r\n", gzip(page)}, Case{"Content-Encoding: gzip\r\n", page},
        Case{"Content-Encoding: deflate\r\n", deflated},
        Case{"Content-Encoding: deflate\r\n", bare}, Case{"Content-Encoding: br\r\n", page},
        Case{"Content-Encoding: br\r\n", stored_brotli(page)},
        Case{"Content-Encoding: zstd\r\n", zstd(page)},
        Case{"Content-Encoding: identity, gzip\r\n", gzip(page)}}) {
    const Taken taken = take_bytes(record("response", type, answer(html + c.fields, c.body)));
    ASSERT_EQ(taken.arrivals.size(), 1u) << c.fields << taken.reasons();
    EXPECT_EQ(taken.arrivals[0].html, page) << c.fields;
  }
  const Taken unknown =
      take_bytes(record("response", type, answer(html + "Content-Encoding: compress\r\n", "xyz")));
  EXPECT_EQ(unknown.aside.size(), 1u);
}

TEST(Warc, TheHeadersCharsetIsHeard) {
  const Taken taken = take_bytes(
      record("response", "application/http",
             answer("Content-Type: text/html; charset=windows-1251\r\n", "<p>\xCC\xE8\xF0</p>")));
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].html, "<p>Мир</p>");
}

TEST(Warc, AFeedInsideGivesItsEntries) {
  const Taken taken =
      take_bytes(record("response", "application/http",
                        answer("Content-Type: application/rss+xml\r\n",
                               "<rss><channel><title>Wire</title><item><title>T</title><link>/t</"
                               "link><description>D</description></item></channel></rss>")));
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.url, "https://news.example/t");
}

TEST(Warc, TakeMayStop) {
  const std::string warc = page_record("one") + page_record("two");
  int seen = 0;
  EXPECT_FALSE(Intake().read_bytes(
      open_bytes(warc), "x", [&](Arrival&&) { return ++seen, false; },
      [](const std::string&, const Error&) {}));
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace brink
