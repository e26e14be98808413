// SPDX-License-Identifier: Apache-2.0
#include "extract/dates_published.h"

#include <algorithm>
#include <string>

#include "base/iso_time.h"
#include "base/url.h"
#include "base/utf8.h"
#include "extract/date_labels.h"
#include "extract/plain.h"

namespace brink {
namespace {

constexpr std::size_t kMostEvidence = 400;
constexpr Day kFirstWebDay = std::chrono::year(1994) / 1 / 1;

struct Evidence {
  Timestamp moment;
  std::optional<Day> month_first;  // the other reading of "03/04/2021"
  int weight = 0;
  bool seen = false;  // a reader sees it
  bool modified = false;
};

// English as the United States write it puts the month first; so do few others.
bool month_comes_first(std::string_view language, std::string_view url) {
  if (!language.starts_with("en")) return false;
  if (language.size() > 3) {
    const std::string region = fold_case(language.substr(3, 2));
    return region == "us" || region == "ph";
  }
  const auto parts = read_url(url);
  if (!parts) return true;
  const std::string_view host = parts->host;
  const std::string_view ending = host.substr(std::min(host.rfind('.') + 1, host.size()));
  return ending.size() != 2 || ending == "us" || ending == "io" || ending == "ai" || ending == "tv";
}

class Weighing {
 public:
  explicit Weighing(const DateSources& sources) : s_(sources) {}

  PageDates decide() {
    collect_linked();
    collect_tags();
    collect_url();
    collect_elements();
    collect_lines();
    if (strongest(false) < 50) collect_states();
    settle_order();
    PageDates dates;
    dates.modified = choose(true);
    dates.published = choose(false);
    if (!dates.published || (strongest(false) < 30 && strongest(true) >= 50))
      dates.published = dates.modified;
    correct_by_shown_change(dates);
    if (dates.modified && dates.published &&
        dates.modified->local_day() < dates.published->local_day())
      dates.modified.reset();
    return dates;
  }

 private:
  void add(const Evidence& evidence) {
    if (evidence_.size() < kMostEvidence) evidence_.push_back(evidence);
  }

  void add(std::string_view written, int weight, bool modified) {
    if (written.empty()) return;
    const auto moment = read_moment(written);
    if (!moment) return;
    Evidence evidence{*moment, {}, weight, false, modified};
    if (!moment->has_time)
      if (const auto dates = find_dates(written.substr(0, 128), 1); !dates.empty())
        evidence.month_first = dates.front().month_first;
    add(evidence);
  }

  void collect_linked() {
    int less = 0;
    for (const LinkedArticle& article : s_.linked) {
      const int weight = (article.is_article ? 95 : 70) - less;
      add(article.published, weight, false);
      add(article.modified, weight, true);
      less = std::min(less + 15, 60);
    }
  }

  void collect_tags() {
    for (const MetaTag& tag : s_.tags) {
      if (tag.tells == Tells::kPublished) add(tag.value, tag.belief, false);
      if (tag.tells == Tells::kModified) add(tag.value, tag.belief, true);
    }
  }

  void collect_url() {
    if (const auto day = day_in_url(s_.url)) add({{*day, 0, false}, {}, 65, false, false});
  }

  // How much the place of a line on the page speaks for its dates.
  int place_weight(std::size_t line) const {
    const auto near = [&](std::size_t other, std::size_t before, std::size_t behind) {
      return line + before >= other && line <= other + behind;
    };
    if (between_title_and_text(line)) return 35;
    const bool in_text = first_line_ && line > *first_line_ + 1;
    if (!in_text && title_line_ && near(*title_line_, 3, 8)) return 35;
    if (!in_text && title_line_ && near(*title_line_, 6, 0)) return 25;
    if (!in_text && first_line_ && near(*first_line_, 6, 1)) return 30;
    if (last_line_ && line > *last_line_ && near(*last_line_, 0, 12)) return 18;
    return 0;
  }

