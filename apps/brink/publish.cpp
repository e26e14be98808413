// SPDX-License-Identifier: Apache-2.0
// Documents onto a stream, for workers to code.

#include "fmt/format.h"
#include "interruption.h"
#include "stream/stream.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct PublishOptions {
  ReadingOptions reading;
  StreamSettings stream;
  bool quiet = false;
};

int run(const PublishOptions& options) {
  const auto settings = options.reading.settings();
  if (!settings) return complain(settings.error(), kWrongUsage);
  auto publisher = Publisher::connect(options.stream);
  if (!publisher) return complain(publisher.error(), kNothingUsable);
  heed_interruption();
  const auto going = [] { return interrupted == 0; };
  const RunSummary summary = publish(*settings, options.reading.sources, [&](const std::string& id, const std::string& bytes) -> Result<bool> {
    if (!going()) return Error{"stream", options.stream.url, "a signal to stop", "nothing; publish again, what is there is known"};
    return publisher->publish(id, bytes, going);
  });
  report(summary, false);
  if (!options.quiet) fmt::print("{} published, {} already there, {} set aside\n", summary.fresh, summary.repeated, summary.aside_count);
  return interrupted ? 128 + SIGINT : exit_code_of(summary);
}

}  // namespace

void add_stream_options(CLI::App& verb, StreamSettings& stream) {
  verb.add_option("--nats", stream.url, "the NATS server")->envname("BRINK_NATS")->capture_default_str();
  verb.add_option("--stream", stream.stream, "the stream's name")->capture_default_str();
  verb.add_option("--most-bytes", stream.most_bytes, "of waiting documents, when the stream is made; beyond, publishers wait")->capture_default_str();
}

void add_publish(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<PublishOptions>();
  CLI::App* verb = app.add_subcommand("publish", "documents -> a NATS stream, for workers to code");
  options->reading.add_to(*verb, "files, folders, WARC, feeds, http(s) addresses, or - for standard input");
  add_stream_options(*verb, options->stream);
  verb->add_flag("--quiet", options->quiet, "no summary");
  verb->footer("Example: brink publish news/*.warc.gz --nats nats://queue:4222");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
