// SPDX-License-Identifier: Apache-2.0
// Events, stories, documents, search: what `brink events` and its like show.
#include <algorithm>
#include <map>

#include "base/iso_time.h"
#include "serve/desk.h"
#include "stories/stories.h"

namespace brink {
namespace {

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

const std::initializer_list<std::string_view> kEventParameters = {
    "actor", "recipient", "either", "type", "mode", "status", "place", "country", "speaker", "equipment",
    "context", "text", "since", "until", "known_by", "limit", "after"};

void check(Outcome outcome) {
  if (!outcome) throw problem_of(outcome.error());
}

// A list's page: one more is read than shown, to know whether there is a next.
Json page_of(Json items, std::size_t limit) {
  Json next = nullptr;
  if (items.size() > limit) {
    items.erase(items.size() - 1);
    next = items.back().at("id");
  }
  return {{"items", std::move(items)}, {"next", std::move(next)}};
}

Json events_page(const ArchiveLens& lens, EventQuery query, std::size_t limit) {
  query.limit = limit + 1;
  Json items = Json::array();
  check(lens.archive().events(query, [&](const Event& event, const StoredDocument& report) {
    items.push_back(with_report(event, report));
    return true;
  }));
  return page_of(std::move(items), limit);
}

Json documents_page(const ArchiveLens& lens, DocumentQuery query, std::size_t limit) {
  query.limit = limit + 1;
  Json items = Json::array();
  check(lens.archive().documents(query, [&](const StoredDocument& stored) {
    Json item = record_of(stored);
    item["text"] = "";
    item["known_from"] = stored.known_from;
    items.push_back(std::move(item));
    return true;
  }));
  return page_of(std::move(items), limit);
}

struct Merged {
  std::vector<Story> stories;
  bool cut_short = false;
};

Merged merged(const ArchiveLens& lens, EventQuery query) {
  query.limit = kMostMerged + 1;
  StoryMerger merger;
  std::size_t read = 0;
  check(lens.archive().events(query, [&](const Event& event, const StoredDocument& report) {
    if (++read <= kMostMerged) merger.add(event, report);
    return true;
  }));
  return {merger.stories(), read > kMostMerged};
}

// Around an event: all that could be told of the same happening.
EventQuery query_around(const Event& event) {
  EventQuery query;
  query.type = {event.type};
  for (const Actor& actor : event.actor)
    if (!actor.code.empty() && actor.code != "UNK") query.actor.push_back(actor.code);
  if (const auto day = event.date.size() == 10 ? read_iso(event.date) : std::nullopt) {
    query.since = to_iso(day->local_day() - std::chrono::days(45));
    query.until = to_iso(day->local_day() + std::chrono::days(45));
  }
  return query;
}

bool tells(const Story& story, const std::string& event) {
  return std::find(story.events.begin(), story.events.end(), event) != story.events.end();
}

std::optional<Json> story_near(const ArchiveLens& lens, const std::string& id, const std::string& event_id) {
  const Event event = event_named(lens, event_id);
  std::optional<Json> near;
  for (const Story& story : merged(lens, query_around(event)).stories) {
    if (story.id == id) return record_of(story);
    if (tells(story, event.id)) near = record_of(story);
  }
  return near;
}

}  // namespace

Json report_record(const StoredDocument& s) {
  const Document& d = s.document;
  static constexpr const char* kKept[] = {"full", "excerpt", "facts"};
  return {{"id", d.id}, {"title", or_null(d.title)}, {"outlet", or_null(d.outlet)},
          {"url", or_null(d.canonical_url.empty() ? d.url : d.canonical_url)},
          {"published", d.published ? Json(to_iso(*d.published)) : Json(nullptr)}, {"language", or_null(d.language)},
          {"known_from", s.known_from}, {"kept", kKept[static_cast<int>(s.kept)]}};
}

Json with_report(const Event& event, const StoredDocument& report) {
  Json record = record_of(event);
  record["report"] = report_record(report);
  return record;
}

Event event_named(const ArchiveLens& lens, const std::string& id) {
  auto found = value_or_problem(lens.archive().event(id));
  if (found.empty()) throw Problem{404, "found no event with the id " + shown(id) + ", expected one of /api/v1/events", "id"};
  if (found.size() > 1)
    throw Problem{409, "found " + std::to_string(found.size()) + " events whose ids begin with " + shown(id) + ", expected more of the id", "id"};
  return std::move(found.front());
}

Json evidence_of(const ArchiveLens& lens, const std::string& event_id) {
  const auto events = value_or_problem(lens.archive().event(event_id));
  if (events.size() != 1) return nullptr;
  const auto reports = value_or_problem(lens.archive().document(events.front().document));
  if (reports.size() != 1) return nullptr;
  return with_report(events.front(), reports.front());
}

Json with_first_event(const ArchiveLens& lens, const Json& story) {
  Json record = story;
  record["event"] = story.at("events").empty() ? Json(nullptr) : evidence_of(lens, story.at("events").front().get<std::string>());
  return record;
}

Json story_page(const ArchiveLens& lens, const Json& story) {
  constexpr std::size_t kMostEvidence = 100;
  Json page = story;
  Json evidence = Json::array();
  for (const Json& id : story.at("events")) {
    if (evidence.size() == kMostEvidence) break;
    if (Json item = evidence_of(lens, id.get<std::string>()); !item.is_null()) evidence.push_back(std::move(item));
  }
  page["evidence"] = std::move(evidence);
  return page;
}

Json answer_events(const ArchiveLens& lens, const Question& q) {
  q.only(kEventParameters);
  EventQuery query = event_query(q);
  query.after = q.one("after");
  return events_page(lens, std::move(query), q.number("limit", 1, kMostPage, kUsualPage));
}

Json answer_event(const ArchiveLens& lens, const std::string& id) {
  Json evidence = evidence_of(lens, event_named(lens, id).id);
  if (evidence.is_null()) throw Problem{404, "found the event without its report, expected both", "id"};
  return evidence;
}

Json answer_stories(const ArchiveLens& lens, const Question& q) {
  q.only(kEventParameters);
  const std::size_t limit = q.number("limit", 1, kMostPage, kUsualPage);
  const std::string after = q.one("after");
  const Merged all = merged(lens, event_query(q));
  auto it = all.stories.begin();
  if (!after.empty()) {
    it = std::find_if(it, all.stories.end(), [&](const Story& s) { return s.id == after; });
    if (it == all.stories.end()) throw Problem{400, "found " + shown(after) + ", expected the id that ended the page before", "after"};
    ++it;
  }
  Json items = Json::array();
  for (; it != all.stories.end() && items.size() < limit; ++it) items.push_back(with_first_event(lens, record_of(*it)));
  const Json next = it != all.stories.end() && !items.empty() ? items.back().at("id") : Json(nullptr);
  return {{"items", std::move(items)}, {"next", next}, {"cut_short", all.cut_short}};
}

Json answer_story(Desk& desk, const ArchiveLens& lens, const Question& q, const std::string& id) {
  if (const std::string event = q.one("event"); !event.empty())
    if (const auto near = story_near(lens, id, event)) return story_page(lens, *near);
  if (desk.hands.watch) {
    const Json board = Json::parse(desk.board(desk.day_of(q))->body);
    for (const Json& story : board.at("stories"))
      if (story.at("id") == id) return story_page(lens, story);
  }
  for (const Story& story : merged(lens, {}).stories)
    if (story.id == id) return story_page(lens, record_of(story));
  throw Problem{404, "found no story with the id " + shown(id) + ", expected one of /api/v1/stories; an old one needs event=ID, one of its events", "id"};
}

Json answer_documents(const ArchiveLens& lens, const Question& q) {
  q.only({"outlet", "language", "text", "since", "until", "limit", "after"});
  DocumentQuery query = document_query(q);
  query.after = q.one("after");
  return documents_page(lens, std::move(query), q.number("limit", 1, kMostPage, kUsualPage));
}

Json answer_document(const ArchiveLens& lens, const std::string& id) {
  const auto found = value_or_problem(lens.archive().document(id));
  if (found.empty()) throw Problem{404, "found no document with the id " + shown(id) + ", expected one of /api/v1/documents", "id"};
  if (found.size() > 1)
    throw Problem{409, "found " + std::to_string(found.size()) + " documents whose ids begin with " + shown(id) + ", expected more of the id", "id"};
  Json record = record_of(found.front());
  record["known_from"] = found.front().known_from;
  Json excerpts = Json::array(), events = Json::array();
  for (const Event& event : value_or_problem(lens.events_of(found.front().document.id))) {
    if (excerpts.empty() || excerpts.back().at("sentence") != event.sentence)
      excerpts.push_back({{"sentence", event.sentence}, {"span", Json::array({event.sentence_span.begin, event.sentence_span.end})},
                          {"text", event.text}, {"events", Json::array()}});
    excerpts.back()["events"].push_back(event.id);
    events.push_back(record_of(event));
  }
  record["excerpts"] = std::move(excerpts);
  record["events"] = std::move(events);
  return record;
}

Json answer_search(const ArchiveLens& lens, const Question& q) {
  q.only({"q", "actor", "recipient", "either", "type", "mode", "status", "place", "country", "speaker", "equipment",
          "context", "since", "until", "known_by", "limit"});
  const std::string words = q.needed("q");
  const std::size_t limit = q.number("limit", 1, kMostPage, kUsualPage);
  EventQuery events = event_query(q);
  DocumentQuery documents = document_query(q);
  events.text = documents.text = words;
  return {{"query", words}, {"events", events_page(lens, std::move(events), limit)},
          {"documents", documents_page(lens, std::move(documents), limit)}};
}

}  // namespace brink
