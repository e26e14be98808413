// SPDX-License-Identifier: Apache-2.0
#include "assess/share_out.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <new>
#include <set>

#include "store/store.h"

namespace brink {
namespace {

class ShareOut : public testing::Test {
 protected:
  void SetUp() override {
    place_ = std::filesystem::temp_directory_path() / ("brink-share-" + std::to_string(::getpid()) + ".db");
    auto archive = open_archive(place_, Access::kWrite);
    ASSERT_TRUE(archive.ok());
    archive_ = std::move(*archive);
  }
  void TearDown() override {
    archive_.reset();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(place_.string() + end);
  }
  std::filesystem::path place_;
  std::unique_ptr<Archive> archive_;
};

TEST_F(ShareOut, DoesEachTaskOnceWithTwoReaders) {
  std::vector<std::atomic<int>> done(20);
  std::atomic<int> begun{0};
  std::vector<const Archive*> readers(2);
  std::vector<Task> tasks;
  // The first two wait for each other: one thread alone would never come to an end.
  for (int i = 0; i < 2; ++i)
    tasks.push_back([&, i](const Archive& of) {
      readers[static_cast<std::size_t>(i)] = &of, ++begun;
      while (begun < 2) std::this_thread::yield();
    });
  for (std::atomic<int>& one : done)
    tasks.push_back([&](const Archive& of) {
      EXPECT_TRUE(of.counts().ok());
      ++one;
    });
  share_out(tasks, *archive_);
  for (const std::atomic<int>& one : done) EXPECT_EQ(one, 1);
  EXPECT_THAT(readers, testing::Contains(archive_.get()));
  EXPECT_NE(readers[0], readers[1]);
}

TEST_F(ShareOut, DoesAllOfThemAloneWhereThereIsNoOtherReader) {
  ASSERT_TRUE(archive_->begin().ok());
  std::multiset<const Archive*> readers;
  share_out(std::vector<Task>(5, [&](const Archive& of) { readers.insert(&of); }), *archive_);
  EXPECT_EQ(readers.count(archive_.get()), 5u);
  ASSERT_TRUE(archive_->roll_back().ok());
}

TEST_F(ShareOut, WantOfMemoryOfEitherIsTold) {
  for (const bool of_the_first : {true, false}) {
    std::atomic<int> begun{0};
    const auto task = [&](const Archive& of) {
      ++begun;
      while (begun < 2) std::this_thread::yield();
      if ((&of == archive_.get()) == of_the_first) throw std::bad_alloc();
    };
    EXPECT_THROW(share_out({task, task}, *archive_), std::bad_alloc);
  }
}

}  // namespace
}  // namespace brink
