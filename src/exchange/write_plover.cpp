// SPDX-License-Identifier: Apache-2.0
// PLOVER JSON by the manual's chapter "Data Fields". Fields that it does not name (status, hedged,
// speaker, condition, cameo, equipment, quantity, confidence, rule, act) stand at the end.
#include <nlohmann/json.hpp>

#include "base/day_range.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/dyads.h"
#include "exchange/write.h"

namespace brink {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& record, const char* key, const std::string& text) {
  if (!text.empty()) record[key] = text;
}

// 1 to 4, as the manual has it; 0 where it has none.
int quad_code(Quad quad) {
  switch (quad) {
    case Quad::kVerbalCooperation: return 1;
    case Quad::kMaterialCooperation: return 2;
    case Quad::kVerbalConflict: return 3;
    case Quad::kMaterialConflict: return 4;
    case Quad::kNeutral: break;
  }
  return 0;
}

// The manual's auxiliary mode, which stands among the contexts.
const char* auxiliary(Status status) {
  switch (status) {
    case Status::kFuture: return "future";
    case Status::kHypothetical: return "hypothetical";
    case Status::kNegated: return "negation";
    case Status::kHistorical: return "historical";
    case Status::kActual: break;
  }
  return nullptr;
}

Json entity(const Codes& codes, const Actor& actor) {
  Json record;
  const std::string code = codes.plover_code_of(actor);
  record["code"] = code;
  put(record, "sector", joined(actor.sector, ""));
  put(record, "entity_text", actor.text);
  if (code != actor.code) put(record, "identifier_id", actor.code);
  put(record, "identifier_text", actor.name);
  return record;
}

Json entities(const Codes& codes, const std::vector<Actor>& actors) {
  Json list = Json::array();
  for (const Actor& actor : actors) list.push_back(entity(codes, actor));
  return list;
}

Json location(const Codes& codes, const Place& place) {
  Json record;
  put(record, "resolved_place", place.name);
  if (place.geonames != 0) record["geonameid"] = place.geonames;
  if (place.has_coordinates) record["lat"] = place.lat, record["lon"] = place.lon;
  put(record, "country", codes.name_of_country(place.country));
  put(record, "country_code", place.country == "XKX" ? "KOS" : place.country);
  return record;
}

Json source_of(const StoredDocument& report) {
  const Document& document = report.document;
  Json record;
  put(record, "citation", document.id);
  put(record, "url", document.url);
  put(record, "title", document.title);
  put(record, "language", document.language);
  put(record, "publication", document.outlet);
  record["coder"] = std::string("brink ") + version();
  record["codebook"] = "PLOVER 2.0";
  return record;
}

void put_dates(Json& record, const Event& event, const StoredDocument& report) {
  const auto days = read_day_range(event.date, event.date_precision);
  const Day first = days ? days->first : report_day(event, report);
  record["date"] = to_iso(first);
  if (days && days->last != days->first) record["enddate"] = to_iso(days->last);
  put(record, "date_precision", days ? event.date_precision : "none");
}

Json record_of_event(const Codes& codes, const Event& event, const StoredDocument& report) {
  Json record;
  record["id"] = event.id;
  put_dates(record, event, report);
  record["actor"] = entities(codes, event.actor);
  record["recipient"] = entities(codes, event.recipient);
  record["event"] = event.type.empty() ? Json::array() : Json::array({event.type});
  if (event.place) record["event_loc"] = location(codes, *event.place);
  if (!event.trigger.text.empty()) record["event_text"] = Json::array({event.trigger.text});
  if (const int quad = quad_code(event.quad)) record["quad_code"] = quad;
  record["event_scale"] = event.score;
  record["mode"] = event.mode;
  std::vector<std::string> context = event.context;
  if (const char* word = auxiliary(event.status)) context.emplace_back(word);
  record["context"] = context;
  if (!event.text.empty()) {
    record["text"] = event.text;
    record["text_info"] = {{"sequence", event.sentence},
                           {"start", event.sentence_span.begin},
                           {"end", event.sentence_span.end}};
  }
  record["cite_info"] = source_of(report);
  if (report.document.published) record["published"] = to_iso(*report.document.published);
  put(record, "cameo", event.cameo);
  record["status"] = std::string(name_of(event.status));
  record["hedged"] = event.hedged;
  if (event.speaker) record["speaker"] = entity(codes, *event.speaker);
  put(record, "condition", event.condition);
  if (!event.equipment.empty()) record["equipment"] = event.equipment;
  if (event.quantity)
    record["quantity"] = {{"text", event.quantity->text}, {"low", event.quantity->low}, {"high", event.quantity->high}};
  put(record, "rule", event.rule);
  record["confidence"] = event.confidence;
  return record;
}

}  // namespace

std::string plover_line(const Codes& codes, const Event& event, const StoredDocument& report) {
  return record_of_event(codes, event, report).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace brink
