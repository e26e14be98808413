// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "checks.h"

namespace brink::faults {

// What a stage at work gave, in lines, and how often it said that something was wrong.
struct Given {
  std::string lines;
  int errors = 0;
};

// While one stands, the thread's own `new` is refused nothing: for what the harness itself does in between.
class Unharmed {
 public:
  Unharmed();
  ~Unharmed();
  Unharmed(const Unharmed&) = delete;
  Unharmed& operator=(const Unharmed&) = delete;
};

// Lets a stage work again and again, memory being refused to the program's n-th `new`: to the first ones
// each, then at growing steps, until a run asks less often than that.
class Refusals {
 public:
  Refusals(Checks& checks, long most) : checks_(checks), most_(most) {}

  // A run without an error gives the same lines as an undisturbed one; one with errors gives some of them,
  // each whole. Nothing is thrown. `after`, if any, looks at what a run left behind; undisturbed.
  void run(const std::string& stage, const std::function<Given()>& work, const std::function<void(const std::string& what)>& after = {});

 private:
  void judge(const std::string& what, const Given& whole, const Given& given);

  Checks& checks_;
  long most_;
};

}  // namespace brink::faults
