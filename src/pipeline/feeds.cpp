// SPDX-License-Identifier: Apache-2.0
#include "pipeline/feeds.h"

#include <algorithm>
#include <cmath>

#include "base/iso_time.h"
#include "base/url.h"
#include "records/records.h"

namespace brink {
namespace {

constexpr auto kPiece = std::chrono::milliseconds(100);  // of a wait: how soon a stop is noticed
constexpr std::size_t kMostPages = 2000;                 // remembered of one feed

std::string note_of(const std::string& feed) { return "feed/" + feed; }

}  // namespace

Result<FeedMemory> recall_feed(const Archive& archive, const std::string& feed) {
  const auto text = archive.note(note_of(feed));
  if (!text) return text.error();
  FeedMemory memory;
  // What cannot be read is only memory: one starts anew.
  const Json record = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
  if (!record.is_object()) return memory;
  try {
    memory.failures = record.value("failures", 0);
    memory.rests_until = record.value("rests_until", "");
    const Json pages = record.value("pages", Json::object());
    for (const auto& [url, at] : pages.items()) memory.pages[url] = at.get<std::string>();
  } catch (const Json::exception&) {
    return FeedMemory{};
  }
  return memory;
}

Outcome keep_feed(Archive& archive, const std::string& feed, const FeedMemory& memory) {
  Json pages = Json::object();
  std::size_t kept = 0;
  for (const auto& [url, at] : memory.pages)
    if (++kept <= kMostPages) pages[url] = at;
  return archive.keep_note(note_of(feed), line_of({{"failures", memory.failures}, {"rests_until", memory.rests_until}, {"pages", pages}}));
}

std::chrono::seconds rest_after(int failures, int most_minutes, double chance) {
  const double whole = std::min(60.0 * std::pow(2, std::clamp(failures - 1, 0, 20)), 60.0 * most_minutes);
  return std::chrono::seconds(static_cast<long>(whole * (0.5 + chance / 2)));
}

FetchGate Politeness::gate_of(const std::string& feed, FeedMemory& memory) {
  std::erase_if(memory.pages, [&](const auto& page) { return !is_fresh(memory, page.first); });
  FetchGate gate;
  gate.ask = [this, feed, &memory](const std::string& url) {
    if (tools_.stop()) return FetchGate::Word::kStop;
    if (url != feed && is_fresh(memory, url)) return FetchGate::Word::kLeave;
    return wait_for_host(url) ? FetchGate::Word::kGo : FetchGate::Word::kStop;
  };
  gate.taken = [this, &memory](const std::string& url) { memory.pages[url] = to_iso(tools_.clock()); };
  return gate;
}

bool Politeness::is_fresh(const FeedMemory& memory, const std::string& url) const {
  const auto page = memory.pages.find(url);
  const auto taken = page == memory.pages.end() ? std::nullopt : read_iso(page->second);
  return taken && tools_.clock() < taken->utc + std::chrono::hours(settings_.recheck_hours);
}

bool Politeness::wait_for_host(const std::string& address) {
  const auto url = read_url(address);
  if (!url) return true;
  const auto interval = std::chrono::milliseconds(static_cast<long>(settings_.host_interval_seconds * 1000));
  const auto now = std::chrono::steady_clock::now();
  const auto last = asked_.find(url->host);
  if (last != asked_.end() && now < last->second + interval)
    if (!wait(std::chrono::ceil<std::chrono::milliseconds>(last->second + interval - now))) return false;
  asked_[url->host] = std::chrono::steady_clock::now();
  return true;
}

bool Politeness::wait(std::chrono::milliseconds time) const {
  for (; time.count() > 0 && !tools_.stop(); time -= kPiece) tools_.sleep(std::min(time, kPiece));
  return !tools_.stop();
}

}  // namespace brink
