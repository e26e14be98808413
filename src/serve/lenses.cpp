// SPDX-License-Identifier: Apache-2.0
#include "serve/lenses.h"

namespace brink {

Lenses::Loan Lenses::borrow() {
  std::unique_lock lock(mutex_);
  const bool ready = freed_.wait_for(lock, std::chrono::seconds(5), [this] { return !idle_.empty() || opened_ < most_; });
  if (!ready) throw Problem{503, "found every connection to the archive busy, expected a quieter moment", ""};
  if (!idle_.empty()) {
    auto lens = std::move(idle_.back());
    idle_.pop_back();
    lock.unlock();
    lens->start_clock();
    return Loan(*this, std::move(lens));
  }
  ++opened_;
  lock.unlock();
  auto lens = ArchiveLens::open(archive_, question_ms_);
  if (lens) return Loan(*this, std::move(*lens));
  lock.lock();
  --opened_;
  freed_.notify_one();
  throw problem_of(lens.error());
}

void Lenses::take_back(std::unique_ptr<ArchiveLens> lens) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(lens));
  freed_.notify_one();
}

}  // namespace brink
