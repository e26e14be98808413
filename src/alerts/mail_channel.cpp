// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "alerts/channel.h"
#include "alerts/mail_message.h"
#include "alerts/transfer.h"
#include "fmt/format.h"

namespace brink {
namespace {

struct Unsent {
  std::string mail;
  std::size_t at = 0;
};

std::size_t give(char* to, std::size_t size, std::size_t n, void* user) {
  auto& unsent = *static_cast<Unsent*>(user);
  const std::size_t some = std::min(size * n, unsent.mail.size() - unsent.at);
  std::memcpy(to, unsent.mail.data() + unsent.at, some);
  unsent.at += some;
  return some;
}

// Sends through a configured host. Where TLS is asked for and not offered, nothing is sent.
class MailChannel final : public Channel {
 public:
  MailChannel(const ChannelSettings& settings, const AlertTools& tools) : settings_(settings), tools_(tools) {}

  Outcome send(const Message& message) override {
    const std::string server = fmt::format("{}:{}", settings_.host, settings_.port);
    Transfer transfer(settings_.timeout_seconds, settings_.ca_file);
    CURL* const curl = transfer.handle();
    if (!curl) return Error{"alerts", server, "no memory for libcurl", "a transfer"};
    const bool tls = settings_.tls == ChannelSettings::Tls::kTls;
    curl_easy_setopt(curl, CURLOPT_URL, fmt::format("{}://{}/brink", tls ? "smtps" : "smtp", server).c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(settings_.tls == ChannelSettings::Tls::kNone ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!settings_.user.empty()) {
      curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
      curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
    }
    for (const std::string& one : settings_.to) transfer.add_line("<" + one + ">");
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + settings_.from + ">").c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, transfer.lines());
    Unsent unsent{mail_of(message, settings_.from, settings_.to, tools_.clock()), 0};
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &unsent);
    const std::string fault = transfer.run();
    if (fault.empty()) return Done{};
    return Error{"alerts", server, fault, "the mail taken"};
  }

 private:
  ChannelSettings settings_;
  AlertTools tools_;
};

}  // namespace

std::unique_ptr<Channel> open_mail_channel(const ChannelSettings& settings, const AlertTools& tools) {
  return std::make_unique<MailChannel>(settings, tools);
}

}  // namespace brink
