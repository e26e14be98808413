// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <map>
#include <thread>

#include "contract.h"

#include "records/records.h"
#include "sample.h"

namespace brink {
namespace {

using sample::kNow;
using namespace std::string_literals;

std::vector<Event> events_of(const Archive& archive, const EventQuery& query = {}) {
  std::vector<Event> found;
  const auto done = archive.events(query, [&](const Event& e, const StoredDocument&) {
    found.push_back(e);
    return true;
  });
  EXPECT_TRUE(done.ok()) << (done ? "" : done.error().sentence());
  return found;
}

std::vector<StoredDocument> documents_of(const Archive& archive, const DocumentQuery& query = {}) {
  std::vector<StoredDocument> found;
  const auto done = archive.documents(query, [&](const StoredDocument& d) {
    found.push_back(d);
    return true;
  });
  EXPECT_TRUE(done.ok()) << (done ? "" : done.error().sentence());
  return found;
}

Stored put(Archive& archive, const Document& d, const std::vector<Event>& events,
           Keep keep = Keep::kFull, const std::string& now = kNow) {
  const auto stored = archive.put(d, events, keep, now);
  EXPECT_TRUE(stored.ok()) << (stored ? "" : stored.error().sentence());
  return stored ? *stored : Stored::kRepeated;
}

ArchiveSettings excerpts(std::size_t characters, std::size_t sentences) {
  ArchiveSettings settings;
  settings.excerpt = {characters, sentences};
  return settings;
}

std::string line(const Event& event) { return line_of(record_of(event)); }

EventQuery with_text(const std::string& text) {
  EventQuery query;
  query.text = text;
  return query;
}

DocumentQuery worded(const std::string& text) {
  DocumentQuery query;
  query.text = text;
  return query;
}

EventQuery known_by(const std::string& day) {
  EventQuery query;
  query.known_by = day;
  return query;
}

// A text of its own for each seed.
std::string report_text(int seed) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "word" + std::to_string((seed * 7919 + i * i * 31) % 9973) + ' ';
  return text;
}

Document told_by(const std::string& name, const std::string& text) {
  Document d = sample::document(name);
  d.outlet = "Outlet of " + name;
  d.text = text;
  return d;
}

std::string copy_of(const Archive& archive, const Document& d) {
  const auto found = archive.document(d.id);
  EXPECT_TRUE(found.ok() && found->size() == 1u);
  return found && found->size() == 1 ? found->front().copy_of : "?";
}

TEST_P(ArchiveContract, TellsWhoseWordsAReportHas) {
  const Document first = told_by("first", report_text(1)), other = told_by("other", report_text(2));
  const Document copy = told_by("copy", report_text(1).substr(0, 700));
  const Document of_copy = told_by("of_copy", report_text(1).substr(0, 650));
  {
    const auto archive = open();
    put(*archive, first, {});
    put(*archive, other, {});
    put(*archive, copy, {}, Keep::kFacts);
    EXPECT_EQ(copy_of(*archive, first), "");
    EXPECT_EQ(copy_of(*archive, other), "");
    EXPECT_EQ(copy_of(*archive, copy), first.id);
  }
  // A new run goes on, and a copy of a copy is one of the first.
  const auto archive = open();
  put(*archive, of_copy, {});
  EXPECT_EQ(copy_of(*archive, of_copy), first.id);
}

TEST_P(ArchiveContract, ARevisionIsACopyByItsOwnWords) {
  const auto archive = open();
  const Document first = told_by("first", report_text(1));
  Document changing = told_by("changing", report_text(3));
  put(*archive, first, {});
  put(*archive, changing, {});
  EXPECT_EQ(copy_of(*archive, changing), "");
  changing.text = report_text(1);
  EXPECT_EQ(put(*archive, changing, {}), Stored::kRevised);
  EXPECT_EQ(copy_of(*archive, changing), first.id);
  // What it was before is no longer found, and the original does not become its copy's copy.
  const Document late = told_by("late", report_text(3));
  put(*archive, late, {});
  EXPECT_EQ(copy_of(*archive, late), "");
  Document updated = first;
  updated.text += " and one more line";
  EXPECT_EQ(put(*archive, updated, {}), Stored::kRevised);
  EXPECT_EQ(copy_of(*archive, updated), "");
}

TEST_P(ArchiveContract, ABatchRolledBackIsNobodysOriginal) {
  const auto archive = open();
  ASSERT_TRUE(archive->begin().ok());
  put(*archive, told_by("gone", report_text(1)), {});
  ASSERT_TRUE(archive->roll_back().ok());
  const Document stays = told_by("stays", report_text(1)), empty = told_by("empty", "");
  put(*archive, stays, {});
  put(*archive, empty, {});
  EXPECT_EQ(copy_of(*archive, stays), "");
  EXPECT_EQ(copy_of(*archive, empty), "");
}

TEST_P(ArchiveContract, ANewArchiveIsEmpty) {
  const auto archive = open();
  ASSERT_TRUE(archive);
  const auto counts = archive->counts();
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts->documents + counts->events + counts->set_aside, 0u);
  EXPECT_TRUE(events_of(*archive).empty());
  EXPECT_TRUE(documents_of(*archive).empty());
}

