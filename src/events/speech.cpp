// SPDX-License-Identifier: Apache-2.0
#include "events/speech.h"

#include <algorithm>

namespace brink {
namespace {

constexpr int kMostSteps = 8;

class Listener {
 public:
  Listener(const Knowledge& knowledge, std::string_view text, Memory& memory,
           const SentenceView& reading)
      : knowledge_(knowledge),
        memory_(memory),
        reading_(reading),
        parties_(knowledge, text, memory, reading) {}

  Speech run() {
    const std::size_t count = reading_.predicates.size();
    speech_.by_predicate.resize(count);
    speech_.reports.resize(count);
    said_by_.resize(count);
    for (std::size_t i = 0; i < count; ++i) read_reporter(i);
    for (std::size_t i = 0; i < count; ++i) speech_.by_predicate[i] = speaker_by_ties(i);
    for (std::size_t i = 0; i < count; ++i)
      if (said_by_[i]) spread(i);
    read_according_to();
    read_going_on();
    if (last_) memory_.speaker = last_;
    return std::move(speech_);
  }

 private:
  void read_reporter(std::size_t i) {
    const Predicate& p = reading_.predicates[i];
    if (!knowledge_.frames().reports(p.lemma) || p.passive || p.negated ||
        p.kind == VerbKind::kInfinitive)
      return;
    std::vector<Participant> who = parties_.acting(p.subjects);
    if (who.empty()) return;
    said_by_[i] = std::move(who.front().actor);
    last_ = said_by_[i];
  }

  // Up the ties until a reporting verb that this clause is the content of.
  std::optional<Actor> speaker_by_ties(std::size_t i) const {
    std::size_t at = i;
    for (int step = 0; step < kMostSteps; ++step) {
      const Predicate& p = reading_.predicates[at];
      if (p.governor == kNone) return {};
      const auto governor = static_cast<std::size_t>(p.governor);
      if (said_by_[governor] && (p.marker == "that" || p.marker == "ing" || p.marker == "of"))
        return said_by_[governor];
      at = governor;
    }
    return {};
  }

  bool has_content(std::size_t reporter) const {
    for (const Predicate& p : reading_.predicates)
      if (p.governor == static_cast<std::int32_t>(reporter) && p.marker == "that") return true;
    return false;
  }

  // What a reporting verb without a clause of its own reports: quotations in the sentence, and,
  // when it closes the sentence, what stands before it.
  void spread(std::size_t reporter) {
    const Predicate& r = reading_.predicates[reporter];
    const bool closes = !has_content(reporter) && is_last_clause(reporter);
    const bool within = !closes && !has_content(reporter) && is_set_between(reporter);
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i) {
      if (i == reporter || speech_.by_predicate[i]) continue;
      const Predicate& p = reading_.predicates[i];
      if (reading_.quoted[p.verb] || (closes && p.verb < r.clause_begin) || within)
        speech_.by_predicate[i] = said_by_[reporter];
    }
    if ((closes && r.clause_begin > 0) || within) speech_.whole = said_by_[reporter];
  }

  // "Russian forces, Ukraine said, shelled Sumy."
  bool is_set_between(std::size_t reporter) const {
    const Predicate& r = reading_.predicates[reporter];
    const auto& tokens = reading_.sentence->tokens;
    const std::size_t end = std::max(r.clause_end, r.end);
    return !r.relative && r.kind == VerbKind::kFinite && r.clause_begin > 0 && end < tokens.size() &&
           tokens[r.clause_begin - 1].form == "," && tokens[end].form == ",";
  }

  bool is_last_clause(std::size_t reporter) const {
    const Predicate& r = reading_.predicates[reporter];
    std::size_t before = r.clause_begin;
    if (before == 0) return false;
    const std::string& mark = reading_.sentence->tokens[before - 1].form;
    const bool parted = mark == "," || mark == "\"" || mark == "”" || mark == "''" || mark == "’";
    if (!parted) return false;
    for (std::size_t i = reporter + 1; i < reading_.predicates.size(); ++i)
      if (reading_.predicates[i].kind == VerbKind::kFinite &&
          !reading_.quoted[reading_.predicates[i].verb] &&
          reading_.predicates[i].governor != static_cast<std::int32_t>(reporter))
        return false;
    return true;
  }

  void read_according_to() {
    for (std::size_t c = 0; c < reading_.chunks.size(); ++c) {
      const NounPhrase& chunk = reading_.chunks[c];
      if (chunk.begin < 2 || reading_.lower[chunk.begin - 1] != "to" ||
          reading_.lower[chunk.begin - 2] != "according")
        continue;
      std::vector<Participant> who = parties_.acting({static_cast<std::uint32_t>(c)});
      if (who.empty()) continue;
      for (auto& speaker : speech_.by_predicate)
        if (!speaker) speaker = who.front().actor;
      speech_.whole = who.front().actor;
    }
  }

  // A quotation without "said" goes on from the sentence before.
  void read_going_on() {
    if (!memory_.speaker || last_) return;
    for (std::size_t i = 0; i < reading_.predicates.size(); ++i)
      if (!speech_.by_predicate[i] && reading_.quoted[reading_.predicates[i].verb])
        speech_.by_predicate[i] = memory_.speaker;
  }

  const Knowledge& knowledge_;
  Memory& memory_;
  const SentenceView& reading_;
  Parties parties_;
  Speech speech_;
  std::vector<std::optional<Actor>> said_by_;
  std::optional<Actor> last_;
};

}  // namespace

Speech find_speech(const Knowledge& knowledge, std::string_view text, Memory& memory,
                   const SentenceView& reading) {
  return Listener(knowledge, text, memory, reading).run();
}

}  // namespace brink
