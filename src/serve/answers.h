// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "brink/time.h"

namespace brink {

// An answer as it was made for a state of the archive.
struct Answer {
  std::string body;
  std::uint64_t version = 0;  // of the archive, before it was asked
  std::string made;           // UTC
};

// Answers kept by question and the archive's version, at most so many bytes, the least used going
// first. One is made at a time for each question, whoever asks meanwhile waits for it. A question
// that may be stale is answered with the one before while a thread of the shelf makes it anew.
class AnswerShelf {
 public:
  // Makes an answer's body; throws Problem.
  using Make = std::function<std::string()>;
  enum class Freshness { kAlways, kMayBeStale };

  explicit AnswerShelf(std::size_t most_bytes);
  ~AnswerShelf();

  std::shared_ptr<const Answer> get(const std::string& question, std::uint64_t version, Freshness freshness,
                                    const Make& make);

  std::size_t bytes() const;
  std::uint64_t hits() const, misses() const;

 private:
  struct Entry {
    std::shared_ptr<const Answer> answer;
    bool making = false;
    std::list<std::string>::iterator place;
    double seconds = 0;  // what the last making took
    std::chrono::steady_clock::time_point ready{};
  };
  struct Order {
    std::string question;
    std::uint64_t version;
    Make make;
  };

  std::shared_ptr<const Answer> make_now(std::unique_lock<std::mutex>& lock, const std::string& question,
                                         std::uint64_t version, const Make& make);
  void drop_old();
  void work();

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable made_, ordered_;
  std::unordered_map<std::string, Entry> entries_;
  std::list<std::string> used_;  // newest first
  std::vector<Order> orders_;
  std::size_t bytes_ = 0;
  std::uint64_t hits_ = 0, misses_ = 0;
  bool ending_ = false;
  std::thread worker_;
};

}  // namespace brink
