// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "store/store.h"

namespace brink {

// What every store must do, whatever it stands on. A store adds itself with
//   INSTANTIATE_TEST_SUITE_P(Name, ArchiveContract, testing::Values(StoreUnderTest{...}));
struct StoreUnderTest {
  std::string name;
  // Opens, or makes, the archive called `place` in the test's own folder.
  std::function<Result<std::unique_ptr<Archive>>(const std::string& place, Access,
                                                 const ArchiveSettings&)>
      open;
  std::string absent{};  // why it cannot be tried here; "" where it can
};

inline void PrintTo(const StoreUnderTest& store, std::ostream* out) { *out << store.name; }

class ArchiveContract : public testing::TestWithParam<StoreUnderTest> {
 protected:
  void SetUp() override {
    if (!GetParam().absent.empty()) GTEST_SKIP() << GetParam().absent;
    folder_ = std::filesystem::temp_directory_path() /
              ("brink-store-" + std::to_string(::getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<Archive> open(const ArchiveSettings& settings = {},
                                Access access = Access::kWrite) {
    auto archive = GetParam().open((folder_ / "archive.db").string(), access, settings);
    EXPECT_TRUE(archive.ok()) << (archive ? "" : archive.error().sentence());
    return archive ? std::move(*archive) : nullptr;
  }

  std::filesystem::path folder_;
};

}  // namespace brink
