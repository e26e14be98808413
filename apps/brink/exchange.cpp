// SPDX-License-Identifier: Apache-2.0
// The verbs that exchange events with other people: export, import.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "base/files.h"
#include "base/iso_time.h"
#include "exchange/exchange.h"
#include "fmt/format.h"
#include "interruption.h"
#include "look_up.h"
#include "store/store.h"
#include "verbs.h"

namespace brink::app {
namespace {

Result<DataFormat> format_named(const std::string& verb, const std::string& name) {
  const auto format = data_format_named(name);
  if (format) return *format;
  return Error{verb, "FORMAT", name, "plover, cameo, phoenix, gdelt1, gdelt2, icews, polecat, csv" + std::string(verb == "import" ? " or tkg" : "")};
}

struct ImportOptions {
  std::string format, path, archive, mapping, epoch, unit = "day", tables;
  bool quiet = false;
};

Result<ImportSettings> settings_of(const ImportOptions& options) {
  ImportSettings settings;
  const auto format = format_named("import", options.format);
  if (!format) return format.error();
  settings.format = *format;
  settings.mapping = options.mapping;
  settings.hours_a_step = options.unit == "hour" ? 1 : 24;
  if (!options.mapping.empty() && *format != DataFormat::kCsv)
    return Error{"import", "--mapping", options.format, "csv, which alone takes a mapping"};
  if (!options.epoch.empty()) {
    const auto day = read_iso(options.epoch);
    if (!day) return Error{"import", "--epoch", options.epoch, "a day as 2018-01-01"};
    settings.epoch = day->local_day();
  }
  if (*format == DataFormat::kTkg && !settings.epoch)
    return Error{"import", "tkg", "no --epoch", "the day of time 0, as --epoch 2018-01-01"};
  return settings;
}

// One line on a terminal, at most ten times a second; nothing in a pipe.
class ImportProgress {
 public:
  bool operator()(const ImportSummary& summary) {
    if (interrupted) return false;
    const auto now = std::chrono::steady_clock::now();
    if (!on_terminal_ || now - shown_ < std::chrono::milliseconds(100)) return true;
    shown_ = now;
    fmt::print(stderr, "\r{} records, {} new, {} already here, {} set aside\033[K", summary.records, summary.fresh, summary.repeated, summary.aside_count);
    return true;
  }
  void clear() const {
    if (on_terminal_) fmt::print(stderr, "\r\033[K");
  }

 private:
  bool on_terminal_ = isatty(STDERR_FILENO) != 0;
  std::chrono::steady_clock::time_point shown_{};
};

int show(const ImportSummary& summary, bool quiet) {
  for (const SetAside& item : summary.aside) fmt::print(stderr, "set aside: {}\n", item.error.sentence());
  if (summary.aside_count > summary.aside.size())
    fmt::print(stderr, "set aside: {} more\n", summary.aside_count - summary.aside.size());
  if (summary.failure) fmt::print(stderr, "brink: stopped: {}\n", summary.failure->sentence());
  if (!quiet)
    fmt::print("{} records: {} new, {} already here; {} set aside; {} events\n", summary.records, summary.fresh, summary.repeated, summary.aside_count, summary.events);
  if (interrupted) return 128 + SIGINT;
  return summary.failure || summary.records == 0 ? kNothingUsable : kDone;
}

int run_import(const ImportOptions& options) {
  const auto settings = settings_of(options);
  if (!settings) return complain(settings.error(), kWrongUsage);
  const auto knowledge = Knowledge::load(share_dir() / "data", options.tables);
  if (!knowledge) return complain(knowledge.error(), kWrongUsage);
  const auto importer = Importer::open(*knowledge, *settings);
  if (!importer) return complain(importer.error(), kWrongUsage);
  const auto archive = open_archive(options.archive, Access::kWrite);
  if (!archive) return complain_of_archive(archive.error());
  heed_interruption();
  ImportProgress progress;
  const ImportSummary summary = import_events(*importer, options.path, **archive, now_utc(),
                                              [&](const ImportSummary& so_far) { return progress(so_far); });
  progress.clear();
  return show(summary, options.quiet);
}

int run_export(LookUp& look_up, const std::string& name) {
  const auto format = format_named("export", name);
  if (!format) return complain(format.error(), kWrongUsage);
  if (*format == DataFormat::kTkg) return complain(Error{"export", "FORMAT", "tkg", "a format that can be written"}, kWrongUsage);
  const auto knowledge = Knowledge::load(share_dir() / "data");
  if (!knowledge) return complain(knowledge.error(), kWrongUsage);
  Exporter exporter(*knowledge, *format);
  return with_archive(look_up, [&](const Archive& archive) {
    fmt::print("{}", exporter.heading());
    const Outcome read = archive.events(look_up.events, [&](const Event& event, const StoredDocument& report) {
      fmt::print("{}", exporter.lines(event, report));
      return std::ferror(stdout) == 0;
    });
    tell_left_out(exporter);
    return read;
  });
}

}  // namespace

void tell_left_out(const Exporter& exporter) {
  const Exporter::LeftOut& out = exporter.left_out();
  if (out.all() == 0) return;
  std::string why;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) why += fmt::format("{}{} {}", why.empty() ? "" : ", ", count, what);
  };
  for (std::size_t i = 0; i < out.by_status.size(); ++i) add(out.by_status[i], name_of(static_cast<Status>(i)));
  add(out.without_day, "without a day");
  add(out.without_party, "without a party");
  add(out.without_type, "without a PLOVER type");
  fmt::print(stderr, "left out, for the format cannot say so: {}\n", why);
}

void add_export(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("export", "the archive's events as other people write them");
  auto format = std::make_shared<std::string>();
  verb->add_option("FORMAT", *format, "plover, cameo, phoenix, gdelt1, gdelt2, icews, polecat or csv")->required();
  auto look_up = std::make_shared<LookUp>();
  add_archive_option(*verb, look_up->archive);
  add_event_filters(*verb, *look_up);
  verb->footer("Example: brink export gdelt2 --archive crisis.db --actor RUS --since 2022-01-01 > events.csv");
  verb->callback([look_up, format, &exit_code] { exit_code = run_export(*look_up, *format); });
}

void add_import(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* verb = app.add_subcommand("import", "other people's event data -> archive; safe to repeat and to interrupt");
  verb->add_option("FORMAT", options->format, "icews, gdelt1, gdelt2, polecat, phoenix, cameo, plover, csv or tkg")->required();
  verb->add_option("PATH", options->path, "a file, a folder of files, or - for standard input; for tkg its folder")->required();
  add_archive_option(*verb, options->archive);
  verb->add_option("--mapping", options->mapping, "csv: a TOML file that tells what the columns mean")->check(CLI::ExistingFile);
  verb->add_option("--epoch", options->epoch, "tkg: the day of time 0, as 2018-01-01");
  verb->add_option("--unit", options->unit, "tkg: what one step of time is")->check(CLI::IsMember({"hour", "day"}))->capture_default_str();
  verb->add_option("--tables", options->tables, "folder of tables that add to or override the built-in ones")->check(CLI::ExistingDirectory);
  verb->add_flag("--quiet", options->quiet, "no summary");
  verb->footer("Example: brink import icews events.2018.tab --archive history.db\n"
               "         brink import tkg icews18 --epoch 2018-01-01 --unit hour");
  verb->callback([options, &exit_code] { exit_code = run_import(*options); });
}

}  // namespace brink::app