TEST_P(ArchiveContract, GivesBackEveryFieldOfADocument) {
  Document d = sample::document("one", "2022-01-29T01:12:44+09:00");
  d.canonical_url = "https://gazette.example/canon";
  d.modified = read_iso("2022-01-29T03:00:00+09:00");
  d.authors = {"A. Writer", "B. \"Quote\" Möller"};
  d.dateline = {"Rivertown", "Wire", "C. Reporter", "Jan 28", {0, 20}};
  d.rights = {"Do not sell.", Keep::kFull};
  d.captions = {{"The river", "Gazette photo"}, {"", "Wire"}};
  {
    const auto archive = open();
    EXPECT_EQ(put(*archive, d, {}), Stored::kNew);
  }
  const auto archive = open({}, Access::kRead);
  const auto found = archive->document(d.id);
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  const StoredDocument& s = found->front();
  EXPECT_EQ(line_of(record_of(s.document)), line_of(record_of(d)));
  EXPECT_EQ(s.document.published, d.published);
  EXPECT_EQ(s.document.dateline, d.dateline);
  EXPECT_EQ(s.document.captions, d.captions);
  EXPECT_EQ(s.document.rights, d.rights);
  EXPECT_EQ(s.kept, Keep::kFull);
  EXPECT_EQ(s.revision, 1);
  EXPECT_EQ(s.first_seen, kNow);
  EXPECT_EQ(s.known_from, "2022-01-29");
  EXPECT_EQ(s.fingerprint.size(), 32u);
}

TEST_P(ArchiveContract, GivesBackEveryFieldOfAnEvent) {
  const auto archive = open();
  const Document d = sample::document("one");
  const Event e = sample::full_event(d, "e");
  put(*archive, d, {e});
  const auto found = events_of(*archive);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(line(found[0]), line(e));
  EXPECT_EQ(found[0].place->lat, e.place->lat);
  const auto by_id = archive->event(e.id);
  ASSERT_TRUE(by_id.ok());
  ASSERT_EQ(by_id->size(), 1u);
  EXPECT_EQ(line(by_id->front()), line(e));
}

TEST_P(ArchiveContract, NumbersOfAnySizeComeBack) {
  const auto archive = open();
  Event e = sample::full_event(sample::document("one"), "e");
  for (const double score : {-132816557330708774912.0, 1e15, 1e300, 5e-324, 999'999'999'999'999.0, -0.1}) {
    e.score = e.confidence = e.place->lat = score;
    e.id = hex_hash(std::to_string(score) + "of any size");
    const Document d = sample::document(std::to_string(score));
    e.document = d.id;
    put(*archive, d, {e});
    const auto found = archive->event(e.id);
    ASSERT_TRUE(found.ok()) << score << ": " << found.error().sentence();
    ASSERT_EQ(found->size(), 1u);
    EXPECT_EQ(found->front().score, score);
    EXPECT_EQ(found->front().place->lat, score);
  }
}

TEST_P(ArchiveContract, TheSameAgainChangesNothing) {
  const auto archive = open();
  const Document d = sample::document("one");
  const std::vector<Event> events = {sample::event(d, "a"), sample::event(d, "b")};
  EXPECT_EQ(put(*archive, d, events), Stored::kNew);
  EXPECT_EQ(put(*archive, d, events, Keep::kFull, "2022-04-01T00:00:00Z"), Stored::kRepeated);
  EXPECT_EQ(put(*archive, d, {}), Stored::kRepeated);
  EXPECT_EQ(events_of(*archive).size(), 2u);
  EXPECT_EQ(documents_of(*archive).front().first_seen, kNow);
}

TEST_P(ArchiveContract, AnEventTwiceInOnePutIsKeptOnce) {
  const auto archive = open();
  Document d = sample::document("one");
  const Event e = sample::event(d, "a");
  put(*archive, d, {e, e});
  EXPECT_EQ(events_of(*archive).size(), 1u);
  d.text += " More.";
  Event changed = e;
  changed.type = "RETREAT";
  put(*archive, d, {changed, changed});
  EXPECT_EQ(events_of(*archive).size(), 1u);
}

TEST_P(ArchiveContract, AChangedTextReplacesTextAndEvents) {
  const auto archive = open();
  Document d = sample::document("one");
  put(*archive, d, {sample::event(d, "a"), sample::event(d, "b")});
  d.text = "Norland moved five brigades.";
  d.title = "Correction";
  Event c = sample::event(d, "c");
  c.text = "Norland moved five brigades.";
  EXPECT_EQ(put(*archive, d, {c}), Stored::kRevised);
  const auto stored = documents_of(*archive);
  ASSERT_EQ(stored.size(), 1u);
  EXPECT_EQ(stored[0].revision, 2);
  EXPECT_EQ(stored[0].document.text, d.text);
  EXPECT_EQ(stored[0].document.title, "Correction");
  EXPECT_EQ(stored[0].first_seen, kNow);
  ASSERT_EQ(events_of(*archive).size(), 1u);
  EXPECT_EQ(events_of(*archive)[0].id, c.id);
  EXPECT_EQ(archive->counts()->events, 1u);
  EXPECT_TRUE(documents_of(*archive, worded("four")).empty());
  EXPECT_EQ(documents_of(*archive, worded("five correction")).size(), 1u);
  EXPECT_TRUE(events_of(*archive, with_text("four")).empty());
}

