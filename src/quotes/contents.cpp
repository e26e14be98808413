// SPDX-License-Identifier: Apache-2.0
#include "quotes/contents.h"

#include <algorithm>

namespace brink::quotes {
namespace {

using Cues = AttributionCues;

bool is_clause(const Tree& tree, Index i) {
  const std::string_view relation = tree.base(i);
  return relation == "ccomp" || relation == "csubj";
}

bool is_relative(std::string_view word) { return word == "that" || word == "which" || word == "whom"; }

void add(std::vector<Range>& ranges, Range range) {
  if (!range.empty()) ranges.push_back(range);
}

// "He said: we will go", "we will go, he said", "as he said": what the tree does not put below.
std::vector<Range> clause_beside(const Tree& tree, Index verb) {
  std::vector<Range> found;
  for (const Index c : tree.children(verb)) {
    if (tree.base(c) != "parataxis" || c < verb) continue;
    const Range hull = tree.hull(c);
    const std::string_view before = hull.begin > 0 ? tree.lower(hull.begin - 1) : std::string_view();
    const std::string_view first = tree.lower(hull.begin);
    const bool goes_on = before == "," && !tree.is_passive(verb);  // no "Asked about it, he said"
    if (before == ":" || goes_on || first == "“" || first == "\"" || first == "''")
      add(found, hull);
  }
  const auto above = tree.head(verb);
  const bool aside = tree.base(verb) == "parataxis" ||
                     (tree.base(verb) == "advcl" && tree.mark(verb) == "as");
  if (found.empty() && above && aside) return without(tree.hull(*above), tree.hull(verb));
  return found;
}

// Behind a preposition: a noun phrase, or a gerund.
std::vector<Range> behind_prepositions(const Tree& tree, Index cue, std::uint32_t takes) {
  std::vector<Range> found;
  for (const Index c : tree.children(cue)) {
    const std::string_view relation = tree.base(c);
    if (c < cue && relation != "obl") continue;
    if ((relation == "obl" || relation == "nmod") && (takes & Cues::preposition(tree.preposition(c))))
      add(found, tree.hull(c));
    else if ((relation == "advcl" || relation == "acl") && (takes & Cues::preposition(tree.mark(c))))
      add(found, tree.hull(c));
  }
  return found;
}

std::vector<Range> infinitives(const Tree& tree, Index cue) {
  std::vector<Range> found;
  for (const Index c : tree.children(cue)) {
    const std::string_view relation = tree.relation(c);
    const bool may = relation == "xcomp" || relation == "acl" || relation == "ccomp" ||
                     (relation == "advcl" && c > cue);
    if (may && tree.is_infinitive(c)) add(found, tree.hull(c));
  }
  return found;
}

std::vector<Range> gerunds(const Tree& tree, Index verb) {
  std::vector<Range> found;
  for (const Index c : tree.children(verb)) {
    const std::string_view relation = tree.base(c);
    if ((relation == "xcomp" || relation == "ccomp") && tree.is_gerund(c)) add(found, tree.hull(c));
  }
  return found;
}

// With what is said of them: "called it a mistake", "asked him to go".
std::vector<Range> objects(const Tree& tree, Index verb) {
  std::vector<Range> found;
  if (tree.is_passive(verb)) {
    if (const auto subject = tree.child(verb, "nsubj:pass")) add(found, tree.hull(*subject));
  }
  for (const Index c : tree.children(verb)) {
    if (is_relative(tree.lower(c)) && c < verb) continue;
    const std::string_view relation = tree.base(c);
    if (relation == "obj" || relation == "xcomp") add(found, tree.hull(c));
  }
  const auto above = tree.head(verb);
  if (found.empty() && above && tree.relation(verb) == "acl:relcl" && tree.child(verb, "nsubj"))
    found = without(tree.hull(*above), tree.hull(verb));
  if (found.empty() && above && tree.relation(verb) == "acl" && tree.is_passive(verb))
    found = without(tree.hull(*above), tree.hull(verb));
  return found;
}

bool has_object(const Tree& tree, Index verb) {
  return tree.child(verb, "obj") || tree.child(verb, "nsubj:pass") || tree.relation(verb) == "acl:relcl" ||
         (tree.relation(verb) == "acl" && tree.is_passive(verb));
}

std::vector<Range> clauses(const Tree& tree, Index cue) {
  std::vector<Range> found;
  for (const Index c : tree.children(cue)) {
    const bool of_noun = tree.base(c) == "acl" && (tree.mark(c) == "that" || tree.mark(c) == "whether");
    const bool main = tree.opens_as_participle(cue) && tree.hull(c).begin > 0 &&
                      tree.lower(tree.hull(c).begin - 1) == ",";
    if (main) continue;  // "Asked whether it was so, he said no"
    if (is_clause(tree, c) || of_noun) add(found, tree.hull(c));
  }
  return found;
}

}  // namespace

std::vector<Range> without(Range whole, Range part) {
  std::vector<Range> rest;
  add(rest, {whole.begin, std::min(whole.end, part.begin)});
  add(rest, {std::max(whole.begin, part.end), whole.end});
  return rest;
}

std::vector<Range> content_of_verb(const Tree& tree, Index verb, std::uint32_t takes) {
  std::vector<Range> found;
  if (takes & Cues::kThat) found = clauses(tree, verb);
  if (found.empty() && (takes & Cues::kThat)) found = clause_beside(tree, verb);
  if (found.empty() && (takes & Cues::kToDo)) found = infinitives(tree, verb);
  if (found.empty() && (takes & Cues::kDoing)) found = gerunds(tree, verb);
  if (found.empty() && (takes & Cues::kObject) && has_object(tree, verb)) found = objects(tree, verb);
  if (found.empty()) {
    found = behind_prepositions(tree, verb, takes);
    if (!found.empty())
      for (const Index c : tree.children(verb))
        if (tree.base(c) == "obj") found.insert(found.begin(), tree.hull(c));
  }
  return found;
}

std::vector<Range> content_of_noun(const Tree& tree, Index noun, std::uint32_t takes) {
  std::vector<Range> found;
  if (takes & Cues::kThat) found = clauses(tree, noun);
  if (found.empty() && (takes & Cues::kToDo)) found = infinitives(tree, noun);
  if (found.empty()) found = behind_prepositions(tree, noun, takes);
  return found;
}

std::vector<Range> content_of_adjective(const Tree& tree, Index adjective, std::uint32_t takes) {
  return content_of_noun(tree, adjective, takes);
}

std::vector<Range> clause_around(const Tree& tree, Index head) {
  const auto above = tree.head(head);
  if (!above) return {};
  return without(tree.hull(*above), tree.hull(head));
}

}  // namespace brink::quotes
