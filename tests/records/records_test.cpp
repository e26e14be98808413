// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

#include <gtest/gtest.h>

namespace brink {
namespace {

Event full_event() {
  Event e;
  e.id = "0123456789abcdef0123456789abcdef";
  e.document = "d1";
  e.sentence = 3;
  e.sentence_span = {10, 80};
  e.text = "Northland warned that it would close the strait if fleets came.";
  e.date = "2021-05-04";
  e.date_precision = "day";
  e.type = "THREATEN";
  e.mode = {"force"};
  e.context = {"military"};
  e.cameo = "138";
  e.quad = Quad::kVerbalConflict;
  e.score = -7;
  e.status = Status::kHypothetical;
  e.hedged = true;
  e.actor = {{"NLD", {"GOV"}, "Northland", "Northland", {10, 19}}};
  e.recipient = {{"UNK", {}, "", "fleets", {70, 76}}};
  e.speaker = e.actor.front();
  e.condition = "fleets came";
  Event act;
  act.type = "COERCE";
  act.status = Status::kFuture;
  e.act = {act};
  e.place = Place{"the strait", "", 55.5, 12.25, true, 42, {50, 60}};
  e.equipment = {"fleets"};
  e.quantity = Quantity{"dozens", 24, 99};
  e.trigger = {"warned", {20, 26}};
  e.rule = "warn#1";
  e.confidence = 0.5;
  return e;
}

TEST(Records, AnEventGoesRoundTrip) {
  const std::string line = line_of(record_of(full_event()));
  const auto back = event_of(Json::parse(line));
  ASSERT_TRUE(back) << back.error().sentence();
  EXPECT_EQ(line_of(record_of(*back)), line);
}

TEST(Records, AnEmptyEventKeepsItsShape) {
  const Json record = record_of(Event{});
  for (const char* key : {"id", "document", "sentence", "text", "date", "type", "mode", "context", "cameo", "quad", "score",
                          "status", "hedged", "actor", "recipient", "speaker", "condition", "act", "place", "equipment",
                          "quantity", "trigger", "rule", "confidence"})
    EXPECT_TRUE(record.contains(key)) << key;
  EXPECT_TRUE(record["speaker"].is_null());
  EXPECT_TRUE(record["actor"].is_array());
}

TEST(Records, WhatIsNoEventIsRefusedWithItsField) {
  EXPECT_FALSE(event_of(Json::parse("[]")));
  EXPECT_FALSE(event_of(Json::parse("{}")));
  EXPECT_FALSE(event_of(Json::parse(R"({"type": 7})")));
  const auto wrong = event_of(Json::parse(R"({"type": "CONSULT", "status": "perhaps"})"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().where, "status");
  EXPECT_EQ(wrong.error().found, "perhaps");
}

TEST(Records, ALineIsValidUtf8WhateverTheText) {
  Document d;
  d.title = "cut \xC3";
  d.text = "a\nb\x01";
  const std::string line = line_of(record_of(d));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_FALSE(Json::parse(line, nullptr, false).is_discarded());
}

}  // namespace
}  // namespace brink