TEST_P(ArchiveContract, ReplacedEventsStayAsWhatWasKnownUntilThen) {
  const auto archive = open();
  Document d = sample::document("one", "2022-01-28T09:00:00Z");
  const Event a = sample::event(d, "a"), b = sample::event(d, "b");
  put(*archive, d, {a, b});
  d.text += " Corrected.";
  d.modified = read_iso("2022-02-03T10:00:00Z");
  const Event c = sample::event(d, "c");
  EXPECT_EQ(put(*archive, d, {b, c}), Stored::kRevised);
  const auto ids = [&](const std::string& day) {
    std::set<std::string> all;
    for (const Event& e : events_of(*archive, known_by(day))) all.insert(e.id);
    return all;
  };
  EXPECT_EQ(ids("2022-01-27"), (std::set<std::string>{}));
  EXPECT_EQ(ids("2022-01-28"), (std::set<std::string>{a.id, b.id}));
  EXPECT_EQ(ids("2022-02-02"), (std::set<std::string>{a.id, b.id}));
  EXPECT_EQ(ids("2022-02-03"), (std::set<std::string>{b.id, c.id}));
  EXPECT_EQ(ids(""), (std::set<std::string>{b.id, c.id}));
  EXPECT_EQ(archive->event(a.id)->size(), 1u);  // a board of that day still can be explained
}

TEST_P(ArchiveContract, AnEventComesWithTheRevisionThatFirstBoreIt) {
  const auto archive = open();
  Document d = sample::document("one", "2022-01-28T09:00:00Z");
  const Event a = sample::event(d, "a");
  put(*archive, d, {a});
  d.text += " Corrected.";
  d.title = "Corrected";
  d.published = read_iso("2022-02-03T10:00:00Z");
  const Event c = sample::event(d, "c");
  put(*archive, d, {c});
  std::vector<StoredDocument> reports;
  const auto collect = [&](const Event&, const StoredDocument& s) {
    reports.push_back(s);
    return true;
  };
  ASSERT_TRUE(archive->events(known_by("2022-01-30"), collect).ok());
  ASSERT_TRUE(archive->events({}, collect).ok());
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].revision, 1);
  EXPECT_EQ(reports[0].document.title, "Two kingdoms talk");
  EXPECT_EQ(to_iso(*reports[0].document.published), "2022-01-28T09:00:00Z");
  EXPECT_EQ(reports[0].known_from, "2022-01-28");
  EXPECT_EQ(reports[1].revision, 2);
  EXPECT_EQ(reports[1].known_from, "2022-02-03");
  EXPECT_TRUE(reports[1].document.text.empty());
}

TEST_P(ArchiveContract, AReportWithoutADateIsKnownSinceItWasSeen) {
  const auto archive = open();
  Document d = sample::document("one");
  d.published.reset();
  put(*archive, d, {sample::event(d, "a")});
  EXPECT_TRUE(events_of(*archive, known_by("2022-02-28")).empty());
  EXPECT_EQ(events_of(*archive, known_by("2022-03-01")).size(), 1u);
}

TEST_P(ArchiveContract, AReportFromTheFutureIsKnownSinceItWasSeen) {
  const auto archive = open();
  const Document d = sample::document("one", "2099-01-01T00:00:00Z");
  put(*archive, d, {sample::event(d, "a")});
  EXPECT_EQ(events_of(*archive, known_by("2022-03-01")).size(), 1u);
}

TEST_P(ArchiveContract, AClockThatGoesBackLeavesPastDaysAsTheyWere) {
  const auto archive = open();
  Document d = sample::document("one", "2022-01-28T09:00:00Z");
  const Event a = sample::event(d, "a"), b = sample::event(d, "b");
  put(*archive, d, {a}, Keep::kFull, "2022-03-10T12:00:00Z");
  d.text += " Changed.";
  EXPECT_EQ(put(*archive, d, {b}, Keep::kFull, "2022-02-05T12:00:00Z"), Stored::kRevised);
  const auto known = [&](const std::string& day) {
    const auto events = events_of(*archive, known_by(day));
    return events.size() == 1 ? events[0].id : "";
  };
  EXPECT_EQ(known("2022-02-05"), a.id);
  EXPECT_EQ(known("2022-03-09"), a.id);
  EXPECT_EQ(known("2022-03-10"), b.id);
  d.text += " And again.";
  EXPECT_EQ(put(*archive, d, {a}, Keep::kFull, "2022-02-06T12:00:00Z"), Stored::kRevised);
  EXPECT_EQ(known("2022-03-09"), a.id);
  EXPECT_EQ(known("2022-03-10"), a.id);
}

TEST_P(ArchiveContract, AnExcerptKeepsSentencesButNoText) {
  const auto archive = open(excerpts(10, 0));
  Document d = sample::document("one");
  d.captions = {{"Brigades at the river", "Wire"}};
  Event e = sample::full_event(d, "e");
  e.text = "Größere Verbände rücken vor";
  put(*archive, d, {e}, Keep::kExcerpt);
  const auto stored = documents_of(*archive).front();
  EXPECT_EQ(stored.kept, Keep::kExcerpt);
  EXPECT_EQ(stored.document.text, "");
  EXPECT_EQ(stored.document.title, d.title);
  EXPECT_EQ(stored.document.captions, (std::vector<Caption>{{"", "Wire"}}));
  const Event kept = events_of(*archive).front();
  EXPECT_EQ(kept.text, "Größere Ve");
  EXPECT_EQ(kept.condition, "if the riv");
  EXPECT_EQ(kept.act.front().text.size(), 10u);
  EXPECT_TRUE(documents_of(*archive, worded("brigades")).empty());
  EXPECT_EQ(documents_of(*archive, worded("kingdoms")).size(), 1u);
  EXPECT_EQ(events_of(*archive, with_text("größere")).size(), 1u);
  EXPECT_TRUE(events_of(*archive, with_text("rücken")).empty());
}

