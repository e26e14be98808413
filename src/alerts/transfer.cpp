// SPDX-License-Identifier: Apache-2.0
#include "alerts/transfer.h"

namespace brink {
namespace {

std::size_t drop(char*, std::size_t size, std::size_t n, void*) { return size * n; }

// libcurl asks to be set up once a program, before its first use.
void set_up_curl() {
  struct Setup {
    Setup() { curl_global_init(CURL_GLOBAL_DEFAULT); }
    ~Setup() { curl_global_cleanup(); }
  };
  static const Setup setup;
}

}  // namespace

Transfer::Transfer(int timeout_seconds, const std::string& ca_file) {
  set_up_curl();
  handle_.reset(curl_easy_init());
  CURL* const curl = handle();
  if (!curl) return;
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fault_);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(timeout_seconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  if (!ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file.c_str());
}

void Transfer::add_line(const std::string& line) {
  lines_.reset(curl_slist_append(lines_.release(), line.c_str()));
}

std::string Transfer::run() {
  if (!handle()) return "no memory for libcurl";
  const CURLcode code = curl_easy_perform(handle());
  if (code == CURLE_OK) return "";
  return fault_[0] ? fault_ : curl_easy_strerror(code);
}

long Transfer::status() const {
  long status = 0;
  if (handle()) curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  return status;
}

}  // namespace brink
