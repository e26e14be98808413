// SPDX-License-Identifier: Apache-2.0
#include "alerts/channel.h"
#include "alerts/hmac.h"
#include "alerts/transfer.h"
#include "base/files.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr auto kFirstPause = std::chrono::milliseconds(500);  // doubled from try to try, with jitter

// Posts the message as JSON. The signature is over the moment and the body, so that neither can be
// changed nor an old message sent again unnoticed.
class WebhookChannel final : public Channel {
 public:
  WebhookChannel(const ChannelSettings& settings, const AlertTools& tools) : settings_(settings), tools_(tools) {}

  Outcome send(const Message& message) override {
    const std::string body = json_of(message);
    auto pause = kFirstPause;
    for (int attempt = 1;; ++attempt) {
      const Try tried = post(message.id, body);
      if (tried.fault.empty()) return Done{};
      if (!tried.again || attempt >= settings_.tries)
        return Error{"alerts", settings_.url, tried.fault, "an answer of 200 to 299"};
      tools_.sleep(std::chrono::duration_cast<std::chrono::milliseconds>(pause * (0.5 + tools_.chance())));
      pause *= 2;
    }
  }

 private:
  struct Try {
    std::string fault;  // "" when it was taken
    bool again = true;  // whether another try may go better
  };

  Try post(const std::string& id, const std::string& body) const {
    Transfer transfer(settings_.timeout_seconds, settings_.ca_file);
    CURL* const curl = transfer.handle();
    if (!curl) return {"no memory for libcurl", false};
    transfer.add_line("Content-Type: application/json; charset=utf-8");
    transfer.add_line("Expect:");
    transfer.add_line("Brink-Message: " + id);
    const std::string moment = std::to_string(tools_.clock().time_since_epoch().count());
    transfer.add_line("Brink-Timestamp: " + moment);
    if (!settings_.secret.empty())
      transfer.add_line("Brink-Signature: sha256=" + hmac_sha256(settings_.secret, moment + "." + body));
    curl_easy_setopt(curl, CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_USERAGENT, fmt::format("Brink/{}", version()).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, transfer.lines());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    if (std::string fault = transfer.run(); !fault.empty()) return {fault, true};
    const long status = transfer.status();
    if (status >= 200 && status < 300) return {};
    // Too slow, too many, or the server's own trouble.
    return {fmt::format("HTTP status {}", status), status == 408 || status == 429 || status >= 500};
  }

  ChannelSettings settings_;
  AlertTools tools_;
};

}  // namespace

std::unique_ptr<Channel> open_webhook_channel(const ChannelSettings& settings, const AlertTools& tools) {
  return std::make_unique<WebhookChannel>(settings, tools);
}

}  // namespace brink
