// SPDX-License-Identifier: Apache-2.0
// Replays the seeds of the fuzz targets and everything they ever found.
#include <functional>

#include "../../fuzz/invariants.h"
#include "base/files.h"
#include "taken.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

// How many files of that target were checked.
int replay(const std::string& target, const std::function<void(std::string_view)>& check) {
  int files = 0;
  for (const char* kind : {"corpus", "finds"}) {
    const fs::path folder = fs::path(BRINK_SOURCE_DIR) / "fuzz" / kind / target;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      const auto bytes = read_file(it->path());
      EXPECT_TRUE(bytes.ok()) << it->path();
      SCOPED_TRACE(it->path().string());
      if (bytes) check(*bytes);
      ++files;
    }
  }
  return files;
}

void replay_intake(const std::string& target, const std::string& name) {
  EXPECT_GE(replay(target, [&](std::string_view bytes) { check_intake(bytes, name); }), 3);
}

TEST(Finds, OfFeeds) { replay_intake("feed", "x.xml"); }
TEST(Finds, OfWebArchives) { replay_intake("warc", "x.warc"); }
TEST(Finds, OfJsonLines) { replay_intake("jsonl", "x.jsonl"); }
TEST(Finds, OfMails) { replay_intake("mail", "x.eml"); }
TEST(Finds, OfEncodings) { EXPECT_GE(replay("encoding", check_encoding), 3); }
TEST(Finds, OfAddresses) { EXPECT_GE(replay("address", check_address), 3); }

// A seed cut short or with a byte changed is what the world sends most often.
TEST(Finds, EverySeedCutAndBent) {
  struct Target {
    const char* name;
    const char* file;
  };
  for (const Target& target : {Target{"feed", "x.xml"}, Target{"warc", "x.warc"},
                               Target{"jsonl", "x.jsonl"}, Target{"mail", "x.eml"}}) {
    replay(target.name, [&](std::string_view bytes) {
      const std::size_t step = bytes.size() / 40 + 1;
      for (std::size_t at = 0; at < bytes.size(); at += step) {
        check_intake(bytes.substr(0, at), target.file);
        check_intake(bytes.substr(at), target.file);
        std::string bent(bytes);
        bent[at] = static_cast<char>(bent[at] ^ 0x55);
        check_intake(bent, target.file);
      }
    });
  }
}

}  // namespace
}  // namespace brink
