// SPDX-License-Identifier: Apache-2.0
// What is said of files that are no model, or a damaged one.
#include "factuality/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "base/hash.h"

namespace brink::factuality {
namespace {

using testing::HasSubstr;

Model small() {
  Model model;
  model.bits = 4;
  model.scale = 0.5f;
  model.bias = -0.25f;
  for (int i = 0; i < 16; ++i) model.weights.push_back(static_cast<std::int8_t>(i * 8 - 64));
  return model;
}

// With its checksum made right, so that what lies behind is reached.
std::string sealed(std::string bytes) {
  const std::uint64_t sum = short_hash(std::string_view(bytes).substr(16));
  std::memcpy(bytes.data() + 8, &sum, sizeof sum);
  return bytes;
}

std::string complaint(const std::string& bytes) {
  const auto model = read_model(bytes, "some.bin");
  return model ? "" : model.error().sentence();
}

TEST(FactualityModel, IsReadAsItWasWritten) {
  const auto model = read_model(write_model(small()), "some.bin");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->weights, small().weights);
  EXPECT_FLOAT_EQ(model->log_odds({0u, 0xFFFFFFFFu}), (-64 + 56) * 0.5f - 0.25f);
}

TEST(FactualityModel, SaysWhatIsWrongWithAFile) {
  const std::string good = write_model(small());
  EXPECT_THAT(complaint(""), HasSubstr("factuality: some.bin: found another kind of file"));
  EXPECT_THAT(complaint("BRKPAR02" + good.substr(8)), HasSubstr("another kind of file"));
  EXPECT_THAT(complaint("BRKFCT99" + good.substr(8)), HasSubstr("found version 99, expected version 01"));
  EXPECT_THAT(complaint(good.substr(0, 20)), HasSubstr("20 bytes"));
  std::string damaged = good;
  damaged.back() ^= 1;
  EXPECT_THAT(complaint(damaged), HasSubstr("damaged"));
  EXPECT_THAT(complaint(sealed(good.substr(0, good.size() - 1))), HasSubstr("43 bytes, expected 44"));
}

TEST(FactualityModel, RefusesSizesAndNumbersThatNoModelHas) {
  for (const std::uint32_t bits : {0u, 3u, 21u, 32u, 0xFFFFFFFFu}) {
    std::string bytes = write_model(small());
    std::memcpy(bytes.data() + 16, &bits, sizeof bits);
    EXPECT_THAT(complaint(sealed(bytes)), HasSubstr("expected 4 to 20")) << bits;
  }
  for (const float scale : {0.0f, -1.0f, std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    std::string bytes = write_model(small());
    std::memcpy(bytes.data() + 20, &scale, sizeof scale);
    EXPECT_THAT(complaint(sealed(bytes)), HasSubstr("scale")) << scale;
  }
}

TEST(FactualityModel, AnyBytesDoNoHarm) {
  std::mt19937 dice(1);
  int read = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = write_model(small());
    for (int changes = 0; changes < 3; ++changes) bytes[16 + dice() % (bytes.size() - 16)] = static_cast<char>(dice());
    if (round % 5 == 0) bytes.resize(16 + dice() % 40);
    const auto model = read_model(sealed(bytes), "some.bin");
    if (!model) continue;
    ++read;
    EXPECT_TRUE(std::isfinite(model->log_odds({1u, 77u, 0xFFFFFFFFu})));
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace brink::factuality
