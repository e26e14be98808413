// SPDX-License-Identifier: Apache-2.0
// Replays the seeds of the splitter's fuzz target and everything it ever found.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/splitter_invariants.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> inputs() {
  std::vector<std::string> all;
  for (const char* kind : {"corpus", "finds"}) {
    std::error_code error;
    const fs::path folder = fs::path(BRINK_SOURCE_DIR) / "fuzz" / kind / "splitter";
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      auto bytes = read_file(it->path());
      EXPECT_TRUE(bytes.ok()) << it->path();
      if (bytes) all.push_back(std::move(bytes).value());
    }
  }
  return all;
}

TEST(Finds, OfTexts) {
  const auto all = inputs();
  EXPECT_GE(all.size(), 3u);
  for (const std::string& text : all) check_splitter(text);
}

TEST(Finds, EveryTextCutAndBent) {
  for (const std::string& text : inputs()) {
    const std::size_t step = text.size() / 100 + 1;
    for (std::size_t at = 0; at < text.size(); at += step) {
      check_splitter(std::string_view(text).substr(0, at));
      check_splitter(std::string_view(text).substr(at));
      std::string bent = text;
      bent[at] = static_cast<char>(bent[at] ^ 0x9D);
      check_splitter(bent);
    }
  }
}

}  // namespace
}  // namespace brink
