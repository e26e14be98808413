// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brink/document.h"
#include "brink/result.h"
#include "intake/documents.h"
#include "intake/hand.h"

namespace brink {

// One entry of a feed: what it says of a report, and the markup it carries, "" for none.
struct FeedEntry {
  Document known;
  std::string html;
};

struct Feed {
  std::vector<FeedEntry> entries;
  std::vector<Error> flaws;  // the place in the feed and what is wrong there
};

// RSS 0.9x and 2.0, RSS 1.0 and Atom. `address` is where the feed was fetched from ("" for a
// file): relative links are resolved against it. Entities other than XML's own are not expanded,
// and a feed that declares some is refused: flaws alone.
Feed read_feed(std::string_view bytes, const std::string& charset, const std::string& address);

// An entry on its own: its markup, or its title where it has none; set aside when it has neither.
bool take_entry(FeedEntry entry, const Hand& hand);

void set_aside_flaws(const Feed& feed, const std::string& name, const Hand& hand);

// Every entry of a feed with what the feed itself carries.
bool take_feed(const RawBody& body, const Hand& hand);

}  // namespace brink
