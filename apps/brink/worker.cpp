// SPDX-License-Identifier: Apache-2.0
// Takes documents from a stream, codes them and writes them into an archive.
#include <chrono>
#include <mutex>

#include "base/iso_time.h"
#include "fmt/format.h"
#include "interruption.h"
#include "store/store.h"
#include "stream/stream.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct WorkerOptions {
  StreamSettings stream;
  std::string archive, settings, tables, metrics;
  std::size_t batch = 50;
  int patience = 300, answer_within = 120;
  bool until_empty = false, quiet = false;
};

// What a worker has done so far; the metrics' thread reads it too.
class Tally {
 public:
  void add(const RunSummary& summary) {
    const std::lock_guard lock(mutex_);
    summary_ = summary;
  }
  RunSummary summary() const {
    const std::lock_guard lock(mutex_);
    return summary_;
  }
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  mutable std::mutex mutex_;
  RunSummary summary_ = empty_work_summary();
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string metrics_text(const Tally& tally, const StreamCounts& counts) {
  const RunSummary s = tally.summary();
  const double rate = tally.seconds() > 0 ? static_cast<double>(counts.done) / tally.seconds() : 0;
  std::string text;
  const auto line = [&](const char* name, const char* kind, const char* help, double value) {
    text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, kind, help, value);
  };
  line("brink_worker_documents_total", "counter", "Documents written and answered.", static_cast<double>(counts.done));
  line("brink_worker_redelivered_total", "counter", "Documents given back for another try.", static_cast<double>(counts.later));
  line("brink_worker_dead_total", "counter", "Documents sent to the dead letters.", static_cast<double>(counts.dead));
  line("brink_worker_new_total", "counter", "Documents new to the archive.", static_cast<double>(s.fresh));
  line("brink_worker_revised_total", "counter", "Documents that revised one in the archive.", static_cast<double>(s.revised));
  line("brink_worker_repeated_total", "counter", "Documents that the archive had.", static_cast<double>(s.repeated));
  line("brink_worker_events_total", "counter", "Events written.", static_cast<double>(s.events));
  line("brink_worker_documents_per_second", "gauge", "Since the start.", rate);
  line("brink_stream_waiting", "gauge", "Documents on the stream that nobody has yet.", static_cast<double>(counts.waiting));
  line("brink_stream_unanswered", "gauge", "Documents at some worker.", static_cast<double>(counts.unanswered));
  return text;
}

Result<Settings> worker_settings(const WorkerOptions& options) {
  if (options.settings.empty()) return Settings{};
  return read_settings(options.settings);
}

int run(const WorkerOptions& options) {
  const auto settings = worker_settings(options);
  if (!settings) return complain(settings.error(), kWrongUsage);
  const auto pipeline = Pipeline::open(*settings, options.tables);
  if (!pipeline) return complain(pipeline.error(), kWrongUsage);
  ArchiveSettings archive_settings;
  archive_settings.excerpt = {static_cast<std::size_t>(settings->excerpt_characters), static_cast<std::size_t>(settings->excerpt_sentences)};
  archive_settings.wait_ms = 60'000;  // workers of one file take turns
  const auto archive = open_archive(options.archive, Access::kWrite, archive_settings);
  if (!archive) return complain_of_archive(archive.error());
  StreamSettings stream = options.stream;
  stream.answer_within = std::chrono::seconds(options.answer_within);
  auto worker = Worker::connect(stream);
  if (!worker) return complain(worker.error(), kNothingUsable);
  heed_interruption();

  Tally tally;
  std::optional<MetricsServer> metrics;
  if (!options.metrics.empty()) {
    auto opened = MetricsServer::open(options.metrics, [&] { return metrics_text(tally, worker->counts()); });
    if (!opened) return complain(opened.error(), kWrongUsage);
    metrics.emplace(std::move(*opened));
  }
  RunSummary summary = empty_work_summary();
  const auto handle = [&](const std::vector<StreamMessage>& messages) {
    auto verdicts = pipeline->work(messages, **archive, now_utc(), summary);
    tally.add(summary);
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      if (verdicts[i].handled != Handled::kDone)
        fmt::print(stderr, "{} {}: {}\n", verdicts[i].handled == Handled::kDead ? "dead letter" : "later", messages[i].id, verdicts[i].reason);
    return verdicts;
  };
  const Outcome done = worker->run(options.batch, options.until_empty, std::chrono::seconds(options.patience), handle, [] { return interrupted == 0; });
  const StreamCounts counts = worker->counts();
  if (!options.quiet)
    fmt::print("{} documents written ({} new, {} revised, {} already here), {} events; {} given back, {} dead letters\n", counts.done, summary.fresh,
               summary.revised, summary.repeated, summary.events, counts.later, counts.dead);
  if (!done) return complain(done.error(), kNothingUsable);
  return kDone;
}

}  // namespace

void add_worker(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<WorkerOptions>();
  CLI::App* verb = app.add_subcommand("worker", "codes documents from a NATS stream into an archive; any number may share the work");
  add_stream_options(*verb, options->stream);
  add_archive_option(*verb, options->archive);
  verb->add_option("--consumer", options->stream.consumer, "workers of one name share the work")->capture_default_str();
  verb->add_option("--batch", options->batch, "documents a transaction")->check(CLI::Range(1, 1000))->capture_default_str();
  verb->add_option("--settings", options->settings, "settings file (TOML)");
  verb->add_option("--tables", options->tables, "folder of tables that add to or override the built-in ones");
  verb->add_option("--metrics", options->metrics, "HOST:PORT that answers /metrics (Prometheus) and /healthz");
  verb->add_option("--patience", options->patience, "seconds to wait for a server that is away")->check(CLI::Range(1, 86'400))->capture_default_str();
  verb->add_option("--answer-within", options->answer_within, "seconds until a document goes to another worker; the same for all that share the work")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  verb->add_flag("--until-empty", options->until_empty, "end when no document waits");
  verb->add_flag("--quiet", options->quiet, "no summary");
  verb->footer("Example: brink worker --nats nats://queue:4222 --archive crisis.db --metrics 127.0.0.1:9464");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
