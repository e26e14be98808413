// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/hash.h"
#include "base/iso_time.h"
#include "brink/archive.h"

namespace brink::sample {

inline constexpr const char* kNow = "2022-03-01T12:00:00Z";

inline Document document(const std::string& name,
                         const std::string& published = "2022-01-28T09:00:00Z") {
  Document d;
  d.id = hex_hash(name);
  d.source = name + ".html";
  d.url = "https://gazette.example/" + name;
  d.outlet = "Gazette";
  d.title = "Two kingdoms talk";
  d.published = read_iso(published);
  d.language = "en";
  d.text = "Norland moved four brigades to the river on Friday.\n\nSudland asked it to stop.";
  return d;
}

inline Event event(const Document& of, const std::string& name,
                   const std::string& type = "MOBILIZE") {
  Event e;
  e.id = hex_hash(of.id + name);
  e.document = of.id;
  e.sentence_span = {0, 51};
  e.text = "Norland moved four brigades to the river on Friday.";
  e.date = "2022-01-28";
  e.date_precision = "day";
  e.type = type;
  e.mode = {"troops"};
  e.context = {"military"};
  e.cameo = "154";
  e.quad = Quad::kMaterialConflict;
  e.score = -7.2;
  e.actor = {{"NOR", {"MIL"}, "Norland", "Norland", {0, 7}}};
  e.trigger = {"moved", {8, 13}};
  e.rule = "move#1";
  e.confidence = 0.75;
  return e;
}

// Every field filled.
inline Event full_event(const Document& of, const std::string& name) {
  Event e = event(of, name, "THREATEN");
  e.sentence = 3;
  e.status = Status::kHypothetical;
  e.hedged = true;
  e.recipient = {{"SUD", {"GOV", "MIL"}, "Sudland", "its neighbour", {20, 33}}};
  e.speaker = Actor{"LEAGUE", {"IGO"}, "The League", "it", {40, 42}};
  e.condition = "if the river is crossed";
  Event act = event(of, name + "act", "ASSAULT");
  act.status = Status::kFuture;
  e.act = {act};
  e.place = Place{"Middle River", "SUD", 53.25, -28.125, true, 630336, {30, 42}};
  e.equipment = {"S-400", "howitzer"};
  e.quantity = Quantity{"four", 4, 4};
  return e;
}

}  // namespace brink::sample