  bool between_title_and_text(std::size_t line) const {
    return title_line_ && first_line_ && line >= *title_line_ && line <= *first_line_ + 1;
  }

  void find_places() {
    const std::size_t none = s_.lines.lines().size();
    const auto line_of = [&](NodeId id) -> std::optional<std::size_t> {
      if (id == kNoNode || none == 0) return {};
      return s_.lines.line_at(id);
    };
    title_line_ = line_of(s_.title.node);
    first_line_ = line_of(s_.lines.first_block());
    last_line_ = line_of(s_.lines.last_block());
  }

  // <time>, and elements that hold a date for machines beside the one for readers.
  void collect_elements() {
    find_places();
    for (NodeId id = 0; id < s_.dom.end(); ++id) {
      if (s_.dom.is_text(id) || s_.dom[id].attributes == 0) continue;
      if (s_.dom[id].tag == Tag::kMeta) continue;
      const unsigned around = s_.lines.around(id);
      const bool holder = (around & (kInTime | kHoldsDate | kHoldsModified)) != 0;
      const std::string_view item = s_.dom.attribute(id, "itemprop");
      const bool item_published = item.find("datePublished") != std::string_view::npos;
      const bool item_modified = item.find("dateModified") != std::string_view::npos;
      if (!holder && !item_published && !item_modified) continue;
      if (around & (kInComment | kHoldsEvent)) continue;
      add_element(id, around, item_published, item_modified);
    }
  }

  void add_element(NodeId id, unsigned around, bool item_published, bool item_modified) {
    int weight = 20 + place_weight(s_.lines.line_at(id));
    if (around & kElsewhere) weight -= 45;
    if (s_.dom.has_attribute(id, "pubdate")) weight += 20;
    if (item_published || item_modified) weight = around & kElsewhere ? 40 : 86;
    const bool modified = item_modified || ((around & kHoldsModified) && !item_published);
    for (const Attribute& attribute : s_.dom.attributes(id)) {
      const std::string_view name = attribute.name;
      const bool dated = name == "datetime" || name == "content" || name == "title" ||
                         name == "data-datetime" || name == "data-date" || name == "data-time" ||
                         name == "data-timestamp" || name == "data-published" ||
                         name == "data-utime" || name == "data-pubdate";
      if (dated && attribute.value.size() <= 64) add(attribute.value, weight, modified);
    }
    if (item_published || item_modified)
      if (s_.dom[id].end - id <= 16) add(plain(s_.dom.text(id)), weight, modified);
  }

  void collect_lines() {
    const auto& lines = s_.lines.lines();
    for (std::size_t i = 0; i < lines.size() && dated_.size() < kMostEvidence; ++i) {
      if (lines[i].around & kInComment) continue;
      const std::string_view text = s_.lines.text_of(lines[i]);
      if (text.size() < 6) continue;
      for (const WrittenDate& date : find_dates(text, 8)) dated_.push_back({i, date});
    }
    for (const auto& [line, date] : dated_)
      add_written(line, s_.lines.text_of(s_.lines.lines()[line]), date);
  }

  // True for a line in a run of lines with different dates: a list of other reports.
  bool is_listed(std::size_t line) const {
    std::size_t others = 0;
    std::optional<std::size_t> last;
    for (const auto& [i, date] : dated_) {
      if (i == line || i + 6 < line || i > line + 6 || last == i) continue;
      last = i;
      ++others;
    }
    return others >= 2;
  }

