// SPDX-License-Identifier: Apache-2.0
#include "scarce_memory.h"

#include <sqlite3.h>

#include <utility>

namespace brink::faults {
namespace {

sqlite3_mem_methods given;  // SQLite's own
long left = 0;              // calls until one is refused; 0: not armed
bool for_good = false, came = false;

bool refused() {
  if (came && for_good) return true;
  if (left == 0 || --left > 0) return false;
  return came = true;
}

void* take(int size) { return refused() ? nullptr : given.xMalloc(size); }
void* resize(void* held, int size) { return refused() ? nullptr : given.xRealloc(held, size); }

}  // namespace

bool ScarceMemory::take_over() {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &given) != SQLITE_OK) return false;
  // Without its small pool of memory for lookups every piece is asked for, and so can be refused.
  if (sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK) return false;
  sqlite3_mem_methods ours = given;
  ours.xMalloc = take;
  ours.xRealloc = resize;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}

void ScarceMemory::arm(long at) { left = at, for_good = refuses_ == Refuses::kFromThenOn, came = false; }

bool ScarceMemory::disarm() {
  left = 0, for_good = false;
  return std::exchange(came, false);
}

}  // namespace brink::faults
