// SPDX-License-Identifier: Apache-2.0
// Replays the seeds of the html fuzz target and everything it ever found.
#include <gtest/gtest.h>

#include <filesystem>

#include "../../fuzz/html_invariants.h"
#include "base/files.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> inputs() {
  std::vector<std::string> all;
  for (const char* kind : {"corpus", "finds"}) {
    std::error_code error;
    const fs::path folder = fs::path(BRINK_SOURCE_DIR) / "fuzz" / kind / "html";
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      auto bytes = read_file(it->path());
      EXPECT_TRUE(bytes.ok()) << it->path();
      if (bytes) all.push_back(std::move(bytes).value());
    }
  }
  return all;
}

TEST(Finds, OfPages) {
  const auto all = inputs();
  EXPECT_GE(all.size(), 4u);
  for (const std::string& page : all) check_article(page);
}

TEST(Finds, EveryPageCutAndBent) {
  for (const std::string& page : inputs()) {
    const std::size_t step = page.size() / 100 + 1;
    for (std::size_t at = 0; at < page.size(); at += step) {
      check_article(std::string_view(page).substr(0, at));
      check_article(std::string_view(page).substr(at));
      std::string bent = page;
      bent[at] = static_cast<char>(bent[at] ^ 0x1D);
      check_article(bent);
    }
  }
}

}  // namespace
}  // namespace brink
