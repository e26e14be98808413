// SPDX-License-Identifier: Apache-2.0
#include "times/rules.h"

#include <algorithm>

#include "base/rows.h"
#include "times/tables.h"

namespace brink::times {
namespace {

std::string_view eat(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

// Where the group that opens at `at` closes.
std::size_t group_end(std::string_view pattern, std::size_t at) {
  int depth = 0;
  for (; at < pattern.size(); ++at) {
    depth += pattern[at] == '(' ? 1 : pattern[at] == ')' ? -1 : 0;
    if (depth == 0) return at;
  }
  return at;
}

// "[on|by]" and "![on|by]": what stands before; "{people}" and "!{people}": what follows.
void read_neighbour(std::string_view word, Step& step) {
  const bool negated = word.front() == '!';
  if (negated) word.remove_prefix(1);
  const bool behind = word.front() == '[';
  step.kind = behind ? (negated ? Step::Kind::kNotBehind : Step::Kind::kBehind)
                     : (negated ? Step::Kind::kNotAhead : Step::Kind::kAhead);
  std::string_view words = word.substr(1, word.size() - 2);
  while (!words.empty()) step.literals.push_back(eat(words, '|'));
}

}  // namespace

Rules::Rules() {
  number_of("time");
  for (const auto& row : rows_of(times_table("rules.tsv"))) {
    if (row[0] == "part") continue;  // the line of names
    const std::uint16_t part = number_of(row[0]);
    std::string_view argument = row[2];
    const std::string_view operation = eat(argument, ' ');
    for (auto& steps : expand(row[1])) {
      if (steps.empty() && fault_.empty()) fault_ = "a pattern that may be empty: " + std::string(row[1]);
      if (!steps.empty()) parts_[part].rules.push_back({std::move(steps), operation, argument});
    }
  }
  for (const auto& [name, number] : numbers_)
    if (parts_[number].rules.empty() && fault_.empty()) fault_ = "no rule for <" + std::string(name) + ">";
  for (Part& part : parts_) index(part);
}

Rules::Group& Rules::group_of(Part& part, const Step& first) {
  for (Group& group : part.groups)
    if (group.first.kind == first.kind && group.first.part == first.part) return group;
  return part.groups.emplace_back(Group{first, {}});
}

void Rules::index(Part& part) {
  for (std::uint32_t i = 0; i < part.rules.size(); ++i) {
    const auto& steps = part.rules[i].steps;
    const auto first = std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.has_width(); });
    if (first == steps.end()) continue;
    if (first->kind == Step::Kind::kLiteral)
      for (const std::string_view word : first->literals) part.by_literal[word].push_back(i);
    else if (first->kind == Step::Kind::kElement)
      part.by_element[static_cast<std::size_t>(first->element)].push_back(i);
    else
      group_of(part, *first).rules.push_back(i);
  }
}

std::uint16_t Rules::number_of(std::string_view name) {
  const auto [it, fresh] = numbers_.try_emplace(name, static_cast<std::uint16_t>(parts_.size()));
  if (fresh) parts_.emplace_back();
  return it->second;
}

// Every sequence of steps that a pattern allows, its optional parts taken and left out.
std::vector<std::vector<Step>> Rules::expand(std::string_view pattern) {
  std::vector<std::vector<Step>> all(1);
  while (!pattern.empty()) {
    if (pattern.front() == ' ') {
      pattern.remove_prefix(1);
      continue;
    }
    std::vector<std::vector<Step>> next;
    bool optional = false;
    if (pattern.front() == '(') {
      const std::size_t end = group_end(pattern, 0);
      next = expand(pattern.substr(1, end - 1));
      pattern.remove_prefix(std::min(end + 1, pattern.size()));
      optional = pattern.starts_with("?");
      if (optional) pattern.remove_prefix(1);
    } else {
      std::string_view word = eat(pattern, ' ');
      optional = word.size() > 1 && word.back() == '?';
      if (optional) word.remove_suffix(1);
      Step step;
      if (!read_step(word, step) && fault_.empty()) fault_ = "an unknown step: " + std::string(word);
      next = {{step}};
    }
    std::vector<std::vector<Step>> longer = optional ? all : std::vector<std::vector<Step>>();
    for (const auto& head : all)
      for (const auto& tail : next) {
        longer.push_back(head);
        longer.back().insert(longer.back().end(), tail.begin(), tail.end());
      }
    all = std::move(longer);
  }
  return all;
}

bool Rules::read_step(std::string_view word, Step& step) {
  if (word == "#") {
    step.kind = Step::Kind::kNumber;
  } else if (word == "<year>") {
    step.kind = Step::Kind::kYear;
  } else if (word == "<clock>") {
    step.kind = Step::Kind::kClock;
  } else if (word == "<holiday>") {
    step.kind = Step::Kind::kHoliday;
  } else if (word.front() == '[' || word.front() == '{' || word.front() == '!') {
    read_neighbour(word, step);
  } else if (word.front() == '<') {
    step.kind = Step::Kind::kPart;
    step.part = number_of(word.substr(1, word.size() - 2));
  } else if (word.front() == '@') {
    const auto element = element_named(word.substr(1));
    if (!element) return false;
    step.kind = Step::Kind::kElement;
    step.element = *element;
  } else {
    while (!word.empty()) step.literals.push_back(eat(word, '|'));
  }
  return true;
}

}  // namespace brink::times
