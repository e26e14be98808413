// SPDX-License-Identifier: Apache-2.0
#include "events/plover_rules.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace brink {
namespace {

// The CAMEO code for an intent to do what the type says.
std::string intent_code(const std::string& type) {
  if (type == "CONSULT") return "036";
  if (type == "SUPPORT") return "032";
  if (type == "COOPERATE") return "031";
  if (type == "AID") return "033";
  if (type == "RETREAT") return "035";
  return "030";
}

std::string threat_code(const Event& act) {
  if (act.type == "SANCTION") return "1312";
  if (act.type == "ASSAULT" || act.type == "MOBILIZE") return "138";
  if (act.type == "COERCE") return "132";
  return "130";
}

Event wrap(const Ontology& ontology, Event act, std::string type, std::string cameo) {
  Event event = act;
  event.mode.clear();
  event.act.clear();
  act.act.clear();
  set_type(ontology, std::move(type), std::move(cameo), event);
  event.act.push_back(std::move(act));
  return event;
}

}  // namespace

void set_type(const Ontology& ontology, std::string type, std::string cameo, Event& event) {
  event.type = std::move(type);
  event.cameo = std::move(cameo);
  if (const Ontology::Type* known = ontology.type(event.type)) event.quad = known->quad;
  event.score = ontology.score(event.type, event.mode);
}

std::vector<std::string> threat_mode(const Event& act) {
  const auto by = [&](std::string_view mode) {
    return std::find(act.mode.begin(), act.mode.end(), mode) != act.mode.end();
  };
  if (by("arrest")) return {"arrest"};
  if (by("expel") || by("deport")) return {"expel"};
  if (by("seize")) return {"territory"};
  if (act.type == "ASSAULT") return {"violence"};
  if (act.cameo.starts_with("160") || act.cameo.starts_with("161") || by("withdraw"))
    return {"relations"};
  if (act.type == "SANCTION" || act.type == "COERCE") return {"restrict"};
  return {};
}

bool is_conflict(const Event& event) {
  return event.quad == Quad::kMaterialConflict || event.quad == Quad::kVerbalConflict;
}

Event as_promise(const Ontology& ontology, Event event) {
  if (event.status != Status::kFuture) return event;
  if (event.type == "CONSULT" || event.type == "SUPPORT" || event.type == "COOPERATE" ||
      event.type == "AID") {
    std::string code = intent_code(event.type);
    return wrap(ontology, std::move(event), "AGREE", std::move(code));
  }
  if (event.type == "RETREAT") return wrap(ontology, std::move(event), "CONCEDE", "080");
  return event;
}

Event as_refusal(const Ontology& ontology, Event event) {
  struct Refusal {
    const char *type, *cameo, *mode;
  };
  static constexpr Refusal kRefusals[] = {{"AGREE", "120", ""},          {"AID", "122", "assist"},
                                          {"CONCEDE", "124", "change"},  {"CONSULT", "125", "meet"},
                                          {"COOPERATE", "121", "assist"}, {"RETREAT", "124", "yield"},
                                          {"SUPPORT", "121", "assist"}};
  if (event.status != Status::kNegated) return event;
  for (const Refusal& refusal : kRefusals) {
    if (event.type != refusal.type) continue;
    event = wrap(ontology, std::move(event), "REJECT", refusal.cameo);
    if (*refusal.mode) event.mode = {refusal.mode};
    event.status = Status::kActual;
    event.score = ontology.score(event.type, event.mode);
    break;
  }
  return event;
}

Event as_conditional(const Ontology& ontology, Event event, std::string condition) {
  if (event.type != "THREATEN" && event.type != "AGREE" && event.quad != Quad::kVerbalConflict) {
    const bool conflict = event.quad == Quad::kMaterialConflict;
    const std::string code = conflict ? threat_code(event) : intent_code(event.type);
    const std::vector<std::string> mode =
        conflict ? threat_mode(event) : std::vector<std::string>{};
    event = wrap(ontology, std::move(event), conflict ? "THREATEN" : "AGREE", code);
    event.mode = mode;
    event.score = ontology.score(event.type, event.mode);
  }
  event.status = Status::kHypothetical;
  event.condition = std::move(condition);
  return event;
}

}  // namespace brink
