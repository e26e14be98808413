// SPDX-License-Identifier: Apache-2.0
#include "intake/fetch.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>

#include "base/utf8.h"
#include "fmt/format.h"
#include "intake/header_fields.h"
#include "intake/public_address.h"

namespace brink {
namespace {

constexpr std::size_t kMostHeader = 256u << 10;  // over all redirects

// What the callbacks of one transfer share.
struct Transfer {
  const IntakeSettings& settings;
  std::string header, body, refused;
  std::size_t header_bytes = 0;
  bool too_large = false;
};

std::size_t take_header(char* bytes, std::size_t, std::size_t n, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(bytes, n);
  transfer.header_bytes += n;
  if (transfer.header_bytes > kMostHeader) return 0;
  if (line.starts_with("HTTP/"))
    transfer.header.clear();  // the answer behind a redirect
  else
    transfer.header += line;
  return n;
}

std::size_t take_page_bytes(char* bytes, std::size_t, std::size_t n, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.body.size() + n > transfer.settings.most_page_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.body.append(bytes, n);
  return n;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.settings.allow_private && !is_public(address->addr)) {
    transfer.refused = printed(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// libcurl asks to be set up once a program, before its first use.
void set_up_curl() {
  struct Setup {
    Setup() { curl_global_init(CURL_GLOBAL_DEFAULT); }
    ~Setup() { curl_global_cleanup(); }
  };
  static const Setup setup;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void add_header(List& list, const std::string& name, const std::string& value) {
  if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
  list.reset(curl_slist_append(list.release(), fmt::format("{}: {}", name, value).c_str()));
}

}  // namespace

struct Fetcher::Handle {
  CURL* curl = nullptr;
  Handle() {
    set_up_curl();
    curl = curl_easy_init();
  }
  ~Handle() { curl_easy_cleanup(curl); }
};

Fetcher::Fetcher(const IntakeSettings& settings)
    : settings_(settings), handle_(std::make_unique<Handle>()) {}
Fetcher::~Fetcher() = default;

Result<Fetched> Fetcher::get(const std::string& url, const std::string& etag,
                             const std::string& last_modified) {
  CURL* const curl = handle_->curl;
  if (!curl) return Error{"intake", url, "no memory for libcurl", "a transfer"};
  Transfer transfer{settings_, {}, {}, {}};
  List headers;
  add_header(headers, "If-None-Match", etag);
  add_header(headers, "If-Modified-Since", last_modified);
  add_header(
      headers, "Accept",
      "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5");

  curl_easy_reset(curl);  // keeps the connections
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, static_cast<long>(settings_.most_redirects));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(settings_.timeout_seconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // whatever libcurl can unpack
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE,
                   static_cast<curl_off_t>(settings_.most_page_bytes));
  curl_easy_setopt(curl, CURLOPT_USERAGENT, settings_.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_page_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  const CURLcode code = curl_easy_perform(curl);

  if (!transfer.refused.empty() && code != CURLE_OK)
    return Error{"intake", url, "the address " + transfer.refused,
                 "an address of the public Internet"};
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED)
    return Error{"intake", url, "a larger answer",
                 fmt::format("at most {} bytes", settings_.most_page_bytes)};
  if (code != CURLE_OK) return Error{"intake", url, curl_easy_strerror(code), "an answer"};

  Fetched fetched;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &fetched.status);
  const char* last = nullptr;
  curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &last);
  fetched.url = last ? last : url;
  const HeaderFields fields(transfer.header);
  fetched.content_type = fields.value("content-type");
  fetched.etag = fields.value("etag");
  fetched.last_modified = fields.value("last-modified");
  // RFC 9110, section 13.1.3: the date of the answer may stand in.
  if (fetched.etag.empty() && fetched.last_modified.empty())
    fetched.last_modified = fields.value("date");
  fetched.body = std::move(transfer.body);
  return fetched;
}

}  // namespace brink