  void add_written(std::size_t i, std::string_view text, const WrittenDate& date) {
    const Line& line = s_.lines.lines()[i];
    std::string_view before = text.substr(0, date.span.begin);
    DateOf label = date_of(before);
    if (label == DateOf::kUnsaid && trim(before).size() < 4 && i > 0) {
      const std::string_view above = s_.lines.text_of(s_.lines.lines()[i - 1]);
      if (above.size() <= 40) label = date_of(above);
    }
    if (label == DateOf::kOther) return;
    Evidence evidence{{date.day, 0, false}, date.month_first, 0, true, false};
    evidence.weight = written_weight(i, text, date, label);
    if (evidence.weight <= 0) return;
    evidence.modified = label == DateOf::kModified;
    if (label == DateOf::kUnsaid && (line.around & kHoldsModified)) {
      // Many pages mark their only date as that of a change.
      add({evidence.moment, evidence.month_first, evidence.weight - 15, true, false});
      evidence.modified = true;
    }
    add(evidence);
  }

  int written_weight(std::size_t i, std::string_view text, const WrittenDate& date,
                     DateOf label) const {
    const unsigned around = s_.lines.lines()[i].around;
    const bool labelled = label == DateOf::kPublished || label == DateOf::kModified;
    if (text.size() > 160) return prose_weight(i, date, labelled);
    int weight = 5 + place_weight(i);
    if (around & (kHoldsDate | kInTime)) weight += 22;
    if (labelled && date.span.begin < 100) weight += 22;
    if (text.size() <= date.span.size() + 30)
      weight += 12;
    else if (date.span.begin == 0)
      weight += 8;
    if (around & kHoldsEvent) weight -= 30;
    if (around & kInHeading) weight -= 10;
    if (around & kElsewhere) weight -= between_title_and_text(i) ? 10 : 45;
    if (!between_title_and_text(i) && !labelled && is_listed(i)) weight -= 40;
    if (date.day < kFirstWebDay) weight -= 35;
    return weight;
  }

  // Dates in running text are of what is told, but for those at its very head.
  int prose_weight(std::size_t i, const WrittenDate& date, bool labelled) const {
    if (date.span.begin > 40 || !between_title_and_text(i)) return labelled ? 6 : 4;
    if (labelled || date.span.begin == 0) return 48;
    return date.span.begin <= 24 ? 30 : 15;
  }

  // "datePublished":"2022-01-29" in the states that scripts carry.
  void collect_states() {
    constexpr std::size_t kMostHits = 16;
    std::size_t hits = 0;
    for (NodeId id = 0; id < s_.dom.end() && hits < kMostHits; ++id) {
      if (s_.dom[id].tag != Tag::kScript) continue;
      const std::string_view script = s_.dom.raw_text(id);
      for (std::size_t at = 0; hits < kMostHits;) {
        at = script.find("ublish", at);
        if (at == std::string_view::npos) break;
        at += 6;
        const std::string_view value = state_value(script, at);
        if (value.empty()) continue;
        ++hits;
        add(value, 45 - static_cast<int>(hits), false);
      }
    }
  }

  // The quoted text or number behind the rest of a key at `at`: `edAt":"2022-01-29"`.
  static std::string_view state_value(std::string_view script, std::size_t at) {
    const std::size_t key = script.substr(at, 16).find_first_of("\"':");
    if (key == std::string_view::npos) return {};
    std::string_view rest = script.substr(at + key, 80);
    const std::size_t value = rest.find_first_not_of("\\\"': ");
    if (value == std::string_view::npos || value == 0 || value > 8) return {};
    if (rest.substr(0, value).find(':') == std::string_view::npos) return {};
    rest.remove_prefix(value);
    return rest.substr(0, rest.find_first_of("\\\"',}"));
  }

  int strongest(bool modified) const {
    int most = 0;
    for (const Evidence& e : evidence_)
      if (e.modified == modified) most = std::max(most, e.weight);
    return most;
  }

  // Settles "03/04/2021": by an unambiguous date of the page that one reading meets, else by the
  // custom of the language.
  void settle_order() {
    std::vector<Day> known;
    for (const Evidence& e : evidence_)
      if (!e.month_first && e.weight >= 30) known.push_back(e.moment.local_day());
    const auto is_known = [&](Day day) {
      return std::find(known.begin(), known.end(), day) != known.end();
    };
    const bool custom = month_comes_first(s_.language, s_.url);
    for (Evidence& e : evidence_) {
      if (!e.month_first) continue;
      const bool first = is_known(*e.month_first), second = is_known(e.moment.local_day());
      if (first == second ? custom : first) e.moment.utc = *e.month_first;
      e.month_first.reset();
    }
  }

