// SPDX-License-Identifier: Apache-2.0
#include "assess/share_out.h"

#include <atomic>
#include <future>
#include <memory>

namespace brink {

void share_out(const std::vector<Task>& tasks, const Archive& archive) {
  std::atomic<std::size_t> next{0};
  const auto work = [&](const Archive& of) {
    for (std::size_t i = next++; i < tasks.size(); i = next++) tasks[i](of);
  };
  const std::unique_ptr<Archive> another = archive.another_reader();
  if (!another) return work(archive);
  std::future<void> other = std::async([&] { work(*another); });  // which its destructor waits for
  work(archive);
  other.get();
}

}  // namespace brink
