// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "base/iso_time.h"
#include "fmt/format.h"
#include "records/records.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct AnnotateOptions {
  ReadingOptions reading;
  std::string layers, date;
  bool conllu = false;
};

RunSummary annotate(const Pipeline& pipeline, const AnnotateOptions& options,
                    std::span<const Layer> layers) {
  const auto print = [](const Json& record) {
    fmt::print("{}\n", line_of(record));
    return std::ferror(stdout) == 0;
  };
  const auto& sources = options.reading.sources;
  return options.conllu ? pipeline.annotate_conllu(sources, layers, print)
                        : pipeline.annotate(sources, layers, print);
}

int run(const AnnotateOptions& options) {
  const auto layers = layers_named(options.layers);
  if (!layers) return complain(layers.error(), kWrongUsage);
  int exit_code = kDone;
  auto pipeline = open_pipeline(options.reading, exit_code);
  if (!pipeline) return exit_code;
  if (!options.date.empty()) {
    const auto day = read_iso(options.date);
    if (!day)
      return complain("--date: found " + options.date + ", expected a day as 2022-01-28",
                      kWrongUsage);
    pipeline->assume_published(*day);
  }
  const RunSummary summary = annotate(*pipeline, options, *layers);
  report(summary, false);
  return exit_code_of(summary);
}

}  // namespace

void add_annotate(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<AnnotateOptions>();
  CLI::App* verb = app.add_subcommand(
      "annotate", "what the coder sees in a document, one JSON record a document");
  options->reading.add_to(*verb,
                          "pages, text, JSONL (its text is read as given), feeds, WARC, mail, "
                          "folders, or - for standard input");
  verb->add_option("--layers", options->layers,
                   "which, parted by commas: times, places, quotes, predicates, entities")
      ->required();
  verb->add_flag(
      "--conllu", options->conllu,
      "the sources are CoNLL-U; their tokens are kept and sentences go by their sent_id");
  verb->add_option("--date", options->date,
                   "day of documents that do not tell theirs, as 2022-01-28");
  verb->footer("Example: brink annotate --layers times,quotes --date 2022-01-28 article.txt");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
