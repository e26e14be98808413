// SPDX-License-Identifier: Apache-2.0
// Posture, commitments and exchanges: the board's lists whole, a page at a time.
#include <algorithm>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "serve/desk.h"

namespace brink {
namespace {

using Strings = std::vector<std::string>;
using Wanted = std::function<bool(const Json& line)>;
using NameOf = std::function<std::string(const Json& line)>;

bool is_among(const Json& value, const Strings& asked) {
  return asked.empty() || (value.is_string() && std::find(asked.begin(), asked.end(), value.get<std::string>()) != asked.end());
}

Strings choices_of(const Question& q, const char* parameter, std::initializer_list<std::string_view> known) {
  Strings asked = q.list(parameter);
  for (const std::string& one : asked)
    if (std::find(known.begin(), known.end(), one) == known.end()) {
      std::string all;
      for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
      throw Problem{400, "found " + shown(one) + ", expected some of " + all, parameter};
    }
  return asked;
}

std::string event_behind(const Json& line) { return line.at("event").get<std::string>(); }

std::string pair_behind(const Json& line) {
  return line.at("between").at(0).get<std::string>() + "," + line.at("between").at(1).get<std::string>();
}

// The lines of one list that are wanted, from behind the one whose name the page before gave out.
Json page_of(Desk& desk, const Question& q, const char* list, const Wanted& wanted, const NameOf& name_of_line) {
  const std::size_t limit = q.number("limit", 1, kMostPage, kUsualPage);
  const std::string after = q.one("after");
  const Json ledger = Json::parse(desk.ledger(desk.day_of(q))->body);
  std::vector<const Json*> lines;
  for (const Json& line : ledger.at(list))
    if (wanted(line)) lines.push_back(&line);
  auto it = lines.begin();
  if (!after.empty()) {
    it = std::find_if(it, lines.end(), [&](const Json* line) { return name_of_line(*line) == after; });
    if (it == lines.end()) throw Problem{400, "found " + shown(after) + ", expected the `next` of the page before", "after"};
    ++it;
  }
  Json items = Json::array();
  for (; it != lines.end() && items.size() < limit; ++it) items.push_back(**it);
  const Json next = it != lines.end() ? Json(name_of_line(items.back())) : Json(nullptr);
  return {{"at", ledger.at("at")}, {"items", std::move(items)}, {"next", next}, {"total", lines.size()}, {"cut_short", ledger.at("cut_short")}};
}

Strings folded(Strings names) {
  for (std::string& name : names) name = fold_case(name);
  return names;
}

}  // namespace

bool is_asked(const Json& codes, const Strings& asked) {
  return asked.empty() || std::any_of(codes.begin(), codes.end(), [&](const Json& item) {
    const std::string code = item.get<std::string>();
    return std::any_of(asked.begin(), asked.end(), [&](const std::string& one) { return code == one || code.starts_with(one + "/"); });
  });
}

Json answer_posture(Desk& desk, const Question& q) {
  q.only({"actor", "status", "place", "country", "at", "limit", "after"});
  const Strings actor = q.list("actor"), country = q.list("country"), place = folded(q.list("place"));
  const Strings status = choices_of(q, "status", {"actual", "future", "hypothetical"});
  return page_of(desk, q, "posture", [&](const Json& line) {
    const Json where = line.at("place").is_null() ? Json("") : line.at("place").at("country");
    return is_asked(line.at("actor"), actor) && is_among(line.at("status"), status) && is_among(where, country) &&
           is_among(fold_case(line.at("where").get<std::string>()), place);
  }, event_behind);
}

Json answer_commitments(Desk& desk, const Question& q) {
  q.only({"actor", "kind", "state", "at", "limit", "after"});
  const Strings actor = q.list("actor");
  const Strings kind = choices_of(q, "kind", {"pledged", "threatened", "ruled out"});
  const Strings state = choices_of(q, "state", {"open", "met", "broken", "withdrawn"});
  return page_of(desk, q, "commitments", [&](const Json& line) {
    return is_asked(line.at("actor"), actor) && is_among(line.at("kind"), kind) && is_among(line.at("state"), state);
  }, event_behind);
}

Json answer_exchanges(Desk& desk, const Question& q) {
  q.only({"actor", "awaiting", "at", "limit", "after"});
  const Strings actor = q.list("actor"), awaiting = q.list("awaiting");
  return page_of(desk, q, "exchanges", [&](const Json& line) {
    return is_asked(line.at("between"), actor) && is_among(line.at("awaiting"), awaiting);
  }, pair_behind);
}

}  // namespace brink
