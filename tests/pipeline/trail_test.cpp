// SPDX-License-Identifier: Apache-2.0
#include "pipeline/trail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/iso_time.h"
#include "pipeline/pipeline.h"

namespace brink {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(Trail, TellsHowAnEventWasRead) {
  const auto pipeline = Pipeline::open({});
  ASSERT_TRUE(pipeline);
  Document document;
  document.id = "d";
  document.published = *read_iso("2022-01-28");
  document.text = "The weather was fine. Antony Blinken said on Monday that Russia could attack Ukraine.";
  const Reading reading = pipeline->read(document);
  const auto attack = std::find_if(reading.events.begin(), reading.events.end(), [](const Event& e) { return e.type == "ASSAULT"; });
  ASSERT_NE(attack, reading.events.end());

  const EventTrail trail = pipeline->trail_of(reading.document, *attack);
  EXPECT_TRUE(trail.sentence.parsed());
  EXPECT_EQ(trail.sentence.span, attack->sentence_span);
  EXPECT_THAT(trail.frame, Contains(std::pair<std::string, std::string>("type", "ASSAULT")));
  EXPECT_THAT(trail.names, Contains(HasSubstr("RUS")));
  EXPECT_THAT(trail.names, Contains(HasSubstr("secretary of state")));  // the speaker, on that day
  ASSERT_FALSE(trail.status.empty());
  EXPECT_THAT(trail.status.front(), HasSubstr("could"));
  EXPECT_THAT(trail.status.front(), HasSubstr("hypothetical"));

  // Where the archive kept the sentence alone.
  Document kept = reading.document;
  kept.text.clear();
  const EventTrail of_sentence = pipeline->trail_of(kept, *attack);
  EXPECT_TRUE(of_sentence.sentence.parsed());
  EXPECT_EQ(of_sentence.status, trail.status);
}

TEST(Trail, AnUnknownRuleHasNoRow) {
  EXPECT_TRUE(frame_row(std::string(BRINK_SOURCE_DIR) + "/data", "no-such-rule#1").empty());
  EXPECT_FALSE(frame_row(std::string(BRINK_SOURCE_DIR) + "/data", "abduct#1").empty());
}

}  // namespace
}  // namespace brink
