// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {

// What the verbs share that look into an archive.
struct LookUp {
  std::string archive;
  bool json = false;
  DocumentQuery documents;
  EventQuery events;
  std::vector<std::string> status;

  bool as_records() const { return json || !for_a_person(); }

  // The status names as the query wants them. Error for a word that is none.
  Outcome settle();
};

// --archive and --json.
std::shared_ptr<LookUp> add_look_up(CLI::App& verb);

// --actor, --type, --since ...
void add_event_filters(CLI::App& verb, LookUp& l);

// Runs a verb over the opened archive; `show` says what went wrong.
template <class Show>
int with_archive(LookUp& look_up, const Show& show) {
  if (const Outcome settled = look_up.settle(); !settled) return complain(settled.error(), kWrongUsage);
  const auto archive = open_archive(look_up.archive, Access::kRead);
  if (!archive) return complain(archive.error(), kWrongUsage);
  const Outcome shown = show(**archive);
  if (!shown) return complain(shown.error(), kNothingUsable);
  return kDone;
}

}  // namespace brink::app
