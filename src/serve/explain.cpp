// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/hash.h"
#include "serve/desk.h"

namespace brink {
namespace {

void mark(Json& marks, const Event& event, const char* role, Span span, const std::string& label) {
  if (span.empty() || !event.sentence_span.contains(span)) return;
  const std::uint32_t begin = span.begin - event.sentence_span.begin, end = span.end - event.sentence_span.begin;
  if (end > event.text.size()) return;  // beyond what was kept
  marks.push_back({{"role", role}, {"begin", begin}, {"end", end}, {"label", label}});
}

Json token_of(const Token& t) {
  return {{"form", t.form}, {"lemma", t.lemma}, {"upos", t.upos}, {"deprel", t.deprel}, {"head", t.head}};
}

Json how_of(Desk& desk, const ArchiveLens& lens, const Event& event) {
  if (!desk.hands.trail) return nullptr;
  const auto reports = value_or_problem(lens.archive().document(event.document));
  if (reports.size() != 1) return nullptr;
  const std::lock_guard lock(desk.trail_mutex);
  const auto trail = desk.hands.trail(reports.front().document, event);
  if (!trail) return nullptr;
  Json frame = Json::array(), tokens = Json::array();
  for (const auto& [column, cell] : trail->frame) frame.push_back({{"column", column}, {"cell", cell}});
  for (const Token& token : trail->sentence.tokens) tokens.push_back(token_of(token));
  return {{"frame", frame}, {"names", trail->names}, {"status", trail->status}, {"tokens", tokens}};
}

Json stories_of(const ArchiveLens& lens, const Json& board, const Json& ids) {
  constexpr std::size_t kMost = 20;
  Json found = Json::array();
  for (const Json& id : ids)
    for (const Json& story : board.at("stories"))
      if (story.at("id") == id && found.size() < kMost) found.push_back(with_first_event(lens, story));
  return found;
}

const Json* item_named(const Json& list, const std::string& id) {
  const auto it = std::find_if(list.begin(), list.end(), [&](const Json& item) { return item.at("id") == id; });
  return it == list.end() ? nullptr : &*it;
}

Json explain_event(Desk& desk, const ArchiveLens& lens, const Event& event) {
  return {{"kind", "event"}, {"id", event.id}, {"event", evidence_of(lens, event.id)},
          {"sentence", sentence_with_marks(event)}, {"how", how_of(desk, lens, event)}};
}

Json explain_indicator(Desk& desk, const ArchiveLens& lens, const Json& board, const Json& reading) {
  Json bearing = Json::array();
  for (const Indicator& indicator : desk.hands.watch->indicators)
    if (indicator.id == reading.at("id"))
      for (const Bearing& b : indicator.bearing)
        bearing.push_back({{"scenario", b.scenario}, {"present", b.present}, {"absent", b.absent}, {"why", b.why}});
  return {{"kind", "indicator"}, {"id", reading.at("id")}, {"indicator", reading}, {"bearing", bearing},
          {"stories", stories_of(lens, board, reading.at("stories"))}};
}

Json explain_scenario(Desk& desk, const ArchiveLens& lens, const Json& board, const Json& reading) {
  Json bearing = Json::array(), ids = Json::array();
  for (const Json& weight : reading.at("weights")) {
    const std::string id = weight.at("indicator").get<std::string>();
    const Json* seen = item_named(board.at("indicators"), id);
    if (!seen) continue;
    Json line = {{"indicator", id}, {"title", seen->at("title")}, {"state", seen->at("state")}, {"log_odds", weight.at("log_odds")}};
    for (const Indicator& indicator : desk.hands.watch->indicators)
      if (indicator.id == id)
        for (const Bearing& b : indicator.bearing)
          if (b.scenario == reading.at("id")) line["why"] = b.why, line["present"] = b.present, line["absent"] = b.absent;
    line["stories"] = seen->at("stories");
    for (const Json& story : seen->at("stories"))
      if (std::find(ids.begin(), ids.end(), story) == ids.end()) ids.push_back(story);
    bearing.push_back(std::move(line));
  }
  return {{"kind", "scenario"}, {"id", reading.at("id")}, {"scenario", reading}, {"bearing", bearing}, {"stories", stories_of(lens, board, ids)}};
}

}  // namespace

Json sentence_with_marks(const Event& event) {
  Json marks = Json::array();
  mark(marks, event, "trigger", event.trigger.span, event.type);
  for (const Actor& actor : event.actor) mark(marks, event, "actor", actor.span, actor.code);
  for (const Actor& actor : event.recipient) mark(marks, event, "recipient", actor.span, actor.code);
  if (event.speaker) mark(marks, event, "speaker", event.speaker->span, event.speaker->code);
  if (event.place) mark(marks, event, "place", event.place->span, event.place->name);
  if (!event.act.empty()) mark(marks, event, "act", event.act.front().trigger.span, event.act.front().type);
  std::stable_sort(marks.begin(), marks.end(), [](const Json& a, const Json& b) { return a.at("begin") < b.at("begin"); });
  return {{"text", event.text}, {"marks", marks}};
}

Json answer_explain(Desk& desk, const ArchiveLens& lens, const Question& q, const std::string& id) {
  q.only({"kind", "event", "at"});
  const std::string kind = q.choice("kind", {"event", "story", "indicator", "scenario"}, "");
  const bool reading = kind == "indicator" || kind == "scenario";
  if ((kind.empty() && is_hex_id_prefix(id)) || kind == "event") {
    auto events = kind == "event" ? std::vector<Event>{event_named(lens, id)} : value_or_problem(lens.archive().event(id));
    if (events.size() > 1) event_named(lens, id);  // says that there are several
    if (events.size() == 1) return explain_event(desk, lens, events.front());
  }
  if (desk.hands.watch && (kind.empty() || reading)) {
    const Json board = Json::parse(desk.board(desk.day_of(q))->body);
    const Json* scenario = kind == "indicator" ? nullptr : item_named(board.at("scenarios"), id);
    if (scenario) return explain_scenario(desk, lens, board, *scenario);
    const Json* indicator = kind == "scenario" ? nullptr : item_named(board.at("indicators"), id);
    if (indicator) return explain_indicator(desk, lens, board, *indicator);
  }
  if (!reading && is_hex_id_prefix(id)) return {{"kind", "story"}, {"id", id}, {"story", answer_story(desk, lens, q, id)}};
  throw Problem{404, "found nothing with the id " + shown(id) + ", expected an event's, a story's, an indicator's or a scenario's", "id"};
}

}  // namespace brink
