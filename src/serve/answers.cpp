// SPDX-License-Identifier: Apache-2.0
#include "serve/answers.h"

#include <algorithm>
#include <chrono>

#include "base/iso_time.h"

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;

// Between two makings of one stale answer at least this share of the time goes to others.
constexpr double kRestShare = 4;
constexpr double kLeastRest = 1;  // seconds

}  // namespace

AnswerShelf::AnswerShelf(std::size_t most_bytes) : most_bytes_(most_bytes), worker_([this] { work(); }) {}

AnswerShelf::~AnswerShelf() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ordered_.notify_all();
  worker_.join();
}

std::shared_ptr<const Answer> AnswerShelf::get(const std::string& question, std::uint64_t version,
                                               Freshness freshness, const Make& make) {
  std::unique_lock lock(mutex_);
  while (true) {
    const auto it = entries_.find(question);
    if (it == entries_.end()) break;
    Entry& entry = it->second;
    if (entry.answer && entry.answer->version >= version) {
      used_.splice(used_.begin(), used_, entry.place);
      ++hits_;
      return entry.answer;
    }
    if (entry.answer && freshness == Freshness::kMayBeStale) {
      const double rested = std::chrono::duration<double>(Clock::now() - entry.ready).count();
      if (!entry.making && rested > std::max(kLeastRest, kRestShare * entry.seconds)) {
        entry.making = true;
        orders_.push_back({question, version, make});
        ordered_.notify_one();
      }
      ++hits_;
      return entry.answer;
    }
    if (!entry.making) break;
    made_.wait(lock);
  }
  ++misses_;
  return make_now(lock, question, version, make);
}

std::shared_ptr<const Answer> AnswerShelf::make_now(std::unique_lock<std::mutex>& lock, const std::string& question,
                                                    std::uint64_t version, const Make& make) {
  if (!entries_.contains(question)) {
    used_.push_front(question);
    entries_[question].place = used_.begin();
  }
  entries_[question].making = true;
  lock.unlock();
  const auto began = Clock::now();
  std::shared_ptr<const Answer> answer;
  try {
    answer = std::make_shared<const Answer>(Answer{make(), version, now_utc()});
  } catch (...) {
    lock.lock();
    Entry& entry = entries_[question];
    entry.making = false;
    if (!entry.answer) used_.erase(entry.place), entries_.erase(question);
    made_.notify_all();
    throw;
  }
  lock.lock();
  Entry& entry = entries_[question];
  bytes_ -= entry.answer ? entry.answer->body.size() + 2 * question.size() : 0;
  bytes_ += answer->body.size() + 2 * question.size();
  entry.answer = answer;
  entry.making = false;
  entry.ready = Clock::now();
  entry.seconds = std::chrono::duration<double>(entry.ready - began).count();
  used_.splice(used_.begin(), used_, entry.place);
  drop_old();
  made_.notify_all();
  return answer;
}

void AnswerShelf::drop_old() {
  auto it = used_.end();
  while (bytes_ > most_bytes_ && it != used_.begin()) {
    --it;
    const auto entry = entries_.find(*it);
    if (entry->second.making || !entry->second.answer) continue;
    bytes_ -= std::min(bytes_, entry->second.answer->body.size() + 2 * it->size());
    entries_.erase(entry);
    it = used_.erase(it);
  }
}

void AnswerShelf::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ordered_.wait(lock, [this] { return ending_ || !orders_.empty(); });
    if (ending_) return;
    const Order order = std::move(orders_.front());
    orders_.erase(orders_.begin());
    try {
      make_now(lock, order.question, order.version, order.make);
    } catch (...) {  // the one before stays; the next who asks orders again
      if (!lock.owns_lock()) lock.lock();
    }
  }
}

std::size_t AnswerShelf::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}
std::uint64_t AnswerShelf::hits() const {
  const std::lock_guard lock(mutex_);
  return hits_;
}
std::uint64_t AnswerShelf::misses() const {
  const std::lock_guard lock(mutex_);
  return misses_;
}

}  // namespace brink
