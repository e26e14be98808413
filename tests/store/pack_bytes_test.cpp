// SPDX-License-Identifier: Apache-2.0
// Bytes that claim to be a pack: what the fuzz target starts from and what it found, whole, cut and bent, and
// what damaged bytes may ask for.
#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "../../fuzz/pack_invariants.h"
#include "base/files.h"
#include "sample.h"
#include "store/packs/pack_shelf.h"

namespace brink {
namespace {

std::vector<std::string> seeds_and_finds() {
  std::vector<std::string> all;
  for (const char* kind : {"corpus", "finds"}) {
    std::error_code error;
    const auto folder = std::filesystem::path(BRINK_SOURCE_DIR) / "fuzz" / kind / "pack";
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      auto bytes = read_file(it->path());
      EXPECT_TRUE(bytes) << it->path();
      if (bytes) all.push_back(std::move(*bytes));
    }
  }
  return all;
}

bool reads(const std::string& record, const std::vector<std::string>& lexicon) {
  std::string texts;
  std::vector<std::uint32_t> ends;
  for (const std::string& text : lexicon) texts += text, ends.push_back(static_cast<std::uint32_t>(texts.size()));
  PackedReader from(record);
  Event event;
  read_event(from, {ends, texts}, event);
  return !from.failed();
}

// What stands in a lexicon that the test writes itself.
struct WrittenEvent {
  std::vector<std::string> lexicon{""};
  std::string record;

  std::uint64_t text(std::string value) { return lexicon.push_back(std::move(value)), lexicon.size() - 1; }
  bool is_read() const {
    return reads(record, lexicon);
  }
};

// With one actor, many times; `name` its name.
WrittenEvent event_of_actors(std::uint64_t actors, std::uint64_t sectors, const std::string& name) {
  WrittenEvent written;
  const std::uint64_t long_text = written.text(name);
  PackedBytes kind;
  for (int i = 0; i < 2; ++i) kind.number(0);  // date's precision, type
  for (int i = 0; i < 6; ++i) kind.number(0);  // modes, contexts, code, quad, status, hedged
  kind.real(0), kind.real(0);
  for (int i = 0; i < 4; ++i) kind.number(0);  // condition, equipment, trigger, rule
  PackedBytes actor;
  actor.number(0), actor.number(sectors);
  for (std::uint64_t i = 0; i < sectors; ++i) actor.number(long_text);
  actor.number(long_text), actor.number(0), actor.number(0), actor.number(0);
  PackedBytes event;
  event.number(0), event.number(written.text(kind.bytes())), event.number(0);
  for (int i = 0; i < 3; ++i) event.number(0);  // the sentence's span, the date
  const std::uint64_t number = written.text(actor.bytes());
  event.number(actors);
  for (std::uint64_t i = 0; i < actors; ++i) event.number(number);
  event.number(0), event.number(0), event.number(0);
  written.record = event.bytes();
  return written;
}

TEST(PackSeeds, SeedsAndFindsDoNoHarm) {
  const auto all = seeds_and_finds();
  EXPECT_GE(all.size(), 5u);
  for (const std::string& bytes : all) check_pack(bytes);
}

TEST(PackSeeds, EachSeedCutAndBent) {
  for (const std::string& bytes : seeds_and_finds())
    for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 60 + 1) {
      check_pack(std::string_view(bytes).substr(0, at));
      std::string bent = bytes;
      bent[at] = static_cast<char>(bent[at] ^ 0x9D);
      check_pack(bent);
    }
}

TEST(PackSeeds, TheirPartsAreStillThoseOfAPack) {
  std::size_t events = 0;
  for (const std::string& bytes : seeds_and_finds()) {
    std::string_view data = bytes;
    const auto pack = Pack::read(pack_of_parts(data), "a.db");
    if (pack) events += (*pack)->events();
  }
  EXPECT_GE(events, 5u);
}

TEST(PackedEvent, AFewBytesThatAskForMuchAreRefused) {
  EXPECT_TRUE(event_of_actors(3, 2, "Norland").is_read());
  EXPECT_FALSE(event_of_actors(2'000, 2'000, "Norland").is_read());
  EXPECT_FALSE(event_of_actors(1, 1'000, std::string(100'000, 'x')).is_read());
  EXPECT_FALSE(event_of_actors(1'000'000, 0, "").is_read());
}

