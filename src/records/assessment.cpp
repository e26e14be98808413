// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

namespace brink {
namespace {

Json record_of(const ScenarioReading& s) {
  Json weights = Json::array();
  for (const Weight& w : s.weights) weights.push_back({{"indicator", w.indicator}, {"log_odds", w.log_odds}});
  return {{"id", s.id}, {"title", s.title}, {"p", s.p}, {"low", s.low}, {"high", s.high},
          {"base_rate", s.base_rate}, {"trend", s.trend},
          {"speaking_for", s.speaking_for}, {"speaking_against", s.speaking_against},
          {"within_usual", s.within_usual}, {"weights", weights}};
}

Json record_of(const IndicatorReading& i) {
  return {{"id", i.id}, {"title", i.title}, {"state", name_of(i.state)},
          {"observed", i.observed}, {"expected", i.expected}, {"stories", i.stories}};
}

Json record_of(const PlanReading& p) {
  return {{"id", p.id}, {"title", p.title}, {"state", p.state}, {"reason", p.reason}, {"action", p.action}};
}

Json record_of(const PostureLine& p) {
  return {{"who", p.who}, {"what", p.what}, {"where", p.where}, {"status", p.status},
          {"date", p.date}, {"event", p.event}};
}

Json record_of(const CommitmentLine& c) {
  return {{"by", c.by}, {"kind", c.kind}, {"what", c.what}, {"condition", c.condition},
          {"state", c.state}, {"date", c.date}, {"event", c.event}};
}

Json record_of(const ExchangeLine& e) {
  return {{"between", e.between}, {"steps", e.steps}, {"awaiting", e.awaiting}, {"since", e.since}};
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
  record["posture"] = list_of(a.posture);
  record["commitments"] = list_of(a.commitments);
  record["exchanges"] = list_of(a.exchanges);
  record["new"] = a.fresh;
  record["cannot_tell"] = a.cannot_tell;
  record["stories"] = list_of(a.stories);
  record["reports"] = a.reports;
  record["happenings"] = a.happenings;
  return record;
}

}  // namespace brink
