// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "assess/lines.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr auto kDenialDays = std::chrono::days(21);   // between a movement and who denies it
constexpr auto kReversalDays = std::chrono::days(14);  // after a withdrawal that did not hold
constexpr std::size_t kMostContradictions = 3;

bool has_mode(const Event& event, std::string_view mode) {
  return std::find(event.mode.begin(), event.mode.end(), mode) != event.mode.end();
}

bool goes_back(const Event& event) {
  return event.type == "RETREAT" && (has_mode(event, "withdraw") || has_mode(event, "disarm"));
}

// PLOVER's RETREAT also holds cease-fires, releases and resignations, which move no forces.
bool is_movement(const Event& event) {
  if (event.status == Status::kHistorical || event.actor.empty()) return false;
  return event.type == "MOBILIZE" || goes_back(event);
}

// A denial is no movement; it stands beside the movement it denies.
bool is_line(const Event& event) { return is_movement(event) && event.status != Status::kNegated; }

bool may_be_one_place(const Event& a, const Event& b) {
  return !a.place || !b.place || a.place->country.empty() || b.place->country.empty() ||
         a.place->country == b.place->country;
}

bool contradicts(const Known& other, const Known& told) {
  if (&other == &told || !is_movement(other.event)) return false;
  if (!names_any(other.event.actor, told.event.actor)) return false;
  if (!may_be_one_place(other.event, told.event)) return false;
  const auto apart = other.known - told.known;
  if (other.event.type == told.event.type && other.event.status == Status::kNegated)
    return apart <= kDenialDays && -apart <= kDenialDays;
  return goes_back(told.event) && other.event.type == "MOBILIZE" &&
         other.event.status == Status::kActual && other.happened >= told.happened &&
         other.happened - told.happened <= kReversalDays;
}

std::string account_of(const Known& known) {
  if (known.event.speaker) return reader_names({*known.event.speaker});
  return known.outlet;
}

PostureLine line_of(const Known& known) {
  const Event& event = known.event;
  PostureLine line;
  line.actor = reader_codes(event.actor);
  line.who = reader_names(event.actor);
  line.what = things_moved(event);
  if (line.what.empty())
    line.what = event.trigger.text;
  else if (event.type == "RETREAT")
    line.what = event.trigger.text + " " + line.what;
  line.status = name_of(event.status);
  line.event = event.id;
  line.date = event.date;
  line.moved = to_iso(known.known);
  line.by_account = account_of(known);
  if (event.place) {
    line.where = event.place->name, line.country = event.place->country;
    line.lat = event.place->lat, line.lon = event.place->lon;
    line.has_coordinates = event.place->has_coordinates;
  }
  return line;
}

// The movements alone: what a line is held against.
std::vector<const Known*> movements_in(const std::deque<Known>& events) {
  std::vector<const Known*> movements;
  for (const Known& known : events)
    if (is_movement(known.event)) movements.push_back(&known);
  return movements;
}

std::vector<std::string> contradictions(const Known& told, const std::vector<const Known*>& movements) {
  std::vector<std::string> ids;
  for (auto it = movements.rbegin(); it != movements.rend() && ids.size() < kMostContradictions; ++it)
    if (contradicts(**it, told)) ids.push_back((*it)->event.id);
  return ids;
}

}  // namespace

std::vector<PostureLine> posture_of(const std::deque<Known>& events, std::size_t most) {
  std::vector<PostureLine> lines;
  std::map<std::vector<std::string>, std::size_t> seen;
  const auto movements = movements_in(events);
  for (auto it = movements.rbegin(); it != movements.rend(); ++it) {
    const Known& known = **it;
    if (!is_line(known.event)) continue;
    PostureLine line = line_of(known);
    const std::vector key{line.who, line.what, line.where, line.status};
    if (const auto told = seen.find(key); told != seen.end()) {
      // The line is the last report of it; its first day is the earlier one's.
      std::string& moved = lines[told->second].moved;
      moved = std::min(moved, line.moved);
      continue;
    }
    if (lines.size() == most) continue;
    seen.emplace(key, lines.size());
    line.contradicted_by = contradictions(known, movements);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace brink