TEST(PackedEvent, TextThatIsNoneIsRefused) {
  EXPECT_TRUE(event_of_actors(1, 1, "\xC3\x89lan").is_read());
  EXPECT_FALSE(event_of_actors(1, 1, "\xC3lan").is_read());
}

TEST(PackedEvent, WhatIsTooLargeToBeReadIsNotPacked) {
  const Document d = sample::document("a");
  Event event = sample::full_event(d, "x");
  EXPECT_TRUE(is_packable(event));
  event.rule = std::string(15'000, '\xFF');  // three times as long once it is mended
  EXPECT_TRUE(is_packable(event));
  PackedBytes bytes;
  Lexicon lexicon;
  EventCoder().write(bytes, lexicon, event);
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < lexicon.size(); ++i) texts.emplace_back(lexicon[i]);
  EXPECT_TRUE(reads(bytes.bytes(), texts));
  event.rule += std::string(15'000, 'x');
  EXPECT_FALSE(is_packable(event));
}

PackWriter::Made pack_of_moment(std::int64_t reported, std::int64_t day) {
  Document d = sample::document("a");
  d.text.clear();
  ArrivingReport arrival{d, Keep::kFull, "", sample::kNow, {}, {}};
  arrival.reported = reported, arrival.report_day = day, arrival.known_from = day;
  PackWriter writer;
  writer.add(arrival, {});
  return writer.make();
}

TEST(PackBytesRead, DaysAndMomentsThatNoCalendarHasAreDamage) {
  EXPECT_TRUE(Pack::read(pack_of_moment(1'643'360'400, 19'020).bytes, "a.db").ok());
  EXPECT_TRUE(Pack::read(pack_of_moment(-62'000'000'000, -719'528).bytes, "a.db").ok()) << "year 0";
  EXPECT_FALSE(Pack::read(pack_of_moment(std::numeric_limits<std::int64_t>::min(), 19'020).bytes, "a.db").ok());
  EXPECT_FALSE(Pack::read(pack_of_moment(1'643'360'400, std::numeric_limits<std::int32_t>::max()).bytes, "a.db").ok());
}

TEST(PackBytesRead, OneReportHasNoMoreEventsThanAreEverPacked) {
  Document d = sample::document("a");
  d.text.clear();
  std::vector<Event> events;
  for (std::size_t i = 0; i <= kMostReportEvents; ++i) events.push_back(sample::event(d, std::to_string(i)));
  PackWriter writer;
  writer.add({d, Keep::kFull, "", sample::kNow, {}, {}}, events);
  const auto pack = Pack::read(writer.make().bytes, "a.db");
  ASSERT_TRUE(pack.ok());
  EXPECT_FALSE((*pack)->events_of(0).ok());
}

TEST(PackHeads, NumbersThatNoPackHasAreNotPossible) {
  PackHead head;
  head.newest = 1'643'360'400, head.oldest = 1'643'000'000, head.reports = 500, head.events = 900, head.first_event_key = 1;
  EXPECT_TRUE(is_possible(head));
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();
  for (std::int64_t PackHead::*number : {&PackHead::newest, &PackHead::oldest, &PackHead::reports, &PackHead::events, &PackHead::first_event_key})
    for (const std::int64_t wrong : {kLeast, kMost}) {
      PackHead other = head;
      other.*number = wrong;
      EXPECT_FALSE(is_possible(other));
    }
}

TEST(PackShelfBytes, ThatAreOthersThanTheirHashSaysAreDamage) {
  const std::string bytes = pack_of_moment(1'643'360'400, 19'020).bytes;
  PackShelf shelf(1 << 20);
  EXPECT_FALSE(shelf.get(hex_hash("others"), "a.db", [&]() -> Result<std::string> { return bytes; }).ok());
  EXPECT_EQ(shelf.bytes(), 0u);
  EXPECT_TRUE(shelf.get(hex_hash(bytes), "a.db", [&]() -> Result<std::string> { return bytes; }).ok());
}

}  // namespace
}  // namespace brink
