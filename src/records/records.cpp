// SPDX-License-Identifier: Apache-2.0
#include "records/records.h"

#include "base/iso_time.h"

namespace brink {
namespace {

Json span_of(Span span) { return Json::array({span.begin, span.end}); }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json when(const std::optional<Timestamp>& moment) {
  return moment ? Json(to_iso(*moment)) : Json(nullptr);
}

std::string_view name_of(Keep keep) {
  switch (keep) {
    case Keep::kFull: return "full";
    case Keep::kExcerpt: return "excerpt";
    case Keep::kFacts: return "facts";
  }
  return "";
}

Json record_of(const Actor& actor) {
  return {{"code", actor.code}, {"sector", actor.sector}, {"name", actor.name},
          {"text", actor.text}, {"span", span_of(actor.span)}};
}

Json record_of(const std::vector<Actor>& actors) {
  Json list = Json::array();
  for (const Actor& actor : actors) list.push_back(record_of(actor));
  return list;
}

Json record_of(const Place& place) {
  Json record = {{"name", place.name}, {"country", or_null(place.country)}};
  if (place.has_coordinates) record["lat"] = place.lat, record["lon"] = place.lon;
  if (place.geonames) record["geonames"] = place.geonames;
  record["span"] = span_of(place.span);
  return record;
}

Json record_of(const Dateline& dateline) {
  if (dateline.empty()) return nullptr;
  return {{"place", or_null(dateline.place)}, {"wire", or_null(dateline.wire)},
          {"reporter", or_null(dateline.reporter)}, {"date", or_null(dateline.date)},
          {"span", span_of(dateline.span)}};
}

Json record_of(const Rights& rights) {
  return {{"notice", or_null(rights.notice)}, {"keep", name_of(rights.keep)}};
}

Json record_of(const std::vector<Caption>& captions) {
  Json list = Json::array();
  for (const Caption& caption : captions)
    list.push_back({{"text", or_null(caption.text)}, {"credit", or_null(caption.credit)}});
  return list;
}

}  // namespace

Json record_of(const Document& d) {
  Json record;
  record["path"] = d.source;
  record["id"] = or_null(d.id);
  record["url"] = or_null(d.url);
  record["canonical_url"] = or_null(d.canonical_url);
  record["title"] = or_null(d.title);
  record["published"] = when(d.published);
  record["modified"] = when(d.modified);
  record["outlet"] = or_null(d.outlet);
  record["authors"] = d.authors;
  record["language"] = or_null(d.language);
  record["dateline"] = record_of(d.dateline);
  record["rights"] = record_of(d.rights);
  record["captions"] = record_of(d.captions);
  record["text"] = d.text;
  return record;
}

Json record_of(const StoredDocument& s) {
  Json record = record_of(s.document);
  record["kept"] = name_of(s.kept);
  record["revision"] = s.revision;
  record["first_seen"] = s.first_seen;
  record["fingerprint"] = s.fingerprint;
  record["copy_of"] = or_null(s.copy_of);
  return record;
}

Json record_of(const Event& e) {
  Json record;
  record["id"] = e.id;
  record["document"] = e.document;
  record["sentence"] = e.sentence;
  record["sentence_span"] = span_of(e.sentence_span);
  record["text"] = e.text;
  record["date"] = or_null(e.date);
  record["date_precision"] = or_null(e.date_precision);
  record["type"] = e.type;
  record["mode"] = e.mode;
  record["context"] = e.context;
  record["cameo"] = or_null(e.cameo);
  record["quad"] = name_of(e.quad);
  record["score"] = e.score;
  record["status"] = name_of(e.status);
  record["hedged"] = e.hedged;
  record["actor"] = record_of(e.actor);
  record["recipient"] = record_of(e.recipient);
  record["speaker"] = e.speaker ? record_of(*e.speaker) : Json(nullptr);
  record["condition"] = or_null(e.condition);
  record["act"] = e.act.empty() ? Json(nullptr) : record_of(e.act.front());
  record["place"] = e.place ? record_of(*e.place) : Json(nullptr);
  record["equipment"] = e.equipment;
  record["quantity"] = e.quantity ? Json{{"text", e.quantity->text}, {"low", e.quantity->low}, {"high", e.quantity->high}}
                                  : Json(nullptr);
  record["trigger"] = {{"text", e.trigger.text}, {"span", span_of(e.trigger.span)}};
  record["rule"] = e.rule;
  record["confidence"] = e.confidence;
  return record;
}

Json record_of(const Story& s) {
  Json disagreements = Json::array();
  for (const Disagreement& d : s.disagreements)
    disagreements.push_back({{"kind", d.kind == Disagreement::Kind::kNumber ? "number" : "denial"}, {"says", d.says}, {"events", d.events}});
  return {{"id", s.id}, {"date", or_null(s.date)}, {"type", or_null(s.type)}, {"status", name_of(s.status)},
          {"actors", s.actors}, {"recipients", s.recipients}, {"place", or_null(s.place)}, {"country", or_null(s.country)},
          {"reports", s.reports}, {"events", s.events}, {"outlets", s.outlets}, {"voices", s.voices},
          {"disagreements", std::move(disagreements)},
          {"first_seen", to_iso(s.first_seen)}, {"last_confirmed", to_iso(s.last_confirmed)}};
}

std::string line_of(const Json& record) {
  return record.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace brink
