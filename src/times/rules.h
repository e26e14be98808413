// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "times/atoms.h"
#include "times/lexicon.h"

namespace brink::times {

// One step of a pattern.
struct Step {
  enum class Kind {
    kLiteral,  // one of `literals`
    kElement,
    kPart,     // what another rule describes
    kNumber, kYear, kClock, kHoliday,
    kBehind, kNotBehind, kAhead, kNotAhead,  // one of `literals` stands (does not stand) before or after
  };
  Kind kind = Kind::kLiteral;
  std::vector<std::string_view> literals;
  Element element = Element::kMonth;       // kElement
  std::uint16_t part = 0;  // kPart: the name of the rules that may stand here

  bool has_width() const { return kind < Kind::kBehind; }
};

// A row of data/times/rules.tsv with its optional steps decided: what follows each other, and what
// that means.
struct Rule {
  std::vector<Step> steps;
  std::string_view operation, argument;  // as meaning.cpp knows them
};

// The rules of data/times/rules.tsv by the name that other rules call them by.
class Rules {
 public:
  Rules();

  // The rules of a part that may begin with an atom, by their first step.
  // `begins` is asked once for all rules whose first step is the same number, year, part ...
  template <class Begins, class Visit>
  void visit(std::uint16_t part, const Atom& atom, const Begins& begins, const Visit& visit) const {
    const Part& p = parts_[part];
    if (const auto it = p.by_literal.find(atom.lower); it != p.by_literal.end())
      for (const std::uint32_t rule : it->second) visit(p.rules[rule]);
    for (const Reading& reading : atom.readings)
      for (const std::uint32_t rule : p.by_element[static_cast<std::size_t>(reading.element)]) visit(p.rules[rule]);
    for (const Group& group : p.groups)
      if (begins(group.first))
        for (const std::uint32_t rule : group.rules) visit(p.rules[rule]);
  }
  std::size_t parts() const { return parts_.size(); }
  static constexpr std::uint16_t kExpression = 0;  // whole time expressions

  // The first thing wrong with the table, for its test; "" when nothing is.
  const std::string& fault() const { return fault_; }

 private:
  std::uint16_t number_of(std::string_view name);
  std::vector<std::vector<Step>> expand(std::string_view pattern);
  bool read_step(std::string_view word, Step& step);

  struct Group {
    Step first;
    std::vector<std::uint32_t> rules;
  };
  struct Part {
    std::vector<Rule> rules;
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_literal;
    std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Element::kCount)> by_element;
    std::vector<Group> groups;
  };
  static Group& group_of(Part& part, const Step& first);
  static void index(Part& part);

  std::unordered_map<std::string_view, std::uint16_t> numbers_;
  std::vector<Part> parts_;
  std::string fault_;
};

}  // namespace brink::times
