// SPDX-License-Identifier: Apache-2.0
#include "base/no_memory.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

TEST(NoMemory, WhatRunsOutBecomesAnErrorAtItsPlace) {
  const auto sum = or_no_memory("parse", "a.html", []() -> Result<int> { throw std::bad_alloc(); });
  ASSERT_FALSE(sum.ok());
  EXPECT_EQ(sum.error().sentence(), "parse: a.html: found no memory left, expected more memory");
}

TEST(NoMemory, WhatGoesWellIsHandedOn) {
  const auto sum = or_no_memory("parse", "a.html", []() -> Result<int> { return 7; });
  ASSERT_TRUE(sum.ok());
  EXPECT_EQ(*sum, 7);
}

}  // namespace
}  // namespace brink
