// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>

namespace brink {

inline constexpr std::size_t kLinkWorkers = 2;

// Calls work(i, worker) for every i below `count`, in any order, on kLinkWorkers threads. What the work
// writes must hang on i alone for the outcome to repeat.
template <class Work>
void for_each_at_once(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](std::size_t worker) {
    for (std::size_t i = next++; i < count; i = next++) work(i, worker);
  };
  std::thread other(run, std::size_t{1});
  run(0);
  other.join();
}

// Calls work(begin, end, worker) for the halves of [0, count): which worker has which is fixed, so that sums
// kept by worker repeat to the bit.
template <class Work>
void for_halves(std::size_t count, const Work& work) {
  std::thread other([&] { work(count / 2, count, std::size_t{1}); });
  work(std::size_t{0}, count / 2, std::size_t{0});
  other.join();
}

}  // namespace brink
