// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>

namespace brink {

// One use of libcurl, set up for alerts: no redirect, no proxy of the environment, no signal, bounded
// in time; what the other side says beyond its status is not kept.
class Transfer {
 public:
  explicit Transfer(int timeout_seconds, const std::string& ca_file);

  CURL* handle() const { return handle_.get(); }
  void add_line(const std::string& line);   // a header or a recipient, see `lines`
  curl_slist* lines() const { return lines_.get(); }

  // "" when it went well, else what went wrong.
  std::string run();
  long status() const;

 private:
  struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  std::unique_ptr<CURL, Free> handle_;
  std::unique_ptr<curl_slist, Free> lines_;
  char fault_[CURL_ERROR_SIZE] = {};
};

}  // namespace brink
