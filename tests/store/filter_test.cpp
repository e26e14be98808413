// SPDX-License-Identifier: Apache-2.0
// The filters of both queries agree with a plain reading of them, on random data.
#include <algorithm>
#include <map>
#include <random>

#include "base/day_range.h"
#include "base/utf8.h"
#include "contract.h"
#include "sample.h"

namespace brink {
namespace {

using Strings = std::vector<std::string>;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int upto(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return upto(n) == 0; }
  const std::string& pick(const Strings& from) {
    return from[static_cast<std::size_t>(upto(static_cast<int>(from.size())))];
  }
  Strings some(const Strings& from, int most) {
    Strings chosen;
    for (int n = upto(most + 1); n > 0; --n) chosen.push_back(pick(from));
    return chosen;
  }

 private:
  std::mt19937 random_;
};

const Strings kCodes = {"NOR", "SUD", "EST", "UNK"};
const Strings kSectors = {"GOV", "MIL"};
const Strings kTypes = {"MOBILIZE", "CONSULT", "REQUEST"};
const Strings kModes = {"troops", "weapons"};
const Strings kPlaces = {"Rivertown", "Älvstad", ""};
const Strings kCountries = {"NOR", "SUD", ""};
const Strings kEquipment = {"S-400", "tank"};
const Strings kCameo = {"15", "154", "036", "0361"};
const Strings kDates = {"2022-01-05", "2022-01-31", "2022-01",    "2022",
                        "",           "2021-12-31", "2022-02-07", "odd"};
const Strings kWords = {"river", "brigade", "talks", "night"};
const Strings kDays = {"2022-01-01", "2022-01-20", "2022-02-10", "2022-01"};

Actor actor(Dice& dice) { return {dice.pick(kCodes), dice.some(kSectors, 2), "", "", {}}; }

Event random_event(Dice& dice, const Document& d, int number) {
  Event e = sample::event(d, std::to_string(number), dice.pick(kTypes));
  e.date = dice.pick(kDates);
  e.date_precision = e.date == "2022-02-07" ? "week" : "day";
  e.status = static_cast<Status>(dice.upto(5));
  e.mode = dice.some(kModes, 2), e.context = dice.some(kModes, 1),
  e.equipment = dice.some(kEquipment, 2);
  e.cameo = dice.pick(kCameo);
  e.actor.clear();
  for (int n = dice.upto(3); n > 0; --n) e.actor.push_back(actor(dice));
  for (int n = dice.upto(3); n > 0; --n) e.recipient.push_back(actor(dice));
  if (dice.one_in(2)) e.speaker = actor(dice);
  if (dice.one_in(2)) {
    e.place = Place{};
    e.place->name = dice.pick(kPlaces), e.place->country = dice.pick(kCountries);
  }
  e.text = dice.pick(kWords) + " and " + dice.pick(kWords);
  return e;
}

EventQuery random_query(Dice& dice) {
  EventQuery q;
  const Strings asked = {"NOR", "SUD/MIL", "EST/GOV", "UNK", "NONE"};
  if (dice.one_in(4)) q.actor = dice.some(asked, 2);
  if (dice.one_in(5)) q.recipient = dice.some(asked, 2);
  if (dice.one_in(5)) q.either = dice.some(asked, 2);
  if (dice.one_in(6)) q.speaker = dice.some(asked, 2);
  if (dice.one_in(4)) q.type = dice.some(kTypes, 2);
  if (dice.one_in(6)) q.mode = dice.some({"TROOPS", "weapons"}, 2);
  if (dice.one_in(8)) q.context = dice.some(kModes, 1);
  if (dice.one_in(8)) q.equipment = dice.some({"s-400", "Tank"}, 1);
  if (dice.one_in(6)) q.cameo_prefix = dice.some({"15", "03", "0361", "9"}, 2);
  if (dice.one_in(5)) q.status = {static_cast<Status>(dice.upto(5)), Status::kActual};
  if (dice.one_in(7)) q.country = dice.some(kCountries, 2);
  if (dice.one_in(7)) q.place = dice.some({"rivertown", "ÄLVSTAD"}, 2);
  if (dice.one_in(5)) q.text = dice.pick(kWords);
  if (dice.one_in(4)) q.since = dice.pick(kDays);
  if (dice.one_in(4)) q.until = dice.pick(kDays);
  if (dice.one_in(4)) q.known_by = dice.pick(kDays);
  return q;
}

// ---- the plain reading

bool is_called(const Actor& a, const std::string& asked) {
  if (a.code == asked) return true;
  return std::any_of(a.sector.begin(), a.sector.end(),
                     [&](const auto& s) { return a.code + "/" + s == asked; });
}

bool any_called(const std::vector<Actor>& actors, const Strings& asked) {
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const auto& name) { return is_called(a, name); });
  });
}