TEST_P(ArchiveContract, AnExcerptKeepsNoMoreSentencesThanAllowed) {
  const auto archive = open(excerpts(500, 1));
  const Document d = sample::document("one");
  Event a = sample::event(d, "a"), b = sample::event(d, "b"), c = sample::event(d, "c");
  c.sentence = 1;
  put(*archive, d, {a, b, c}, Keep::kExcerpt);
  std::map<std::string, bool> has_words;
  for (const Event& e : events_of(*archive)) has_words[e.id] = !e.text.empty();
  EXPECT_TRUE(has_words[a.id]);
  EXPECT_TRUE(has_words[b.id]);
  EXPECT_FALSE(has_words[c.id]);
}

TEST_P(ArchiveContract, FactsKeepNoSentence) {
  const auto archive = open();
  const Document d = sample::document("one");
  const Event e = sample::full_event(d, "e");
  put(*archive, d, {e}, Keep::kFacts);
  const Event kept = events_of(*archive).front();
  EXPECT_EQ(kept.text, "");
  EXPECT_EQ(kept.condition, "");
  EXPECT_EQ(kept.act.front().text, "");
  EXPECT_EQ(kept.sentence_span, e.sentence_span);
  EXPECT_EQ(kept.trigger.span, e.trigger.span);
  EXPECT_EQ(documents_of(*archive).front().document.title, d.title);
  EXPECT_TRUE(events_of(*archive, with_text("brigades")).empty());
}

TEST_P(ArchiveContract, TheDocumentsOwnRightsBindEvenIfMoreIsAsked) {
  const auto archive = open();
  Document d = sample::document("one");
  d.rights = {"No copying.", Keep::kFacts};
  put(*archive, d, {sample::event(d, "a")}, Keep::kFull);
  const auto stored = documents_of(*archive).front();
  EXPECT_EQ(stored.kept, Keep::kFacts);
  EXPECT_EQ(stored.document.text, "");
  EXPECT_EQ(stored.document.rights.notice, "No copying.");
  EXPECT_EQ(events_of(*archive).front().text, "");
}

TEST_P(ArchiveContract, AStricterKeepCutsDownWhatIsHeld) {
  const auto archive = open();
  Document d = sample::document("one");
  put(*archive, d, {sample::event(d, "a")});
  d.text += " Corrected.";
  put(*archive, d, {sample::event(d, "b")});
  EXPECT_EQ(put(*archive, d, {sample::event(d, "b")}, Keep::kFacts), Stored::kRepeated);
  EXPECT_EQ(documents_of(*archive).front().document.text, "");
  EXPECT_EQ(documents_of(*archive).front().kept, Keep::kFacts);
  for (const Event& e : events_of(*archive)) EXPECT_EQ(e.text, "");
  for (const Event& e : events_of(*archive, known_by("2022-01-30"))) EXPECT_EQ(e.text, "");
  EXPECT_TRUE(documents_of(*archive, worded("brigades")).empty());
  EXPECT_TRUE(events_of(*archive, with_text("brigades")).empty());
  EXPECT_EQ(put(*archive, d, {sample::event(d, "b")}, Keep::kFull), Stored::kRepeated);
  EXPECT_EQ(documents_of(*archive).front().document.text, "");
}

TEST_P(ArchiveContract, RolledBackIsGoneAndCommittedIsThere) {
  const auto archive = open();
  const Document one = sample::document("one"), two = sample::document("two");
  ASSERT_TRUE(archive->begin().ok());
  put(*archive, one, {sample::event(one, "a")});
  ASSERT_TRUE(archive->roll_back().ok());
  EXPECT_TRUE(documents_of(*archive).empty());
  ASSERT_TRUE(archive->begin().ok());
  put(*archive, two, {sample::event(two, "a")});
  ASSERT_TRUE(archive->commit().ok());
  const auto again = open({}, Access::kRead);
  ASSERT_EQ(documents_of(*again).size(), 1u);
  EXPECT_EQ(documents_of(*again).front().document.id, two.id);
  EXPECT_TRUE(events_of(*again, with_text("brigades")).size() == 1);
}

TEST_P(ArchiveContract, BeginIsNotNestedAndCommitNeedsOne) {
  const auto archive = open();
  EXPECT_FALSE(archive->commit().ok());
  EXPECT_TRUE(archive->roll_back().ok());
  ASSERT_TRUE(archive->begin().ok());
  EXPECT_FALSE(archive->begin().ok());
  EXPECT_TRUE(archive->commit().ok());
}

