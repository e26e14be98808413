// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <mutex>
#include <thread>

#include "stream/nats.h"

namespace brink {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t kFetchWait = 1000;     // milliseconds
constexpr std::int64_t kLaterDelay = 2000;    // milliseconds before a message is given again
constexpr const char* kReason = "Brink-Reason";
constexpr const char* kMessageId = "Nats-Msg-Id";

// Messages that one fetch gave, freed with it.
class Fetched {
 public:
  Fetched() = default;
  ~Fetched() { natsMsgList_Destroy(&list_); }
  Fetched(const Fetched&) = delete;
  Fetched& operator=(const Fetched&) = delete;
  natsMsgList* list() { return &list_; }
  std::size_t size() const { return static_cast<std::size_t>(list_.Count); }
  natsMsg* operator[](std::size_t i) const { return list_.Msgs[i]; }

 private:
  natsMsgList list_{};
};

StreamMessage read(natsMsg* message) {
  StreamMessage read;
  const char* id = nullptr;
  if (natsMsgHeader_Get(message, kMessageId, &id) == NATS_OK && id) read.id = id;
  read.bytes.assign(natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message)));
  jsMsgMetaData* meta = nullptr;
  if (natsMsg_GetMetaData(&meta, message) == NATS_OK) read.deliveries = meta->NumDelivered;
  jsMsgMetaData_Destroy(meta);
  return read;
}

}  // namespace

struct Worker::Connection {
  StreamSettings settings;
  Jet jet;
  NatsSubscription subscription;  // destroyed before the connection
  std::atomic<std::uint64_t> done{0}, later{0}, dead{0};
  mutable std::mutex mutex;
  mutable StreamCounts heard;
  mutable Clock::time_point heard_at{};

  Outcome subscribe();
  Outcome bury(natsMsg* message, const StreamMessage& read, const std::string& reason);
  void answer(natsMsg* message, const StreamMessage& read, const Verdict& verdict);
  void ask_server(StreamCounts& counts) const;
};

