// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "assess/assess.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "interruption.h"
#include "knowledge/knowledge.h"
#include "records/records.h"
#include "serve/serve.h"
#include "store/store.h"
#include "verbs.h"

namespace brink::app {
namespace {

namespace fs = std::filesystem;

struct ServeOptions {
  ServeSettings serve;
  ReadingOptions reading;
  std::string watch, at;
  bool no_web = false;
};

// The pipeline, loaded when it is first needed: a server that only shows boards does without.
class LazyPipeline {
 public:
  explicit LazyPipeline(ReadingOptions options) : options_(std::move(options)) {}

  Result<const Pipeline*> get() {
    const std::lock_guard lock(mutex_);
    if (pipeline_) return &*pipeline_;
    const auto settings = options_.settings();
    if (!settings) return settings.error();
    auto pipeline = Pipeline::open(*settings, options_.tables);
    if (!pipeline) return pipeline.error();
    pipeline_.emplace(std::move(*pipeline));
    return &*pipeline_;
  }

 private:
  const ReadingOptions options_;
  std::mutex mutex_;
  std::optional<Pipeline> pipeline_;
};

// A file for what was posted, gone at the end.
class PostedFile {
 public:
  explicit PostedFile(const std::string& text) {
    char folder[] = "/tmp/brink-posted-XXXXXX";
    if (!mkdtemp(folder)) return;
    folder_ = folder;
    std::ofstream(path(), std::ios::binary) << text;
  }
  ~PostedFile() {
    std::error_code error;
    if (!folder_.empty()) fs::remove_all(folder_, error);
  }
  PostedFile(const PostedFile&) = delete;
  std::string path() const { return folder_ + "/posted.jsonl"; }

