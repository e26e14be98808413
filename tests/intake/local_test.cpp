// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "taken.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPage = "<!doctype html><html><body><p>Hello there</p></body></html>";

TEST(Local, AnHtmlFileIsAPage) {
  const Scratch scratch;
  const std::string path = scratch.file("a.html", kPage);
  const Taken taken = take_all(path);
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kPage);
  EXPECT_EQ(taken.arrivals[0].html, kPage);
  EXPECT_EQ(taken.arrivals[0].known.source, path);
}

TEST(Local, PackedFilesAreUnpackedByTheirBytes) {
  const Scratch scratch;
  EXPECT_EQ(take_all(scratch.file("a.html.gz", gzip(kPage))).arrivals.at(0).html, kPage);
  EXPECT_EQ(take_all(scratch.file("no-name", gzip(gzip(kPage)))).arrivals.at(0).html, kPage);
}

// As with a record of a WARC: what is cut would pass for a report that ends early.
TEST(Local, ACutOrDamagedGzipIsSetAsideAndNotUsed) {
  std::string page = kPage;
  for (int i = 0; i < 5000; ++i) page += "<p>" + std::to_string(i * 7919 % 10007) + "</p>";
  const std::string packed = gzip(page);
  const Taken cut = take_bytes(std::string_view(packed).substr(0, packed.size() / 2), "a.html.gz");
  EXPECT_TRUE(cut.arrivals.empty());
  ASSERT_EQ(cut.aside.size(), 1u);
  EXPECT_EQ(cut.aside[0].second.found, "the end of the data");
  std::string bent = packed;
  for (std::size_t i = bent.size() / 2; i < bent.size(); ++i) bent[i] = 'x';
  const Taken damaged = take_bytes(bent, "a.html.gz");
  EXPECT_TRUE(damaged.arrivals.empty());
  EXPECT_EQ(damaged.aside.size(), 1u) << damaged.reasons();
}

TEST(Local, BytesBehindAGzipLoseNothing) {
  const Taken taken = take_bytes(gzip(kPage) + "left over", "a.html.gz");
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].html, kPage);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].second.found, "bytes that are not packed");
}

TEST(Local, ACutGzipOfAFeedGivesItsWholeEntries) {
  std::string feed = "<rss version=\"2.0\"><channel><title>Harbour Wire</title>";
  for (int i = 0; i < 2000; ++i)
    feed += "<item><title>Report " + std::to_string(i * 7919 % 10007) + "</title></item>";
  const std::string packed = gzip(feed + "</channel></rss>");
  const Taken taken = take_bytes(std::string_view(packed).substr(0, packed.size() / 2), "f.xml.gz");
  EXPECT_GT(taken.arrivals.size(), 100u);
  EXPECT_LT(taken.arrivals.size(), 2000u);
  EXPECT_EQ(taken.aside.size(), 2u) << taken.reasons();
}

TEST(Local, ABombIsStopped) {
  const std::string bomb = gzip(gzip(std::string(300u << 20, 'a')));
  IntakeSettings settings;
  settings.most_page_bytes = 1u << 30;
  const Taken taken = take_bytes(bomb, "bomb.txt.gz", settings);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_NE(taken.reasons().find("for each packed byte"), std::string::npos) << taken.reasons();
}

TEST(Local, APageBeyondTheBoundIsSetAside) {
  IntakeSettings settings;
  settings.most_page_bytes = 10000;
  const Taken taken = take_bytes(kPage + std::string(10000, ' '), "big.html", settings);
  EXPECT_TRUE(taken.arrivals.empty());
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].second.found, "more than 10000 bytes");
}

TEST(Local, WhatIsNotTextIsSetAsideByItsKind) {
  using namespace std::string_literals;
  EXPECT_NE(take_bytes("%PDF-1.7\n...").reasons().find("a PDF"), std::string::npos);
  EXPECT_NE(take_bytes("\x89PNG\r\n\x1a\n\0\0"s).reasons().find("a PNG image"), std::string::npos);
  std::string noise;
  for (int i = 0; i < 3000; ++i) noise += static_cast<char>(i * 37 % 256);
  EXPECT_NE(take_bytes(noise).reasons().find("binary data"), std::string::npos);
  EXPECT_NE(take_bytes("").reasons().find("an empty file"), std::string::npos);
  EXPECT_NE(take_bytes(" \n\n").reasons().find("an empty file"), std::string::npos);
}

