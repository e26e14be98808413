// SPDX-License-Identifier: Apache-2.0
#include "pipeline/notable_happenings.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/iso_time.h"
#include "base/utf8.h"
#include "fmt/format.h"
#include "stories/stories.h"

namespace brink {
namespace {

constexpr auto kFresh = std::chrono::days(3);
constexpr std::size_t kMostEvents = 5000;  // read for one round; the newest

// PLOVER's types as a headline would name them.
std::string noun_of(const std::string& type) {
  static const std::map<std::string_view, const char*> kNouns = {
      {"AGREE", "Agreement"}, {"CONSULT", "Talks"}, {"SUPPORT", "Support"}, {"CONCEDE", "Concession"},
      {"COOPERATE", "Cooperation"}, {"AID", "Aid"}, {"RETREAT", "Retreat"}, {"REQUEST", "Demand"},
      {"ACCUSE", "Accusation"}, {"REJECT", "Refusal"}, {"THREATEN", "Threat"}, {"PROTEST", "Protest"},
      {"SANCTION", "Sanctions"}, {"MOBILIZE", "Movement of forces"}, {"COERCE", "Coercion"}, {"ASSAULT", "Assault"}};
  const auto it = kNouns.find(type);
  return it == kNouns.end() ? type : it->second;
}

std::string names_of(const std::vector<Actor>& actors) {
  std::string names;
  for (const Actor& actor : actors) {
    const std::string& name = actor.name.empty() ? actor.text : actor.name;
    if (!name.empty() && names.find(name) == std::string::npos) names += (names.empty() ? "" : " and ") + name;
  }
  return names;
}

std::string what_of(const Event& event) {
  std::string what = noun_of(event.type);
  if (const std::string by = names_of(event.actor); !by.empty()) what += " by " + by;
  if (const std::string on = names_of(event.recipient); !on.empty()) what += ", towards " + on;
  if (event.place && !event.place->name.empty()) what += ", in " + event.place->name;
  return what;
}

class Watched {
 public:
  explicit Watched(const Watch& watch) {
    for (const std::string& actor : watch.actors) actors_.insert(actor.substr(0, actor.find('/')));
    for (const std::string& place : watch.places) places_.insert(fold_case(place));
  }
  bool concerns(const Event& event) const {
    if (event.place && places_.count(fold_case(event.place->name))) return true;
    return any(event.actor) && any(event.recipient);
  }

 private:
  bool any(const std::vector<Actor>& actors) const {
    return std::any_of(actors.begin(), actors.end(), [&](const Actor& a) { return actors_.count(a.code) > 0; });
  }
  std::set<std::string> actors_, places_;
};

struct Told {
  Event event;
  std::string outlet;
};

NotableHappening happening_of(const Story& story, const std::map<std::string, Told>& events) {
  NotableHappening happening;
  happening.story = story;
  happening.outlets = static_cast<int>(std::max<std::size_t>(1, story.outlets.size()));
  const Told* gravest = nullptr;
  for (const std::string& id : story.events) {
    const auto it = events.find(id);
    if (it == events.end()) continue;
    if (!gravest || std::abs(it->second.event.score) > std::abs(gravest->event.score)) gravest = &it->second;
  }
  if (!gravest) return happening;
  happening.score = gravest->event.score;
  happening.what = what_of(gravest->event);
  if (!gravest->event.text.empty())
    happening.told = fmt::format("“{}”{}{}", gravest->event.text, gravest->outlet.empty() ? "" : " – ", gravest->outlet);
  return happening;
}

}  // namespace

Result<std::vector<NotableHappening>> notable_happenings(const Archive& archive, const Watch& watch, Day at,
                                             const AlertRules& rules) {
  if (watch.actors.empty()) return std::vector<NotableHappening>{};
  EventQuery query;
  query.either = watch.actors;
  query.status = {Status::kActual};
  query.since = to_iso(at - kFresh), query.until = query.known_by = to_iso(at);
  query.limit = kMostEvents;
  const Watched watched(watch);
  StoryMerger merger;
  std::map<std::string, Told> events;
  const Outcome read = archive.events(query, [&](const Event& event, const StoredDocument& report) {
    if (!watched.concerns(event)) return true;
    merger.add(event, report);
    events[event.id] = {event, report.document.outlet};
    return true;
  });
  if (!read) return read.error();
  std::vector<NotableHappening> found;
  for (const Story& story : merger.stories()) {
    if (story.first_seen.local_day() < at - kFresh) continue;
    NotableHappening happening = happening_of(story, events);
    if (happening.score <= rules.grave_score || happening.score >= rules.good_score) found.push_back(std::move(happening));
  }
  return found;
}

}  // namespace brink
