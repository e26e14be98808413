// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "taken.h"

namespace brink {
namespace {

TEST(JsonLines, ReadsEveryFieldOfARecord) {
  const Taken taken = take_bytes(
      R"({"id": "a-1", "date": "2022-01-28T10:00:00Z", "title": "Talks", "text": " They met.\nTwice. ",)"
      R"( "url": "https://news.example/a", "outlet": "Harbour Wire", "language": "en", "authors": ["A B", "C D"]})"
      "\n",
      "box.jsonl");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  const Document& d = taken.arrivals[0].known;
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kText);
  EXPECT_EQ(d.id, "a-1");
  EXPECT_EQ(d.source, "box.jsonl#1");
  EXPECT_EQ(to_iso(*d.published), "2022-01-28T10:00:00Z");
  EXPECT_EQ(d.title, "Talks");
  EXPECT_EQ(d.text, " They met.\nTwice. ") << "spans must fit the sender's copy";
  EXPECT_EQ(d.url, "https://news.example/a");
  EXPECT_EQ(d.outlet, "Harbour Wire");
  EXPECT_EQ(d.language, "en");
  EXPECT_EQ(d.authors, (std::vector<std::string>{"A B", "C D"}));
}

TEST(JsonLines, ReadsTheFieldsOfNgec) {
  const Taken taken = take_bytes(
      R"({"event_text": "Troops moved.", "pub_date": "2022-02-01", "headline": "Moves", "publisher": "Post", "id": 17})");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  const Document& d = taken.arrivals[0].known;
  EXPECT_EQ(d.text, "Troops moved.");
  EXPECT_EQ(to_iso(*d.published), "2022-02-01");
  EXPECT_EQ(d.title, "Moves");
  EXPECT_EQ(d.outlet, "Post");
  EXPECT_EQ(d.id, "17");
}

TEST(JsonLines, HtmlIsAPage) {
  const Taken taken = take_bytes(R"({"html": "<p>Hello</p>", "url": "http://x.example/"})");
  ASSERT_EQ(taken.arrivals.size(), 1u);
  EXPECT_EQ(taken.arrivals[0].kind, Arrival::Kind::kPage);
  EXPECT_EQ(taken.arrivals[0].html, "<p>Hello</p>");
}

TEST(JsonLines, ABadLineIsSetAsideAndTheRestGoesOn) {
  const std::string lines =
      "{\"text\": \"one\"}\n{\"text\": \"cut\n\n[1, 2]\n{\"title\": 3.5, \"text\": null, "
      "\"outlet\": {\"a\": 1}}\n"
      "{\"text\": \"two\"} {\"text\": \"three\"}\n{\"date\": \"2022-01-01\"}\n{\"text\": \"last\"}";
  const Taken taken = take_bytes(lines, "f.jsonl");
  ASSERT_EQ(taken.arrivals.size(), 3u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.text, "one");
  EXPECT_EQ(taken.arrivals[1].known.text, "3.5") << "a bare headline is the text";
  EXPECT_EQ(taken.arrivals[2].known.text, "last");
  ASSERT_EQ(taken.aside.size(), 4u) << taken.reasons();
  EXPECT_EQ(taken.aside[0].first, "f.jsonl#2");
  EXPECT_EQ(taken.aside[0].second.where, "f.jsonl line 2 (byte 16)");
  EXPECT_EQ(taken.aside[0].second.stage, "intake");
}

TEST(JsonLines, AGiantLineIsNotHeld) {
  IntakeSettings settings;
  settings.most_page_bytes = 1000;
  const std::string lines = "{\"text\": \"one\"}\n{\"text\": \"" + std::string(3000000, 'x') +
                            "\"}\n{\"text\": \"two\"}\n";
  const Taken taken = take_bytes(lines, "f.jsonl", settings);
  EXPECT_EQ(taken.arrivals.size(), 2u);
  ASSERT_EQ(taken.aside.size(), 1u);
  EXPECT_EQ(taken.aside[0].second.found, "3000013 bytes");
}

TEST(JsonLines, AnArrayIsReadAsItsElements) {
  const Taken taken = take_bytes("[{\"text\": \"one\"},\n 7,\n {\"text\": \"two\"}]");
  EXPECT_EQ(taken.arrivals.size(), 2u) << taken.reasons();
  EXPECT_EQ(taken.aside.size(), 1u);
}

TEST(JsonLines, AnObjectOverManyLinesIsOneRecord) {
  const Taken taken = take_bytes("{\n  \"text\": \"one\",\n  \"title\": \"T\"\n}\n", "a.json");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(take_bytes("{\n \"a\": {\n  \"b\": 1\n }\n}\n", "a.json").aside.size(), 1u);
}

TEST(JsonLines, IllFormedUtf8IsReplacedNotRefused) {
  const Taken taken = take_bytes("{\"text\": \"na\xEFve caf\xC3\xA9 \xC3\xA9t\xC3\xA9\"}");
  ASSERT_EQ(taken.arrivals.size(), 1u) << taken.reasons();
  EXPECT_EQ(taken.arrivals[0].known.text, "na\xEF\xBF\xBDve caf\u00e9 \u00e9t\u00e9");
}

TEST(JsonLines, DeepNestingIsSurvived) {
  std::string line = "{\"text\": \"fine\", \"x\": " + std::string(200000, '[');
  line += "\n{\"text\": \"next\"}\n";
  const Taken taken = take_bytes(line, "f.jsonl");
  ASSERT_FALSE(taken.arrivals.empty());
  EXPECT_EQ(taken.arrivals.back().known.text, "next");
}

TEST(JsonLines, TakeMayStop) {
  const Intake intake;
  int seen = 0;
  const std::string lines = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
  EXPECT_FALSE(intake.read_bytes(
      open_bytes(lines), "x", [&](Arrival&&) { return ++seen, false; },
      [](const std::string&, const Error&) {}));
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace brink
