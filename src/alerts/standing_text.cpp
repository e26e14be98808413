// SPDX-License-Identifier: Apache-2.0
#include "alerts/standing.h"
#include "records/records.h"

namespace brink {
namespace {

constexpr int kForm = 1;  // of the text, for a later version to tell

Json record_of(const Matter& m) {
  Json evidence = Json::array();
  for (const Proof& e : m.evidence)
    evidence.push_back({{"story", e.story}, {"events", e.events}, {"documents", e.documents}});
  return {{"kind", m.kind}, {"title", m.title}, {"why", m.why}, {"state", m.state}, {"level", m.level}, {"p", m.p},
          {"evidence", evidence},
          {"told_level", m.told_level}, {"told_p", m.told_p}, {"told_id", m.told_id},
          {"told_severity", name_of(m.told_severity)}, {"below_since", m.below_since}};
}

Severity severity_in(const Json& record, const char* field) {
  return severity_named(record.at(field).get<std::string>()).value_or(Severity::kInfo);
}

Matter matter_of(const std::string& subject, const Json& r) {
  Matter m;
  m.subject = subject;
  m.kind = r.at("kind"), m.title = r.at("title"), m.why = r.at("why"), m.state = r.at("state");
  m.level = r.at("level"), m.p = r.at("p");
  for (const Json& e : r.at("evidence"))
    m.evidence.push_back({e.at("story"), e.at("events").get<std::vector<std::string>>(),
                          e.at("documents").get<std::vector<std::string>>()});
  m.told_level = r.at("told_level"), m.told_p = r.at("told_p"), m.told_id = r.at("told_id");
  m.told_severity = severity_in(r, "told_severity"), m.below_since = r.at("below_since");
  return m;
}

}  // namespace

std::string text_of(const AlertStanding& standing) {
  Json matters = Json::object(), told = Json::object();
  for (const auto& [subject, matter] : standing.matters) matters[subject] = record_of(matter);
  for (const auto& [event, t] : standing.told)
    told[event] = {{"alert", t.alert}, {"severity", name_of(t.severity)}, {"at", t.at}};
  return line_of({{"form", kForm}, {"watch", standing.watch}, {"matters", matters}, {"told", told}});
}

Result<AlertStanding> standing_from(const std::string& text) {
  AlertStanding standing;
  if (text.empty()) return standing;
  const Error fault{"alerts", "what was kept of the last round", "another form", "what this version of brink writes"};
  try {
    const Json record = Json::parse(text);
    if (record.at("form") != kForm) return fault;
    standing.watch = record.at("watch");
    for (const auto& [subject, matter] : record.at("matters").items()) standing.matters[subject] = matter_of(subject, matter);
    for (const auto& [event, t] : record.at("told").items())
      standing.told[event] = {t.at("alert"), severity_in(t, "severity"), t.at("at")};
    return standing;
  } catch (const Json::exception&) {
    return fault;
  }
}

}  // namespace brink
