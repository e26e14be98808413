// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "exchange/cells.h"
#include "exchange/read.h"
#include "exchange/written_dates.h"

namespace brink {
namespace {


// Asks one row for fields.
class Fields {
 public:
  Fields(const Codes& codes, const ActorNames& names, const Mapping& mapping, const Row& row)
      : codes_(codes), names_(names), mapping_(mapping), row_(row) {}

  std::string operator[](const std::string& field) const { return mapping_.value(row_, field); }

  std::optional<DatedCell> date(const std::string& field) const {
    return read_written_date((*this)[field], mapping_.date_order());
  }

  std::vector<Actor> actors(const std::string& side, Day day) const {
    const auto code = entries((*this)[side]), name = entries((*this)[side + "_name"]);
    const auto sector = entries((*this)[side + "_sector"]), country = entries((*this)[side + "_country"]);
    std::vector<Actor> found;
    for (std::size_t i = 0; i < std::min(std::max(code.size(), name.size()), kMostActors); ++i)
      found.push_back(actor(at(code, i), at(name, i), at(sector, i), at(country, i), day));
    return found;
  }

 private:
  // The parts of "RUS; BLR"; "-" keeps the place of one of whom nothing is said.
  static std::vector<std::string> entries(const std::string& cell) {
    std::vector<std::string> parts = list_of(cell, ";");
    for (std::string& part : parts)
      if (part == "-") part.clear();
    return parts;
  }
  static std::string at(const std::vector<std::string>& list, std::size_t i) {
    return i < list.size() ? list[i] : std::string();
  }
  static bool looks_like_code(const std::string& text) {
    return text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
  }
  Actor actor(const std::string& code, const std::string& name, const std::string& sector,
              const std::string& country, Day day) const {
    const bool given = !code.empty() && looks_like_code(code);
    Actor actor = given ? Actor{code, {}, name, "", {}} : names_.who(name.empty() ? code : name, country, day);
    std::vector<std::string> said = list_of(sector, "|,");
    std::erase_if(said, [&](const std::string& s) { return !codes_.is_sector(s); });
    if (!said.empty()) actor.sector = std::move(said);
    return actor;
  }

  const Codes& codes_;
  const ActorNames& names_;
  const Mapping& mapping_;
  const Row& row_;
};

// Type, modes and contexts, or where there is no type those of the CAMEO code.
Outcome fill_type(const Codes& codes, const Fields& fields, Event& event) {
  const Ontology& ontology = codes.knowledge().ontology();
  const std::string cameo = fields["cameo"];
  event.type = fields["type"];
  if (!cameo.empty()) {
    const auto repaired = codes.repaired(cameo);
    if (!repaired) return bad("cameo \"" + cameo + "\"", "a CAMEO code");
    event.cameo = *repaired;
  }
  if (event.type.empty() && event.cameo.empty()) return bad("neither type nor cameo", "one of them");
  if (event.type.empty()) {
    const Event coded = event_of_cameo(codes, event.cameo, Day{});
    event.type = coded.type, event.mode = coded.mode, event.context = coded.context;
  } else if (!ontology.type(event.type)) {
    return bad("type \"" + event.type + "\"", "a PLOVER type");
  }
  for (std::string& mode : list_of(fields["mode"], ";|"))
    if (ontology.has_mode(event.type, mode) && std::find(event.mode.begin(), event.mode.end(), mode) == event.mode.end())
      event.mode.push_back(std::move(mode));
  for (std::string& context : list_of(fields["context"], ";|"))
    if (ontology.has_context(context) && std::find(event.context.begin(), event.context.end(), context) == event.context.end())
      event.context.push_back(std::move(context));
  complete_by_type(codes, event);
  return Done{};
}

Outcome fill_status(const Fields& fields, Event& event) {
  const std::string status = fields["status"], hedged = fields["hedged"];
  if (!status.empty()) {
    const auto named = status_named(status);
    if (!named) return bad("status \"" + status + "\"", "actual, future, hypothetical, negated or historical");
    event.status = *named;
  }
  event.hedged = hedged == "true" || hedged == "1" || hedged == "yes";
  return Done{};
}

void fill_report(const Fields& fields, const Mapping& mapping, Document& report) {
  report.outlet = fields["outlet"];
  report.url = fields["url"];
  report.title = fields["title"];
  report.language = fields["language"];
  if (const auto moment = read_iso(fields["published"])) {
    report.published = *moment;
  } else if (const auto written = read_written_date(fields["published"], mapping.date_order())) {
    report.published = Timestamp{};
    report.published->utc = std::chrono::sys_seconds(read_day_range(written->date)->first);
  }
}

}  // namespace

Read read_csv(const Codes& codes, const ActorNames& names, const Mapping& mapping, const Row& row) {
  const Fields fields(codes, names, mapping, row);
  Imported read;
  fill_report(fields, mapping, read.report);
  Event event;
  const auto date = fields.date("date");
  if (!date && !fields["date"].empty()) return bad("date \"" + fields["date"] + "\"", "a day as 2022-01-28");
  if (!date && !read.report.published) return bad("no date", "a day as 2022-01-28");
  const Day day = date ? read_day_range(date->date)->first : read.report.published->local_day();
  if (date) {
    const std::string precision = fields["date_precision"];
    event.date = date->date;
    event.date_precision = precision == "week" && date->precision == "day" ? precision : date->precision;
  }
  if (const auto typed = fill_type(codes, fields, event); !typed) return typed.error();
  if (const auto stated = fill_status(fields, event); !stated) return stated.error();
  event.actor = fields.actors("actor", day);
  event.recipient = fields.actors("recipient", day);
  if (auto speakers = fields.actors("speaker", day); !speakers.empty()) event.speaker = std::move(speakers.front());
  event.condition = fields["condition"];
  event.place = place_of(fields["place"], codes.country_named(fields["country"]), fields["lat"], fields["lon"]);
  if (event.place) event.place->geonames = std::max<std::int64_t>(0, whole_number_of(fields["geonames"]).value_or(0));
  event.equipment = list_of(fields["equipment"], ";");
  event.text = fields["text"];
  if (const auto sure = number_of(fields["confidence"]); sure && *sure >= 0 && *sure <= 1) event.confidence = *sure;
  else event.confidence = 1;
  read.events.push_back(std::move(event));
  return read;
}

}  // namespace brink
