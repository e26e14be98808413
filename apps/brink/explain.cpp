// SPDX-License-Identifier: Apache-2.0
#include "assess/assess.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct ExplainOptions {
  std::string id, watch, archive, at;
};

// What reads the event anew, to show how. Nothing when models or tables are not there: the page
// does without.
std::string page_of_trail(const Evidence& evidence, Look look) {
  const auto pipeline = Pipeline::open({});
  return pipeline
             ? "\n" + trail_page(pipeline->trail_of(evidence.report.document, evidence.event), look)
             : std::string();
}

// The page of an event, or of a document's events, whose id begins so. Empty when there is none.
Result<std::string> page_of_id(const Archive& archive, const std::string& id, Look look) {
  const auto events = archive.event(id);
  if (!events) return events.error();
  if (events->size() > 1)
    return Error{"explain", id, fmt::format("{} events whose ids begin so", events->size()),
                 "more of the id"};
  if (events->size() == 1) {
    if (const auto evidence = opener(archive)(events->front().id))
      return event_page(*evidence, look) + page_of_trail(*evidence, look);
  }
  return std::string();
}

Result<std::string> page_of_reading(const Archive& archive, const ExplainOptions& options, Look look) {
  auto watch = read_watch(options.watch);
  if (!watch) return watch.error();
  const auto at = read_iso(options.at.empty() ? now_utc() : options.at);
  if (!at) return Error{"explain", "--at", options.at, "a day as 2022-01-28"};
  const auto assessment = Assessor(std::move(*watch)).assess(archive, at->local_day());
  if (!assessment) return assessment.error();
  std::string page = scenario_page(*assessment, options.id, opener(archive), look);
  return page.empty() ? indicator_page(*assessment, options.id, opener(archive), look) : page;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* verb = app.add_subcommand(
      "explain", "the trail of an event, indicator or scenario down to the sentences");
  verb->add_option("ID", options->id,
                   "an event's id or its first six or more digits; with --watch a scenario's or an "
                   "indicator's id")
      ->required();
  verb->add_option("--watch", options->watch,
                   "the watch file that names the scenario or indicator");
  verb->add_option("--at", options->at, "as known on this day; default today");
  add_archive_option(*verb, options->archive);
  verb->footer(
      "Example: brink explain 3f9a21 --archive crisis.db\n"
      "         brink explain full-invasion --watch examples/ukraine-2022/watch.toml --at "
      "2022-02-20");
  verb->callback([options, &exit_code] {
    const auto archive = open_archive(options->archive, Access::kRead);
    if (!archive) return void(exit_code = complain(archive.error(), kWrongUsage));
    const Look look = look_of_stdout();
    const auto page = options->watch.empty() ? page_of_id(**archive, options->id, look)
                                             : page_of_reading(**archive, *options, look);
    if (!page) return void(exit_code = complain(page.error(), kNothingUsable));
    if (page->empty()) {
      const char* hint =
          options->watch.empty() ? " (a scenario or an indicator needs --watch FILE)" : "";
      return void(exit_code = complain("explain: nothing here has the id " + options->id + hint,
                                       kNothingUsable));
    }
    fmt::print("{}", *page);
    exit_code = kDone;
  });
}

}  // namespace brink::app
