// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "stream/nats.h"

namespace brink {

struct Publisher::Connection {
  StreamSettings settings;
  std::string subject;
  Jet jet;
};

Publisher::Publisher(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Publisher::Publisher(Publisher&&) noexcept = default;
Publisher::~Publisher() = default;

Result<Publisher> Publisher::connect(const StreamSettings& settings) {
  auto jet = open_jet(settings);
  if (!jet) return jet.error();
  if (auto made = make_streams(jet->context.get(), settings); !made) return made.error();
  return Publisher(std::unique_ptr<Connection>(new Connection{settings, subject_of(settings), std::move(*jet)}));
}

Result<bool> Publisher::publish(const std::string& id, std::string_view bytes, const std::function<bool()>& going) {
  constexpr auto kFirstWait = std::chrono::milliseconds(50), kLongestWait = std::chrono::milliseconds(2000);
  const Connection& c = *connection_;
  jsPubOptions options;
  jsPubOptions_Init(&options);
  options.MsgId = id.c_str();
  auto wait = kFirstWait;
  while (true) {
    jsPubAck* answer = nullptr;
    jsErrCode code{};
    const natsStatus status = js_Publish(&answer, c.jet.context.get(), c.subject.c_str(), bytes.data(), static_cast<int>(bytes.size()), &options, &code);
    const bool fresh = answer && !answer->Duplicate;
    jsPubAck_Destroy(answer);
    if (status == NATS_OK) return fresh;
    if (status == NATS_MAX_PAYLOAD)
      return Error{"stream", c.settings.url, std::to_string(bytes.size()) + " bytes in one document",
                   "at most the server's max_payload, " + std::to_string(natsConnection_GetMaxPayload(c.jet.connection.get()))};
    if (!is_passing(status, code)) return nats_error(c.settings, status, code, "the document to be taken");
    if (!going()) return nats_error(c.settings, status, code, "room on the stream before the end");
    std::this_thread::sleep_for(wait);
    wait = std::min(2 * wait, kLongestWait);
  }
}

}  // namespace brink
