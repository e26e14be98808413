// SPDX-License-Identifier: Apache-2.0
#include "copies/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace brink {
namespace {

std::string made_up(unsigned seed, int words) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < words; ++i) text += (i ? " w" : "W") + std::to_string(random() % 5000) + (i % 12 == 11 ? "." : "");
  return text;
}

bool alike(const std::string& a, const std::string& b) { return is_copy(likeness_of(sketch_of(a), sketch_of(b))); }

TEST(Copies, CaseMarksAndBlanksDoNotMatter) {
  EXPECT_EQ(sketch_of("The ferry sank off Norport at dawn.").words, sketch_of("the FERRY sank\n\noff Norport, at dawn").words);
}

TEST(Copies, ACutCopyIsFoundFromEitherSide) {
  const std::string whole = made_up(1, 900), part = whole.substr(0, whole.size() / 5);
  EXPECT_TRUE(alike(whole, part));
  EXPECT_TRUE(alike(part, whole));
  EXPECT_LT(likeness_of(sketch_of(whole), sketch_of(part)).jaccard, 0.3);
}

TEST(Copies, OtherTextsAreNoCopies) { EXPECT_FALSE(alike(made_up(1, 500), made_up(2, 500))); }

TEST(Copies, AnEmptyTextIsACopyOfNothing) {
  EXPECT_TRUE(sketch_of("").empty());
  EXPECT_TRUE(sketch_of(" \n\t.,;").empty());
  EXPECT_FALSE(alike("", ""));
  EXPECT_TRUE(keys_of(sketch_of("")).empty());
}

TEST(Copies, ATextInAScriptWithoutBlanksHasShingles) {
  EXPECT_GT(sketch_of("俄罗斯军队星期四进入乌克兰").words.size(), 5u);
}

TEST(Copies, HostileBytesAreReadInBoundedSpace) {
  std::mt19937 random(5);
  std::string bytes(1 << 20, ' ');
  for (char& c : bytes) c = static_cast<char>(random());
  const Sketch sketch = sketch_of(bytes);
  EXPECT_LE(sketch.words.size(), Sketch::kMostWords);
  EXPECT_LE(sketch.names.size(), Sketch::kMostNames);
  EXPECT_TRUE(std::is_sorted(sketch.words.begin(), sketch.words.end()));
  (void)sketch_of(std::string(1 << 22, 'x'));
  (void)sketch_of("\xF0\x9F");
}

TEST(Copies, OneOutletsHouseNoticeIsNoCopy) {
  const std::string notice = made_up(9, 150);
  const std::string a = made_up(1, 300) + notice, b = made_up(2, 300) + notice;
  EXPECT_FALSE(is_copy(likeness_of(sketch_of(a, "Gazette"), sketch_of(b, "Gazette"))));
  EXPECT_TRUE(is_copy(likeness_of(sketch_of(a, "Gazette"), sketch_of(a, "Gazette"))));
}

TEST(Copies, ASketchIsReadBackFromItsBytes) {
  const Sketch sketch = sketch_of(made_up(3, 2000) + " On Friday Norland and Sudland met in Norport with 40 envoys.", "Gazette");
  const auto back = sketch_from(bytes_of(sketch));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, sketch);
}

TEST(Copies, CutOffBytesAreRefusedWithASentence) {
  const std::string bytes = bytes_of(sketch_of(made_up(3, 40)));
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{4}, bytes.size() - 1, std::size_t{40}})
    if (size != bytes.size()) {
      EXPECT_FALSE(sketch_from(std::string_view(bytes).substr(0, size)).ok()) << size;
    }
  EXPECT_FALSE(sketch_from(std::string(16, '\xFF')).ok());
}

TEST(Copies, TheMostAlikeIsTheOriginal) {
  RecentShelf shelf(100);
  const std::string text = made_up(1, 600);
  shelf.add(sketch_of(made_up(7, 600)));
  shelf.add(sketch_of(text.substr(0, text.size() / 2) + made_up(8, 200)));
  shelf.add(sketch_of(text));
  const auto found = original_of(sketch_of(text), shelf);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, std::optional<std::int64_t>(2));
  EXPECT_EQ(*original_of(sketch_of(text), shelf, 2), std::optional<std::int64_t>(1));
  EXPECT_EQ(*original_of(sketch_of(made_up(99, 300)), shelf), std::nullopt);
}

TEST(Copies, TheShelfHoldsNoMoreThanItMayAndForgetsTheOldest) {
  RecentShelf shelf(50);
  for (unsigned i = 0; i < 500; ++i) {
    EXPECT_EQ(shelf.add(sketch_of(made_up(i, 80) + " every report ends with this notice of the house")), i);
    EXPECT_LE(shelf.size(), 50u);
  }
  EXPECT_FALSE(shelf.sketch(10).ok());
  EXPECT_EQ(*original_of(sketch_of(made_up(10, 80)), shelf), std::nullopt);
  EXPECT_EQ(*original_of(sketch_of(made_up(480, 80)), shelf), std::optional<std::int64_t>(480));
  for (const std::uint64_t key : keys_of(sketch_of(made_up(499, 80)))) EXPECT_LE(shelf.holders(key, 16)->size(), 16u);
}

}  // namespace
}  // namespace brink
