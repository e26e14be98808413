// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "intake/intake.h"

namespace brink {
namespace {

TEST(CanonicalAddress, LeavesOutWhatChangesFromReaderToReader) {
  const std::string plain = "https://news.example/world/a-1";
  for (const char* same :
       {"http://news.example/world/a-1", "https://www.news.example/world/a-1/",
        "HTTPS://News.Example:443/world/a-1#top",
        "http://m.news.example/world/a-1?utm_source=feed&utm_medium=rss",
        "https://amp.news.example/world/a-1.amp", "https://news.example/world/a-1/amp/",
        "https://user:secret@news.example/world/./x/../a-1?fbclid=Iw&amp",
        " https://news.example/world/%61-1;jsessionid=ABC ",
        "https://news.example/world/a-1/.;jsessionid=/x"})
    EXPECT_EQ(canonical_address(same), plain) << same;
}

TEST(CanonicalAddress, KeepsWhatPicksThePage) {
  EXPECT_EQ(canonical_address("https://news.example/story?id=7&page=2"),
            canonical_address("https://news.example/story?page=2&utm_term=x&id=7"));
  EXPECT_NE(canonical_address("https://news.example/story?id=7"),
            canonical_address("https://news.example/story?id=8"));
  EXPECT_NE(canonical_address("https://news.example/A"),
            canonical_address("https://news.example/a"));
  EXPECT_NE(canonical_address("https://news.example:8080/a"),
            canonical_address("https://news.example/a"));
  EXPECT_EQ(canonical_address("https://m.example/a"), "https://m.example/a")
      << "m is the owner's name";
  EXPECT_EQ(canonical_address("https://mobile.co.uk/a"), "https://mobile.co.uk/a");
  EXPECT_EQ(canonical_address("https://news.example/%e4%b8%ad"),
            canonical_address("https://news.example/\u4e2d"));
}

TEST(CanonicalAddress, RefusesWhatIsNoWebAddress) {
  for (const char* no :
       {"", "news.html", "ftp://x.example/", "http://", "http:///x", "https://a b/",
        "http://x:99999999/", "javascript:alert(1)", "http://ex<>ample/"})
    EXPECT_EQ(canonical_address(no), "") << no;
  EXPECT_EQ(canonical_address("http://x.example/" + std::string(10000, 'a')), "");
}

Document at(std::string url, std::string canonical) {
  Document d;
  d.url = std::move(url);
  d.canonical_url = std::move(canonical);
  d.title = "t", d.text = "x";
  return d;
}

TEST(DocumentId, IsTheSameForEveryAddressOfAReport) {
  const std::string id = document_id(at("https://www.news.example/a?utm_source=x", ""));
  EXPECT_EQ(id.size(), 32u);
  EXPECT_EQ(document_id(at("http://m.news.example/share/9", "https://news.example/a")), id);
  EXPECT_EQ(document_id(at("", "https://news.example/a")), id);
}

TEST(DocumentId, APageCannotTakeTheNameOfAnotherOwnersReport) {
  const std::string other = document_id(at("https://news.example/a", ""));
  EXPECT_NE(document_id(at("https://copy.example.org/a", "https://news.example/a")), other);
}

TEST(DocumentId, AFrontPageNamesNoReport) {
  EXPECT_EQ(document_id(at("https://news.example/a", "https://news.example/")),
            document_id(at("https://news.example/a", "")));
}

TEST(DocumentId, WithoutAnAddressTheWordsCount) {
  Document one, two;
  one.title = "Talks", one.text = "They  met.\n";
  two.title = "Talks", two.text = "They met.";
  EXPECT_EQ(document_id(one), document_id(two));
  EXPECT_EQ(fingerprint(one), fingerprint(two));
  two.text = "They met again.";
  EXPECT_NE(document_id(one), document_id(two));
  EXPECT_NE(fingerprint(one), fingerprint(two));
}

}  // namespace
}  // namespace brink
