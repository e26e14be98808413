// SPDX-License-Identifier: Apache-2.0
// Curves and dossiers: what events come to when they are counted.
#include <algorithm>
#include <array>
#include <map>

#include "base/day_range.h"
#include "base/iso_time.h"
#include "serve/desk.h"
#include "stories/stories.h"

namespace brink {
namespace {

using Days = std::chrono::days;
using Counts = std::map<std::string, std::vector<std::uint64_t>>;

constexpr int kMostDays = 3660;
constexpr std::size_t kMostLines = 30;

// CAMEO's quarter of a root code: 01 comments, 02 to 05 and 10 to 14 words, the others deeds.
Quad quad_of_root(const std::string& root) {
  if (root.size() != 2 || root < "02" || root > "20") return Quad::kNeutral;
  return root < "06" ? Quad::kVerbalCooperation : root < "10" ? Quad::kMaterialCooperation
       : root < "15" ? Quad::kVerbalConflict : Quad::kMaterialConflict;
}

struct Range {
  Day first, last;
  std::size_t size() const { return static_cast<std::size_t>((last - first).count() + 1); }
};

Range range_of(const Desk& desk, const Question& q) {
  const Day last = q.day("to").value_or(desk.today());
  const Day first = q.day("from").value_or(last - Days(90));
  if (first > last) throw Problem{400, "found a first day after the last, expected from <= to", "from"};
  if ((last - first).count() >= kMostDays) throw Problem{400, "found more than 3660 days, expected at most 3660", "from"};
  return {first, last};
}

void count_into(Counts& lines, const ArchiveLens& lens, const EventQuery& query, Range range, CountBy by,
                const std::function<std::string(const std::string&)>& key_of) {
  for (const EventDay& day : value_or_problem(lens.count_days(query, by))) {
    if (day.day < range.first || day.day > range.last) continue;
    auto& line = lines[key_of(day.key)];
    line.resize(range.size());
    line[static_cast<std::size_t>((day.day - range.first).count())] += day.events;
  }
}

void count_pairs(Counts& lines, const ArchiveLens& lens, EventQuery query, Range range) {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (!query.actor.empty() && !query.recipient.empty()) {
    for (const auto& a : query.actor) for (const auto& b : query.recipient) pairs.emplace_back(a, b);
  } else if (query.either.size() > 1) {
    for (const auto& a : query.either) for (const auto& b : query.either) if (a != b) pairs.emplace_back(a, b);
  } else {
    throw Problem{400, "found no pair, expected actor and recipient, or two codes or more in either", "by"};
  }
  if (pairs.size() > kMostLines) throw Problem{400, "found " + std::to_string(pairs.size()) + " pairs, expected at most 30", "by"};
  query.either.clear();
  for (const auto& [a, b] : pairs) {
    query.actor = {a}, query.recipient = {b};
    const std::string name = a + " > " + b;
    count_into(lines, lens, query, range, CountBy::kAll, [&](const std::string&) { return name; });
  }
}

Json lines_of(const Counts& counts, std::uint64_t& total) {
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for (const auto& [key, line] : counts) {
    std::uint64_t sum = 0;
    for (const auto n : line) sum += n;
    total += sum;
    order.emplace_back(sum, key);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  if (order.size() > kMostLines) order.resize(kMostLines);
  Json lines = Json::array();
  for (const auto& [sum, key] : order) lines.push_back({{"key", key}, {"counts", counts.at(key)}});
  return lines;
}

// --- dossiers

struct About {
  std::string kind;
  std::vector<std::string> keys;
  EventQuery query;
};

About about(const Question& q) {
  const std::string actor = q.one("actor"), pair = q.one("pair"), place = q.one("place");
  if (int(!actor.empty()) + int(!pair.empty()) + int(!place.empty()) != 1)
    throw Problem{400, "found none or several of actor, pair and place, expected exactly one", "actor"};
  About of;
  of.query.since = q.one("since"), of.query.until = q.one("until");
  if (const auto at = q.day("at")) of.query.known_by = to_iso(*at);
  if (!actor.empty()) return of.kind = "actor", of.keys = {actor}, of.query.either = of.keys, of;
  if (!place.empty()) return of.kind = "place", of.keys = {place}, of.query.place = of.keys, of;
  of.kind = "pair", of.keys = q.list("pair");
  if (of.keys.size() != 2 || of.keys[0] == of.keys[1]) throw Problem{400, "found " + shown(pair) + ", expected two codes as RUS,UKR", "pair"};
  of.query.actor = of.query.recipient = of.keys;
  return of;
}

bool has_code(const std::vector<Actor>& actors, const std::string& key) {
  const std::string code = key.substr(0, key.find('/'));
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return a.code == code; });
}

bool between(const Event& e, const std::vector<std::string>& keys) {
  return (has_code(e.actor, keys[0]) && has_code(e.recipient, keys[1])) || (has_code(e.actor, keys[1]) && has_code(e.recipient, keys[0]));
}

using Tally = std::map<std::string, std::uint64_t>;

Json top(const Tally& tally, std::size_t most) {
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for (const auto& [key, n] : tally) if (!key.empty()) order.emplace_back(n, key);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  if (order.size() > most) order.resize(most);
  Json list = Json::array();
  for (const auto& [n, key] : order) list.push_back({{"key", key}, {"count", n}});
  return list;
}

struct Week {
  std::array<std::uint64_t, 5> by_quad{};
};

Json weeks_of(const std::map<Day, Week>& weeks) {
  static constexpr std::array<const char*, 5> kNames = {"neutral", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"};
  Json curves = {{"from", nullptr}};
  for (const char* name : kNames) curves[name] = Json::array();
  if (weeks.empty()) return curves;
  // Ten years at most: a stray date of a century ago is no reason for a long curve.
  const Day last = weeks.rbegin()->first, first = std::max(weeks.begin()->first, last - Days(7 * 520));
  curves["from"] = to_iso(first);
  for (Day week = first; week <= last; week += Days(7)) {
    const auto it = weeks.find(week);
    for (std::size_t quad = 0; quad < kNames.size(); ++quad) curves[kNames[quad]].push_back(it == weeks.end() ? 0 : it->second.by_quad[quad]);
  }
  return curves;
}

Day monday_of(Day day) {
  return day - Days(static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1);
}

// The names by which boards call these: "Russia" for RUS.
std::vector<std::string> names_of(const Desk& desk, const About& of, Day at) {
  if (of.kind == "place" || !desk.hands.actors) return of.keys;
  std::vector<std::string> names;
  for (const std::string& key : of.keys) {
    const auto found = desk.hands.actors(key.substr(0, key.find('/')), at);
    names.push_back(found.empty() ? key : found.front().at("name").get<std::string>());
  }
  return names;
}

// The newest lines of a list that speak of these. `field`: codes, but of a place its name or a sentence with it.
Json lines_about(const Json& lists, const char* list, const char* field, const About& of) {
  constexpr std::size_t kMost = 40;
  Json found = Json::array();
  if (!lists.contains(list)) return found;
  const auto speaks = [&](const Json& line, const std::string& key) {
    const Json& value = line.at(field);
    return value.is_array() ? is_asked(value, {key}) : value.get<std::string>().find(key) != std::string::npos;
  };
  for (const Json& line : lists.at(list)) {
    if (found.size() == kMost) break;
    const auto about = [&](const std::string& key) { return speaks(line, key); };
    const bool of_pair = of.kind == "pair" && line.contains("between");
    if (of_pair ? std::all_of(of.keys.begin(), of.keys.end(), about) : std::any_of(of.keys.begin(), of.keys.end(), about)) found.push_back(line);
  }
  return found;
}

}  // namespace

Json answer_series(Desk& desk, const ArchiveLens& lens, const Question& q) {
  q.only({"by", "from", "to", "actor", "recipient", "either", "type", "status", "country", "place", "known_by"});
  const std::string by = q.choice("by", {"type", "quad", "status", "pair", "all"}, "type");
  const Range range = range_of(desk, q);
  EventQuery query = event_query(q);
  query.since = to_iso(range.first), query.until = to_iso(range.last);
  Counts lines;
  const auto same = [](const std::string& key) { return key; };
  if (by == "pair") count_pairs(lines, lens, query, range);
  else if (by == "quad") count_into(lines, lens, query, range, CountBy::kCameoRoot, [](const std::string& root) { return std::string(name_of(quad_of_root(root))); });
  else if (by == "status") count_into(lines, lens, query, range, CountBy::kStatus, same);
  else if (by == "all") count_into(lines, lens, query, range, CountBy::kAll, [](const std::string&) { return "all"; });
  else count_into(lines, lens, query, range, CountBy::kType, same);
  std::uint64_t total = 0;
  Json shown_lines = lines_of(lines, total);
  std::vector<std::uint64_t> reports(range.size());
  for (const ReportDay& day : value_or_problem(lens.archive().report_days(range.first, range.last)))
    reports[static_cast<std::size_t>((day.day - range.first).count())] = day.reports;
  return {{"by", by}, {"from", to_iso(range.first)}, {"to", to_iso(range.last)}, {"lines", shown_lines}, {"total", total}, {"reports", reports}};
}

Json answer_dossier(Desk& desk, const ArchiveLens& lens, const Question& q) {
  q.only({"actor", "pair", "place", "since", "until", "at"});
  About of = about(q);
  const Day at = desk.day_of(q);
  of.query.limit = kMostMerged + 1;
  Tally types, quads, statuses, with, places, outlets;
  std::map<Day, Week> weeks;
  StoryMerger merger;
  std::size_t read = 0, counted = 0;
  std::string first, last;
  const auto done = lens.archive().events(of.query, [&](const Event& e, const StoredDocument& report) {
    if (++read > kMostMerged) return false;
    if (of.kind == "pair" && !between(e, of.keys)) return true;
    ++counted;
    merger.add(e, report);
    ++types[e.type], ++quads[std::string(name_of(e.quad))], ++statuses[std::string(name_of(e.status))];
    ++outlets[report.document.outlet];
    if (e.place) ++places[e.place->name];
    for (const auto* side : {&e.actor, &e.recipient})
      for (const Actor& a : *side)
        if (a.code != "UNK" && !has_code({a}, of.keys.front()) && !has_code({a}, of.keys.back())) ++with[a.code];
    if (const auto days = read_day_range(e.date, e.date_precision)) {
      ++weeks[monday_of(days->last)].by_quad[static_cast<std::size_t>(e.quad)];
      const std::string day = to_iso(days->first);
      if (first.empty() || day < first) first = day;
      if (last.empty() || day > last) last = day;
    }
    return true;
  });
  if (!done) throw problem_of(done.error());
  const std::vector<std::string> names = names_of(desk, of, at);
  Json stories = Json::array();
  for (const Story& story : merger.stories()) {
    if (stories.size() == 20) break;
    stories.push_back(with_first_event(lens, record_of(story)));
  }
  const Json board = desk.hands.watch ? Json::parse(desk.board(at)->body) : Json::object();
  const Json ledger = desk.hands.watch ? Json::parse(desk.ledger(at)->body) : Json::object();
  const bool place = of.kind == "place";
  return {{"of", {{"kind", of.kind}, {"keys", of.keys}, {"names", names}}},
          {"from", first.empty() ? Json(nullptr) : Json(first)}, {"to", last.empty() ? Json(nullptr) : Json(last)},
          {"events", counted}, {"cut_short", read > kMostMerged},
          {"counts", {{"type", top(types, 20)}, {"quad", top(quads, 5)}, {"status", top(statuses, 5)}, {"with", top(with, 20)},
                      {"places", top(places, 20)}, {"outlets", top(outlets, 20)}}},
          {"by_week", weeks_of(weeks)}, {"stories", stories},
          {"tracks", lines_about(board, "tracks", "between", of)},
          {"commitments", lines_about(ledger, "commitments", place ? "what" : "actor", of)},
          {"exchanges", lines_about(ledger, "exchanges", "between", of)},
          {"posture", lines_about(ledger, "posture", place ? "where" : "actor", of)}};
}

}  // namespace brink
