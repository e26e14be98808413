// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "store/sqlite/database.h"

namespace brink {
namespace {

TEST(Statement, AValueThatCouldNotBeBoundIsAnErrorAndNotNull) {
  const auto database = Database::open(":memory:", Access::kWrite, {});
  ASSERT_TRUE(database.ok()) << database.error().sentence();
  auto rows = (*database)->prepare("SELECT ? IS NULL");
  ASSERT_TRUE(rows.ok());
  rows->bind("text").bind("one too many");
  EXPECT_FALSE(rows->step().ok());
  rows->reset();
  const auto row = rows->bind("text").step();
  ASSERT_TRUE(row.ok()) << row.error().sentence();
  EXPECT_EQ(rows->number(0), 0);
}

}  // namespace
}  // namespace brink
