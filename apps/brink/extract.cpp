// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "fmt/format.h"
#include "records/records.h"
#include "verbs.h"

namespace brink::app {

void add_extract(CLI::App& app, int& exit_code) {
  struct Options {
    ReadingOptions reading;
    bool text_only = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("extract", "page -> article, one JSON record a page");
  options->reading.add_to(
      *verb,
      "pages, feeds, WARC, JSONL, mail, folders, http(s) addresses, or - for standard input");
  verb->add_flag("--text", options->text_only, "the article's text alone");
  verb->footer("Example: brink extract saved/*.html > articles.jsonl");
  verb->callback([options, &exit_code] {
    const auto pipeline = open_pipeline(options->reading, exit_code);
    if (!pipeline) return;
    const RunSummary summary =
        pipeline->extract(options->reading.sources, [&](const Document& document) {
          fmt::print("{}\n",
                     options->text_only ? document.text + "\n" : line_of(record_of(document)));
          return std::ferror(stdout) == 0;
        });
    report(summary, false);
    exit_code = exit_code_of(summary);
  });
}

}  // namespace brink::app
