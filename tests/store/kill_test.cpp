// SPDX-License-Identifier: Apache-2.0
// A writer that is killed at any moment loses nothing that it was told is kept.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "integrity.h"
#include "sample.h"
#include "store/store.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 8;  // documents a commit
constexpr int kEventsEach = 3;

std::string name_of_document(int number) { return "document " + std::to_string(number); }

// Writes batches from `first` on, for ever, and tells each committed one through `acknowledge`.
// Every third batch changes the texts of the batch before it.
[[noreturn]] void write_batches(const std::string& file, int first, int acknowledge) {
  auto archive = open_archive(file, Access::kWrite);
  if (!archive) _exit(2);
  for (int batch = first;; ++batch) {
    if (!(*archive)->begin()) _exit(3);
    const int of = batch % 3 == 2 ? batch - 1 : batch;
    for (int i = 0; i < kBatch; ++i) {
      Document d = sample::document(name_of_document(of * kBatch + i));
      d.text += of == batch ? "" : " Changed.";
      std::vector<Event> events;
      for (int e = 0; e < kEventsEach; ++e)
        events.push_back(sample::full_event(d, std::to_string(e) + (of == batch ? "" : "'")));
      if (!(*archive)->put(d, events, Keep::kFull, sample::kNow)) _exit(4);
    }
    if (!(*archive)->commit()) _exit(5);
    if (write(acknowledge, &batch, sizeof batch) != sizeof batch) _exit(6);
  }
}

// The last batch that the killed child acknowledged; `last` when none.
int run_and_kill(const std::string& file, int first, int last, std::chrono::microseconds after) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write_batches(file, first, ends[1]);
  }
  close(ends[1]);
  std::this_thread::sleep_for(after);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself: " << status;
  for (int batch; read(ends[0], &batch, sizeof batch) == sizeof batch;) last = batch;
  close(ends[0]);
  return last;
}

// Everything of batches 0..last is there, once; of the batch after it all or nothing.
void expect_whole(const std::string& file, int last) {
  const auto archive = open_archive(file, Access::kRead);
  ASSERT_TRUE(archive.ok()) << archive.error().sentence();
  std::set<std::string> documents;
  ASSERT_TRUE((*archive)
                  ->documents({},
                              [&](const StoredDocument& s) {
                                EXPECT_TRUE(documents.insert(s.document.id).second);
                                return true;
                              })
                  .ok());
  std::map<std::string, int> events;
  ASSERT_TRUE((*archive)
                  ->events({},
                           [&](const Event& e, const StoredDocument&) {
                             ++events[e.document];
                             return true;
                           })
                  .ok());
  int expected = 0;
  for (int batch = 0; batch <= last; ++batch) {
    if (batch % 3 == 2) continue;
    for (int i = 0; i < kBatch; ++i, ++expected)
      EXPECT_TRUE(documents.contains(sample::document(name_of_document(batch * kBatch + i)).id))
          << batch;
  }
  EXPECT_GE(static_cast<int>(documents.size()), expected);
  EXPECT_EQ(documents.size() % kBatch, 0u);
  EXPECT_EQ(events.size(), documents.size());
  for (const auto& [document, count] : events) EXPECT_EQ(count, kEventsEach);
}

TEST(Kill, NothingAcknowledgedIsLostAndNothingIsTwice) {
  const fs::path folder = fs::temp_directory_path() / ("brink-kill-" + std::to_string(getpid()));
  fs::remove_all(folder);
  fs::create_directories(folder);
  const std::string file = (folder / "a.db").string();
  std::mt19937 random(20220128);
  // From a kill before the tables are made to one amid many batches.
  std::uniform_int_distribution<int> wait(200, 60'000);
  int last = -1;
  // A busy disk needs more time for a batch.
  for (int round = 0; round < 60 || (last <= 20 && round < 300); ++round) {
    const int patience = 1 + round / 60 * 4;
    last = run_and_kill(file, last + 1, last, std::chrono::microseconds(wait(random) * patience));
    if (!fs::exists(file) || fs::file_size(file) == 0) continue;
    if (last >= 0 && round % 4 == 0) expect_whole(file, last);
  }
  ASSERT_GT(last, 20) << "too little was written to prove anything";
  expect_whole(file, last);
  EXPECT_EQ(integrity(file), "ok");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace brink