Worker::Worker(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Worker::Worker(Worker&&) noexcept = default;
Worker::~Worker() = default;

Outcome Worker::Connection::subscribe() {
  jsSubOptions options;
  jsSubOptions_Init(&options);
  options.Stream = settings.stream.c_str();
  options.Config.AckPolicy = js_AckExplicit;
  options.Config.AckWait = settings.answer_within.count() * kNanoseconds;
  // One more than the worker itself allows: what kills workers is buried by the one that gets it then.
  options.Config.MaxDeliver = settings.most_deliveries + 1;
  options.Config.MaxAckPending = 20'000;
  natsSubscription* made = nullptr;
  jsErrCode code{};
  const natsStatus status = js_PullSubscribe(&made, jet.context.get(), subject_of(settings).c_str(), settings.consumer.c_str(), nullptr, &options, &code);
  subscription.reset(made);
  if (status != NATS_OK) return nats_error(settings, status, code, "to share in the work of " + settings.consumer);
  return Done{};
}

Result<Worker> Worker::connect(const StreamSettings& settings) {
  auto jet = open_jet(settings);
  if (!jet) return jet.error();
  if (auto made = make_streams(jet->context.get(), settings); !made) return made.error();
  auto connection = std::make_unique<Connection>();
  connection->settings = settings;
  connection->jet = std::move(*jet);
  if (auto subscribed = connection->subscribe(); !subscribed) return subscribed.error();
  return Worker(std::move(connection));
}

// The dead letter's own id keeps it from being there twice.
Outcome Worker::Connection::bury(natsMsg* message, const StreamMessage& read, const std::string& reason) {
  natsMsg* made = nullptr;
  natsStatus status = natsMsg_Create(&made, dead_subject_of(settings).c_str(), nullptr, read.bytes.data(), static_cast<int>(read.bytes.size()));
  const NatsMessage letter(made);
  std::string line = reason.substr(0, 1000);
  for (char& c : line)
    if (c == '\r' || c == '\n') c = ' ';
  if (status == NATS_OK) status = natsMsgHeader_Set(made, kReason, line.c_str());
  jsPubOptions options;
  jsPubOptions_Init(&options);
  if (!read.id.empty()) options.MsgId = read.id.c_str();
  jsErrCode code{};
  if (status == NATS_OK) status = js_PublishMsg(nullptr, jet.context.get(), made, &options, &code);
  if (status != NATS_OK) return nats_error(settings, status, code, "the dead letter to be taken");
  status = natsMsg_Term(message, nullptr);
  if (status != NATS_OK) return nats_error(settings, status, jsErrCode{}, "the message to be ended");
  return Done{};
}

// An answer that is lost does no harm: the message comes again, and what is written is recognised.
void Worker::Connection::answer(natsMsg* message, const StreamMessage& read, const Verdict& verdict) {
  switch (verdict.handled) {
    case Handled::kDone:
      if (natsMsg_AckSync(message, nullptr, nullptr) == NATS_OK) ++done;
      return;
    case Handled::kDead:
      if (bury(message, read, verdict.reason)) {
        ++dead;
        return;
      }
      break;
    case Handled::kLater:
      break;
  }
  ++later;
  (void)natsMsg_NakWithDelay(message, kLaterDelay, nullptr);
}

Outcome Worker::run(std::size_t batch, bool until_empty, std::chrono::seconds patience,
                    const std::function<std::vector<Verdict>(const std::vector<StreamMessage>&)>& handle,
                    const std::function<bool()>& going) {
  Connection& c = *connection_;
  auto last_heard = Clock::now();
  while (going()) {
    Fetched fetched;
    jsErrCode code{};
    const natsStatus status = natsSubscription_Fetch(fetched.list(), c.subscription.get(), static_cast<int>(batch), kFetchWait, &code);
    const bool connected = natsConnection_Status(c.jet.connection.get()) == NATS_CONN_STATUS_CONNECTED;
    if (status == NATS_OK || (status == NATS_TIMEOUT && connected)) last_heard = Clock::now();
    if (status != NATS_OK) {
      if (status == NATS_TIMEOUT && connected && until_empty) {
        StreamCounts now;
        c.ask_server(now);
        if (now.waiting == 0 && now.unanswered == 0) return Done{};
      }
      if (Clock::now() - last_heard > patience) return nats_error(c.settings, status, code, "the server to come back");
      // The consumer is gone when a server lost its files: it is made anew.
      if (status != NATS_TIMEOUT && connected) (void)c.subscribe().ok();
      if (status != NATS_TIMEOUT) std::this_thread::sleep_for(std::chrono::milliseconds(200));
      continue;
    }
    std::vector<StreamMessage> messages;
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < fetched.size(); ++i) {
      StreamMessage message = read(fetched[i]);
      if (message.deliveries > static_cast<std::uint64_t>(c.settings.most_deliveries)) {
        c.answer(fetched[i], message, {Handled::kDead, "delivered " + std::to_string(message.deliveries - 1) + " times, never answered"});
        continue;
      }
      at.push_back(i);
      messages.push_back(std::move(message));
    }
    if (messages.empty()) continue;
    const auto verdicts = handle(messages);
    for (std::size_t i = 0; i < messages.size(); ++i) {
      Verdict verdict = i < verdicts.size() ? verdicts[i] : Verdict{};
      if (verdict.handled == Handled::kLater && messages[i].deliveries >= static_cast<std::uint64_t>(c.settings.most_deliveries))
        verdict = {Handled::kDead, verdict.reason.empty() ? "failed each of its deliveries" : verdict.reason};
      c.answer(fetched[at[i]], messages[i], verdict);
    }
  }
  return Done{};
}

void Worker::Connection::ask_server(StreamCounts& counts) const {
  jsConsumerInfo* info = nullptr;
  if (js_GetConsumerInfo(&info, jet.context.get(), settings.stream.c_str(), settings.consumer.c_str(), nullptr, nullptr) == NATS_OK) {
    counts.waiting = info->NumPending;
    counts.unanswered = static_cast<std::uint64_t>(std::max<std::int64_t>(0, info->NumAckPending));
  } else {
    counts.waiting = counts.unanswered = 1;  // not known: not empty
  }
  jsConsumerInfo_Destroy(info);
}

StreamCounts Worker::counts() const {
  const Connection& c = *connection_;
  const std::lock_guard lock(c.mutex);
  if (Clock::now() - c.heard_at > std::chrono::seconds(1)) {
    c.ask_server(c.heard);
    c.heard_at = Clock::now();
  }
  StreamCounts counts = c.heard;
  counts.done = c.done, counts.later = c.later, counts.dead = c.dead;
  return counts;
}

}  // namespace brink
