// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_source.h"
#include "brink/archive.h"
#include "brink/event.h"
#include "brink/result.h"
#include "brink/time.h"
#include "knowledge/knowledge.h"

namespace brink {

// Other people's event data, in and out. docs/exchange.md tells what each format keeps and loses.
enum class DataFormat {
  kPlover,   // JSON Lines of the PLOVER manual
  kCameo,    // TABARI's and PETRARCH's output: date, source, target, code, ids, sources
  kPhoenix,  // 26 columns, no head line
  kGdelt1,   // 58 columns (57 before April 2013), no head line
  kGdelt2,   // 61 columns, no head line
  kIcews,    // 20 columns
  kPolecat,  // 40 columns
  kCsv,      // this program's own columns, or others by a mapping
  kTkg,      // a folder of a temporal knowledge graph; read only
};
std::string_view name_of(DataFormat format);  // "gdelt2" ...
std::optional<DataFormat> data_format_named(std::string_view name);  // also "gdelt" for gdelt2

// Events -> lines of a format. Keeps count of what the format could not say. Not shared between
// threads; `knowledge` must outlive it.
class Exporter {
 public:
  Exporter(const Knowledge& knowledge, DataFormat format);  // any but kTkg
  Exporter(Exporter&&) noexcept;
  ~Exporter();

  // The head line with its line end; "" where the format has none.
  std::string heading() const;

  // The event as lines, each with its line end: one for PLOVER, POLECAT and CSV, one a pair of
  // source and target for the others. Formats without a field for it leave out what did not happen
  // (anything but Status::kActual); all but PLOVER and CSV leave out what has no day or nobody in it;
  // POLECAT also statements, which have no PLOVER type.
  std::string lines(const Event& event, const StoredDocument& report);

  // How many events were left out, and why.
  struct LeftOut {
    std::array<std::uint64_t, 5> by_status{};  // by Status
    std::uint64_t without_day = 0, without_party = 0, without_type = 0;
    std::uint64_t all() const;
  };
  const LeftOut& left_out() const { return left_out_; }

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
  LeftOut left_out_;
};

struct ImportSettings {
  DataFormat format = DataFormat::kPlover;
  std::string mapping;       // kCsv: a TOML file that tells what the columns mean; "" for our own
  std::optional<Day> epoch;  // kTkg: the day of time 0
  int hours_a_step = 24;     // kTkg: what one unit of the file's time is, 1 or 24
};

// A record of somebody else's data: the report it stands for, which has no text unless the record
// brought one, and its events.
struct Imported {
  Document report;  // source: "icews: file.tab#12"; id: from all that the record says
  std::vector<Event> events;
};

// Lines of a format -> events. Immutable once opened; `knowledge` must outlive it.
class Importer {
 public:
  using Take = std::function<bool(Imported&&)>;                           // false stops
  using Aside = std::function<bool(const std::string& source, Error)>;  // false stops

  // Error for a mapping that cannot be read.
  static Result<Importer> open(const Knowledge& knowledge, ImportSettings settings);
  Importer(Importer&&) noexcept;
  ~Importer();

  // A file, "-" for standard input, or a folder (its files in order of their names; for kTkg the
  // folder itself). gzip and zstd are unpacked. A line that cannot be used goes to `aside` with its
  // number, what was found and what was expected, and the rest goes on. Memory is bounded by the
  // longest line (1 MB). Error when nothing can be opened.
  Outcome read(const std::string& path, const Take& take, const Aside& aside) const;

  // The same for bytes under a name; not for kTkg.
  void read_bytes(std::unique_ptr<ByteSource> bytes, const std::string& name, const Take& take,
                  const Aside& aside) const;

 private:
  struct Parts;
  explicit Importer(std::unique_ptr<Parts> parts);
  Outcome read_path(const std::string& path, const Take& take, const Aside& aside) const;
  void read_lines(std::unique_ptr<ByteSource> bytes, const std::string& name, const Take& take, const Aside& aside) const;
  std::unique_ptr<Parts> parts_;
};

// What an import came to.
struct ImportSummary {
  std::uint64_t records = 0, fresh = 0, repeated = 0, events = 0;
  std::vector<SetAside> aside;  // the first ones, at most kMostAsideKept
  std::uint64_t aside_count = 0;
  std::optional<Error> failure;  // what ended it early
  static constexpr std::size_t kMostAsideKept = 1000;
};

// PATH -> archive, in batches that are there whole or not at all. A second import adds nothing.
// `progress`, if any, is told of the summary so far after each record; false ends the import.
ImportSummary import_events(const Importer& importer, const std::string& path, Archive& archive,
                            const std::string& now,
                            const std::function<bool(const ImportSummary&)>& progress = {});

}  // namespace brink
