// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>

#include "base/iso_time.h"
#include "fmt/format.h"
#include "interruption.h"
#include "store/store.h"
#include "verbs.h"

namespace brink::app {
namespace {

// One line on a terminal, at most ten times a second; nothing in a pipe.
class Progress {
 public:
  bool operator()(const RunSummary& summary) {
    if (interrupted) return false;
    if (!on_terminal_) return true;
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < std::chrono::milliseconds(100)) return true;
    shown_ = now;
    fmt::print(stderr, "\r{} new, {} revised, {} already here, {} set aside, {} events\033[K",
               summary.fresh, summary.revised, summary.repeated, summary.aside_count,
               summary.events);
    return true;
  }
  void clear() const {
    if (on_terminal_) fmt::print(stderr, "\r\033[K");
  }

 private:
  bool on_terminal_ = isatty(STDERR_FILENO) != 0;
  std::chrono::steady_clock::time_point shown_{};
};

}  // namespace

void add_ingest(CLI::App& app, int& exit_code) {
  struct Options {
    ReadingOptions reading;
    std::string archive;
    bool quiet = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("ingest", "documents -> archive; safe to repeat and to interrupt");
  options->reading.add_to(
      *verb, "files, folders, WARC, feeds, http(s) addresses, or - for standard input");
  add_archive_option(*verb, options->archive);
  verb->add_flag("--quiet", options->quiet, "no summary");
  verb->footer("Example: brink ingest --archive crisis.db examples/ukraine-2022");
  verb->callback([options, &exit_code] {
    const auto pipeline = open_pipeline(options->reading, exit_code);
    if (!pipeline) return;
    const auto archive =
        open_archive(options->archive, Access::kWrite, archive_settings(pipeline->settings()));
    if (!archive) return void(exit_code = complain_of_archive(archive.error()));
    heed_interruption();

    Progress progress;
    const RunSummary summary =
        pipeline->ingest(options->reading.sources, **archive, now_utc(),
                         [&](const RunSummary& so_far) { return progress(so_far); });
    progress.clear();
    report(summary, !options->quiet);
    if (!options->quiet)
      fmt::print("{} new, {} revised, {} already here, {} set aside; {} events\n", summary.fresh,
                 summary.revised, summary.repeated, summary.aside_count, summary.events);
    exit_code = interrupted ? 128 + SIGINT : exit_code_of(summary);
  });
}

}  // namespace brink::app
