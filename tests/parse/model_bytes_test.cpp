// SPDX-License-Identifier: Apache-2.0
// Replays the seeds and finds of the model's fuzz target, and its seed with bytes changed.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "../../fuzz/model_invariants.h"
#include "base/files.h"

namespace brink {
namespace {

namespace fs = std::filesystem;

const fs::path kFuzz = fs::path(BRINK_SOURCE_DIR) / "fuzz";

TEST(ModelBytes, SeedsAndFindsDoNoHarm) {
  int replayed = 0;
  std::error_code none;
  for (const char* folder : {"corpus/model", "finds/model"})
    for (const auto& file : fs::directory_iterator(kFuzz / folder, none)) {
      const auto bytes = read_file(file.path());
      ASSERT_TRUE(bytes) << file.path();
      check_model(*bytes);
      ++replayed;
    }
  EXPECT_GE(replayed, 1);
}

TEST(ModelBytes, ASmallModelWithWrongNumbersDoesNoHarm) {
  const auto seed = read_file(kFuzz / "corpus" / "model" / "tiny.bin");
  ASSERT_TRUE(seed);
  ASSERT_TRUE(Parser::from_bytes(*seed, "tiny"));
  std::mt19937 dice(1);
  for (int round = 0; round < 400; ++round) {
    std::string bytes = *seed;
    for (int changes = 0; changes < 4; ++changes) {
      // Half of the changes hit the head, where sizes stand.
      const std::size_t within = dice() % 2 ? 160 : bytes.size();
      bytes[16 + dice() % (within - 16)] = static_cast<char>(dice());
    }
    if (round % 5 == 0) bytes.resize(dice() % bytes.size());
    check_model(bytes);
  }
}

}  // namespace
}  // namespace brink