 private:
  std::string folder_;
};

Result<Json> ingest(LazyPipeline& lazy, const std::string& archive_file, const std::string& lines) {
  const auto pipeline = lazy.get();
  if (!pipeline) return pipeline.error();
  const Settings& settings = (*pipeline)->settings();
  ArchiveSettings archive_settings;
  archive_settings.excerpt = {static_cast<std::size_t>(settings.excerpt_characters), static_cast<std::size_t>(settings.excerpt_sentences)};
  const auto archive = open_archive(archive_file, Access::kWrite, archive_settings);
  if (!archive) return archive.error();
  const PostedFile file(lines);
  const RunSummary s = (*pipeline)->ingest({file.path()}, **archive, now_utc());
  if (s.failure) return *s.failure;
  Json aside = Json::array();
  for (const SetAside& item : s.aside) {
    if (aside.size() == 20) break;
    const std::size_t record = item.source.find('#');
    aside.push_back({{"source", record == std::string::npos ? "posted" : "posted" + item.source.substr(record)},
                     {"error", Error{item.error.stage, "", item.error.found, item.error.expected}.sentence()}});
  }
  return Json{{"new", s.fresh}, {"revised", s.revised}, {"repeated", s.repeated}, {"set_aside", s.aside_count}, {"events", s.events}, {"aside", aside}};
}

std::vector<Json> actors(const Knowledge& knowledge, const std::string& name, Day day) {
  std::vector<Json> found;
  const auto or_null = [](const std::optional<Day>& d) { return d ? Json(to_iso(*d)) : Json(nullptr); };
  for (const Party* party : knowledge.who_is(name)) {
    const Role* now = role_on(*party, day);
    const Role* role = now ? now : role_before(*party, day);
    if (!role && !party->roles.empty()) role = &party->roles.front();
    const Capacity capacity = capacity_of(*party, day);
    const char* kind = party->kind == Party::Kind::kCountry ? "country" : party->kind == Party::Kind::kOrganisation ? "organisation" : "person";
    found.push_back({{"name", party->name}, {"kind", kind}, {"code", capacity.code}, {"sector", capacity.sectors},
                     {"from", role ? or_null(role->from) : Json(nullptr)}, {"until", role ? or_null(role->until) : Json(nullptr)},
                     {"role", role && !role->title.empty() ? Json(role->title) : Json(nullptr)}, {"in_force", now != nullptr}});
  }
  return found;
}

Result<std::vector<Json>> places(LazyPipeline& lazy, const std::string& name) {
  const auto pipeline = lazy.get();
  if (!pipeline) return pipeline.error();
  std::vector<Json> found;
  for (const Candidate& c : (*pipeline)->places_named(name)) {
    found.push_back({{"name", c.name}, {"kind", name_of(c.kind)}, {"country", c.country}, {"region", c.admin1}, {"county", c.admin2},
                     {"lat", c.lat}, {"lon", c.lon}, {"population", c.population}});
    found.back()["geonames"] = c.geonames == 0 ? Json(nullptr) : Json(c.geonames);
  }
  return found;
}

Result<ServeHands> hands_for(const ServeOptions& options) {
  ServeHands hands;
  const auto knowledge = Knowledge::load(share_dir() / "data", options.reading.tables);
  if (!knowledge) return knowledge.error();
  const auto shared = std::make_shared<const Knowledge>(std::move(*knowledge));
  hands.knowledge = shared;
  hands.actors = [shared](const std::string& name, Day day) { return actors(*shared, name, day); };
  const auto lazy = std::make_shared<LazyPipeline>(options.reading);
  hands.places = [lazy](const std::string& name) { return places(*lazy, name); };
  hands.trail = [lazy](const Document& document, const Event& event) -> std::optional<EventTrail> {
    const auto pipeline = lazy->get();
    if (!pipeline) return {};
    return (*pipeline)->trail_of(document, event);
  };
  hands.ingest = [lazy, archive = options.serve.archive](const std::string& lines) { return ingest(*lazy, archive, lines); };
  if (options.watch.empty()) return hands;
  auto watch = read_watch(options.watch);
  if (!watch) return watch.error();
  hands.watch = *watch;
  const auto assessor = std::make_shared<const Assessor>(std::move(*watch));
  hands.assess = [assessor](const Archive& archive, Day at) { return assessor->assess(archive, at); };
  hands.ledger = [assessor](const Archive& archive, Day at, std::size_t most) { return assessor->ledger(archive, at, most); };
  return hands;
}

// The dashboard beside the program, when it was built.
std::string built_web() {
  std::error_code error;
  for (const char* folder : {"web", "web/dist"})
    if (fs::exists(share_dir() / folder / "index.html", error) && !fs::exists(share_dir() / folder / "package.json", error)) return (share_dir() / folder).string();
  return {};
}

Outcome settle(ServeOptions& options) {
  if (!options.at.empty()) {
    const auto at = read_iso(options.at);
    if (!at) return Error{"serve", "--at", options.at, "a day as 2022-01-28"};
    options.serve.at = at->local_day();
  }
  if (options.serve.web.empty() && !options.no_web) options.serve.web = built_web();
  if (options.serve.alerts_file.empty()) options.serve.alerts_file = local_name(options.serve.archive) + ".alerts.json";
  return Done{};
}

int run(ServeOptions& options) {
  if (const auto settled = settle(options); !settled) return complain(settled.error(), kWrongUsage);
  auto hands = hands_for(options);
  if (!hands) return complain(hands.error(), kWrongUsage);
  const auto server = Server::open(options.serve, std::move(*hands));
  if (!server) return complain(server.error(), kWrongUsage);
  heed_interruption();
  std::atomic<bool> done{false};
  // A handler may not do what stopping needs.
  std::thread waiter([&] {
    while (!interrupted && !done) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (!done) (*server)->stop();
  });
  const std::string host = options.serve.host.find(':') != std::string::npos && options.serve.host.front() != '[' ? "[" + options.serve.host + "]" : options.serve.host;
  fmt::print("http://{}:{}/\n", host, (*server)->port());
  if (options.serve.web.empty()) fmt::print(stderr, "no dashboard is built; the API is under /api/v1 (docs/serve.md)\n");
  std::fflush(stdout);
  const Outcome served = (*server)->run();
  done = true;
  waiter.join();
  return served ? kDone : complain(served.error(), kNothingUsable);
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  ServeSettings& s = options->serve;
  CLI::App* verb = app.add_subcommand("serve", "dashboard and JSON API over an archive (docs/serve.md)");
  verb->add_option("WATCH", options->watch, "watch file (TOML); without one there is no board");
  add_archive_option(*verb, s.archive);
  verb->add_option("--at", options->at, "the day that is shown when none is asked for, as 2022-01-28; default today");
  verb->add_option("--host", s.host, "address to listen at; any but a loopback one needs --token-file")->capture_default_str();
  verb->add_option("--port", s.port, "0: any free one")->check(CLI::Range(0, 65535))->capture_default_str();
  verb->add_option("--name", s.names, "a further name by which clients call this server");
  verb->add_option("--token-file", s.token_file, "lines \"read TOKEN\" and \"ingest TOKEN\"; mode 600");
  verb->add_option("--web", s.web, "folder of the built dashboard; default the one beside the program");
  verb->add_flag("--no-web", options->no_web, "the API alone");
  verb->add_option("--alerts", s.alerts_file, "where acknowledged and muted alerts are kept; default ARCHIVE.alerts.json, of one in PostgreSQL brink-HASH.alerts.json here, by its address");
  verb->add_option("--rate", s.rate, "requests a second and address, but for loopback; 0: no limit")->check(CLI::NonNegativeNumber)->capture_default_str();
  verb->add_option("--tables", options->reading.tables, "folder of tables that add to or override the built-in ones")->check(CLI::ExistingDirectory);
  verb->add_option("--settings", options->reading.settings_file, "settings (TOML) for documents that are posted; default brink.toml if there");
  verb->footer("Example: brink serve examples/ukraine-2022/watch.toml --archive crisis.db --at 2022-02-20");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
