// SPDX-License-Identifier: Apache-2.0
#include "stories/stories.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/day_range.h"
#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

constexpr char kMark = '\x1f';  // between the parts of a key; no code or type holds it

bool is_named(const Actor& actor) { return !actor.code.empty() && actor.code != "UNK"; }

bool any_named(const std::vector<Actor>& actors) {
  return std::any_of(actors.begin(), actors.end(), is_named);
}

std::string codes_of(const std::vector<Actor>& actors) {
  std::set<std::string> codes;
  for (const Actor& actor : actors) codes.insert(actor.code);
  std::string joined;
  for (const std::string& code : codes) joined += code + ',';
  return joined;
}

// Background and news tell of the same act; a plan, a fear and a denial are other things.
Status compatible(Status status) {
  return status == Status::kHistorical ? Status::kActual : status;
}

bool is_day(const Event& event) {
  return event.date.size() == 10 && event.date_precision != "week";
}

// What the reports of one happening have in common.
std::string key_of(const Event& event) {
  std::string key = event.type;
  key += kMark + std::string(name_of(compatible(event.status)));
  key += kMark + codes_of(event.actor);
  key += kMark + codes_of(event.recipient);
  key += kMark + (event.act.empty() ? std::string() : event.act.front().type);
  key += kMark + (is_day(event) ? std::string() : event.date);
  if (!any_named(event.actor)) key += kMark + event.document;
  return key;
}

Timestamp moment_of(const StoredDocument& report) {
  const auto known = read_iso(report.known_from);
  const auto& published = report.document.published;
  if (published && (!known || published->local_day() == known->local_day())) return *published;
  if (known) return *known;
  return read_iso(report.first_seen).value_or(Timestamp{});
}

}  // namespace

Story StoryMerger::story_of(const std::string& key, Day opened, const std::string& country,
                            Sightings seen) {
  std::sort(seen.begin(), seen.end(), [](const Sighting& a, const Sighting& b) {
    return std::tie(a.moment.utc, a.event) < std::tie(b.moment.utc, b.event);
  });
  Story story;
  story.id = hex_hash(key + kMark + to_iso(opened) + kMark + country);
  story.date = std::min_element(seen.begin(), seen.end(), [](const Sighting& a, const Sighting& b) {
                 return std::tie(a.day, a.date) < std::tie(b.day, b.date);
               })->date;
  std::set<std::string> reports, outlets;
  for (const Sighting& s : seen) {
    if (reports.insert(s.report).second) story.reports.push_back(s.report);
    if (outlets.insert(s.outlet).second) story.outlets.push_back(s.outlet);
    story.events.push_back(s.event);
  }
  story.first_seen = seen.front().moment;
  story.last_confirmed = seen.back().moment;
  return story;
}

void StoryMerger::add(const Event& event, const StoredDocument& report) {
  Sighting sighting;
  sighting.event = event.id;
  sighting.report = event.document;
  sighting.outlet = report.document.outlet;
  sighting.country = event.place ? event.place->country : "";
  sighting.date = event.date;
  sighting.moment = moment_of(report);
  const auto days = read_day_range(event.date, event.date_precision);
  sighting.day = days ? days->first : sighting.moment.local_day();
  by_key_[key_of(event)].push_back(std::move(sighting));
}

void StoryMerger::merge(const std::string& key, Sightings sightings,
                        std::vector<Story>& stories) const {
  std::sort(sightings.begin(), sightings.end(), [](const Sighting& a, const Sighting& b) {
    return std::tie(a.day, a.moment.utc, a.event) < std::tie(b.day, b.moment.utc, b.event);
  });
  Day opened{};
  std::map<std::string, Sightings> window;  // by country, of the days from `opened` on
  const auto close = [&] {
    for (auto& [country, seen] : window)
      stories.push_back(story_of(key, opened, country, std::move(seen)));
    window.clear();
  };
  for (Sighting& sighting : sightings) {
    if (sighting.day > opened + std::chrono::days(settings_.days_apart)) close();
    if (window.empty()) opened = sighting.day;
    // Who does not say where is taken to speak of the first place named, whoever comes first.
    const std::string country =
        sighting.country.empty() && !window.empty() ? window.begin()->first : sighting.country;
    if (!country.empty() && window.contains("")) {
      auto unplaced = window.extract("");
      unplaced.key() = country;
      window.insert(std::move(unplaced));
    }
    window[country].push_back(std::move(sighting));
  }
  close();
}

std::vector<Story> StoryMerger::stories() const {
  std::vector<Story> stories;
  for (const auto& [key, sightings] : by_key_) merge(key, sightings, stories);
  std::sort(stories.begin(), stories.end(), [](const Story& a, const Story& b) {
    return std::tie(b.date, b.first_seen.utc, a.id) < std::tie(a.date, a.first_seen.utc, b.id);
  });
  return stories;
}

}  // namespace brink
