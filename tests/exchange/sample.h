// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/byte_source.h"
#include "base/iso_time.h"
#include "exchange/exchange.h"

namespace brink {

// The program's own tables, read once.
inline const Knowledge& tables() {
  static const Knowledge kTables = [] {
    auto read = Knowledge::load(BRINK_SOURCE_DIR "/data");
    EXPECT_TRUE(read) << read.error().sentence();
    return std::move(*read);
  }();
  return kTables;
}

// What an import of a text gives.
struct Taken {
  std::vector<Imported> records;
  std::vector<Error> aside;

  std::vector<Event> events() const {
    std::vector<Event> all;
    for (const Imported& read : records) all.insert(all.end(), read.events.begin(), read.events.end());
    return all;
  }
};

inline Taken imported(const std::string& text, ImportSettings settings) {
  Taken taken;
  auto importer = Importer::open(tables(), std::move(settings));
  if (!importer) return ADD_FAILURE() << importer.error().sentence(), taken;
  importer->read_bytes(open_bytes(text), "sample", [&](Imported&& read) { return taken.records.push_back(std::move(read)), true; },
                       [&](const std::string&, Error error) { return taken.aside.push_back(std::move(error)), true; });
  return taken;
}

inline Taken imported(const std::string& text, DataFormat format) {
  ImportSettings settings;
  settings.format = format;
  return imported(text, std::move(settings));
}

inline Actor party(const std::string& code, std::vector<std::string> sector, const std::string& name) {
  return {code, std::move(sector), name, "", {}};
}

// Russia deploys troops in Belarus, against Ukraine, as a paper of the next day has it.
inline Event deployment() {
  Event event;
  event.id = "00112233445566778899aabbccddeeff";
  event.date = "2022-01-28", event.date_precision = "day";
  event.type = "MOBILIZE", event.mode = {"troops"}, event.context = {"military"};
  event.cameo = "152", event.quad = Quad::kMaterialConflict, event.score = -7.2;
  event.actor = {party("RUS", {"MIL"}, "Russia")};
  event.recipient = {party("UKR", {}, "Ukraine")};
  event.place = Place{"Minsk", "BLR", 53.9, 27.5667, true, 0, {}};
  event.confidence = 1;
  return event;
}

inline StoredDocument paper() {
  StoredDocument report;
  report.document.id = "ffeeddccbbaa99887766554433221100";
  report.document.url = "https://news.example/a/1";
  report.document.outlet = "news.example";
  report.document.title = "Troops in Belarus";
  report.document.language = "en";
  report.document.published = read_iso("2022-01-29");
  return report;
}

inline std::string exported(DataFormat format, const Event& event) {
  Exporter exporter(tables(), format);
  return exporter.heading() + exporter.lines(event, paper());
}

}  // namespace brink
