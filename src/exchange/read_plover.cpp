// SPDX-License-Identifier: Apache-2.0
// PLOVER JSON by the manual's chapter "Data Fields", and the fields that write_plover.cpp adds.
#include <nlohmann/json.hpp>

#include <algorithm>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/read.h"

namespace brink {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 16;  // objects in objects; the manual's records have three

// A text, or a number as text; "" for anything else.
std::string text_of(const Json& value) {
  if (value.is_string()) return clean(value.get<std::string>());
  return value.is_number() ? value.dump() : std::string();
}

std::string text_at(const Json& record, const char* key) {
  const auto it = record.find(key);
  return it == record.end() ? std::string() : text_of(*it);
}

// A list of texts; a single text is a list of one.
std::vector<std::string> list_at(const Json& record, const char* key) {
  std::vector<std::string> list;
  const auto it = record.find(key);
  if (it == record.end()) return list;
  if (!it->is_array()) return list_of(text_of(*it), ";");
  for (const Json& item : *it)
    if (std::string text = text_of(item); !text.empty()) list.push_back(std::move(text));
  return list;
}

const Json& object_at(const Json& record, const char* key) {
  static const Json kNone = Json::object();
  const auto it = record.find(key);
  return it != record.end() && it->is_object() ? *it : kNone;
}

// "GOV", "GOVMIL", ["GOV", "MIL"].
std::vector<std::string> sectors_of(const Codes& codes, const Json& record) {
  std::vector<std::string> sectors;
  for (const char* key : {"sector", "sector_code", "other_sector_codes"})
    for (const std::string& word : list_at(record, key))
      for (std::size_t at = 0; at + 3 <= word.size(); at += 3)
        if (std::string sector = word.substr(at, 3);
            codes.is_sector(sector) && std::find(sectors.begin(), sectors.end(), sector) == sectors.end())
          sectors.push_back(std::move(sector));
  return sectors;
}

std::string code_of(const Codes& codes, const std::string& code) {
  if (code == "UNO") return "UN";
  if (code == "EUR") return "EU";
  const std::string country = codes.country_named(code);
  return country.empty() ? code : country;
}

// Our own exports name an organisation by identifier_id; others give a Wikidata number there.
bool is_own_code(const std::string& id) {
  const auto is_capital = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  const bool wikidata = id.size() > 1 && id[0] == 'Q' && std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !id.empty() && id.size() <= 20 && !wikidata && std::all_of(id.begin(), id.end(), is_capital);
}

Actor actor_of(const Codes& codes, const ActorNames& names, const Json& record, Day day) {
  std::string name;
  for (const char* key : {"identifier_text", "entity_name", "entity_text", "raw_text"})
    if (name.empty()) name = text_at(record, key);
  std::string code = code_of(codes, text_at(record, "code"));
  if (code.empty()) code = codes.country_named(text_at(record, "country_name"));
  if (const std::string id = text_at(record, "identifier_id"); is_own_code(id)) code = id;
  Actor actor = code.empty() ? names.who(name, "", day) : Actor{code, {}, name, "", {}};
  if (auto sectors = sectors_of(codes, record); !sectors.empty()) actor.sector = std::move(sectors);
  return actor;
}

std::vector<Actor> actors_at(const Codes& codes, const ActorNames& names, const Json& record, const char* key, Day day) {
  std::vector<Actor> actors;
  const auto it = record.find(key);
  if (it == record.end()) return actors;
  if (it->is_object()) return {actor_of(codes, names, *it, day)};
  if (it->is_array())
    for (const Json& item : *it)
      if (item.is_object() && actors.size() < kMostActors) actors.push_back(actor_of(codes, names, item, day));
  return actors;
}

std::optional<Place> location_of(const Codes& codes, const Json& record) {
  std::string name = text_at(record, "resolved_place");
  if (name.empty()) name = text_at(record, "extracted_place");
  std::string country = codes.country_named(text_at(record, "country_code"));
  if (country.empty()) country = codes.country_named(text_at(record, "country"));
  auto place = place_of(std::move(name), std::move(country), text_at(record, "lat"), text_at(record, "lon"));
  if (place) place->geonames = std::max<std::int64_t>(0, whole_number_of(text_at(record, "geonameid")).value_or(0));
  return place;
}

std::optional<Status> auxiliary(const std::string& context) {
  if (context == "future") return Status::kFuture;
  if (context == "hypothetical") return Status::kHypothetical;
  if (context == "negation" || context == "negated") return Status::kNegated;
  if (context == "historical") return Status::kHistorical;
  return {};
}

// "2022-01-01" to "2022-01-31" is January; seven days are a week.
void fill_date(const Json& record, Day first, Event& event) {
  if (text_at(record, "date_precision") == "none") return;
  const std::string date = to_iso(first);
  event.date = date, event.date_precision = "day";
  const auto last = day_of(text_at(record, "enddate"));
  if (!last || *last <= first) return;
  if (*last - first == std::chrono::days(6)) event.date_precision = "week";
  for (const auto& [size, precision] : {std::pair(7, "month"), std::pair(4, "year")}) {
    const auto days = read_day_range(date.substr(0, static_cast<std::size_t>(size)));
    if (days && days->first == first && days->last == *last)
      event.date = date.substr(0, static_cast<std::size_t>(size)), event.date_precision = precision;
  }
}

void fill_words(const Codes& codes, const Json& record, Event& event) {
  const Ontology& ontology = codes.knowledge().ontology();
  for (std::string& mode : list_at(record, "mode"))
    if (ontology.has_mode(event.type, mode)) event.mode.push_back(std::move(mode));
  for (std::string& context : list_at(record, "context"))
    if (const auto status = auxiliary(context)) event.status = *status;
    else if (ontology.has_context(context)) event.context.push_back(std::move(context));
  if (const auto status = status_named(text_at(record, "status"))) event.status = *status;
  const auto hedged = record.find("hedged");
  event.hedged = hedged != record.end() && hedged->is_boolean() && hedged->get<bool>();
  event.condition = text_at(record, "condition");
  event.equipment = list_at(record, "equipment");
  event.text = text_at(record, "text");
  const auto sure = number_of(text_at(record, "confidence"));
  event.confidence = sure && *sure >= 0 && *sure <= 1 ? *sure : 1;
  const Json& amount = object_at(record, "quantity");
  const auto low = whole_number_of(text_at(amount, "low")), high = whole_number_of(text_at(amount, "high"));
  if (low && high) event.quantity = Quantity{text_at(amount, "text"), *low, *high};
}

void fill_report(const Json& record, Day day, Document& report) {
  const Json& cite = object_at(record, "cite_info");
  report.url = text_at(cite, "url");
  report.title = text_at(cite, "title");
  report.outlet = text_at(cite, "publication");
  if (const std::string language = text_at(cite, "language"); language.size() == 2) report.language = language;
  report.published = read_iso(text_at(record, "published"));
  if (report.published) return;
  report.published = Timestamp{};
  report.published->utc = std::chrono::sys_seconds(day);
}

Read read_record(const Codes& codes, const ActorNames& names, const Json& record) {
  const auto day = day_of(text_at(record, "date"));
  if (!day) return bad("date \"" + text_at(record, "date") + "\"", "a day as 2022-01-28");
  std::vector<std::string> types = list_at(record, "event");
  if (types.empty()) types.emplace_back();  // a statement: CAMEO alone has it
  const std::string said = text_at(record, "cameo");
  const auto cameo = codes.repaired(said);
  if (!said.empty() && !cameo) return bad("cameo \"" + said + "\"", "a CAMEO code");
  Imported read;
  fill_report(record, *day, read.report);
  for (const std::string& type : types) {
    if (!codes.knowledge().ontology().type(type) && !(type.empty() && cameo))
      return bad("event \"" + type + "\"", "a PLOVER type");
    Event event;
    event.type = type;
    event.cameo = cameo.value_or("");
    fill_date(record, *day, event);
    fill_words(codes, record, event);
    complete_by_type(codes, event);
    event.actor = actors_at(codes, names, record, "actor", *day);
    event.recipient = actors_at(codes, names, record, "recipient", *day);
    if (auto speakers = actors_at(codes, names, record, "speaker", *day); !speakers.empty())
      event.speaker = std::move(speakers.front());
    event.place = location_of(codes, object_at(record, "event_loc"));
    read.events.push_back(std::move(event));
  }
  return read;
}

}  // namespace

Read read_plover(const Codes& codes, const ActorNames& names, std::string_view line) {
  bool too_deep = false;
  const auto shallow = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  const Json record = Json::parse(line, shallow, false);
  if (too_deep) return bad("objects nested more than 16 deep", "a PLOVER record");
  if (!record.is_object()) return bad(std::string(line.substr(0, 40)), "a JSON object a line");
  return read_record(codes, names, record);
}

}  // namespace brink
