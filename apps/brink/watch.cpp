// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <chrono>
#include <random>
#include <thread>

#include "alerts/alerts.h"
#include "assess/assess.h"
#include "fmt/format.h"
#include "interruption.h"
#include "pipeline/pipeline.h"
#include "store/store.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct WatchOptions {
  ReadingOptions reading;
  std::string watch, archive, every = "10m";
  std::vector<std::string> feeds;
  bool once = false;
};

// "90s", "10m", "2h"; at least ten seconds, at most a day.
std::optional<std::chrono::seconds> read_time(const std::string& text) {
  int number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end + 1 != text.data() + text.size() || number <= 0 || number > 86'400) return {};
  const int unit = *end == 's' ? 1 : *end == 'm' ? 60 : *end == 'h' ? 3600 : 0;
  const std::chrono::seconds time(static_cast<long>(number) * unit);
  if (time < std::chrono::seconds(10) || time > std::chrono::hours(24)) return {};
  return time;
}

WatchTools tools_of_the_machine() {
  auto random = std::make_shared<std::mt19937_64>(std::random_device{}());
  WatchTools tools;
  tools.clock = [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); };
  tools.sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); };
  tools.chance = [random] { return std::uniform_real_distribution<double>(0, 1)(*random); };
  tools.stop = [] { return interrupted != 0; };
  return tools;
}

// Rounds until it is time to stop. An exit code.
int watch_on(WatchRounds& rounds, bool once, std::chrono::seconds every) {
  while (true) {
    const auto due = std::chrono::steady_clock::now() + every;
    const WatchRound round = rounds.round();
    fmt::print(stderr, "{}\n", round.line());
    if (once && !round.stopped)
      return round.judged && round.failed < round.feeds ? kDone : kNothingUsable;
    if (round.stopped) return kDone;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - std::chrono::steady_clock::now());
    if (!rounds.wait(left)) return kDone;
  }
}

int watch(const WatchOptions& options) {
  const auto every = read_time(options.every);
  if (!every) return complain("--every: found " + options.every + ", expected a time as 90s, 10m or 2h", kWrongUsage);
  auto settings = options.reading.settings();
  if (!settings) return complain(settings.error(), kWrongUsage);
  if (const Outcome taken = take_secrets(settings->alerts); !taken) return complain(taken.error(), kWrongUsage);
  auto file = read_watch(options.watch);
  if (!file) return complain(file.error(), kWrongUsage);
  if (file->feeds.empty() && options.feeds.empty())
    return complain("watch: " + options.watch + " names no feeds: feeds = [\"https://...\"], or --feed", kWrongUsage);
  const auto archive = open_archive(options.archive, Access::kWrite, archive_settings(*settings));
  if (!archive) return complain(archive.error(), kWrongUsage);
  // One watch at a time over an archive and a watch file: two would send twice.
  const auto turn = (*archive)->take_turn(file->id + ".watch");
  if (!turn) return complain(turn.error(), kNothingUsable);
  if (!*turn) return complain("watch: another brink watch of " + file->id + " runs over " + shown_address(options.archive), kNothingUsable);
  const auto pipeline = Pipeline::open(std::move(*settings), options.reading.tables);
  if (!pipeline) return complain(pipeline.error(), kWrongUsage);
  heed_interruption();
  WatchRounds rounds(*pipeline, std::move(*file), **archive, options.feeds, tools_of_the_machine());
  return watch_on(rounds, options.once, *every);
}

}  // namespace

void add_watch(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* verb = app.add_subcommand("watch", "follows feeds and tells what is new about the board");
  verb->add_option("WATCH", options->watch, "watch file (TOML)")->required();
  verb->add_option("--feed", options->feeds, "a feed besides those of the watch file: an address, file or folder");
  verb->add_option("--every", options->every, "from round to round: 90s, 10m, 2h")->capture_default_str();
  verb->add_flag("--once", options->once, "one round, for cron");
  add_archive_option(*verb, options->archive);
  options->reading.add_settings_to(*verb);
  verb->footer(
      "Alerts go to the channels of [alerts] in the settings file (docs/watch.md) and are listed by brink alerts.\n"
      "Example: brink watch examples/coup-watch.toml --feed https://news.example/rss --archive crisis.db --every 10m");
  verb->callback([options, &exit_code] { exit_code = watch(*options); });
}

}  // namespace brink::app
