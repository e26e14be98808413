// SPDX-License-Identifier: Apache-2.0
// Every call that the archive makes of the disk fails, one after the other.
//   disk_faults [--stride 1]
#include "faulty_disk.h"

namespace brink::faults {
namespace {

struct Way {
  DiskFault fault;
  std::initializer_list<DiskCall> calls;
};

int disk_faults(int argc, char** argv) {
  using C = DiskCall;
  const Way ways[] = {
      {DiskFault::kBroken, {C::kOpen, C::kRead, C::kWrite, C::kSync, C::kTruncate, C::kDelete, C::kShared, C::kFetch}},
      {DiskFault::kDead, {C::kRead, C::kWrite, C::kSync, C::kShared}},
      {DiskFault::kFull, {C::kOpen, C::kWrite, C::kSync, C::kTruncate, C::kShared}},
      {DiskFault::kTorn, {C::kWrite}},
      {DiskFault::kShort, {C::kRead}},
  };
  const long stride = number_option(argc, argv, "--stride", 1);
  Checks checks("disk_faults");
  Trials trials("disk", checks);
  for (const Way& way : ways)
    for (const DiskCall call : way.calls) {
      FaultyDisk disk(call, way.fault);
      const int before = trials.made();
      trials.run(disk, stride);
      checks.say(disk.name() + ": " + std::to_string(trials.made() - before) + " trials");
    }
  checks.say(std::to_string(trials.made()) + " trials, " + std::to_string(trials.met_with_errors()) + " runs ended with a sentence, the rest did without");
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::disk_faults(argc, argv); }
