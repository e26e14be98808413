// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"

namespace brink {

// PLOVER's auxiliary modes made whole: whether the act happened.
enum class Status {
  kActual,        // happened, by the account given
  kFuture,        // planned, promised, announced
  kHypothetical,  // conditional, possible, feared, warned of
  kNegated,       // did not, will not, or is denied
  kHistorical,    // background, long before the report
};
std::string_view name_of(Status status);                       // "actual" ...
std::optional<Status> status_named(std::string_view name);

// CAMEO's four quarters.
enum class Quad { kNeutral, kVerbalCooperation, kMaterialCooperation, kVerbalConflict, kMaterialConflict };
std::string_view name_of(Quad quad);                           // "material conflict" ...
std::optional<Quad> quad_named(std::string_view name);

struct Actor {
  std::string code;                 // ISO 3166-1 alpha-3, an organisation's short code, or "UNK"
  std::vector<std::string> sector;  // PLOVER: "GOV", "MIL" ...
  std::string name;                 // "Russia"
  std::string text;                 // as written
  Span span;
};
// Whether it has one of these.
bool has_sector(const Actor& actor, std::initializer_list<std::string_view> sectors);

struct Place {
  std::string name;
  std::string country;  // ISO 3166-1 alpha-3; "" when it lies in none or several
  double lat = 0, lon = 0;
  bool has_coordinates = false;
  std::int64_t geonames = 0;  // 0: none
  Span span;
};

struct Quantity {
  std::string text;         // "thousands"
  std::int64_t low = 0, high = 0;
};

struct Trigger {
  std::string text;
  Span span;
};

// Who did what to whom, where, when, said by whom, how real. All spans point into the document.
struct Event {
  std::string id;        // 32 hex digits, from the document's id, the trigger's span and the type
  std::string document;  // Document::id
  std::int32_t sentence = 0;  // counts from 0 in the document
  Span sentence_span;
  std::string text;      // the sentence; may be shortened or empty where rights forbid keeping it
  std::string date;      // "2022-01-28", "2022-01", "2022"; when the act took or takes place
  std::string date_precision;  // "day", "week", "month", "year"
  std::string type;      // PLOVER 2.0: "MOBILIZE"
  std::vector<std::string> mode;
  std::vector<std::string> context;
  std::string cameo;     // nearest CAMEO code
  Quad quad = Quad::kNeutral;
  double score = 0;      // PLOVER/Goldstein scale, -10 to +10
  Status status = Status::kActual;
  bool hedged = false;   // reportedly, allegedly, unconfirmed
  std::vector<Actor> actor;
  std::vector<Actor> recipient;
  std::optional<Actor> speaker;  // who says so, when it is not the reporter
  std::string condition;         // what a promise or threat hangs on, as written; "" for none
  std::vector<Event> act;        // what was promised, threatened or demanded; at most one
  std::optional<Place> place;
  std::vector<std::string> equipment;
  std::optional<Quantity> quantity;
  Trigger trigger;
  std::string rule;      // "deploy#2": the frame that fired
  double confidence = 0; // 0 to 1
};

}  // namespace brink
