// SPDX-License-Identifier: Apache-2.0
#include "trials.h"

#include "../store/integrity.h"
#include "archive_state.h"
#include "workload.h"

namespace brink::faults {
namespace {

// The state without what the last verb of `grow`, the note, adds.
std::string without_notes(const std::string& state) {
  std::string kept;
  for (std::size_t at = 0; at < state.size();) {
    const std::size_t end = state.find('\n', at) + 1;
    const std::string line = state.substr(at, end - at);
    if (line.rfind("note\t", 0) != 0) kept += line;
    at = end;
  }
  return kept;
}

}  // namespace

Trials::Trials(const std::string& name, Checks& checks)
    : checks_(checks), folder_(name, quick_place()), ground_(folder_ / "ground.db"), file_(folder_ / "a.db") {
  const Outcome laid = lay_ground(ground_);
  checks_.expect(laid.ok(), laid ? "" : laid.error().sentence());
  laid_ = state_of(ground_);
  copy_archive(ground_, file_);
  const Outcome grown = grow(file_);
  checks_.expect(grown.ok(), grown ? "" : grown.error().sentence());
  grown_ = state_of(file_);
  batch_ = without_notes(grown_);
  const auto seen = look(file_);
  checks_.expect(seen.ok() && *seen > 0, "nothing to look at");
  seen_ = seen ? *seen : 0;
}

void Trials::run(Fault& fault, long stride) {
  for (long n = 1; grow_at(fault, n); n += stride) ++made_;
  for (long n = 1; create_at(fault, n); n += stride) ++made_;
  for (long n = 1; look_at(fault, n); n += stride) ++made_;
}

bool Trials::grow_at(Fault& fault, long n) {
  copy_archive(ground_, file_);
  fault.arm(n);
  const Outcome done = grow(file_);
  const bool came = fault.disarm();
  const std::string what = fault.name() + " at call " + std::to_string(n) + " of a writer" + (done ? "" : " (" + done.error().sentence() + ")");
  expect_whole(what, laid_, done.ok());
  return came;
}

bool Trials::create_at(Fault& fault, long n) {
  remove_archive(file_);
  fault.arm(n);
  const Outcome done = lay_ground(file_);
  const bool came = fault.disarm();
  const std::string what = fault.name() + " at call " + std::to_string(n) + " of a first writer" + (done ? "" : " (" + done.error().sentence() + ")");
  if (!done) {
    ++errors_;
    checks_.expect(!done.error().sentence().empty(), what + ": no sentence");
    const Outcome again = lay_ground(file_);
    checks_.expect(again.ok(), what + ": the next run: " + (again ? "" : again.error().sentence()));
  }
  const std::string state = state_of(file_);
  checks_.expect(state == laid_, what + ": " + difference(laid_, state));
  checks_.expect(integrity(file_) == "ok", what + ": " + integrity(file_));
  return came;
}

bool Trials::look_at(Fault& fault, long n) {
  copy_archive(ground_, file_);
  const Outcome grown = grow(file_);
  checks_.expect(grown.ok(), grown ? "" : grown.error().sentence());
  fault.arm(n);
  const auto seen = look(file_);
  const bool came = fault.disarm();
  const std::string what = fault.name() + " at call " + std::to_string(n) + " of a reader";
  if (!seen) ++errors_;
  checks_.expect(!seen || *seen == seen_, what + ": it saw " + std::to_string(seen ? *seen : 0) + " events of " + std::to_string(seen_) + " and said nothing");
  checks_.expect(state_of(file_) == grown_, what + ": " + difference(grown_, state_of(file_)));
  return came;
}

void Trials::expect_whole(const std::string& what, const std::string& before, bool done) {
  if (!done) ++errors_;
  const std::string state = state_of(file_);
  const bool whole = state == grown_ || (!done && (state == before || state == batch_));
  checks_.expect(whole, what + ": neither as before nor whole: " + difference(before, state) + "; " + difference(grown_, state));
  checks_.expect(integrity(file_) == "ok", what + ": " + integrity(file_));
  if (done) return;
  const Outcome again = grow(file_);
  checks_.expect(again.ok(), what + ": the next run: " + (again ? "" : again.error().sentence()));
  checks_.expect(state_of(file_) == grown_, what + ": after the next run: " + difference(grown_, state_of(file_)));
}

}  // namespace brink::faults
