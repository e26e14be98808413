// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "serve/problem.h"
#include "store/store.h"

namespace brink {

// Connections to the archive that requests borrow. Opened when first needed, at most so many; who
// finds none waits five seconds, then Problem 503.
class Lenses {
 public:
  Lenses(std::string archive, int most, int question_ms)
      : archive_(std::move(archive)), most_(most), question_ms_(question_ms) {}

  class Loan {
   public:
    Loan(Lenses& owner, std::unique_ptr<ArchiveLens> lens) : owner_(&owner), lens_(std::move(lens)) {}
    Loan(Loan&&) = default;
    ~Loan() { if (lens_) owner_->take_back(std::move(lens_)); }
    const ArchiveLens& operator*() const { return *lens_; }
    const ArchiveLens* operator->() const { return lens_.get(); }

   private:
    Lenses* owner_;
    std::unique_ptr<ArchiveLens> lens_;
  };
  Loan borrow();

 private:
  void take_back(std::unique_ptr<ArchiveLens> lens);

  const std::string archive_;
  const int most_, question_ms_;
  int opened_ = 0;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<ArchiveLens>> idle_;
};

}  // namespace brink
