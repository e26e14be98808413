// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "factuality/tree_view.h"

namespace brink::factuality {

// Whom a clause speaks of.
enum class Person { kNobody, kFirst, kSecond, kThird };

// What a predicate's own clause says of it: auxiliaries, negation, subject, what opens the clause. A
// conjunct shares what stands before the first one only: "did not eat or drink".
struct VerbGroup {
  std::string form;  // auxiliaries and the tag of the predicate: "will+have+VBN"
  bool negated = false;
  bool empty = false;     // its object is denied: "fired no shots"
  bool shared = false;    // auxiliaries or subject stand before another conjunct
  bool asked = false;     // an auxiliary stands before the subject, or a question word in the clause
  std::int32_t marker = kNone;   // "to", "if", "that", "without": token
  std::int32_t subject = kNone;  // token
  Person person = Person::kNobody;
};

// One for each token of the sentence.
std::vector<VerbGroup> verb_groups(const TreeView& tree);

}  // namespace brink::factuality