bool among(const Strings& asked, const std::string& value, bool fold) {
  return std::any_of(asked.begin(), asked.end(), [&](const auto& a) {
    return fold ? fold_case(a) == fold_case(value) : a == value;
  });
}

bool any_among(const Strings& asked, const Strings& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& v) { return among(asked, v, true); });
}

bool in_days(const EventQuery& q, const Event& e) {
  if (q.since.empty() && q.until.empty()) return true;
  const auto days = read_day_range(e.date, e.date_precision);
  if (!days) return false;
  if (!q.since.empty() && days->last < read_day_range(q.since)->first) return false;
  return q.until.empty() || days->first <= read_day_range(q.until)->last;
}

// Who meets or agrees with each other is both.
const std::vector<Actor>& recipients_of(const Event& e) {
  return e.recipient.empty() && e.actor.size() > 1 ? e.actor : e.recipient;
}

bool answers(const EventQuery& q, const Event& e) {
  const auto prefixed = [&] {
    return std::any_of(q.cameo_prefix.begin(), q.cameo_prefix.end(),
                       [&](const auto& p) { return e.cameo.starts_with(p); });
  };
  return (q.actor.empty() || any_called(e.actor, q.actor)) &&
         (q.recipient.empty() || any_called(recipients_of(e), q.recipient)) &&
         (q.either.empty() || any_called(e.actor, q.either) || any_called(e.recipient, q.either)) &&
         (q.speaker.empty() || (e.speaker && any_called({*e.speaker}, q.speaker))) &&
         (q.type.empty() || among(q.type, e.type, false)) &&
         (q.mode.empty() || any_among(q.mode, e.mode)) &&
         (q.context.empty() || any_among(q.context, e.context)) &&
         (q.equipment.empty() || any_among(q.equipment, e.equipment)) &&
         (q.cameo_prefix.empty() || prefixed()) &&
         (q.status.empty() || std::count(q.status.begin(), q.status.end(), e.status)) &&
         (q.country.empty() || (e.place && among(q.country, e.place->country, false))) &&
         (q.place.empty() || (e.place && among(q.place, e.place->name, true))) &&
         (q.text.empty() || e.text.find(q.text) != std::string::npos) && in_days(q, e);
}

// One event with the days from which and until which it held.
struct Held {
  Event event;
  Day from;
  std::optional<Day> until;
};

bool held(const Held& h, const std::string& known_by) {
  if (known_by.empty()) return !h.until;
  const Day day = read_day_range(known_by)->last;
  return h.from <= day && (!h.until || *h.until > day);
}