TEST_P(ArchiveContract, ABadPutLeavesTheOthersOfItsBatch) {
  const auto archive = open();
  const Document one = sample::document("one"), two = sample::document("two");
  ASSERT_TRUE(archive->begin().ok());
  put(*archive, one, {sample::event(one, "a")});
  Event stranger = sample::event(one, "b");
  const auto refused = archive->put(two, std::vector{stranger}, Keep::kFull, kNow);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().stage, "store");
  ASSERT_TRUE(archive->commit().ok());
  EXPECT_EQ(documents_of(*archive).size(), 1u);
}

TEST_P(ArchiveContract, RefusesWhatHasNoIdentityAndActsWithoutEnd) {
  const auto archive = open();
  Document d = sample::document("one");
  d.id = "one";
  EXPECT_FALSE(archive->put(d, {}, Keep::kFull, kNow).ok());
  d = sample::document("one");
  Event e = sample::event(d, "a");
  e.id = "";
  EXPECT_FALSE(archive->put(d, std::vector{e}, Keep::kFull, kNow).ok());
  e = sample::event(d, "a");
  for (int i = 0; i < 50; ++i) {
    Event outer = sample::event(d, "a");
    outer.act = {e};
    e = outer;
  }
  EXPECT_FALSE(archive->put(d, std::vector{e}, Keep::kFull, kNow).ok());
  EXPECT_FALSE(archive->put(d, {}, Keep::kFull, "yesterday").ok());
  EXPECT_TRUE(documents_of(*archive).empty());
}

TEST_P(ArchiveContract, HostileBytesGoInAndComeOut) {
  const auto archive = open();
  Document d = sample::document("one");
  d.title = "nul\0 'quote\" %s \xF0\x9F\x98\x80"s;
  d.text = std::string(1 << 20, 'x') + " end";
  Event e = sample::event(d, "a");
  e.trigger.text = "broken \xff\xfe bytes\x01\n\"\\";
  e.score = std::numeric_limits<double>::quiet_NaN();
  e.actor[0].code = "'; DROP TABLE events; --";
  put(*archive, d, {e});
  EXPECT_EQ(documents_of(*archive).front().document.title, d.title);
  EXPECT_EQ(documents_of(*archive).front().document.text, d.text);
  EventQuery query;
  query.actor = {e.actor[0].code};
  ASSERT_EQ(events_of(*archive, query).size(), 1u);
  EXPECT_EQ(events_of(*archive, query).front().trigger.text,
            "broken \xEF\xBF\xBD\xEF\xBF\xBD bytes\x01\n\"\\");
}

TEST_P(ArchiveContract, FullTextTakesNoCharacterAsAnOperator) {
  const auto archive = open();
  const Document d = sample::document("one");
  put(*archive, d, {sample::event(d, "a")});
  for (const char* none : {"\"", "*", "NEAR(", "title:two NOT", "a AND", "(", "^", "-",
                           "\"brigades", "moved OR x", "—", "{"})
    EXPECT_TRUE(
        archive->events(with_text(none), [](const Event&, const StoredDocument&) { return true; })
            .ok())
        << none;
  EXPECT_EQ(events_of(*archive, with_text("moved brigades")).size(), 1u);
  EXPECT_EQ(events_of(*archive, with_text("MOVED \"brigades\"")).size(), 1u);
  EXPECT_EQ(events_of(*archive, with_text("brig*")).size(), 1u);
  EXPECT_TRUE(events_of(*archive, with_text("brig")).empty());
  EXPECT_TRUE(events_of(*archive, with_text("moved OR tanks")).empty());
}

TEST_P(ArchiveContract, APrefixFindsAllThatBeginSo) {
  const auto archive = open();
  Document a = sample::document("a"), b = sample::document("b");
  a.id = "abcdef00000000000000000000000001";
  b.id = "abcdef10000000000000000000000002";
  put(*archive, a, {});
  put(*archive, b, {});
  EXPECT_EQ(archive->document("abcdef")->size(), 2u);
  EXPECT_EQ(archive->document("abcdef0")->size(), 1u);
  EXPECT_EQ(archive->document(a.id)->size(), 1u);
  EXPECT_EQ(archive->document("abcdee")->size(), 0u);
  for (const char* bad :
       {"", "abcde", "ABCDEF", "abcdeg", "abcdef%", "abcdef00000000000000000000000001a"})
    EXPECT_FALSE(archive->document(bad).ok()) << bad;
  EXPECT_FALSE(archive->event("abc").ok());
}

TEST_P(ArchiveContract, AnIdThatTwoReportsGaveNamesBothEvents) {
  const auto archive = open();
  Document a = sample::document("a"), b = sample::document("b");
  Event of_a = sample::event(a, "e"), of_b = sample::event(b, "e", "RETREAT");
  of_b.id = of_a.id;
  put(*archive, a, {of_a});
  put(*archive, b, {});
  b.text += " Corrected.";
  put(*archive, b, {of_b});
  a.text += " Corrected.";
  put(*archive, a, {});
  a.text += " Corrected again.";
  of_a.type = "AID";
  put(*archive, a, {of_a});
  const auto found = archive->event(of_a.id);
  ASSERT_TRUE(found.ok());
  std::map<std::string, std::string> types;
  for (const Event& e : *found) types[e.document] = e.type;
  EXPECT_EQ(found->size(), 2u);
  EXPECT_EQ(types[a.id], "AID") << "of each the row that held last";
  EXPECT_EQ(types[b.id], "RETREAT");
}

