// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "checks.h"
#include "place.h"

namespace brink::faults {

// Something that fails at the n-th call while it is armed.
class Fault {
 public:
  virtual ~Fault() = default;
  virtual std::string name() const = 0;
  virtual void arm(long at) = 0;
  virtual bool disarm() = 0;  // whether it came to the n-th call
};

// Lets `fault` come at call 1, 1 + stride, ... of growing and of reading an archive until a run ends before
// it. After each: what was there is there, the batch whole or not at all, a run that said "done" has done
// it, and the next run completes as if nothing had been.
class Trials {
 public:
  Trials(const std::string& name, Checks& checks);

  void run(Fault& fault, long stride);
  int made() const { return made_; }
  int met_with_errors() const { return errors_; }

 private:
  bool grow_at(Fault& fault, long n);    // false: the run was over before the n-th call
  bool create_at(Fault& fault, long n);  // the same, where no archive is yet
  bool look_at(Fault& fault, long n);
  void expect_whole(const std::string& what, const std::string& before, bool done);

  Checks& checks_;
  WorkFolder folder_;
  std::string ground_, file_;
  std::string laid_, batch_, grown_;  // states: before, with the batch, with all
  int seen_ = 0, made_ = 0, errors_ = 0;
};

}  // namespace brink::faults
