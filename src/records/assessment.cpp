// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

#include <algorithm>
#include <unordered_set>

namespace brink {
namespace {

Json series_of(const ScenarioSeries& s) {
  return {{"from", s.from}, {"p", s.p}, {"low", s.low}, {"high", s.high}};
}

Json series_of(const IndicatorSeries& s) {
  Json states = Json::array();
  for (const State state : s.state) states.push_back(name_of(state));
  return {{"from", s.from}, {"observed", s.observed}, {"expected", s.expected},
          {"surprise", s.surprise}, {"state", states}};
}

Json record_of(const Change& c) {
  if (c.since.empty()) return nullptr;
  return {{"since", c.since}, {"p", c.p}, {"before", c.before}, {"after", c.after}};
}

Json record_of(const ScenarioReading& s) {
  Json weights = Json::array();
  for (const Weight& w : s.weights) weights.push_back({{"indicator", w.indicator}, {"log_odds", w.log_odds}});
  return {{"id", s.id}, {"title", s.title}, {"p", s.p}, {"low", s.low}, {"high", s.high},
          {"base_rate", s.base_rate}, {"trend", s.trend},
          {"speaking_for", s.speaking_for}, {"speaking_against", s.speaking_against},
          {"within_usual", s.within_usual}, {"weights", weights}, {"series", series_of(s.series)}};
}

// A board over a busy archive rests on thousands of happenings with thousands of reports: it names the newest,
// and how many there are. `brink explain` and `brink stories` have them all.
constexpr std::size_t kMostStories = 40, kMostNew = 100, kMostIds = 20;

std::vector<std::string> newest_of(const std::vector<std::string>& ids, std::size_t most) {
  return {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), most))};
}

Json record_of(const IndicatorReading& i) {
  return {{"id", i.id}, {"title", i.title}, {"state", name_of(i.state)},
          {"observed", i.observed}, {"expected", i.expected}, {"surprise", i.surprise},
          {"trend", i.trend}, {"since", i.since}, {"changed", record_of(i.changed)},
          {"series", series_of(i.series)}, {"stories", newest_of(i.stories, kMostStories)},
          {"story_count", i.stories.size()}};
}

Json record_of(const PlanReading& p) {
  return {{"id", p.id}, {"title", p.title}, {"state", p.state}, {"reason", p.reason}, {"action", p.action}};
}

Json record_of(const StateChange& c) {
  return {{"indicator", c.indicator}, {"from", name_of(c.from)}, {"to", name_of(c.to)}};
}

Json record_of(const TippingPoint& t) {
  Json changes = Json::array();
  for (const StateChange& c : t.changes) changes.push_back(record_of(c));
  return {{"target", {{"kind", t.kind}, {"id", t.id}}}, {"effect", t.effect}, {"changes", changes},
          {"p_after", t.p_after}};
}

Json record_of(const DecisionReading& d) {
  Json actions = Json::array(), evidence = Json::array();
  for (const ActionReading& a : d.actions)
    actions.push_back({{"id", a.id}, {"title", a.title}, {"expected_loss", a.expected_loss}});
  for (const EvidenceValue& e : d.evidence)
    evidence.push_back({{"indicator", e.indicator}, {"chance", e.chance}, {"value", e.value}});
  return {{"id", d.id}, {"title", d.title}, {"best", d.best}, {"actions", actions},
          {"value_of_perfect_information", d.value_of_perfect_information},
          {"value_of_waiting", d.value_of_waiting}, {"wait_days", d.wait_days}, {"evidence", evidence}};
}

Json record_of(const Track& t) {
  return {{"between", t.between}, {"from", t.from}, {"escalation", t.escalation},
          {"dialogue", t.dialogue}, {"stories", newest_of(t.stories, kMostStories)},
          {"story_count", t.stories.size()}};
}

Json record_of(const PostureLine& p) {
  Json place = nullptr;
  if (!p.where.empty() || !p.country.empty()) {
    place = {{"name", p.where}, {"country", p.country}};
    if (p.has_coordinates) place["lat"] = p.lat, place["lon"] = p.lon;
  }
  return {{"actor", p.actor}, {"who", p.who}, {"what", p.what}, {"where", p.where}, {"place", place},
          {"status", p.status}, {"date", p.date}, {"moved", p.moved},
          {"by_account", p.by_account}, {"contradicted_by", p.contradicted_by}, {"event", p.event}};
}

Json record_of(const CommitmentLine& c) {
  return {{"actor", c.actor}, {"by", c.by}, {"kind", c.kind}, {"what", c.what}, {"condition", c.condition},
          {"state", c.state}, {"date", c.date}, {"event", c.event}, {"decided_by", c.decided_by}};
}

Json record_of(const ExchangeLine& e) {
  return {{"between", e.between}, {"steps", e.steps}, {"awaiting", e.awaiting}, {"since", e.since}};
}

Json first_of(const Json& ids) {
  Json first = ids;
  if (first.size() > kMostIds) first.erase(first.begin() + kMostIds, first.end());
  return first;
}

Json short_record_of(const Story& story) {
  Json record = record_of(story);
  record["report_count"] = story.reports.size();
  record["event_count"] = story.events.size();
  for (const char* ids : {"reports", "events"}) record[ids] = first_of(record[ids]);
  return record;
}

// The stories that the record names, each once.
Json stories_named(const Assessment& a) {
  std::unordered_set<std::string> named;
  const auto name = [&named](const std::vector<std::string>& ids, std::size_t most) {
    for (const std::string& id : newest_of(ids, most)) named.insert(id);
  };
  for (const IndicatorReading& i : a.indicators) name(i.stories, kMostStories);
  for (const Track& t : a.tracks) name(t.stories, kMostStories);
  std::unordered_set<std::string> fresh;  // of which the record names the first event
  for (const std::string& event : newest_of(a.fresh, kMostNew)) fresh.insert(event);
  Json list = Json::array();
  for (const Story& story : a.stories)
    if (named.contains(story.id) || (!story.events.empty() && fresh.contains(story.events.front()))) list.push_back(short_record_of(story));
  return list;
}

template <class T>
Json list_of(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(record_of(item));
  return list;
}

}  // namespace

Json record_of(const Assessment& a) {
  Json record;
  record["watch"] = a.watch;
  record["title"] = a.title;
  record["at"] = a.at;
  record["scenarios"] = list_of(a.scenarios);
  record["indicators"] = list_of(a.indicators);
  record["plans"] = list_of(a.plans);
  record["tipping"] = list_of(a.tipping);
  record["decisions"] = list_of(a.decisions);
  record["tracks"] = list_of(a.tracks);
  record["posture"] = list_of(a.posture);
  record["commitments"] = list_of(a.commitments);
  record["exchanges"] = list_of(a.exchanges);
  record["new"] = newest_of(a.fresh, kMostNew);
  record["new_count"] = a.fresh.size();
  record["cannot_tell"] = a.cannot_tell;
  record["stories"] = stories_named(a);
  record["reports"] = a.reports;
  record["happenings"] = a.happenings;
  return record;
}

Json record_of(const Ledger& ledger) {
  return {{"watch", ledger.watch}, {"at", ledger.at}, {"posture", list_of(ledger.posture)},
          {"commitments", list_of(ledger.commitments)}, {"exchanges", list_of(ledger.exchanges)},
          {"cut_short", ledger.cut_short}};
}

}  // namespace brink