TEST_P(ArchiveContract, OrderIsNewestPublishedFirstThenId) {
  const auto archive = open();
  for (int i = 0; i < 20; ++i) {
    const Document d = sample::document(std::to_string(i),
                                        i % 2 ? "2022-01-28T09:00:00Z" : "2022-01-29T09:00:00Z");
    put(*archive, d, {sample::event(d, "a"), sample::event(d, "b")});
  }
  const auto all = documents_of(*archive);
  ASSERT_EQ(all.size(), 20u);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto &p = all[i - 1].document, &q = all[i].document;
    EXPECT_TRUE(*p.published > *q.published || (*p.published == *q.published && p.id < q.id));
  }
}

TEST_P(ArchiveContract, PagesJoinToTheWhole) {
  const auto archive = open();
  for (int i = 0; i < 23; ++i) {
    const Document d = sample::document(std::to_string(i), i % 3 ? "2022-01-28" : "2022-01-29");
    put(*archive, d, {sample::event(d, "a"), sample::event(d, "b")});
  }
  std::vector<std::string> whole, paged;
  for (const Event& e : events_of(*archive)) whole.push_back(e.id);
  EventQuery query;
  query.limit = 5;
  for (auto page = events_of(*archive, query); !page.empty(); page = events_of(*archive, query)) {
    for (const Event& e : page) paged.push_back(e.id);
    query.after = paged.back();
  }
  EXPECT_EQ(paged, whole);
  DocumentQuery documents;
  documents.limit = 4;
  std::size_t seen = 0;
  for (auto page = documents_of(*archive, documents); !page.empty();
       page = documents_of(*archive, documents)) {
    seen += page.size();
    documents.after = page.back().document.id;
  }
  EXPECT_EQ(seen, 23u);
  query.after = std::string(32, '0');
  EXPECT_FALSE(
      archive->events(query, [](const Event&, const StoredDocument&) { return true; }).ok());
}

TEST_P(ArchiveContract, AVisitorCanStopAndCanAskAgain) {
  const auto archive = open();
  for (int i = 0; i < 5; ++i) {
    const Document d = sample::document(std::to_string(i));
    put(*archive, d, {sample::event(d, "a")});
  }
  int visits = 0;
  ASSERT_TRUE(archive
                  ->events({},
                           [&](const Event& e, const StoredDocument&) {
                             EXPECT_EQ(archive->document(e.document)->size(), 1u);
                             EXPECT_EQ(events_of(*archive).size(), 5u);
                             return ++visits < 3;
                           })
                  .ok());
  EXPECT_EQ(visits, 3);
}

TEST_P(ArchiveContract, AQuestionThatFailsLeavesTheOpenBatch) {
  const auto archive = open();
  const Document one = sample::document("one"), two = sample::document("two");
  EventQuery too_much;
  for (int i = 0; i < 70'000; ++i) too_much.actor.push_back(std::to_string(i));
  const auto fails = [&] { return !archive->events(too_much, [](const Event&, const StoredDocument&) { return true; }).ok(); };
  ASSERT_TRUE(archive->begin().ok());
  put(*archive, one, {sample::event(one, "a")});
  EXPECT_TRUE(fails());
  put(*archive, two, {sample::event(two, "a")});
  // Nor does it end the question that is open.
  int visits = 0;
  const auto asked = archive->events({}, [&](const Event&, const StoredDocument&) {
    EXPECT_TRUE(fails());
    return ++visits;
  });
  EXPECT_TRUE(asked.ok()) << asked.error().sentence();
  EXPECT_EQ(visits, 2);
  const auto kept = archive->commit();
  ASSERT_TRUE(kept.ok()) << kept.error().sentence();
  EXPECT_EQ(open({}, Access::kRead)->counts()->events, 2u);
}

TEST_P(ArchiveContract, ADayThatIsNoneIsRefused) {
  const auto archive = open();
  for (const char* bad : {"2022-02-30", "soon", "2022-1-1"}) {
    EventQuery since, until;
    since.since = bad, until.until = bad;
    const auto ignore = [](const Event&, const StoredDocument&) { return true; };
    EXPECT_FALSE(archive->events(since, ignore).ok()) << bad;
    EXPECT_FALSE(archive->events(until, ignore).ok()) << bad;
    EXPECT_FALSE(archive->events(known_by(bad), ignore).ok()) << bad;
  }
}

TEST_P(ArchiveContract, AnEventKnownToTheMonthAnswersForEachDayOfIt) {
  const auto archive = open();
  const Document d = sample::document("one");
  Event month = sample::event(d, "m"), none = sample::event(d, "n"), week = sample::event(d, "w");
  month.date = "2022-01", month.date_precision = "month";
  none.date = "", none.date_precision = "";
  week.date = "2022-02-07", week.date_precision = "week";
  put(*archive, d, {month, none, week});
  const auto within = [&](const std::string& since, const std::string& until) {
    EventQuery query;
    query.since = since, query.until = until;
    query.actor = {"NOR"};
    return events_of(*archive, query).size();
  };
  EXPECT_EQ(within("", ""), 3u);
  EXPECT_EQ(within("2022-01-15", "2022-01-15"), 1u);
  EXPECT_EQ(within("2022-02-01", "2022-02-06"), 0u);
  EXPECT_EQ(within("2022-02-13", "2022-02-20"), 1u);
  EXPECT_EQ(within("2022-02-14", ""), 0u);
  EXPECT_EQ(within("2022", "2022"), 2u);
  EXPECT_EQ(within("", "2021-12-31"), 0u);
}

TEST_P(ArchiveContract, SetAsidesAndValidatorsAreKept) {
  const auto archive = open();
  const SetAside item{"a.warc", {"intake", "record 3", "no length", "a number"}, kNow};
  ASSERT_TRUE(archive->set_aside(item).ok());
  ASSERT_TRUE(archive->set_aside(item).ok());
  ASSERT_TRUE(
      archive->set_aside({"b.html", {"extract", "", "no article", ""}, "2022-03-02T00:00:00Z"})
          .ok());
  std::vector<SetAside> seen;
  ASSERT_TRUE(archive->set_asides([&](const SetAside& s) { return seen.push_back(s), true; }).ok());
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].source, "b.html");
  EXPECT_EQ(seen[1].error, item.error);
  EXPECT_EQ(archive->counts()->set_aside, 2u);
  EXPECT_EQ(archive->validators("u")->etag, "");
  ASSERT_TRUE(archive->keep_validators("u", {"\"1\"", "Mon"}).ok());
  ASSERT_TRUE(archive->keep_validators("u", {"\"2\"", "Tue"}).ok());
  EXPECT_EQ(archive->validators("u")->etag, "\"2\"");
  EXPECT_EQ(archive->validators("u")->last_modified, "Tue");
}

