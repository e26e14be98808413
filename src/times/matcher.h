// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "times/atoms.h"
#include "times/numbers.h"
#include "times/rules.h"

namespace brink::times {

// A rule that fits atoms [begin, end), with what its steps took.
struct Match {
  const Rule* rule = nullptr;
  std::size_t begin = 0, end = 0;
  std::vector<const Reading*> readings;  // of kElement steps, in order
  std::vector<std::shared_ptr<const Match>> parts;
  std::optional<double> number;          // of "#"; of a vague one 0 with vague set
  bool vague = false;
  std::optional<int> year;
  std::string clock;                     // "T22:00"
  std::string_view holiday;              // its rule: "12-25"

  // The first reading of that element, here; nullptr when there is none.
  const Reading* get(Element element) const;
};

// Matches rules against the atoms of one sentence. Each part is tried once at each atom, and a rule
// has a bounded number of steps, so that the whole is linear in the number of atoms.
class Matcher {
 public:
  Matcher(const Lexicon& lexicon, const Rules& rules, std::span<const Atom> atoms);

  // Every whole expression that begins there, the longest first.
  std::vector<std::shared_ptr<const Match>> expressions_at(std::size_t at);

 private:
  struct Memo {
    bool known = false;
    std::shared_ptr<const Match> longest;
  };
  // What numbers.h reads at an atom, read once.
  struct Figures {
    bool known = false;
    std::optional<Number> number, year;
    std::optional<Clock> clock;
  };

  std::shared_ptr<const Match> longest(std::uint16_t part, std::size_t at);
  std::shared_ptr<const Match> try_rule(const Rule& rule, std::size_t at);
  bool take(const Step& step, std::size_t& at, Match& match);

  const Figures& figures_at(std::size_t at);
  bool can_begin(const Step& first, std::size_t at);
  bool stands_well(const Step& first, std::size_t at) const;
  bool take_holiday(std::size_t& at, Match& match);
  bool is_one_of(const Step& step, std::size_t at) const;

  const Lexicon& lexicon_;
  const Rules& rules_;
  std::span<const Atom> atoms_;
  std::vector<Memo> memo_;
  std::vector<Figures> figures_;
};

}  // namespace brink::times
