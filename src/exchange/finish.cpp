// SPDX-License-Identifier: Apache-2.0
#include "exchange/finish.h"

#include "base/day_range.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kLongestTitle = 300;  // bytes

std::string shortened(std::string text) {
  if (text.size() <= kLongestTitle) return text;
  std::size_t end = kLongestTitle;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string RecordPlace::text() const { return dataset + ": " + file + "#" + std::to_string(line); }

void finish(Imported& read, const RecordPlace& place, std::string_view said) {
  Document& report = read.report;
  report.id = hex_hash("import\n" + place.dataset + "\n" + std::string(said));
  report.source = place.text();
  report.title = shortened(squeeze(report.title));
  if (report.outlet.empty()) report.outlet = place.dataset;
  for (std::size_t i = 0; i < read.events.size(); ++i) {
    Event& event = read.events[i];
    event.id = hex_hash(report.id + "|" + std::to_string(i) + "|" + event.type);
    event.document = report.id;
    event.rule = place.dataset;
    event.sentence_span = {0, static_cast<std::uint32_t>(event.text.size())};
    if (report.text.empty()) report.text = event.text;
    if (report.published) continue;
    if (const auto days = read_day_range(event.date)) {
      report.published = Timestamp{};
      report.published->utc = std::chrono::sys_seconds(days->first);
    }
  }
}

}  // namespace brink
