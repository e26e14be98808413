// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <future>

#include "contract.h"
#include "sample.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

INSTANTIATE_TEST_SUITE_P(Sqlite, ArchiveContract,
                         testing::Values(StoreUnderTest{"sqlite", open_archive}),
                         [](const auto& store) { return store.param.name; });

class SqliteFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("brink-sqlite-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    file_ = (folder_ / "a.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }

  void script(const std::string& sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }

  void expect_refused(Access access, const std::string& words) {
    const auto archive = open_archive(file_, access);
    ASSERT_FALSE(archive.ok());
    EXPECT_EQ(archive.error().stage, "store");
    EXPECT_EQ(archive.error().where, file_);
    EXPECT_NE(archive.error().sentence().find(words), std::string::npos)
        << archive.error().sentence();
  }

  void fill(int documents) {
    const auto archive = open_archive(file_, Access::kWrite);
    ASSERT_TRUE(archive.ok());
    ASSERT_TRUE((*archive)->begin().ok());
    for (int i = 0; i < documents; ++i) {
      const Document d = sample::document(std::to_string(i));
      ASSERT_TRUE((*archive)
                      ->put(d, std::vector{sample::full_event(d, "a")}, Keep::kFull, sample::kNow)
                      .ok());
    }
    ASSERT_TRUE((*archive)->commit().ok());
  }

  fs::path folder_;
  std::string file_;
};

TEST_F(SqliteFile, AMissingArchiveCannotBeRead) { expect_refused(Access::kRead, "found nothing"); }

TEST_F(SqliteFile, AFolderIsNoArchive) {
  fs::create_directories(file_);
  expect_refused(Access::kRead, "a folder");
  expect_refused(Access::kWrite, "a folder");
}

TEST_F(SqliteFile, APathWithoutFolderCannotBeMade) {
  file_ = (folder_ / "none" / "a.db").string();
  expect_refused(Access::kWrite, "No such file");
}

TEST_F(SqliteFile, CharactersOfUrisAreTakenAsTheyStand) {
  file_ = (folder_ / "100% of?mode=memory#1.db").string();
  fill(1);
  EXPECT_TRUE(fs::exists(file_));
  EXPECT_TRUE(open_archive(file_, Access::kRead).ok());
}

TEST_F(SqliteFile, AnEmptyFileIsTakenForWritingOnly) {
  write("");
  expect_refused(Access::kRead, "an empty file");
  EXPECT_TRUE(open_archive(file_, Access::kWrite).ok());
  EXPECT_TRUE(open_archive(file_, Access::kRead).ok());
}

TEST_F(SqliteFile, TextIsNoArchive) {
  write(std::string(5000, 't'));
  expect_refused(Access::kRead, "no SQLite database");
  expect_refused(Access::kWrite, "no SQLite database");
}

TEST_F(SqliteFile, AnotherProgramsDatabaseIsLeftAlone) {
  script("CREATE TABLE cookies (a); INSERT INTO cookies VALUES (1);");
  expect_refused(Access::kWrite, "another program's");
  expect_refused(Access::kRead, "another program's");
}

TEST_F(SqliteFile, ProgramsThatStartTogetherShareANewArchive) {
  for (int round = 0; round < 40; ++round) {
    file_ = (folder_ / (std::to_string(round) + ".db")).string();
    std::vector<std::future<std::string>> opened;
    for (int program = 0; program < 4; ++program)
      opened.push_back(std::async(std::launch::async, [&] {
        const auto archive = open_archive(file_, Access::kWrite);
        return archive ? std::string() : archive.error().sentence();
      }));
    for (auto& one : opened) EXPECT_EQ(one.get(), "") << "round " << round;
  }
}

TEST_F(SqliteFile, ANewerArchiveIsRefused) {
  fill(1);
  script("PRAGMA user_version = 999");
  expect_refused(Access::kRead, "version 999");
  expect_refused(Access::kWrite, "use a newer brink");
}

TEST_F(SqliteFile, AnOlderArchiveIsBroughtUpToDateByAWriterOnly) {
  script("PRAGMA application_id = 0x42726e6b");
  expect_refused(Access::kRead, "open it once for writing");
  EXPECT_TRUE(open_archive(file_, Access::kWrite).ok());
  EXPECT_TRUE(open_archive(file_, Access::kRead).ok());
}

TEST_F(SqliteFile, ACutOffArchiveIsAnErrorNotACrash) {
  fill(200);
  const auto size = fs::file_size(file_);
  for (const auto keep : {size / 2, size / 3, std::uintmax_t{5000}, std::uintmax_t{100}}) {
    fs::resize_file(file_, keep);
    const auto archive = open_archive(file_, Access::kRead);
    if (!archive) continue;
    const auto done =
        (*archive)->events({}, [](const Event&, const StoredDocument&) { return true; });
    const auto counts = (*archive)->counts();
    EXPECT_FALSE(done.ok() && counts.ok()) << keep;
  }
}

TEST_F(SqliteFile, RandomDamageIsAnErrorOrAnAnswerNeverACrash) {
  fill(100);
  std::ifstream in(file_, std::ios::binary);
  const std::string good{std::istreambuf_iterator<char>(in), {}};
  unsigned state = 7;
  for (int round = 0; round < 40; ++round) {
    std::string bad = good;
    for (int i = 0; i < 60; ++i) {
      state = state * 1664525u + 1013904223u;
      bad[100 + (state >> 4) % (bad.size() - 100)] = static_cast<char>(state >> 24);
    }
    write(bad);
    const auto archive = open_archive(file_, Access::kWrite);
    if (!archive) continue;
    EventQuery query;
    query.text = "brigades";
    (void)(*archive)->events(query, [](const Event&, const StoredDocument&) { return true; });
    (void)(*archive)->events({}, [](const Event&, const StoredDocument&) { return true; });
    (void)(*archive)->documents({}, [](const StoredDocument&) { return true; });
    Document d = sample::document("5");
    d.text = "Changed.";
    (void)(*archive)->put(d, std::vector{sample::event(d, "z")}, Keep::kFull, sample::kNow);
  }
}

TEST_F(SqliteFile, AFileThatMayNotBeWrittenCanBeRead) {
  fill(3);
  fs::permissions(file_, fs::perms::owner_read);
  if (::geteuid() == 0) GTEST_SKIP() << "permissions do not bind root";
  expect_refused(Access::kWrite, "");
  const auto archive = open_archive(file_, Access::kRead);
  ASSERT_TRUE(archive.ok());
  EXPECT_EQ((*archive)->counts()->documents, 3u);
}

// A disk that fills while writing, played by the limit on a file's size.
TEST_F(SqliteFile, ADiskThatFillsIsAnErrorAndLosesNothingCommitted) {
  fill(3);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    auto archive = open_archive(file_, Access::kWrite);
    if (!archive) _exit(2);
    for (int i = 0; i < 400; ++i) {
      Document d = sample::document("more" + std::to_string(i));
      d.text = std::string(20'000, 'z');
      const auto stored = (*archive)->put(d, {}, Keep::kFull, sample::kNow);
      if (!stored) _exit(stored.error().sentence().empty() ? 3 : 0);
    }
    _exit(4);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  const auto archive = open_archive(file_, Access::kWrite);
  ASSERT_TRUE(archive.ok());
  EXPECT_GE((*archive)->counts()->documents, 3u);
  const Document d = sample::document("after");
  EXPECT_TRUE((*archive)->put(d, {}, Keep::kFull, sample::kNow).ok());
}

}  // namespace
}  // namespace brink