TEST(Local, AShortFirstLineOfATextIsItsTitle) {
  const Taken taken =
      take_bytes("Talks resume in Geneva\r\n\r\nThe two sides met.\r\nThey left.\r\n");
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kText);
  EXPECT_EQ(taken.arrivals[0].known.title, "Talks resume in Geneva");
  EXPECT_EQ(taken.arrivals[0].known.text, "The two sides met.\nThey left.");
  EXPECT_FALSE(taken.arrivals[0].known.published);
}

TEST(Local, ASentenceIsNoTitle) {
  const Taken taken = take_bytes("The two sides met.\n\nThey left.\n");
  EXPECT_EQ(taken.arrivals.at(0).known.title, "");
  EXPECT_EQ(taken.arrivals.at(0).known.text, "The two sides met.\n\nThey left.");
  EXPECT_EQ(take_bytes("He said: \u201cWe agree.\u201d\n\nThey left.").arrivals.at(0).known.title,
            "");
  EXPECT_EQ(take_bytes("No empty line\nbehind it").arrivals.at(0).known.title, "");
  EXPECT_EQ(take_bytes("Only a line").arrivals.at(0).known.text, "Only a line");
}

TEST(Local, FoldersAreReadInOrderWithoutHiddenFiles) {
  const Scratch scratch;
  scratch.file("b.txt", "second");
  scratch.file("a/z.txt", "first");
  scratch.file(".hidden/x.txt", "never");
  scratch.file(".x", "never");
  scratch.file("c.txt", "third");
  const Taken taken = take_all(scratch.path().string());
  ASSERT_EQ(taken.arrivals.size(), 3u);
  EXPECT_EQ(taken.arrivals[0].known.text, "first");
  EXPECT_EQ(taken.arrivals[1].known.text, "second");
  EXPECT_EQ(taken.arrivals[2].known.text, "third");
}

TEST(Local, NotesAndSettingsInAFolderAreNoReports) {
  const Scratch scratch;
  scratch.file("README.md", "What this folder holds.\n");
  scratch.file("watch.toml", "id = \"x\"\n");
  scratch.file("page.unknown", "<!DOCTYPE html><p>A page by its bytes.</p>");
  const Taken taken = take_all(scratch.path().string());
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kPage);
  EXPECT_EQ(taken.aside.size(), 2u) << taken.reasons();
  EXPECT_EQ(take_all((scratch.path() / "README.md").string()).arrivals.size(), 1u);
}

TEST(Local, AFolderThatLoopsIsSetAsideOnce) {
  const Scratch scratch;
  scratch.file("a/x.txt", "text");
  fs::create_directory_symlink(scratch.path(), scratch.path() / "a" / "up");
  fs::create_directory_symlink(scratch.path() / "a", scratch.path() / "a" / "self");
  fs::create_symlink(scratch.path() / "nowhere", scratch.path() / "dangling");
  ::mkfifo((scratch.path() / "pipe").c_str(), 0600);
  const Taken taken = take_all(scratch.path().string());
  EXPECT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.aside.size(), 4u) << taken.reasons();
}

TEST(Local, AFolderIsReadOnceHoweverManyLinksLeadToIt) {
  const Scratch scratch;
  scratch.file("d30/x.txt", "text");
  for (int i = 0; i < 30; ++i) {  // 2^30 ways to the last folder
    const fs::path from = scratch.path() / ("d" + std::to_string(i));
    const fs::path to = scratch.path() / ("d" + std::to_string(i + 1));
    fs::create_directories(from);
    fs::create_directory_symlink(to, from / "one");
    fs::create_directory_symlink(to, from / "other");
  }
  const Taken taken = take_all(scratch.path().string());
  EXPECT_EQ(taken.arrivals.size(), 1u);
  EXPECT_TRUE(taken.aside.empty()) << taken.reasons();
}

TEST(Local, PatternsAndMissingPaths) {
  const Scratch scratch;
  scratch.file("a.txt", "one");
  scratch.file("b.txt", "two");
  scratch.file("[odd].txt", "named like a pattern");
  EXPECT_EQ(take_all((scratch.path() / "?.txt").string()).arrivals.size(), 2u);
  EXPECT_EQ(take_all((scratch.path() / "[odd].txt").string()).arrivals.size(), 1u);
  EXPECT_EQ(take_all((scratch.path() / "*.nothing").string()).aside.size(), 1u);
  EXPECT_EQ(take_all((scratch.path() / "missing").string()).aside.size(), 1u);
}

TEST(Local, AnUnreadableFileIsSetAside) {
  const Scratch scratch;
  const std::string path = scratch.file("a.txt", "one");
  fs::permissions(path, fs::perms::none);
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every file";
  EXPECT_EQ(take_all(path).aside.size(), 1u);
}

}  // namespace
}  // namespace brink
