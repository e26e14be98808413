// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

#include "store/packs/pack.h"

namespace brink {

// Packs that were read, by the hash of their bytes, which never change: at most so many bytes, the least
// used going first; but the last one read always stays. Safe to share between threads.
class PackShelf {
 public:
  explicit PackShelf(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // The one of the process, so that its readers, of which a server has several, hold each pack once.
  static PackShelf& of_process();

  using Read = std::function<Result<std::string>()>;  // its bytes
  Result<std::shared_ptr<const Pack>> get(const std::string& hash, const std::string& where, const Read& read);

  // Whether another thread is reading it; whether it is neither here nor on its way.
  bool is_being_read(const std::string& hash) const;
  bool is_absent(const std::string& hash) const;

  std::size_t bytes() const;

 private:
  struct Entry {
    std::shared_ptr<const Pack> pack;
    std::list<std::string>::iterator place;
  };
  void drop_old();

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable read_;
  std::set<std::string> reading_;  // each by one thread; who else wants it waits
  std::unordered_map<std::string, Entry> entries_;
  std::list<std::string> used_;  // newest first
  std::size_t bytes_ = 0;
};

}  // namespace brink
