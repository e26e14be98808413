// SPDX-License-Identifier: Apache-2.0
// Importers of other people's event data. The first byte picks the format.
#include "invariants.h"

#include "base/files.h"
#include "exchange/exchange.h"

namespace brink {
namespace {

const Knowledge& tables() {
  static const Knowledge kTables = [] {
    auto read = Knowledge::load(share_dir() / "data");
    must(read.ok(), "the tables can be read");
    return std::move(*read);
  }();
  return kTables;
}

const Importer& importer(std::size_t format) {
  static std::vector<Importer> kImporters = [] {
    std::vector<Importer> all;
    for (int i = 0; i < static_cast<int>(DataFormat::kTkg); ++i) {
      ImportSettings settings;
      settings.format = static_cast<DataFormat>(i);
      auto opened = Importer::open(tables(), settings);
      must(opened.ok(), "an importer opens");
      all.push_back(std::move(*opened));
    }
    return all;
  }();
  return kImporters[format % kImporters.size()];
}

void check_event(const Event& event, const Document& report) {
  must(event.id.size() == 32 && event.document == report.id, "an event has its ids");
  must(event.date.size() == 10 || event.date.size() == 7 || event.date.size() == 4 || event.date.empty(), "a date is a day, a month or a year");
  must(!event.type.empty() || !event.cameo.empty(), "an event says what happened");
  must(event.actor.size() <= 64 && event.recipient.size() <= 64, "parties are bounded");
  must(event.sentence_span.of(report.text) == event.text, "a sentence is a slice of the text");
  must(is_utf8(event.text) && is_utf8(event.condition), "an event is UTF-8");
  for (const Actor& actor : event.actor) must(is_utf8(actor.name) && is_utf8(actor.code), "an actor is UTF-8");
}

// What comes in goes out again in every format.
void check_exports(const Event& event, const Document& report) {
  StoredDocument stored;
  stored.document = report;
  for (int i = 0; i < static_cast<int>(DataFormat::kTkg); ++i) {
    Exporter exporter(tables(), static_cast<DataFormat>(i));
    const std::string lines = exporter.lines(event, stored);
    must(lines.empty() || lines.back() == '\n', "a line has its end");
    must(is_utf8(lines), "a line is UTF-8");
  }
}

}  // namespace
}  // namespace brink

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace brink;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  int exported = 0;
  importer(data[0]).read_bytes(
      open_bytes(bytes), "x",
      [&](Imported&& read) {
        must(read.report.source.find(": x#") != std::string::npos, "a report says where it stood");
        must(is_utf8(read.report.title) && is_utf8(read.report.source), "a report is UTF-8");
        for (const Event& event : read.events) {
          check_event(event, read.report);
          if (exported++ < 2) check_exports(event, read.report);
        }
        return true;
      },
      [&](const std::string& source, const Error& error) {
        must(source.find("x") != std::string::npos && !error.where.empty() && !error.found.empty(), "an error says place and what was found");
        must(is_utf8(error.sentence()), "an error is UTF-8");
        return true;
      });
  return 0;
}
