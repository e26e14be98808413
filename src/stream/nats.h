// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nats/nats.h>

#include <memory>
#include <string>

#include "stream/stream.h"

namespace brink {

// Owners of the client library's objects.
template <auto destroy>
struct Destroyer {
  template <class T>
  void operator()(T* object) const { destroy(object); }
};
using NatsOptions = std::unique_ptr<natsOptions, Destroyer<natsOptions_Destroy>>;
using NatsConnection = std::unique_ptr<natsConnection, Destroyer<natsConnection_Destroy>>;
using NatsContext = std::unique_ptr<jsCtx, Destroyer<jsCtx_Destroy>>;
using NatsSubscription = std::unique_ptr<natsSubscription, Destroyer<natsSubscription_Destroy>>;
using NatsMessage = std::unique_ptr<natsMsg, Destroyer<natsMsg_Destroy>>;

// A connection to a server with its JetStream context. `connection` is destroyed last.
struct Jet {
  NatsConnection connection;
  NatsContext context;
};

Result<Jet> open_jet(const StreamSettings& settings);

// Both streams: that of the documents and that of the dead letters.
Outcome make_streams(jsCtx* context, const StreamSettings& settings);

constexpr std::int64_t kNanoseconds = 1'000'000'000;  // a second

std::string subject_of(const StreamSettings& settings);       // "brink.documents"
std::string dead_stream_of(const StreamSettings& settings);   // "brink-dead"
std::string dead_subject_of(const StreamSettings& settings);  // "brink.dead"

Error nats_error(const StreamSettings& settings, natsStatus status, jsErrCode code, std::string expected);

// Whether waiting may help.
bool is_passing(natsStatus status, jsErrCode code);

}  // namespace brink
