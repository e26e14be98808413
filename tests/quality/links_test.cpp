// SPDX-License-Identifier: Apache-2.0
// Floors under the ranking of ICEWS14's links, which are not part of the source: the test skips where they
// are missing. Floors rise freely and fall only by an explained commit.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "forecast/forecast.h"

namespace brink {
namespace {

TEST(LinkQuality, RanksTheLinksOfIcews14) {
  const std::filesystem::path folder = std::filesystem::path(BRINK_SOURCE_DIR) / "build/data/icews/icews14";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  const auto graph = read_link_graph(folder, LinkSplit::kValid);
  ASSERT_TRUE(graph) << graph.error().sentence();
  const LinkReport single = evaluate_links(*graph, LinkSplit::kValid, LinkMode::kSingle);
  std::cout << "ICEWS14 valid, single step: " << single.all.mrr << " in " << single.seconds << " s\n";
  EXPECT_EQ(single.all.queries, 17028);
  EXPECT_GE(single.all.mrr, 0.48);
  EXPECT_GE(single.all.hits10, 0.66);
}

}  // namespace
}  // namespace brink
