// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "brink/result.h"
#include "intake/intake.h"

namespace brink {

// What an address answered.
struct Fetched {
  long status = 0;
  std::string url;  // where the last redirect led
  std::string content_type, etag, last_modified;
  std::string body;  // unpacked
};

// Fetches over HTTP and HTTPS, within the bounds of the settings; keeps connections between
// fetches. Whether an address may be spoken to is asked of each address that is in fact connected
// to, so that neither a redirect nor a name that changes its answer leads inside. Proxies of
// the environment are not used, since behind one this could not be asked. Not shared between
// threads.
class Fetcher {
 public:
  explicit Fetcher(const IntakeSettings& settings);
  ~Fetcher();

  // With the validators of an earlier answer ("" for none) the status may be 304 and the body
  // empty. Errors: no connection, a refused address, too many redirects, too large, too slow.
  Result<Fetched> get(const std::string& url, const std::string& etag,
                      const std::string& last_modified);

 private:
  struct Handle;
  const IntakeSettings& settings_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace brink
