// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_answers.h"

#include <algorithm>
#include <tuple>

#include "store/ids.h"

namespace brink {
namespace {

Result<Rank> rank_or_fail(const std::string& after, const Result<std::optional<Rank>>& found) {
  if (!found) return found.error();
  if (!*found) return no_such_page(after);
  return **found;
}

}  // namespace

Outcome add_packed(const PackStore& packs, const std::string& prefix, std::size_t most,
                   std::vector<StoredDocument>& found) {
  const auto places = packs.places(prefix, false, most);
  if (!places) return places.error();
  for (const PackStore::Place& place : *places) {
    auto stored = packs.report(place);
    if (!stored) return stored.error();
    found.push_back(std::move(*stored));
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.document.id < b.document.id; });
  if (found.size() > most) found.resize(most);
  return Done{};
}

Outcome add_packed(const PackStore& packs, const std::string& prefix, std::size_t most,
                   std::vector<Event>& found) {
  const auto places = packs.places(prefix, true, most);
  if (!places) return places.error();
  for (const PackStore::Place& place : *places) {
    auto event = packs.event(place);
    if (!event) return event.error();
    found.push_back(std::move(*event));
  }
  std::sort(found.begin(), found.end(), [](const Event& a, const Event& b) {
    return std::tie(a.id, a.document) < std::tie(b.id, b.document);
  });
  if (found.size() > most) found.resize(most);
  return Done{};
}

Result<Rank> rank_of_page(const PackStore& packs, const PackQuestion& question,
                          const std::string& after, const Result<std::optional<Rank>>& in_rows) {
  if (!in_rows || *in_rows) return rank_or_fail(after, in_rows);
  return rank_or_fail(after, packs.rank_of(after, true, [&](const Pack& pack, std::size_t n) {
    return question.sieve(pack).lets_through(pack, n);
  }));
}

Result<Rank> rank_of_page(const PackStore& packs, const PackReportQuestion& question,
                          const std::string& after, const Result<std::optional<Rank>>& in_rows) {
  if (!in_rows || *in_rows) return rank_or_fail(after, in_rows);
  return rank_or_fail(after, packs.rank_of(after, false, [&](const Pack& pack, std::size_t n) {
    return question.lets_through(pack, n);
  }));
}

Result<PackWalk> walk_of(const PackStore& packs, const PackQuestion& question,
                         const std::optional<Rank>& after) {
  auto heads = packs.heads([&](const PackHead& head) { return question.may_concern(head); });
  if (!heads) return heads.error();
  return PackWalk::begin(
      packs, PackWalk::Over::kEvents, std::move(*heads),
      [&](const Pack& pack) -> PackWalk::Sieve {
        return [sieve = question.sieve(pack)](const Pack& of, std::size_t event) {
          return sieve.next(of, event);
        };
      },
      after);
}

Result<PackWalk> walk_of(const PackStore& packs, const PackReportQuestion& question,
                         const std::optional<Rank>& after) {
  auto heads = packs.heads([&](const PackHead& head) { return question.may_concern(head); });
  if (!heads) return heads.error();
  return PackWalk::begin(
      packs, PackWalk::Over::kReports, std::move(*heads),
      [&](const Pack&) -> PackWalk::Sieve {
        return [&](const Pack& pack, std::size_t report) {
          while (report < pack.reports() && !question.lets_through(pack, report)) ++report;
          return report;
        };
      },
      after);
}

Result<bool> PackedEvents::show() {
  const Pack& pack = walk_.pack();
  if (auto read = pack.read_event(walk_.number(), event_); !read) return read.error();
  const std::size_t report = pack.event_report[walk_.number()];
  if (brief_) {
    if (auto read = pack.read_report(report, report_); !read) return read.error();
    return visit_(event_, report_);
  }
  const auto stored = packs_.report(walk_.pack_key(), pack, report);
  if (!stored) return stored.error();
  return visit_(event_, *stored);
}

Result<bool> show_report(const PackStore& packs, const PackWalk& walk,
                         const std::function<bool(const StoredDocument&)>& visit) {
  const auto stored = packs.report(walk.pack_key(), walk.pack(), walk.number());
  if (!stored) return stored.error();
  return visit(*stored);
}

}  // namespace brink
