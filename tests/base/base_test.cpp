// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "base/hash.h"
#include "brink/result.h"

namespace brink {
namespace {

TEST(Hash, IsStableAcrossReleases) {  // ids in archives are made of it
  EXPECT_EQ(hex_hash(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hex_hash("brink").size(), 32u);
  EXPECT_NE(hex_hash("brink"), hex_hash("brinK"));
}

TEST(Errors, MakeASentenceToActOn) {
  const Error error{"warc", "record 812 (byte 40193)", "Content-Length 9000", "at most 412 more bytes"};
  EXPECT_EQ(error.sentence(), "warc: record 812 (byte 40193): found Content-Length 9000, expected at most 412 more bytes");
  EXPECT_EQ((Error{"files", "a.html", "nothing", ""}).sentence(), "files: a.html: found nothing");
  EXPECT_EQ((Error{"files", "a.html", "", "a page"}).sentence(), "files: a.html: expected a page");
}

TEST(Results, HoldAValueOrAnError) {
  const Result<int> good = 7;
  const Result<int> bad = Error{"test", "", "", ""};
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 7);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().stage, "test");
}

TEST(Files, SayWhatIsWrong) {
  const auto folder = std::filesystem::temp_directory_path() / "brink-files-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "ten") << "0123456789";
  EXPECT_EQ(*read_file(folder / "ten"), "0123456789");
  EXPECT_EQ(read_file(folder / "ten", 9).error().found, "10 bytes");
  EXPECT_EQ(read_file(folder / "none").error().found, "nothing");
  EXPECT_EQ(read_file(folder).error().found, "no regular file");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace brink
