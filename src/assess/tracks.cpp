// SPDX-License-Identifier: Apache-2.0
#include "assess/tracks.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/iso_time.h"

namespace brink {
namespace {

using Pair = std::pair<std::string, std::string>;

std::set<Pair> pairs_in(const Event& event, const std::set<std::string>& watched) {
  std::set<Pair> pairs;
  // Who meets or agrees with each other stands among the actors alone.
  const auto& towards = event.recipient.empty() ? event.actor : event.recipient;
  for (const Actor& by : event.actor)
    for (const Actor& to : towards)
      if (by.code != to.code && watched.contains(by.code) && watched.contains(to.code))
        pairs.insert(std::minmax(by.code, to.code));
  return pairs;
}

// What the reports of one happening say together.
struct Told {
  std::set<Pair> pairs;
  double score = 0;  // their mean
  Day happened = Day::min();
};

Told told(const Story& story, const Recent& recent, const std::set<std::string>& watched) {
  Told all;
  int counted = 0;
  for (const std::string& id : story.events) {
    const Known& known = *recent.by_id.at(id);
    if (known.event.status != Status::kActual) continue;
    all.pairs.merge(pairs_in(known.event, watched));
    all.score += known.event.score;
    all.happened = std::max(all.happened, known.happened);
    ++counted;
  }
  if (counted > 0) all.score /= counted;
  return all;
}

double sum(const std::vector<double>& values) {
  double total = 0;
  for (const double v : values) total += v;
  return total;
}

}  // namespace

std::vector<Track> tracks_of(const Recent& recent, const std::vector<std::string>& watched, Day at,
                             int days, std::size_t most) {
  const std::set<std::string> codes(watched.begin(), watched.end());
  const Day first = at - std::chrono::days(days - 1);
  std::map<Pair, Track> tracks;
  for (const Story& story : recent.stories) {
    const Told all = told(story, recent, codes);
    if (all.pairs.empty() || all.happened < first || all.happened > at) continue;
    const auto day = static_cast<std::size_t>((all.happened - first).count());
    for (const Pair& pair : all.pairs) {
      Track& track = tracks[pair];
      if (track.from.empty()) {
        track.between = {pair.first, pair.second};
        track.from = to_iso(first);
        track.escalation.assign(static_cast<std::size_t>(days), 0);
        track.dialogue = track.escalation;
      }
      (all.score < 0 ? track.escalation : track.dialogue)[day] += std::abs(all.score);
      track.stories.push_back(story.id);
    }
  }
  std::vector<Track> list;
  for (auto& [pair, track] : tracks) list.push_back(std::move(track));
  std::stable_sort(list.begin(), list.end(), [](const Track& a, const Track& b) {
    return sum(a.escalation) + sum(a.dialogue) > sum(b.escalation) + sum(b.dialogue);
  });
  if (list.size() > most) list.resize(most);
  return list;
}

}  // namespace brink