  // The day that most speaks for, by its strongest evidence and a little of the others'.
  std::optional<Timestamp> choose(bool modified) const {
    const Evidence* best = nullptr;
    int most = 0;
    for (const Evidence& e : evidence_) {
      if (e.modified != modified) continue;
      const int score = e.weight + support(e);
      if (score > most) most = score, best = &e;
    }
    if (!best) return {};
    if (!best->seen && best->moment.has_time) {
      if (const auto day = day_shown(*best)) return Timestamp{*day, 0, false};
      if (is_midnight_further_east(best->moment))
        return Timestamp{best->moment.local_day() + std::chrono::days(1), 0, false};
    }
    return with_time(*best);
  }

  // "Stand: 28.04.2022" under the title: no report is published after the change that it shows.
  void correct_by_shown_change(PageDates& dates) const {
    if (!dates.published || strongest(false) >= 86) return;
    for (const Evidence& e : evidence_)
      if (e.modified && e.seen && e.weight >= 40 &&
          e.moment.local_day() < dates.published->local_day())
        dates.published = dates.modified = e.moment;
  }

  int support(const Evidence& one) const {
    int sum = 0;
    for (const Evidence& e : evidence_)
      if (&e != &one && e.modified == one.modified &&
          e.moment.local_day() == one.moment.local_day() && e.weight > 0)
        sum += e.weight / 3;
    return std::min(sum, 36);
  }

  // The day a reader sees where a time in UTC falls on the day before or behind.
  std::optional<Day> day_shown(const Evidence& machine) const {
    const Day day = machine.moment.local_day();
    const Evidence* shown = nullptr;
    for (const Evidence& e : evidence_) {
      if (e.moment.has_time || e.modified != machine.modified || e.weight < 40) continue;
      if (e.moment.local_day() == day) return {};
      const auto apart = e.moment.local_day() - day;
      if (apart == std::chrono::days(1) || apart == std::chrono::days(-1))
        if (!shown || e.weight > shown->weight) shown = &e;
    }
    if (!shown || machine.moment.offset_minutes != 0) return {};
    return shown->moment.local_day();
  }

  // 23:00:00 and 22:00:00 in UTC are midnight in winter and summer where these languages are
  // spoken: a day alone was meant.
  bool is_midnight_further_east(const Timestamp& moment) const {
    static constexpr std::string_view kLanguages[] = {"de", "fr", "it", "nl", "pl", "cs", "sk",
                                                      "hu", "da", "sv", "no", "nb", "sl", "hr"};
    const std::string_view language = s_.language.substr(0, 2);
    if (std::find(std::begin(kLanguages), std::end(kLanguages), language) == std::end(kLanguages))
      return false;
    const auto clock = moment.utc - std::chrono::floor<std::chrono::days>(moment.utc);
    return moment.offset_minutes == 0 &&
           (clock == std::chrono::hours(22) || clock == std::chrono::hours(23));
  }

  // The most exact statement of the chosen day.
  Timestamp with_time(const Evidence& chosen) const {
    const Evidence* best = &chosen;
    for (const Evidence& e : evidence_)
      if (!best->moment.has_time && e.moment.has_time && e.modified == chosen.modified &&
          e.moment.local_day() == chosen.moment.local_day())
        best = &e;
    return best->moment;
  }

  const DateSources& s_;
  std::vector<Evidence> evidence_;
  std::vector<std::pair<std::size_t, WrittenDate>> dated_;  // lines with their dates
  std::optional<std::size_t> title_line_, first_line_, last_line_;
};

}  // namespace

PageDates find_page_dates(const DateSources& sources) { return Weighing(sources).decide(); }

}  // namespace brink
