// SPDX-License-Identifier: Apache-2.0
#include "assess/happenings.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "base/day_range.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "stories/stories.h"

namespace brink {
namespace {

constexpr double kUnsure = 0.5;  // confidence below which an event alone does not carry a happening

// What counting needs of an event.
struct Fact {
  Day happened, known, gone;
  bool sure;
};
using Facts = std::unordered_map<std::string_view, Fact, TextHash>;  // by Event::id, as the merger holds it

Fact fact_of(const Event& event, const StoredDocument& report, Day at) {
  const auto known = read_day_range(report.known_from);
  const Day told = known ? known->first : at;
  const auto range = read_day_range(event.date, event.date_precision);
  const auto until = read_day_range(report.known_until);
  return {range ? std::min(range->last, told) : told, told, until ? until->first : Day::max(),
          !event.hedged && event.confidence >= kUnsure};
}

// Makes happenings of what was put together, and tells the stories that are wanted.
class Counting {
 public:
  Counting(Happenings& found, const Facts& facts, Day stories_since)
      : found_(found), facts_(facts), stories_since_(stories_since) {}

  void add(std::span<const Account* const> seen, const std::function<Story()>& tell) {
    Happening happening{Day::min(), Day::max(), Day::min()};
    for (const Account* account : seen) {
      const Fact& fact = facts_.at(account->event);
      happening.happened = std::max(happening.happened, fact.happened);
      happening.first_seen = std::min(happening.first_seen, fact.known);
      happening.gone = std::max(happening.gone, fact.gone);
      happening.sure = happening.sure || fact.sure;
    }
    const auto voices = voices_of(seen);
    happening.voice = voices.size() == 1 ? number_of(voices.front()) : Happening::kSeveral;
    if (happening.happened >= stories_since_) {
      happening.story = static_cast<std::uint32_t>(told_.size());
      told_.push_back(tell());
    }
    found_.all.push_back(happening);
  }

  void end() && {
    std::vector<std::uint32_t> order(told_.size()), place(told_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return newer(told_[a], told_[b]); });
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      found_.stories.push_back(std::move(told_[order[i]]));
    }
    for (Happening& happening : found_.all)
      if (happening.story != Happening::kNoStory) happening.story = place[happening.story];
    std::sort(found_.all.begin(), found_.all.end(), [](const Happening& a, const Happening& b) {
      return std::tie(a.happened, a.first_seen, a.story) < std::tie(b.happened, b.first_seen, b.story);
    });
  }

 private:
  std::uint32_t number_of(std::string_view outlet) {
    return outlets_.emplace(outlet, static_cast<std::uint32_t>(outlets_.size())).first->second;
  }

  Happenings& found_;
  const Facts& facts_;
  Day stories_since_;
  std::vector<Story> told_;
  std::unordered_map<std::string_view, std::uint32_t> outlets_;
};

}  // namespace

Result<Happenings> read_happenings(const std::vector<EventQuery>& any, const Archive& archive, Day at,
                                   int days, std::size_t most_events, bool ever, Day stories_since) {
  Happenings found;
  found.reaches_back = at - std::chrono::days(days);
  StoryMerger merger;
  Facts facts;
  for (EventQuery query : any) {
    query.known_by = to_iso(at);
    query.since = to_iso(at - std::chrono::days(days));
    query.limit = most_events + 1;
    query.ever = ever;
    query.brief = true;
    std::size_t read = 0;
    Day oldest = at;
    auto done = archive.events(query, [&](const Event& event, const StoredDocument& report) {
      if (read++ == most_events) return false;
      const Fact fact = fact_of(event, report, at);
      oldest = std::min(oldest, fact.known);
      if (const auto it = facts.find(event.id); it != facts.end())
        it->second.gone = std::max(it->second.gone, fact.gone);
      else
        facts.emplace(merger.add(event, report).event, fact);
      return true;
    });
    if (!done) return done.error();
    if (read <= most_events) continue;
    found.cut_short = true;
    found.reaches_back = std::max(found.reaches_back, oldest + std::chrono::days(1));
  }
  Counting counting(found, facts, stories_since);
  merger.visit([&](auto seen, const auto& tell) { counting.add(seen, tell); });
  std::move(counting).end();
  return found;
}

}  // namespace brink
