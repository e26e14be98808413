// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "brink/document.h"
#include "brink/result.h"

namespace brink {

// One thing that came in, before anything was read out of it. All text is UTF-8.
struct Arrival {
  enum class Kind {
    kPage,      // `html` is a whole page: the article must be extracted
    kFragment,  // `html` is an article's markup (a feed's content, a mail's part)
    kText,      // `known.text` is the article already
  };
  Kind kind = Kind::kPage;
  std::string html;
  Document known;  // what the envelope said: source, url, outlet, title, published, authors, text
};

struct IntakeSettings {
  std::uint64_t most_page_bytes = 16u << 20;    // one page or record, after decompression
  bool allow_private = false;                   // fetch from private and loopback addresses
  bool follow_feed = true;                      // fetch the pages that a feed on the web links to
  int most_redirects = 5;
  int timeout_seconds = 30;
  std::string user_agent = "Brink/0.1 (+news reader; respects conditional GET)";
};

// What a fetch remembered of an address, and is told of it afterwards.
struct FetchMemory {
  std::function<std::pair<std::string, std::string>(const std::string& url)> recall;  // ETag, Last-Modified
  std::function<void(const std::string& url, const std::string& etag, const std::string& last_modified)> keep;
};

// Takes in files (HTML, feeds, WARC, JSONL, text, mail; also .gz and .zst), folders, "-" for
// standard input, and http(s) addresses. What a file is, is told by its bytes, then by its name.
// Memory is bounded by `most_page_bytes`, whatever the size of the source.
class Intake {
 public:
  explicit Intake(IntakeSettings settings = {}, FetchMemory memory = {});

  using Take = std::function<bool(Arrival&&)>;          // false: stop
  using SetAside = std::function<void(std::string source, Error error)>;

  // Hands every arrival of `source` to `take` in order, and what could not be read to `aside`; a
  // bad record does not stop the ones behind it. False if `take` asked to stop.
  bool read(const std::string& source, const Take& take, const SetAside& aside) const;

 private:
  IntakeSettings settings_;
  FetchMemory memory_;
};

}  // namespace brink