TEST_P(ArchiveContract, AReaderWritesNothing) {
  { const auto archive = open(); }
  const auto archive = open({}, Access::kRead);
  const Document d = sample::document("one");
  EXPECT_FALSE(archive->put(d, {}, Keep::kFull, kNow).ok());
  EXPECT_FALSE(archive->begin().ok());
  EXPECT_FALSE(archive->set_aside({}).ok());
  EXPECT_FALSE(archive->keep_validators("u", {}).ok());
}

TEST_P(ArchiveContract, AReaderSeesTheLastCommitWhileAWriterWorks) {
  const auto writer = open();
  const Document one = sample::document("one"), two = sample::document("two");
  put(*writer, one, {sample::event(one, "a")});
  const auto reader = open({}, Access::kRead);
  ASSERT_TRUE(writer->begin().ok());
  put(*writer, two, {sample::event(two, "a")});
  EXPECT_EQ(documents_of(*reader).size(), 1u);
  ASSERT_TRUE(writer->commit().ok());
  EXPECT_EQ(documents_of(*reader).size(), 2u);
}

TEST_P(ArchiveContract, ASecondWriterIsToldToWait) {
  const auto first = open();
  ArchiveSettings impatient;
  impatient.wait_ms = 20;
  const auto second = open(impatient);
  ASSERT_TRUE(first->begin().ok());
  const auto refused = second->begin();
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().sentence().find("one writer at a time"), std::string::npos);
  ASSERT_TRUE(first->roll_back().ok());
  EXPECT_TRUE(second->begin().ok());
}

TEST_P(ArchiveContract, AnotherReaderSeesTheSame) {
  const auto archive = open();
  const Document d = sample::document("one");
  put(*archive, d, {sample::event(d, "it", "CONSULT")});
  const auto another = archive->another_reader();
  ASSERT_TRUE(another);
  EXPECT_EQ(events_of(*another).size(), 1u);
  EXPECT_FALSE(another->put(d, {}, Keep::kFull, kNow).ok()) << "it reads";

  std::size_t seen = 0;
  std::thread beside([&] {
    for (int i = 0; i < 50; ++i) seen += events_of(*another).size();
  });
  for (int i = 0; i < 50; ++i) EXPECT_EQ(events_of(*archive).size(), 1u);
  beside.join();
  EXPECT_EQ(seen, 50u);

  const Document later = sample::document("two");
  put(*archive, later, {sample::event(later, "it", "CONSULT")});
  EXPECT_EQ(events_of(*another).size(), 2u);
  ASSERT_TRUE(archive->begin().ok());
  EXPECT_FALSE(archive->another_reader()) << "it would not see what is written";
  ASSERT_TRUE(archive->roll_back().ok());
  const auto reader = open({}, Access::kRead);
  const auto of_reader = reader->another_reader();
  ASSERT_TRUE(of_reader);
  EXPECT_EQ(events_of(*of_reader).size(), 2u);
}

TEST_P(ArchiveContract, ATurnIsHeldByOneAtATime) {
  auto first = open(), second = open();
  EXPECT_TRUE(*first->take_turn("crisis.watch"));
  EXPECT_FALSE(*second->take_turn("crisis.watch"));
  EXPECT_TRUE(*second->take_turn("other.watch"));
  EXPECT_TRUE(*first->take_turn("crisis.watch")) << "one that has it may ask again";
  first.reset();
  EXPECT_TRUE(*second->take_turn("crisis.watch"));
  EXPECT_FALSE(open({}, Access::kRead)->take_turn("crisis.watch").ok());
}

