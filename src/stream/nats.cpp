// SPDX-License-Identifier: Apache-2.0
#include "stream/nats.h"

#include <algorithm>

namespace brink {
namespace {

constexpr std::int64_t kReconnectWait = 500;  // milliseconds
constexpr std::uint64_t kLeastOfDead = 64u << 20;  // bytes

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

// Made if it is not there; one that is there stays as its operator has set it.
Outcome make_stream(jsCtx* context, const StreamSettings& settings, const std::string& name, const std::string& subject,
                    jsRetentionPolicy retention, std::uint64_t most_bytes) {
  jsStreamInfo* info = nullptr;
  jsErrCode code{};
  natsStatus status = js_GetStreamInfo(&info, context, name.c_str(), nullptr, &code);
  jsStreamInfo_Destroy(info);
  if (status == NATS_OK) return Done{};
  jsStreamConfig config;
  jsStreamConfig_Init(&config);
  const char* subjects[] = {subject.c_str()};
  config.Name = name.c_str();
  config.Subjects = subjects, config.SubjectsLen = 1;
  config.Retention = retention;
  config.Storage = js_FileStorage;
  config.Discard = js_DiscardNew;
  config.MaxBytes = static_cast<std::int64_t>(most_bytes);
  config.Duplicates = settings.remembered.count() * kNanoseconds;
  info = nullptr;
  status = js_AddStream(&info, context, &config, nullptr, &code);
  jsStreamInfo_Destroy(info);
  // Two that start together may both find it missing.
  if (status == NATS_OK || code == JSStreamNameExistErr) return Done{};
  return nats_error(settings, status, code, "the stream " + name + " to be there, or room to make it: " + std::to_string(most_bytes >> 20) + " MB of JetStream's storage");
}

}  // namespace

Error nats_error(const StreamSettings& settings, natsStatus status, jsErrCode code, std::string expected) {
  std::string found = natsStatus_GetText(status);
  natsStatus last = NATS_OK;
  const char* said = nats_GetLastError(&last);  // in the server's words
  if (code != 0 && last == status && said != nullptr && *said != '\0') found = said;
  if (code != 0) found += " (" + std::to_string(static_cast<int>(code)) + ")";
  return Error{"stream", settings.url, std::move(found), std::move(expected)};
}

bool is_passing(natsStatus status, jsErrCode code) {
  switch (status) {
    case NATS_TIMEOUT:
    case NATS_CONNECTION_DISCONNECTED:
    case NATS_NO_RESPONDERS:
    case NATS_NO_SERVER:
    case NATS_IO_ERROR:
    case NATS_INSUFFICIENT_BUFFER:
    case NATS_STALE_CONNECTION:
    case NATS_MISSED_HEARTBEAT:
      return true;
    default:
      break;
  }
  switch (code) {
    case JSStreamStoreFailedErr:  // maximum bytes or messages exceeded, among others
    case JSInsufficientResourcesErr:
    case JSStorageResourcesExceededErr:
    case JSMemoryResourcesExceededErr:
    case JSClusterNoPeersErr:
    case JSClusterNotAvailErr:
    case JSClusterNotLeaderErr:
      return true;
    default:
      return false;
  }
}

std::string subject_of(const StreamSettings& settings) { return settings.stream + ".documents"; }
std::string dead_stream_of(const StreamSettings& settings) { return settings.stream + "-dead"; }
std::string dead_subject_of(const StreamSettings& settings) { return settings.stream + ".dead"; }

Result<Jet> open_jet(const StreamSettings& settings) {
  if (!is_name(settings.stream) || !is_name(settings.consumer))
    return Error{"stream", "name", settings.stream + ", " + settings.consumer, "letters, digits, - and _"};
  natsOptions* made = nullptr;
  natsStatus status = natsOptions_Create(&made);
  const NatsOptions options(made);
  if (status == NATS_OK) status = natsOptions_SetURL(made, settings.url.c_str());
  if (status == NATS_OK) status = natsOptions_SetName(made, "brink");
  if (status == NATS_OK) status = natsOptions_SetMaxReconnect(made, -1);  // for ever; the caller's patience ends it
  if (status == NATS_OK) status = natsOptions_SetReconnectWait(made, kReconnectWait);
  natsConnection* connected = nullptr;
  if (status == NATS_OK) status = natsConnection_Connect(&connected, made);
  Jet jet{NatsConnection(connected), nullptr};
  if (status != NATS_OK) return nats_error(settings, status, jsErrCode{}, "a NATS server with JetStream (nats-server -js)");
  jsCtx* context = nullptr;
  status = natsConnection_JetStream(&context, connected, nullptr);
  jet.context.reset(context);
  if (status != NATS_OK) return nats_error(settings, status, jsErrCode{}, "a NATS server with JetStream (nats-server -js)");
  return jet;
}

Outcome make_streams(jsCtx* context, const StreamSettings& settings) {
  if (auto made = make_stream(context, settings, settings.stream, subject_of(settings), js_WorkQueuePolicy, settings.most_bytes); !made)
    return made;
  // The server sets the room of a stream aside when it is made, and few documents are buried.
  const std::uint64_t of_dead = std::min(settings.most_bytes, std::max(settings.most_bytes / 8, kLeastOfDead));
  return make_stream(context, settings, dead_stream_of(settings), dead_subject_of(settings), js_LimitsPolicy, of_dead);
}

}  // namespace brink
