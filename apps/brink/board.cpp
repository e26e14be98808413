// SPDX-License-Identifier: Apache-2.0
#include "assess/assess.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "records/records.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {

void add_board(CLI::App& app, int& exit_code) {
  struct Options {
    std::string watch, archive, at;
    bool json = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("board", "where the crisis stands, by what was known on a day");
  verb->add_option("WATCH", options->watch, "watch file (TOML)")->required();
  add_archive_option(*verb, options->archive);
  verb->add_option("--at", options->at, "the day, as 2022-01-28; default today");
  verb->add_flag("--json", options->json, "one JSON object");
  verb->footer(
      "Example: brink board examples/ukraine-2022/watch.toml --archive crisis.db --at 2022-01-28");
  verb->callback([options, &exit_code] {
    const auto at = read_iso(options->at.empty() ? now_utc() : options->at);
    if (!at)
      return void(exit_code =
                      complain("--at: found " + options->at + ", expected a day as 2022-01-28",
                               kWrongUsage));
    auto watch = read_watch(options->watch);
    if (!watch) return void(exit_code = complain(watch.error(), kWrongUsage));
    const auto archive = open_archive(options->archive, Access::kRead);
    if (!archive) return void(exit_code = complain(archive.error(), kWrongUsage));
    const auto assessment = Assessor(std::move(*watch)).assess(**archive, at->local_day());
    if (!assessment) return void(exit_code = complain(assessment.error(), kNothingUsable));
    if (options->json)
      fmt::print("{}\n", line_of(record_of(*assessment)));
    else
      fmt::print("{}", board_page(*assessment, opener(**archive), look_of_stdout()));
    exit_code = kDone;
  });
}

}  // namespace brink::app