TEST_P(ArchiveContract, AFullArchiveSaysSoAndKeepsWhatItHas) {
  ArchiveSettings bounded;
  bounded.most_bytes = 800'000;
  const auto archive = open(bounded);
  const Document small = sample::document("small");
  put(*archive, small, {sample::event(small, "a")});
  Document big = sample::document("big");
  big.text = std::string(2'000'000, 'y');
  const auto refused = archive->put(big, {}, Keep::kFull, kNow);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().sentence().find("no room"), std::string::npos);
  EXPECT_EQ(documents_of(*archive).size(), 1u);
  const Document next = sample::document("next");
  EXPECT_EQ(put(*archive, next, {}), Stored::kNew);
}

Alert sample_alert(const std::string& name, Severity severity, const std::string& at) {
  Alert a;
  a.id = hex_hash(name), a.watch = "river", a.kind = "plan", a.subject = "plan:" + name, a.state = "fired";
  a.severity = severity, a.title = "Plan fired: " + name, a.why = "p is 0.4", a.also = {"scenario:war"};
  a.stories = {"s1"}, a.events = {"e1", "e2"}, a.supersedes = hex_hash("before"), a.at = at;
  return a;
}

TEST_P(ArchiveContract, AlertsComeBackAsTheyWereNewestFirst) {
  const Alert first = sample_alert("a", Severity::kNotice, "2022-01-28T09:00:00Z");
  const Alert second = sample_alert("b", Severity::kCritical, "2022-01-29T09:00:00Z");
  {
    const auto archive = open();
    EXPECT_TRUE(*archive->put_alert(first));
    EXPECT_TRUE(*archive->put_alert(second));
    Alert changed = first;
    changed.title = "another";
    EXPECT_FALSE(*archive->put_alert(changed)) << "what was told stays as it was told";
  }
  const auto archive = open({}, Access::kRead);
  auto all = archive->alerts({});
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].alert, second);
  EXPECT_EQ((*all)[1].alert, first);
  const auto count = [&](const AlertQuery& query) { return archive->alerts(query)->size(); };
  EXPECT_EQ(count({first.id.substr(0, 8), "", "", {}, "", false, 0}), 1u);
  EXPECT_EQ(count({"", "", "plan:b", {}, "", false, 0}), 1u);
  EXPECT_EQ(count({"", "lake", "", {}, "", false, 0}), 0u);
  EXPECT_EQ(count({"", "", "", Severity::kWarning, "", false, 0}), 1u);
  EXPECT_EQ(count({"", "", "", {}, "2022-01-29", false, 0}), 1u);
  EXPECT_EQ(count({"", "", "", {}, "", false, 1}), 1u);
  EXPECT_FALSE(archive->alerts({"zz' OR 1", "", "", {}, "", false, 0}).ok());
  EXPECT_FALSE(archive->put_alert(first).ok()) << "opened for reading";
}

TEST_P(ArchiveContract, AlertsAreAcknowledgedAndMuted) {
  const auto archive = open();
  const Alert alert = sample_alert("a", Severity::kNotice, "2022-01-28T09:00:00Z");
  ASSERT_TRUE(archive->put_alert(alert).ok());
  ASSERT_TRUE(archive->mark_alert(alert.id, {{}, "2022-02-01T00:00:00Z"}).ok());
  ASSERT_TRUE(archive->mark_alert(alert.id, {"2022-01-28T10:00:00Z", {}}).ok());
  EXPECT_EQ((*archive->alerts({}))[0].muted_until, "2022-02-01T00:00:00Z");
  EXPECT_EQ((*archive->alerts({}))[0].acknowledged, "2022-01-28T10:00:00Z");
  EXPECT_TRUE(archive->alerts({"", "", "", {}, "", true, 0})->empty());
  ASSERT_TRUE(archive->mark_alert(alert.id, {"", ""}).ok());
  EXPECT_EQ(archive->alerts({"", "", "", {}, "", true, 0})->size(), 1u);
  EXPECT_FALSE(archive->mark_alert(hex_hash("none"), {"", ""}).ok());
}

TEST_P(ArchiveContract, DeliveriesAndNotesAreReplacedAndRollBack) {
  const auto archive = open();
  const Alert alert = sample_alert("a", Severity::kNotice, "2022-01-28T09:00:00Z");
  ASSERT_TRUE(archive->put_alert(alert).ok());
  Delivery delivery{alert.id, "desk", Delivery::State::kWaiting, 2, "2022-01-28T10:00:00Z", "too slow", "2022-01-28T09:00:00Z", ""};
  ASSERT_TRUE(archive->put_delivery(delivery).ok());
  EXPECT_EQ(archive->deliveries({})->front(), delivery);
  ASSERT_TRUE(archive->begin().ok());
  delivery.state = Delivery::State::kSent, delivery.message = "m";
  ASSERT_TRUE(archive->put_delivery(delivery).ok());
  ASSERT_TRUE(archive->keep_note("watch/river", "{}").ok());
  EXPECT_EQ(archive->deliveries({"", "desk", {Delivery::State::kSent, Delivery::State::kHeld}, ""})->size(), 1u);
  ASSERT_TRUE(archive->roll_back().ok());
  EXPECT_EQ(archive->deliveries({alert.id, "", {Delivery::State::kSent}, ""})->size(), 0u);
  EXPECT_EQ(*archive->note("watch/river"), "");
  ASSERT_TRUE(archive->keep_note("watch/river", "one").ok());
  ASSERT_TRUE(archive->keep_note("watch/river", "two").ok());
  EXPECT_EQ(*archive->note("watch/river"), "two");
}

}  // namespace
}  // namespace brink
