// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "base/files.h"
#include "base/iso_time.h"
#include "exchange/exchange.h"
#include "fmt/format.h"
#include "records/records.h"
#include "verbs.h"

namespace brink::app {
namespace {

// Writes a report's events as records, or as other people write them.
class EventPrinter {
 public:
  EventPrinter(const std::optional<Knowledge>& knowledge, const std::string& format) {
    if (!knowledge) return;
    exporter_.emplace(*knowledge, *data_format_named(format));
    fmt::print("{}", exporter_->heading());
  }

  void operator()(const Reading& read) {
    if (!exporter_) {
      for (const Event& event : read.events) fmt::print("{}\n", line_of(record_of(event)));
      return;
    }
    StoredDocument report;
    report.document = read.document;
    for (const Event& event : read.events) fmt::print("{}", exporter_->lines(event, report));
  }
  void finish() const {
    if (exporter_) tell_left_out(*exporter_);
  }

 private:
  std::optional<Exporter> exporter_;
};

// What an exporter needs; nothing for our own records.
Result<std::optional<Knowledge>> knowledge_for(const std::string& format,
                                               const std::string& tables) {
  if (format == "jsonl") return std::optional<Knowledge>();
  auto knowledge = Knowledge::load(share_dir() / "data", tables);
  if (!knowledge) return knowledge.error();
  return std::optional<Knowledge>(std::move(*knowledge));
}

}  // namespace

void add_code(CLI::App& app, int& exit_code) {
  auto reading = std::make_shared<ReadingOptions>();
  CLI::App* verb =
      app.add_subcommand("code", "documents -> events, one JSON record an event; no archive");
  reading->add_to(
      *verb,
      "pages, text, JSONL, feeds, WARC, mail, folders, http(s) addresses, or - for standard input");
  auto date = std::make_shared<std::string>();
  verb->add_option("--date", *date,
                   "publication day of documents that do not tell theirs, as 2022-01-28");
  auto pairs = std::make_shared<bool>(false);
  verb->add_flag("--pairs", *pairs,
                 "the inputs are JSON lines {id, text, source, target}; answers for each the one "
                 "type that relates the two mentions");
  auto format = std::make_shared<std::string>("jsonl");
  verb->add_option("--format", *format,
                   "jsonl, plover, cameo, phoenix, gdelt (2.0), gdelt1, icews, polecat or csv")
      ->check(CLI::IsMember({"jsonl", "plover", "cameo", "phoenix", "gdelt", "gdelt1", "gdelt2",
                             "icews", "polecat", "csv"}))
      ->capture_default_str();
  verb->footer(
      "Example: brink code --date 2022-01-28 article.txt\n"
      "         brink code --format cameo --date 2022-01-28 article.txt");
  verb->callback([reading, date, pairs, format, &exit_code] {
    auto pipeline = open_pipeline(*reading, exit_code);
    if (!pipeline) return;
    if (!date->empty()) {
      const auto day = read_iso(*date);
      if (!day)
        return void(exit_code = complain(
                        "--date: found " + *date + ", expected a day as 2022-01-28", kWrongUsage));
      pipeline->assume_published(*day);
    }
    if (*pairs) return void(exit_code = code_pairs(*pipeline, reading->sources));
    const auto knowledge = knowledge_for(*format, reading->tables);
    if (!knowledge) return void(exit_code = complain(knowledge.error(), kWrongUsage));
    EventPrinter print(*knowledge, *format);
    const RunSummary summary = pipeline->code(reading->sources, [&](const Reading& read) {
      print(read);
      return std::ferror(stdout) == 0;
    });
    print.finish();
    report(summary, false);
    exit_code = exit_code_of(summary);
  });
}

}  // namespace brink::app
