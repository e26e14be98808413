// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/byte_source.h"
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
  Document known;  // what the envelope said: source, url, outlet, title, published, authors, text;
                   // `id` too where a JSON record names one, else it is empty: see document_id
};

struct IntakeSettings {
  std::uint64_t most_page_bytes = 16u << 20;  // one page or record, after decompression
  bool allow_private = false;                 // fetch from private and loopback addresses
  bool follow_feed = true;                    // fetch the pages that a feed on the web links to
  int most_feed_pages = 100;  // of one feed; entries behind them give what they hold
  int most_redirects = 5;
  int timeout_seconds = 30;
  std::string user_agent = "Brink/0.1 (+news reader; respects conditional GET)";
};

// Who may hold a fetch back: to be polite, or because it is time to stop. Either may be empty.
struct FetchGate {
  enum class Word {
    kGo,
    kLeave,  // as if the page had not changed
    kStop,   // read no more
  };
  std::function<Word(const std::string& url)> ask;  // may take its time
  std::function<void(const std::string& url)> taken;
};

// What a fetch remembered of an address, and is told of it afterwards. Either may be empty.
struct FetchMemory {
  std::function<std::pair<std::string, std::string>(const std::string& url)>
      recall;  // ETag, Last-Modified
  // Called when everything of the address was taken.
  std::function<void(const std::string& url, const std::string& etag,
                     const std::string& last_modified)>
      keep;
  // Asked before each fetch, and told of each page that was taken.
  FetchGate gate;
};

// Takes in files (HTML, feeds, WARC, JSONL, text, mail, mailboxes; also packed with gzip or zstd),
// folders (all below, in the order of their names; hidden files stay out), patterns
// ("news/*.html"),
// "-" for standard input, and http(s) addresses. What a file is, is told by its bytes, then by its
// name. Memory is bounded by a few times `most_page_bytes`, whatever the size of the source.
// Safe to share between threads if the functions of `memory` are.
class Intake {
 public:
  explicit Intake(IntakeSettings settings = {}, FetchMemory memory = {});

  using Take = std::function<bool(Arrival&&)>;  // false: stop
  using SetAside = std::function<void(const std::string& source, const Error& error)>;

  // Hands every arrival of `source` to `take` in order, and what could not be read to `aside`; a
  // bad record does not stop the ones behind it. False if `take` or the gate asked to stop.
  bool read(const std::string& source, const Take& take, const SetAside& aside) const;

  // The same for bytes that are at hand; `name` stands for their source in what is handed on.
  bool read_bytes(std::unique_ptr<ByteSource> bytes, const std::string& name, const Take& take,
                  const SetAside& aside) const;

 private:
  IntakeSettings settings_;
  FetchMemory memory_;
};

// The address that a report is known by: without what changes from reader to reader (scheme,
// "www." and mobile or AMP forms, default port, fragment, tracking parameters, order of the query,
// slash at the end). "" when `url` is no web address.
std::string canonical_address(const std::string& url);

// Identity of a report, 32 hex digits: of its canonical address (the one that the page states, if
// it lies at the same owner and names more than a front page, else `url`); without an address of
// its title and text.
std::string document_id(const Document& document);

// 32 hex digits over title and text, blanks apart: tells an update from a repeat.
std::string fingerprint(const Document& document);

}  // namespace brink
