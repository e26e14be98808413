// SPDX-License-Identifier: Apache-2.0
#include "knowledge/knowledge_image.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kTables = fs::path(BRINK_SOURCE_DIR) / "data";

class CompiledTables : public testing::Test {
 protected:
  CompiledTables()
      : folder_(fs::path(testing::TempDir()) /
                ("tables-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))),
        file_(folder_ / "tables.image") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::copy(kTables, folder_ / "data", fs::copy_options::recursive);
    compiled_ = compile_tables(folder_ / "data", file_).ok();
  }
  ~CompiledTables() override { fs::remove_all(folder_); }

  std::string bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& bytes) const { std::ofstream(file_, std::ios::binary) << bytes; }
  bool is_read() const { return read_compiled(file_, folder_ / "data").has_value(); }

  const fs::path folder_, file_;
  bool compiled_ = false;
};

TEST_F(CompiledTables, SayWhatTheirTextSays) {
  ASSERT_TRUE(compiled_);
  const auto compiled = read_compiled(file_, folder_ / "data");
  ASSERT_TRUE(compiled.has_value());
  const auto text = Knowledge::read_text(kTables, {});
  ASSERT_TRUE(text.ok());
  EXPECT_TRUE(image_of(*compiled) == image_of(*text));
  EXPECT_GT(image_of(*text).size(), std::size_t{1} << 20);
  ASSERT_EQ(compiled->who_is("France").size(), 1u);
  EXPECT_EQ(compiled->who_is("France")[0]->name, text->who_is("France")[0]->name);
}

TEST_F(CompiledTables, AreTheSameBytesEachTime) {
  const std::string once = bytes();
  ASSERT_TRUE(compile_tables(folder_ / "data", file_).ok());
  EXPECT_TRUE(bytes() == once);
}

TEST_F(CompiledTables, AreNotTakenForOtherTables) {
  ASSERT_TRUE(is_read());
  std::ofstream(folder_ / "data" / "agents.tsv", std::ios::app) << "# a remark\n";
  EXPECT_FALSE(is_read());
  ASSERT_TRUE(compile_tables(folder_ / "data", file_).ok());
  EXPECT_TRUE(is_read());
  fs::remove(folder_ / "data" / "units.tsv");
  EXPECT_FALSE(is_read());
}

TEST_F(CompiledTables, AreNotTakenWhenDamaged) {
  const std::string whole = bytes();
  for (const std::size_t at : {std::size_t{0}, std::size_t{9}, std::size_t{17}, std::size_t{25}, whole.size() / 2}) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    write(damaged);
    EXPECT_FALSE(is_read()) << at;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{20}, std::size_t{32}, whole.size() - 1}) {
    write(whole.substr(0, size));
    EXPECT_FALSE(is_read()) << size;
  }
  fs::remove(file_);
  EXPECT_FALSE(is_read());
  write(whole);
  EXPECT_TRUE(is_read());
}

TEST_F(CompiledTables, AreNotMadeOfTablesThatAreWrong) {
  std::ofstream(folder_ / "data" / "units.tsv", std::ios::app) << "one cell\n";
  EXPECT_FALSE(compile_tables(folder_ / "data", file_).ok());
}

// The build leaves one beside the program, so that no start reads text.
TEST(TheBuild, CompilesTheTables) { EXPECT_TRUE(read_compiled(compiled_tables(), kTables).has_value()); }

}  // namespace
}  // namespace brink