TEST_P(ArchiveContract, EventFiltersAgreeWithAPlainReading) {
  Dice dice(4);
  const auto archive = open();
  std::vector<Held> all;
  ASSERT_TRUE(archive->begin().ok());
  for (int n = 0; n < 150; ++n) {
    const Day day = *make_day(2022, 1, 1 + dice.upto(31));
    Document d = sample::document(std::to_string(n), to_iso(day));
    std::vector<Event> first, second;
    for (int i = dice.upto(6); i > 0; --i) first.push_back(random_event(dice, d, i));
    ASSERT_TRUE(archive->put(d, first, Keep::kFull, sample::kNow).ok());
    const bool revised = dice.one_in(3);
    const Day later = day + std::chrono::days(dice.upto(10));
    if (revised) {
      d.text += " Changed.";
      d.modified = Timestamp{later, 0, false};
      for (int i = 10 + dice.upto(4); i > 10; --i) second.push_back(random_event(dice, d, i));
      ASSERT_TRUE(archive->put(d, second, Keep::kFull, sample::kNow).ok());
    }
    for (const Event& e : first)
      all.push_back({e, day, revised ? std::optional(later) : std::nullopt});
    for (const Event& e : second) all.push_back({e, later, {}});
  }
  ASSERT_TRUE(archive->commit().ok());
  std::size_t found = 0;
  for (int round = 0; round < 600; ++round) {
    const EventQuery q = random_query(dice);
    std::vector<std::string> expected, got;
    for (const Held& h : all)
      if (held(h, q.known_by) && answers(q, h.event)) expected.push_back(h.event.id);
    ASSERT_TRUE(archive
                    ->events(q,
                             [&](const Event& e, const StoredDocument& s) {
                               EXPECT_EQ(s.document.id, e.document);
                               got.push_back(e.id);
                               return true;
                             })
                    .ok());
    std::sort(expected.begin(), expected.end());
    std::sort(got.begin(), got.end());
    ASSERT_EQ(got, expected) << "round " << round;
    found += got.size();
  }
  EXPECT_GT(found, 2000u);
}

TEST_P(ArchiveContract, DocumentFiltersAgreeWithAPlainReading) {
  Dice dice(5);
  const auto archive = open();
  std::vector<Document> all;
  const Strings outlets = {"Gazette", "Herald"}, languages = {"en", "de", ""};
  for (int n = 0; n < 120; ++n) {
    Document d = sample::document(std::to_string(n),
                                  to_iso(*make_day(2022, 1 + dice.upto(2), 1 + dice.upto(28))));
    if (dice.one_in(6)) d.published.reset();
    d.outlet = dice.pick(outlets), d.language = dice.pick(languages);
    d.title = dice.pick(kWords), d.text = dice.pick(kWords);
    ASSERT_TRUE(archive->put(d, {}, Keep::kFull, sample::kNow).ok());
    all.push_back(d);
  }
  for (int round = 0; round < 200; ++round) {
    DocumentQuery q;
    if (dice.one_in(3)) q.outlet = dice.some(outlets, 2);
    if (dice.one_in(3)) q.language = dice.some(languages, 2);
    if (dice.one_in(3)) q.text = dice.pick(kWords);
    if (dice.one_in(3)) q.since = dice.pick(kDays);
    if (dice.one_in(3)) q.until = dice.pick(kDays);
    const auto fits = [&](const Document& d) {
      const Day day = d.published ? d.published->local_day() : *make_day(2022, 3, 1);
      return (q.outlet.empty() || among(q.outlet, d.outlet, false)) &&
             (q.language.empty() || among(q.language, d.language, false)) &&
             (q.text.empty() || d.title == q.text || d.text == q.text) &&
             (q.since.empty() || day >= read_day_range(q.since)->first) &&
             (q.until.empty() || day <= read_day_range(q.until)->last);
    };
    const auto expected = std::count_if(all.begin(), all.end(), fits);
    std::ptrdiff_t got = 0;
    ASSERT_TRUE(archive
                    ->documents(q,
                                [&](const StoredDocument& s) {
                                  EXPECT_TRUE(fits(s.document));
                                  ++got;
                                  return true;
                                })
                    .ok());
    ASSERT_EQ(got, expected) << "round " << round;
  }
}

}  // namespace
}  // namespace brink
