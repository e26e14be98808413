// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trials.h"

namespace brink::faults {

// What SQLite asks of a disk.
enum class DiskCall { kOpen, kRead, kWrite, kSync, kTruncate, kDelete, kShared, kFetch };
inline constexpr const char* kDiskCallNames[] = {"open", "read", "write", "sync", "truncate", "delete", "shared memory", "map"};

// How it fails.
enum class DiskFault {
  kBroken,  // an I/O error; the disk is well again afterwards
  kFull,    // no room
  kShort,   // a read gives half of what was asked and zeros
  kDead,    // an I/O error, and at each call from then on
  kTorn,    // a write of which half arrives, then an I/O error
};
inline constexpr const char* kDiskFaultNames[] = {"broken", "full", "short", "dead", "torn"};

// A disk that fails at the n-th call of one kind. Stands over SQLite's own way to the disk and becomes the
// one that every archive of this program takes. One at a time; not for several threads.
class FaultyDisk : public Fault {
 public:
  FaultyDisk(DiskCall call, DiskFault fault);

  std::string name() const override;
  void arm(long at) override;
  bool disarm() override;

 private:
  DiskCall call_;
  DiskFault fault_;
};

}  // namespace brink::faults
