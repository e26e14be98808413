// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_question.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace brink {
namespace {

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kFew = 4;  // of so many events one
constexpr std::int64_t kDaySeconds = 24 * 60 * 60;

bool is_among(std::string_view value, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

std::vector<std::string> lines_of(Label label, const std::vector<std::string>& names) {
  std::vector<std::string> lines;
  for (const std::string& name : names) lines.push_back(label_line(label, name));
  return lines;
}

}  // namespace

bool is_possible(const PackHead& head) {
  const auto is_moment = [](std::int64_t moment) { return moment >= -kFarthestMoment && moment <= kFarthestMoment; };
  const auto is_count = [](std::int64_t count) { return count >= 0 && count <= static_cast<std::int64_t>(kMostPacked); };
  return is_moment(head.newest) && is_moment(head.oldest) && is_count(head.reports) && is_count(head.events) &&
         head.first_event_key >= 0 && head.first_event_key < kEver / 2;
}

Result<PackQuestion> PackQuestion::read(const EventQuery& query) {
  const auto days = asked_days(query.since, query.until);
  if (!days) return days.error();
  const auto known = asked_day(query.known_by, "known_by");
  if (!known) return known.error();
  PackQuestion question;
  question.days_ = *days;
  if (*known) question.known_by_ = (*known)->last;
  question.type_ = query.type, question.cameo_ = query.cameo_prefix, question.status_ = query.status;
  for (auto lines : {lines_of(Label::kMode, query.mode), lines_of(Label::kContext, query.context), lines_of(Label::kEquipment, query.equipment)})
    if (!lines.empty()) question.labels_.push_back(std::move(lines));
  question.ask({KeyKind::kActor}, query.actor);
  question.ask({KeyKind::kRecipient}, query.recipient);
  question.ask({KeyKind::kActor, KeyKind::kRecipient}, query.either);
  question.ask({KeyKind::kSpeaker}, query.speaker);
  question.ask({KeyKind::kPlace}, query.place);
  question.ask({KeyKind::kCountry}, query.country);
  question.words_ = !query.text.empty();
  return question;
}

void PackQuestion::ask(std::initializer_list<KeyKind> kinds, const std::vector<std::string>& names) {
  if (names.empty()) return;
  Group group{kinds, {}};
  for (const std::string& asked : names) {
    const std::size_t slash = *kinds.begin() <= KeyKind::kSpeaker ? asked.find('/') : std::string::npos;
    group.names.emplace_back(key_for(*kinds.begin(), asked.substr(0, slash)), slash == std::string::npos ? "" : " " + asked.substr(slash + 1) + " ");
  }
  groups_.push_back(std::move(group));
}

bool PackQuestion::may_concern(const PackHead& head) const {
  if (words_ || head.events == 0) return false;
  if (known_by_ && head.first_known > number_of(*known_by_)) return false;
  if ((days_.since || days_.until) && head.last_day == kNoDay) return false;
  return !days_.since || head.last_day >= number_of(*days_.since);
}

bool PackQuestion::is_wanted(const Pack& pack, std::size_t act) const {
  if (!is_among(pack.text(pack.act_type[act]), type_)) return false;
  const auto status = static_cast<Status>(pack.act_status[act]);
  if (!status_.empty() && std::find(status_.begin(), status_.end(), status) == status_.end()) return false;
  const std::string_view cameo = pack.text(pack.act_cameo[act]), labels = pack.text(pack.act_labels[act]);
  if (!cameo_.empty() && std::none_of(cameo_.begin(), cameo_.end(), [&](const std::string& prefix) { return cameo.starts_with(prefix); })) return false;
  return std::all_of(labels_.begin(), labels_.end(), [&](const auto& lines) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return labels.find(line) != std::string_view::npos; });
  });
}

