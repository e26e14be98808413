// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "fmt/format.h"
#include "screen/ink.h"
#include "screen/phrases.h"

namespace brink {
namespace {

const IndicatorReading* indicator_of(const Assessment& a, const std::string& id) {
  const auto it = std::find_if(a.indicators.begin(), a.indicators.end(), [&](const auto& i) { return i.id == id; });
  return it == a.indicators.end() ? nullptr : &*it;
}

const Story* story_of(const Assessment& a, const std::string& id) {
  const auto it = std::find_if(a.stories.begin(), a.stories.end(), [&](const Story& s) { return s.id == id; });
  return it == a.stories.end() ? nullptr : &*it;
}

std::string counted(std::size_t n, std::string_view noun) { return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s"); }

// Writes an assessment, section by section.
class BoardWriter {
 public:
  BoardWriter(const Assessment& assessment, const Open& open, Look look) : a_(assessment), open_(open), ink_(look) {}

  std::string page() {
    heading();
    scenarios();
    indicators();
    plans();
    tipping();
    decisions();
    tracks();
    posture();
    commitments();
    exchanges();
    fresh();
    cannot_tell();
    out_ += ink_.dim("Open any id: brink explain ID. A scenario or an indicator: brink explain ID --watch FILE.\n");
    return std::move(out_);
  }

  std::string scenario(const std::string& id) {
    for (const ScenarioReading& s : a_.scenarios) {
      if (s.id != id) continue;
      scenario_line(s);
      out_ += fmt::format("\n  Base rate {:.3f}, {:+.2f} in log odds. What each indicator adds, strongest first:\n\n", s.base_rate,
                          std::log(s.base_rate / (1 - s.base_rate)));
      for (const Weight& weight : s.weights) {
        out_ += fmt::format("  {:+.2f}", weight.log_odds);
        indicator(weight.indicator);
      }
      if (s.weights.empty()) out_ += "  nothing so far\n";
      if (!s.within_usual.empty()) out_ += "\n  Would speak for it, but no more than usual is seen of it:\n\n";
      for (const std::string& i : s.within_usual) indicator(i);
    }
    return std::move(out_);
  }

  std::string indicator(const std::string& id) {
    if (const IndicatorReading* i = indicator_of(a_, id)) {
      indicator_line(*i);
      for (const std::string& story : i->stories) happening(story, 6);
    }
    return out_;
  }

 private:
  void title(std::string_view text) { out_ += "\n" + ink_.bold(text) + "\n"; }

  void heading() {
    out_ += ink_.bold(fmt::format("{}: where it stands on {}", printable(a_.title), a_.at)) + "\n";
    out_ += ink_.dim(fmt::format("{} happenings from {} reports known by then\n", a_.happenings, a_.reports));
  }

  void scenarios() {
    title("SCENARIOS");
    out_ += ink_.dim("   now    interval  usual   six weeks       trend\n");
    for (const ScenarioReading& s : a_.scenarios) {
      scenario_line(s);
      int shown = 0;
      for (const std::string& id : s.speaking_for) {
        const IndicatorReading* i = indicator_of(a_, id);
        const bool silent = !i || i->state == State::kQuiet;  // its silence speaks: see the scenario's own page
        if (!silent && shown < kMostIndicators) shown += evidence_line(*i);
      }
      if (shown > 0) continue;
      out_ += ink_.dim(s.within_usual.empty() ? "      no happening speaks for it\n" : "      no more than usual speaks for it:\n");
      for (const std::string& id : s.within_usual)
        if (const IndicatorReading* i = indicator_of(a_, id); i && shown < kMostUsual) shown += evidence_line(*i);
    }
  }

  // An indicator with its newest happening, under a scenario.
  bool evidence_line(const IndicatorReading& i) {
    if (i.stories.empty()) return false;
    out_ += fmt::format("      {} ({}, {})\n", printable(i.title), name_of(i.state), counted(i.stories.size(), "happening"));
    happening(i.stories.front(), 8);
    return true;
  }

  void scenario_line(const ScenarioReading& s) {
    const std::string_view arrow = s.trend == "rising" ? "▲" : s.trend == "falling" ? "▼" : "·";
    const std::string now = fmt::format("{:>4.0f}%", 100 * s.p);
    out_ += fmt::format("  {}  {:>2.0f} to {:>2.0f}%  {:>4.1f}%   {}  {} {}  {}\n", s.p >= 0.5 ? ink_.red(now) : s.p >= 0.2 ? ink_.yellow(now) : now,
                        100 * s.low, 100 * s.high, 100 * s.base_rate, ink_.cyan(padded(sparkline(s.series.p, kSparkColumns), kSparkColumns)), arrow,
                        padded(s.trend, 8), named(s.title, s.id));
  }

  std::string named(const std::string& title_text, const std::string& id) const {
    return ink_.bold(printable(title_text)) + ink_.dim(" [" + printable(id) + "]");
  }

  // One happening: its first report's sentence, and how many reports carry it.
  void happening(const std::string& story_id, int indent) {
    const Story* story = story_of(a_, story_id);
    if (!story || story->events.empty()) return;
    const auto evidence = open_(story->events.front());
    if (!evidence) return;
    const Event& e = evidence->event;
    const std::string head = fmt::format("{} {} {}: ", e.id.substr(0, 8), e.date, cut(printable(evidence->report.document.outlet), 24));
    const std::string tail = story->reports.size() > 1 ? fmt::format(" [{} reports]", story->reports.size()) : "";
    const std::string status = e.status == Status::kActual ? "" : fmt::format("({}) ", name_of(e.status));
    out_ += ink_.dim(wrapped(head + status + cut(sentence_of(e), 220) + tail, ink_.width(), indent));
  }

  void indicators() {
    title("INDICATORS");
    out_ += ink_.dim("  state      seen  usual   six weeks\n");
    std::vector<const IndicatorReading*> order;
    for (const IndicatorReading& i : a_.indicators) order.push_back(&i);
    std::stable_sort(order.begin(), order.end(), [](auto* x, auto* y) { return x->state > y->state; });
    int quiet = 0;
    for (const IndicatorReading* i : order) {
      if (i->state == State::kQuiet) ++quiet;
      else indicator_line(*i);
    }
    if (quiet) out_ += ink_.dim(fmt::format("  {} more are quiet\n", quiet));
  }

  void indicator_line(const IndicatorReading& i) {
    const std::string state = padded(name_of(i.state), 9);
    const double top = i.series.observed.empty() ? 0 : std::max(*std::max_element(i.series.observed.begin(), i.series.observed.end()), i.expected);
    out_ += fmt::format("  {} {:>5.1f}  {:>5.1f}   {}  {}{}\n",
                        i.state == State::kActive ? ink_.red(state) : i.state == State::kStirring ? ink_.yellow(state) : state,
                        i.observed, i.expected, ink_.cyan(padded(sparkline(i.series.observed, kSparkColumns, top), kSparkColumns)), named(i.title, i.id),
                        i.state == State::kQuiet || i.since.empty() ? "" : ink_.dim(" since " + i.since));
  }

  void plans() {
    if (a_.plans.empty()) return;
    title("PLANS");
    for (const PlanReading& p : a_.plans) {
      const std::string state = padded(p.state, 5);
      out_ += fmt::format("  {} {}\n", p.state == "fired" ? ink_.red(state) : p.state == "near" ? ink_.yellow(state) : state, printable(p.title));
      out_ += ink_.dim(wrapped(printable(p.reason), ink_.width(), 8));
      if (p.state == "fired") out_ += wrapped("do: " + printable(p.action), ink_.width(), 8);
    }
  }

  std::string changes_of(const TippingPoint& t) const {
    std::string all;
    for (const StateChange& c : t.changes) {
      const IndicatorReading* i = indicator_of(a_, c.indicator);
      all += fmt::format("{}\"{}\" {} → {}", all.empty() ? "" : " and ", i ? printable(i->title) : printable(c.indicator), name_of(c.from), name_of(c.to));
    }
    return all;
  }

  void tipping() {
    if (a_.tipping.empty()) return;
    title("WHAT WOULD CHANGE IT");
    std::size_t shown = 0;
    for (const TippingPoint& t : a_.tipping) {
      if (shown++ == kMostLines) break;
      std::string what;
      if (t.kind == "plan") {
        const auto it = std::find_if(a_.plans.begin(), a_.plans.end(), [&](const PlanReading& p) { return p.id == t.id; });
        what = fmt::format("{} {}", it == a_.plans.end() ? t.id : it->title, t.effect);
      } else {
        const auto it = std::find_if(a_.scenarios.begin(), a_.scenarios.end(), [&](const ScenarioReading& s) { return s.id == t.id; });
        what = fmt::format("{} {} to {:.0f}%", it == a_.scenarios.end() ? t.id : it->title, t.effect, 100 * t.p_after);
      }
      out_ += wrapped(printable(what) + " if " + changes_of(t), ink_.width(), 2);
    }
    rest(a_.tipping.size());
  }

  void decisions() {
    for (const DecisionReading& d : a_.decisions) {
      title("DECISION: " + printable(d.title));
      for (const ActionReading& action : d.actions)
        out_ += fmt::format("  {:>10.4g}  {}{}\n", action.expected_loss, printable(action.title), action.id == d.best ? ink_.green("  least expected loss") : "");
      out_ += wrapped(fmt::format("To know what comes would be worth {:.4g}; waiting {} for evidence {:.4g}{}.", d.value_of_perfect_information,
                                  counted(static_cast<std::size_t>(d.wait_days), "day"), d.value_of_waiting,
                                  d.evidence.empty() ? std::string() : ", best on " + printable(d.evidence.front().indicator)), ink_.width(), 2);
    }
  }

  void tracks() {
    if (a_.tracks.empty()) return;
    title("TRACKS: acts that hurt and that help, two months");
    std::size_t shown = 0;
    for (const Track& t : a_.tracks) {
      if (shown++ == kMostTracks) break;
      double top = 0;
      for (std::size_t i = 0; i < t.escalation.size(); ++i) top = std::max({top, t.escalation[i], t.dialogue[i]});
      const std::string pair = padded(fmt::format("{} - {}", printable(t.between[0]), printable(t.between[1])), 16);
      out_ += fmt::format("  {} {} {}   {} {}\n", pair, ink_.dim("escalation"), ink_.red(sparkline(t.escalation, kTrackColumns, top / 2)), ink_.dim("dialogue"),
                          ink_.green(sparkline(t.dialogue, kTrackColumns, top / 2)));
    }
  }

  void posture() {
    if (a_.posture.empty()) return;
    title("POSTURE: who has what where");
    each(a_.posture, [&](const PostureLine& p) {
      std::string against;
      for (const std::string& id : p.contradicted_by) against += " " + id.substr(0, 8);
      return fmt::format("{} {} {}: {}{} ({}{}){}", p.event.substr(0, 8), p.date, printable(p.who), printable(p.what),
                         p.where.empty() ? ", place not told" : " in " + printable(p.where), p.status,
                         p.by_account.empty() ? std::string() : ", by " + cut(printable(p.by_account), 40),
                         against.empty() ? std::string() : ", against it:" + against);
    });
  }

  void commitments() {
    if (a_.commitments.empty()) return;
    title("COMMITMENTS: who pledged, threatened or ruled out what");
    each(a_.commitments, [&](const CommitmentLine& c) {
      return fmt::format("{} {} {} {}: {}{} ({})", c.event.substr(0, 8), c.date, printable(c.by), c.kind, cut(printable(c.what), 140),
                         c.condition.empty() ? "" : " if " + printable(c.condition),
                         c.state + (c.decided_by.empty() ? std::string() : " by " + c.decided_by.substr(0, 8)));
    });
  }

  void exchanges() {
    if (a_.exchanges.empty()) return;
    title("EXCHANGES: who owes whom an answer");
    each(a_.exchanges, [&](const ExchangeLine& x) {
      std::string pair, steps;
      for (const std::string& side : x.between) pair += (pair.empty() ? "" : " and ") + printable(side);
      for (const std::string& step : x.steps) steps += " " + step.substr(0, 8);
      return fmt::format("{}: {}{} since {} ({}:{})", pair, x.awaiting.empty() ? "answered" : "awaiting ", printable(x.awaiting), x.since, counted(x.steps.size(), "step"), steps);
    });
  }

  void fresh() {
    title(fmt::format("NEW IN THE LAST DAY: {}", a_.fresh.size()));
    std::size_t shown = 0;
    for (const std::string& id : a_.fresh) {
      if (shown++ == kMostLines) break;
      if (const auto evidence = open_(id)) {
        const Event& e = evidence->event;
        out_ += wrapped(fmt::format("{} {} {} {} ({}): {}", e.id.substr(0, 8), names_of(e.actor), act_of(e), names_of(e.recipient),
                                    name_of(e.status), cut(sentence_of(e), 140)), ink_.width(), 2);
      }
    }
    rest(a_.fresh.size());
  }

  void cannot_tell() {
    if (a_.cannot_tell.empty()) return;
    title("WHAT THIS BOARD CANNOT TELL YET");
    for (const std::string& sentence : a_.cannot_tell) out_ += wrapped("- " + printable(sentence), ink_.width(), 2);
    out_ += "\n";
  }

  template <class Line, class Sentence>
  void each(const std::vector<Line>& lines, const Sentence& sentence) {
    for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i) out_ += wrapped(sentence(lines[i]), ink_.width(), 2);
    rest(lines.size());
  }

  void rest(std::size_t count) {
    if (count > kMostLines) out_ += ink_.dim(fmt::format("  and {} more (--json has all)\n", count - kMostLines));
  }

  static constexpr int kMostIndicators = 3;   // shown under a scenario: what a minute's reading bears
  static constexpr int kMostUsual = 2;        // the same where nothing is above the usual
  static constexpr std::size_t kMostLines = 8;
  static constexpr std::size_t kMostTracks = 5;
  static constexpr int kSparkColumns = 14;  // of six weeks: three days each
  static constexpr int kTrackColumns = 20;

  const Assessment& a_;
  const Open& open_;
  Ink ink_;
  std::string out_;
};

}  // namespace

std::string board_page(const Assessment& assessment, const Open& open, Look look) {
  return BoardWriter(assessment, open, look).page();
}

std::string scenario_page(const Assessment& assessment, const std::string& id, const Open& open, Look look) {
  return BoardWriter(assessment, open, look).scenario(id);
}

std::string indicator_page(const Assessment& assessment, const std::string& id, const Open& open, Look look) {
  return BoardWriter(assessment, open, look).indicator(id);
}

}  // namespace brink
