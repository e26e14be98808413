// SPDX-License-Identifier: Apache-2.0
#include "times/matcher.h"

#include <algorithm>

#include "times/numbers.h"

namespace brink::times {
namespace {

// Of two matches of one length one that forbids counts first, then the one that knows its words
// better: fewer literal steps.
std::size_t literals(const Match& match) {
  return static_cast<std::size_t>(
      std::count_if(match.rule->steps.begin(), match.rule->steps.end(),
                    [](const Step& step) { return step.kind == Step::Kind::kLiteral; }));
}

bool is_better(const Match& one, const Match& two) {
  if (one.end != two.end) return one.end > two.end;
  const bool forbids = one.rule->operation == "nothing",
             forbidden = two.rule->operation == "nothing";
  if (forbids != forbidden) return forbids;
  return literals(one) < literals(two);
}

}  // namespace

const Reading* Match::get(Element element) const {
  for (const Reading* reading : readings)
    if (reading->element == element) return reading;
  return nullptr;
}

Matcher::Matcher(const Lexicon& lexicon, const Rules& rules, std::span<const Atom> atoms)
    : lexicon_(lexicon),
      rules_(rules),
      atoms_(atoms),
      memo_(atoms.size() * rules.parts()),
      figures_(atoms.size()) {}

std::vector<std::shared_ptr<const Match>> Matcher::expressions_at(std::size_t at) {
  std::vector<std::shared_ptr<const Match>> found;
  const auto begins = [&](const Step& step) { return can_begin(step, at); };
  rules_.visit(Rules::kExpression, atoms_[at], begins, [&](const Rule& rule) {
    if (auto match = try_rule(rule, at)) found.push_back(std::move(match));
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return is_better(*a, *b); });
  return found;
}

std::shared_ptr<const Match> Matcher::longest(std::uint16_t part, std::size_t at) {
  if (at >= atoms_.size()) return nullptr;
  Memo& memo = memo_[at * rules_.parts() + part];
  if (memo.known) return memo.longest;
  memo.known = true;  // before its rules are tried: a part that begins with itself ends here
  std::shared_ptr<const Match> best;
  const auto begins = [&](const Step& step) { return can_begin(step, at); };
  rules_.visit(part, atoms_[at], begins, [&](const Rule& rule) {
    auto match = try_rule(rule, at);
    if (match && (!best || is_better(*match, *best))) best = std::move(match);
  });
  return memo.longest = best;
}

std::shared_ptr<const Match> Matcher::try_rule(const Rule& rule, std::size_t at) {
  if (!stands_well(rule.steps.front(), at)) return nullptr;
  Match match;
  match.rule = &rule;
  match.begin = at;
  for (const Step& step : rule.steps)
    if (!take(step, at, match)) return nullptr;
  match.end = at;
  return std::make_shared<const Match>(std::move(match));
}

bool Matcher::is_one_of(const Step& step, std::size_t at) const {
  if (at >= atoms_.size() || atoms_[at].lower.empty()) return false;
  const std::string_view word = atoms_[at].lower;
  return std::any_of(step.literals.begin(), step.literals.end(), [word](std::string_view literal) {
    return literal.size() == word.size() && literal.front() == word.front() && literal == word;
  });
}

const Matcher::Figures& Matcher::figures_at(std::size_t at) {
  Figures& figures = figures_[at];
  if (!figures.known)
    figures = {true, read_number(atoms_, at), read_year(atoms_, at), read_clock(atoms_, at)};
  return figures;
}

// Whether a first step that the rules' index does not know by its word can be taken.
bool Matcher::can_begin(const Step& first, std::size_t at) {
  switch (first.kind) {
    case Step::Kind::kPart:
      return longest(first.part, at) != nullptr;
    case Step::Kind::kNumber:
      return figures_at(at).number.has_value();
    case Step::Kind::kYear:
      return figures_at(at).year.has_value();
    case Step::Kind::kClock:
      return figures_at(at).clock.has_value();
    default:
      return atoms_[at].as(Element::kHoliday) != nullptr;
  }
}

// The longest name of a holiday that begins there.
bool Matcher::take_holiday(std::size_t& at, Match& match) {
  constexpr std::size_t kLongest = 6;  // atoms of a name
  if (!atoms_[at].as(Element::kHoliday) || !atoms_[at].capital) return false;
  std::string name;
  std::size_t end = 0;
  for (std::size_t i = at; i < std::min(atoms_.size(), at + kLongest); ++i) {
    if (!name.empty() && !atoms_[i].lower.starts_with('\'')) name += ' ';
    name += atoms_[i].lower;
    if (atoms_[i].full_stop) name += '.';
    if (const std::string_view rule = lexicon_.holiday(name); !rule.empty())
      match.holiday = rule, end = i + 1;
  }
  if (end == 0) return false;
  at = end;
  return true;
}

// A look at the words beside, before anything is built.
bool Matcher::stands_well(const Step& first, std::size_t at) const {
  if (first.kind == Step::Kind::kBehind) return at > 0 && is_one_of(first, at - 1);
  return first.kind != Step::Kind::kNotBehind || at == 0 || !is_one_of(first, at - 1);
}

bool Matcher::take(const Step& step, std::size_t& at, Match& match) {
  switch (step.kind) {
    case Step::Kind::kBehind:
      return at > 0 && is_one_of(step, at - 1);
    case Step::Kind::kNotBehind:
      return at == 0 || !is_one_of(step, at - 1);
    case Step::Kind::kAhead:
      return is_one_of(step, at);
    case Step::Kind::kNotAhead:
      return !is_one_of(step, at);
    default:
      break;
  }
  if (at >= atoms_.size()) return false;
  switch (step.kind) {
    case Step::Kind::kLiteral:
      return is_one_of(step, at) && ++at;
    case Step::Kind::kHoliday:
      return take_holiday(at, match);
    case Step::Kind::kElement: {
      const Reading* reading = atoms_[at].as(step.element);
      if (!reading) return false;
      match.readings.push_back(reading);
      ++at;
      return true;
    }
    case Step::Kind::kPart: {
      auto part = longest(step.part, at);
      if (!part) return false;
      at = part->end;
      match.parts.push_back(std::move(part));
      return true;
    }
    case Step::Kind::kNumber: {
      const auto& number = figures_at(at).number;
      if (!number) return false;
      match.number = number->value, match.vague = number->vague;
      at = number->end;
      return true;
    }
    case Step::Kind::kYear: {
      const auto& year = figures_at(at).year;
      if (!year) return false;
      match.year = static_cast<int>(year->value);
      at = year->end;
      return true;
    }
    case Step::Kind::kClock: {
      const auto& clock = figures_at(at).clock;
      if (!clock) return false;
      match.clock = clock->value;
      at = clock->end;
      return true;
    }
    default:
      break;
  }
  return false;
}

}  // namespace brink::times
