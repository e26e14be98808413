// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "assess/lines.h"

namespace brink {
namespace {

bool has_mode(const Event& event, std::string_view mode) {
  return std::find(event.mode.begin(), event.mode.end(), mode) != event.mode.end();
}

// PLOVER's RETREAT also holds cease-fires, releases and resignations, which move no forces.
bool is_movement(const Event& event) {
  if (event.status == Status::kHistorical || event.actor.empty()) return false;
  if (event.type == "MOBILIZE") return true;
  return event.type == "RETREAT" && (has_mode(event, "withdraw") || has_mode(event, "disarm"));
}

PostureLine line_of(const Event& event) {
  PostureLine line;
  line.who = reader_names(event.actor);
  line.what = things_moved(event);
  if (line.what.empty())
    line.what = event.trigger.text;
  else if (event.type == "RETREAT")
    line.what = event.trigger.text + " " + line.what;
  line.where = event.place ? event.place->name : "";
  line.status = name_of(event.status);
  line.event = event.id;
  line.date = event.date;
  return line;
}

}  // namespace

std::vector<PostureLine> posture_of(const std::vector<Known>& events, std::size_t most) {
  std::vector<PostureLine> lines;
  std::set<std::vector<std::string>> seen;
  for (auto it = events.rbegin(); it != events.rend() && lines.size() < most; ++it) {
    if (!is_movement(it->event)) continue;
    PostureLine line = line_of(it->event);
    if (seen.insert({line.who, line.what, line.where, line.status}).second)
      lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace brink
