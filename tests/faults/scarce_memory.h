// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trials.h"

namespace brink::faults {

// SQLite's own memory, which is refused at the n-th call. Made before anything asks SQLite for something.
class ScarceMemory : public Fault {
 public:
  enum class Refuses { kOnce, kFromThenOn };
  explicit ScarceMemory(Refuses refuses) : refuses_(refuses) {}

  static bool take_over();  // once, first of all; false when SQLite is at work already

  std::string name() const override { return refuses_ == Refuses::kOnce ? "memory refused once" : "memory refused from then on"; }
  void arm(long at) override;
  bool disarm() override;

 private:
  Refuses refuses_;
};

}  // namespace brink::faults
