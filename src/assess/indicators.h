// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "assess/happenings.h"
#include "assess/press.h"
#include "assess/share_out.h"
#include "base/rates.h"
#include "brink/story.h"

namespace brink {

// How an indicator stands on one day.
struct Standing {
  State state = State::kQuiet;
  double observed = 0, expected = 0, surprise = 0;
  bool alone = false;      // what was seen comes from a single outlet
  bool ever_seen = false;  // some event in the archive, however old, answers a query of it
};

// How all indicators of a watch, in its order, stand on one day.
struct DayStandings {
  std::vector<Standing> standings;
  double coverage = 0;    // 0 to 1: how far the archive's silence is evidence
  double seen_share = 1;  // of what is usual for all indicators together, what was seen; at most 1
  double recent_reports = 0;  // of the last 28 days
};

// What an archive tells about an indicator up to a day, from which any day before can be judged.
// Indicator and settings must outlive it.
class IndicatorHistory {
 public:
  // `days`: how many days up to `at` will be asked for. With `ever` also what was taken back since.
  static Result<IndicatorHistory> read(const Indicator& indicator, const AssessSettings& settings,
                                       const Archive& archive, Day at, int days, bool ever);

  // What was known on a day of the window that ends with it, and of the weeks before.
  struct Counts {
    double observed = 0;      // faded
    std::vector<Week> weeks;  // newest first
    bool alone = false;       // all from a single outlet
    bool ever_seen = false;
  };
  Counts counts(const Press& press, Day day) const;

  // `yield`: how much of what the watch calls usual such an archive sees at all.
  Standing standing(const Counts& counts, double yield, State before) const;

  // What the watch calls usual for a window, faded.
  double argued() const;

  // Since when the rate is what it is now, by the half year up to `at`.
  Change change(Day at) const;

  // The stories that the standing of the day rests on, newest first: of the day that was read up to, and not
  // of what was read `ever`, which tells none.
  std::vector<const Story*> stories_of(Day day) const;
  std::size_t shaky_on(Day day) const;  // of them, those that rest on hedged or doubtful events
  double happened_between(Day first, Day last) const;  // happenings, both days included
  bool cut_short() const { return happenings_.cut_short; }
  static int days_needed(const Indicator& indicator, const AssessSettings& settings);

 private:
  bool in_window(const Happening& happening, Day day) const;

  const Indicator* indicator_ = nullptr;
  const AssessSettings* settings_ = nullptr;
  int window_ = 0;
  Happenings happenings_;
  Day first_ever_ = Day::max();  // the first day on which an event of the kind was known
};

// All of a watch, which must outlive it.
struct IndicatorHistories {
  const Watch* watch = nullptr;
  std::vector<IndicatorHistory> each;  // in the watch's order
  Press press;

  // On two threads where the archive has another reader. `beside`: what else is to be read meanwhile.
  static Result<IndicatorHistories> read(const Watch& watch, const AssessSettings& settings,
                                         const Archive& archive, Day at, int days, bool ever,
                                         const Task& beside = {});

  // Of the days first..last, oldest first.
  std::vector<DayStandings> standings(const AssessSettings& settings, Day first, Day last) const;
};

// The indicator's reading on the last of `series`' days.
IndicatorReading reading_of(const Indicator& indicator, const IndicatorHistory& history,
                            const std::vector<DayStandings>& series, std::size_t index, Day last);

}  // namespace brink