PackQuestion::Sieve PackQuestion::sieve(const Pack& pack) const {
  Sieve sieve;
  sieve.known_until_ = known_by_ ? number_of(*known_by_) : kEver;
  sieve.since_ = days_.since ? number_of(*days_.since) : std::numeric_limits<std::int64_t>::min();
  if (days_.until && sieve.since_ < kNoDay + 1) sieve.since_ = kNoDay + 1;  // without a date there is no answer
  sieve.first_until_ = days_.until ? number_of(*days_.until) : kEver;
  sieve.last_until_ = days_.until ? number_of(*days_.until) + kLongestDate : kEver;
  for (std::size_t act = 0; act < pack.act_type.size(); ++act) sieve.acts_.push_back(is_wanted(pack, act));
  sieve.names_.resize(pack.name_kind.size());
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const auto bit = static_cast<std::uint8_t>(1u << g);
    sieve.groups_ |= bit;
    for (std::size_t name = 0; name < pack.name_kind.size(); ++name) {
      const auto kind = static_cast<KeyKind>(pack.name_kind[name]);
      if (std::find(groups_[g].kinds.begin(), groups_[g].kinds.end(), kind) == groups_[g].kinds.end()) continue;
      const std::string_view key = pack.text(pack.name_key[name]), sectors = pack.text(pack.name_sectors[name]);
      const bool named = std::any_of(groups_[g].names.begin(), groups_[g].names.end(), [&](const auto& wanted) {
        return key == wanted.first && sectors.find(wanted.second) != std::string_view::npos;
      });
      if (named) sieve.names_[name] |= bit;
    }
  }
  sieve.note_few(pack);
  return sieve;
}

bool PackQuestion::Sieve::lets_through(const Pack& pack, std::size_t event) const {
  if (acts_[pack.act[event]] == 0) return false;
  if (pack.last_day[event] < since_ || pack.last_day[event] > last_until_ || pack.first_day[event] > first_until_) return false;
  if (pack.known_from[pack.event_report[event]] > known_until_) return false;
  std::uint8_t answered = 0;
  for (const std::uint32_t name : pack.names_of(event)) answered |= names_[name];
  return (answered & groups_) == groups_;
}

// Of most questions few events of a pack have the type: those are looked at alone, and once.
void PackQuestion::Sieve::note_few(const Pack& pack) {
  std::size_t wanted = 0;
  for (std::size_t act = 0; act < acts_.size(); ++act)
    if (acts_[act] != 0) wanted += pack.events_of_act(act).size();
  if (wanted > pack.events() / kFew) return;
  few_.resize(pack.events() / 64 + 1);
  for (std::size_t act = 0; act < acts_.size(); ++act)
    if (acts_[act] != 0)
      for (const std::uint32_t event : pack.events_of_act(act))
        if (lets_through(pack, event)) few_[event / 64] |= std::uint64_t{1} << event % 64;
}

std::size_t PackQuestion::Sieve::next(const Pack& pack, std::size_t event) const {
  if (few_.empty()) {
    while (event < pack.events() && !lets_through(pack, event)) ++event;
    return event;
  }
  if (event >= pack.events()) return pack.events();
  std::size_t word = event / 64;
  std::uint64_t bits = few_[word] >> event % 64 << event % 64;
  while (bits == 0 && ++word < few_.size()) bits = few_[word];
  return bits == 0 ? pack.events() : 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
}

Result<PackReportQuestion> PackReportQuestion::read(const DocumentQuery& query) {
  const auto days = asked_days(query.since, query.until);
  if (!days) return days.error();
  PackReportQuestion question(query.text);
  question.days_ = *days, question.outlet_ = query.outlet, question.language_ = query.language;
  question.asks_words_ = !query.text.empty();
  return question;
}

bool PackReportQuestion::may_concern(const PackHead& head) const {
  if (asks_words_ && !words_.asks()) return false;
  // No place is more than a day off UTC.
  if (days_.since && head.newest < (number_of(*days_.since) - 1) * kDaySeconds) return false;
  return !days_.until || head.oldest < (number_of(*days_.until) + 2) * kDaySeconds;
}

bool PackReportQuestion::lets_through(const Pack& pack, std::size_t report) const {
  if (days_.since && pack.report_day[report] < number_of(*days_.since)) return false;
  if (days_.until && pack.report_day[report] > number_of(*days_.until)) return false;
  return is_among(pack.text(pack.outlet[report]), outlet_) && is_among(pack.text(pack.language[report]), language_) &&
         (!asks_words_ || (words_.asks() && words_.answered_by(pack.text(pack.title[report]))));
}

}  // namespace brink
