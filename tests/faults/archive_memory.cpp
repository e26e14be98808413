// SPDX-License-Identifier: Apache-2.0
// Every piece of memory that SQLite asks for is refused, one after the other.
//   archive_memory [--stride 1]
#include "scarce_memory.h"

namespace brink::faults {
namespace {

int archive_memory(int argc, char** argv) {
  Checks checks("archive_memory");
  checks.expect(ScarceMemory::take_over(), "SQLite's memory could not be taken over");
  Trials trials("memory", checks);
  for (const auto refuses : {ScarceMemory::Refuses::kOnce, ScarceMemory::Refuses::kFromThenOn}) {
    ScarceMemory memory(refuses);
    const int before = trials.made();
    trials.run(memory, number_option(argc, argv, "--stride", 1));
    checks.say(memory.name() + ": " + std::to_string(trials.made() - before) + " trials");
  }
  checks.say(std::to_string(trials.made()) + " trials, " + std::to_string(trials.met_with_errors()) + " runs ended with a sentence, the rest did without");
  return checks.end();
}

}  // namespace
}  // namespace brink::faults

int main(int argc, char** argv) { return brink::faults::archive_memory(argc, argv); }
