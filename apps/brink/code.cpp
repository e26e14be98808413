// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "base/iso_time.h"
#include "fmt/format.h"
#include "records/records.h"
#include "verbs.h"

namespace brink::app {

void add_code(CLI::App& app, int& exit_code) {
  auto reading = std::make_shared<ReadingOptions>();
  CLI::App* verb = app.add_subcommand("code", "documents -> events, one JSON record an event; no archive");
  reading->add_to(*verb, "pages, text, JSONL, feeds, WARC, mail, folders, http(s) addresses, or - for standard input");
  auto date = std::make_shared<std::string>();
  verb->add_option("--date", *date, "publication day of documents that do not tell theirs, as 2022-01-28");
  auto pairs = std::make_shared<bool>(false);
  verb->add_flag("--pairs", *pairs, "the inputs are JSON lines {id, text, source, target}; answers for each the one type that relates the two mentions");
  verb->footer("Example: brink code --date 2022-01-28 article.txt");
  verb->callback([reading, date, pairs, &exit_code] {
    auto pipeline = open_pipeline(*reading, exit_code);
    if (!pipeline) return;
    if (!date->empty()) {
      const auto day = read_iso(*date);
      if (!day) return void(exit_code = complain("--date: found " + *date + ", expected a day as 2022-01-28", kWrongUsage));
      pipeline->assume_published(*day);
    }
    if (*pairs) return void(exit_code = code_pairs(*pipeline, reading->sources));
    const RunSummary summary = pipeline->code(reading->sources, [&](const Reading& read) {
      for (const Event& event : read.events) fmt::print("{}\n", line_of(record_of(event)));
      return std::ferror(stdout) == 0;
    });
    report(summary, false);
    exit_code = exit_code_of(summary);
  });
}

}  // namespace brink::app
