// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "stream/metrics.h"

namespace brink {

// Where documents wait to be coded, on a NATS JetStream server. Names may not hold blanks or dots.
struct StreamSettings {
  std::string url = "nats://127.0.0.1:4222";
  std::string stream = "brink";           // its subject is <stream>.documents; dead letters: <stream>-dead
  std::string consumer = "coders";        // workers of one name share the work
  std::uint64_t most_bytes = 8ull << 30;  // of waiting documents; beyond, publishers wait
  std::chrono::seconds remembered{2 * 3600};  // how long a message's id is known again
  std::chrono::seconds answer_within{120};    // else a message is given to another worker
  int most_deliveries = 5;                // then it goes to the dead letters
};

// One waiting document.
struct StreamMessage {
  std::string id;     // made of the content
  std::string bytes;
  std::uint64_t deliveries = 1;  // this one included
};

// Puts documents on the stream. Makes the streams when they are not there. Not shared between threads.
class Publisher {
 public:
  static Result<Publisher> connect(const StreamSettings& settings);
  Publisher(Publisher&&) noexcept;
  ~Publisher();

  // True when it is new, false when its id was there already. While the stream is full or the server
  // away it waits and tries again, as long as `going` says yes.
  Result<bool> publish(const std::string& id, std::string_view bytes, const std::function<bool()>& going);

 private:
  struct Connection;
  explicit Publisher(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

// What became of a message.
enum class Handled {
  kDone,   // it is written: it leaves the stream
  kLater,  // something around it failed: it is delivered again
  kDead,   // it cannot be used: it goes to the dead letters
};

struct Verdict {
  Handled handled = Handled::kLater;
  std::string reason;  // of kDead, for whoever looks into the dead letters
};

struct StreamCounts {
  std::uint64_t done = 0, later = 0, dead = 0;  // by this worker
  std::uint64_t waiting = 0;                    // on the stream, not yet delivered to anybody
  std::uint64_t unanswered = 0;                 // delivered to some worker and not yet answered
};

// Takes documents from the stream, any number of workers at once. A message is answered only after
// `handle` gave its verdict, so that whatever dies, it is delivered again.
class Worker {
 public:
  static Result<Worker> connect(const StreamSettings& settings);
  Worker(Worker&&) noexcept;
  ~Worker();

  // Hands batches of at most `batch` messages to `handle`, which gives a verdict for each, in order.
  // Ends when `going` says no (the batch at hand is finished first), or with `until_empty` when
  // nothing waits and nothing is unanswered. Error when the server stays away for `patience`.
  Outcome run(std::size_t batch, bool until_empty, std::chrono::seconds patience,
              const std::function<std::vector<Verdict>(const std::vector<StreamMessage>&)>& handle,
              const std::function<bool()>& going);

  // As last heard; asks the server at most once a second.
  StreamCounts counts() const;

 private:
  struct Connection;
  explicit Worker(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace brink
