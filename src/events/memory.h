// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "brink/event.h"
#include "brink/time.h"

namespace brink {

// What a reader keeps in mind from one sentence of a document to the next.
struct Memory {
  struct Person {
    Actor actor;
    char sex = ' ';
  };
  Day today{};                                       // of publication
  bool dated = false;                                // the document has a date
  std::vector<Person> people;                        // last named last; at most kMostPeople
  std::optional<Actor> thing;                        // the last state or body that was a subject
  std::optional<Actor> speaker;                      // who spoke last

  static constexpr std::size_t kMostPeople = 16;
  void see(const Person& person) {
    if (people.size() == kMostPeople) people.erase(people.begin());
    people.push_back(person);
  }
};

}  // namespace brink
