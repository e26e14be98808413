// SPDX-License-Identifier: Apache-2.0
#include "intake/web.h"

#include "base/decompress.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/encoding.h"
#include "intake/feed.h"
#include "intake/fetch.h"
#include "intake/stream.h"
#include "intake/web_body.h"

namespace brink {
namespace {

constexpr long kOk = 200, kNotModified = 304;

class WebReader {
 public:
  WebReader(const FetchMemory& memory, const Hand& hand)
      : memory_(memory), hand_(hand), fetcher_(hand.settings) {}

  bool read(const std::string& url) {
    if (const auto word = ask(url); word != FetchGate::Word::kGo) return word == FetchGate::Word::kLeave;
    const Result<Fetched> fetched = fetch(url);
    if (!fetched) {
      hand_.aside(url, fetched.error());
      return true;
    }
    if (fetched->status == kNotModified) return true;
    missed_ = false;
    if (!hand_on(url, *fetched)) return false;
    if (!missed_) keep(url, *fetched);
    return true;
  }

 private:
  FetchGate::Word ask(const std::string& url) const {
    return memory_.gate.ask ? memory_.gate.ask(url) : FetchGate::Word::kGo;
  }

  // Answers other than "here it is" and "not modified" are errors too.
  Result<Fetched> fetch(const std::string& url) {
    std::pair<std::string, std::string> known;
    if (memory_.recall) known = memory_.recall(url);
    Result<Fetched> fetched = fetcher_.get(url, known.first, known.second);
    if (fetched && fetched->status != kOk && fetched->status != kNotModified)
      return Error{"intake", url, fmt::format("HTTP status {}", fetched->status), "200"};
    return fetched;
  }

  void keep(const std::string& url, const Fetched& fetched) const {
    const bool has_validator = !fetched.etag.empty() || !fetched.last_modified.empty();
    if (memory_.keep && has_validator) memory_.keep(url, fetched.etag, fetched.last_modified);
  }

  bool hand_on(const std::string& url, const Fetched& fetched) {
    if (packing_of(fetched.body) || fetched.body.starts_with("WARC/"))
      return read_stream(open_bytes(fetched.body), url, hand_);
    const Sniffed sniffed = sniff_web_body(fetched.content_type, fetched.body);
    Document envelope;
    envelope.source = url;
    envelope.url = fetched.url;
    const RawBody body{fetched.body, charset_of(fetched.content_type), envelope};
    if (sniffed.format == Format::kFeed && hand_.settings.follow_feed) return follow(body);
    return take_body(body, sniffed, hand_);
  }

  bool follow(const RawBody& body) {
    const std::string& name = body.envelope.source;
    Feed feed = read_feed(body.bytes, body.charset, body.envelope.url);
    set_aside_flaws(feed, name, hand_);
    int pages = 0;
    std::uint64_t number = 0;
    for (FeedEntry& entry : feed.entries) {
      entry.known.source = record_source(name, ++number);
      const bool has_page =
          is_web_address(entry.known.url) && ++pages <= hand_.settings.most_feed_pages;
      if (!(has_page ? take_page_of(std::move(entry)) : take_entry(std::move(entry), hand_)))
        return false;
    }
    return true;
  }

  // The page behind an entry; what the entry carries itself where that page cannot be had.
  bool take_page_of(FeedEntry entry) {
    const std::string url = entry.known.url;
    if (const auto word = ask(url); word != FetchGate::Word::kGo) return word == FetchGate::Word::kLeave;
    const Result<Fetched> page = fetch(url);
    if (page && memory_.gate.taken) memory_.gate.taken(url);
    if (page && page->status == kNotModified) return true;
    if (page && sniff_web_body(page->content_type, page->body).format == Format::kHtml) {
      entry.known.url = page->url;
      if (!take_page({page->body, charset_of(page->content_type), entry.known}, hand_))
        return false;
      keep(url, *page);
      return true;
    }
    missed_ |= !page;
    if (!trim(entry.html).empty()) return take_entry(std::move(entry), hand_);
    hand_.aside(entry.known.source,
                page ? Error{"intake", url, page->content_type, "a page"} : page.error());
    return true;
  }

  const FetchMemory& memory_;
  const Hand& hand_;
  Fetcher fetcher_;
  bool missed_ = false;  // a page of the feed at hand: the feed must come again to name it again
};

}  // namespace

bool read_web(const std::string& url, const FetchMemory& memory, const Hand& hand) {
  return WebReader(memory, hand).read(url);
}

}  // namespace brink
