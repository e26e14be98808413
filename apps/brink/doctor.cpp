// SPDX-License-Identifier: Apache-2.0
// The verb that checks an installation, and says what to do about what it finds.
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "assess/assess.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "pipeline/pipeline.h"
#include "records/records.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

namespace fs = std::filesystem;

enum class Health { kGood, kDoubtful, kBad };

struct Finding {
  std::string what;
  Health health = Health::kGood;
  std::string found;
  std::string remedy;  // what to do; empty when good
};

struct DoctorOptions {
  std::string archive, settings, tables;
  std::vector<std::string> watches;
  bool json = false;
};

constexpr std::uint64_t kLeastFree = 1u << 30;         // bytes of disk
constexpr std::uint64_t kLeastMemory = 512ull << 20;   // bytes
constexpr const char* kSentence = "Russia moved troops to the border of Ukraine on Friday.";

Finding good(std::string what, std::string found) { return {std::move(what), Health::kGood, std::move(found), ""}; }
Finding bad(std::string what, const Error& error, std::string remedy) { return {std::move(what), Health::kBad, error.sentence(), std::move(remedy)}; }

Finding check_tables() {
  const fs::path share = share_dir();
  for (const char* needed : {"data/frames", "data/actors/countries.tsv", "models/english-parser.bin"}) {
    std::error_code error;
    if (!fs::exists(share / needed, error))
      return {"tables", Health::kBad, fmt::format("no {} in {}", needed, share.string()),
              "Install the package again, or point BRINK_SHARE to the folder that holds data/ and models/."};
  }
  return good("tables", share.string());
}

// A model that was cut off while it was copied is found by its manifest.
Finding check_models() {
  const fs::path models = share_dir() / "models";
  std::error_code error;
  std::size_t checked = 0;
  for (const auto& entry : fs::directory_iterator(models, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto text = read_file(entry.path());
    const Json manifest = text ? Json::parse(*text, nullptr, false) : Json();
    if (!manifest.is_object() || !manifest.contains("model") || !manifest.contains("bytes")) continue;
    const fs::path model = models / manifest["model"].get<std::string>();
    const auto size = fs::file_size(model, error);
    if (error || size != manifest["bytes"].get<std::uintmax_t>())
      return {"models", Health::kBad, fmt::format("{} has {} bytes, its manifest says {}", model.string(), error ? 0 : size, manifest["bytes"].dump()),
              "Copy the file again, or install the package again."};
    ++checked;
  }
  return good("models", fmt::format("{} as their manifests say", checked));
}

Finding check_reading(const Settings& settings, const std::string& tables) {
  auto pipeline = Pipeline::open(settings, tables);
  if (!pipeline) return bad("reading", pipeline.error(), "Mend the table or model that is named; without --tables the built-in ones are used alone.");
  Document document;
  document.id = "0", document.text = kSentence, document.language = "en";
  document.published = read_iso("2022-01-29");
  const auto reading = pipeline->read(std::move(document));
  for (const Event& event : reading.events)
    if (event.type == "MOBILIZE" && !event.actor.empty() && event.actor.front().code == "RUS" && event.date == "2022-01-28")
      return good("reading", fmt::format("\"{}\" is read as it should be", kSentence));
  return {"reading", Health::kBad, fmt::format("\"{}\" is not read as an event of 2022-01-28", kSentence),
          "Tables and models do not fit each other: install both from one version."};
}

Finding check_settings(const std::string& path, Settings& settings) {
  std::error_code error;
  const std::string file = path.empty() && fs::exists("brink.toml", error) ? "brink.toml" : path;
  if (file.empty()) return good("settings", "none; the built-in ones are used");
  auto read = read_settings(file);
  if (!read) return bad("settings", read.error(), "Mend that line; docs/settings.md lists the keys.");
  settings = std::move(*read);
  return good("settings", file);
}

std::string bytes_text(std::uint64_t bytes) {
  return bytes >= 1u << 30 ? fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1u << 30)) : fmt::format("{} MiB", bytes >> 20);
}

// An archive in PostgreSQL. What there is to say of its disk, its server's own tools say.
Finding check_server_archive(const std::string& address) {
  const auto archive = open_archive(address, Access::kRead);
  if (!archive && archive.error().found == "no archive in this database")
    return {"archive", Health::kDoubtful, fmt::format("none at {}", shown_address(address)), "`brink ingest SOURCE` makes it."};
  if (!archive)
    return bad("archive", archive.error(), "See that the server runs and lets this role in (docs/store.md, PostgreSQL); an archive of a newer version needs that version.");
  const auto counts = (*archive)->counts();
  if (!counts) return bad("archive", counts.error(), "Look into the server's log; the archive's tables belong to the role that made them.");
  return good("archive", fmt::format("{}: {} documents, {} events, {} set aside", shown_address(address), counts->documents, counts->events, counts->set_aside));
}

void check_archive(const std::string& path, std::vector<Finding>& findings) {
  if (is_address(path)) return findings.push_back(check_server_archive(path));
  std::error_code error;
  const fs::path folder = fs::absolute(path, error).parent_path();
  if (!fs::exists(path, error)) {
    const bool writable = ::access(folder.c_str(), W_OK) == 0;
    findings.push_back({"archive", writable ? Health::kDoubtful : Health::kBad, fmt::format("none at {}", path),
                        writable ? "`brink ingest SOURCE` makes it." : fmt::format("Give this user the right to write into {}.", folder.string())});
  } else {
    const auto archive = open_archive(path, Access::kRead);
    if (!archive)
      findings.push_back(bad("archive", archive.error(), "Name the right file with --archive; an archive of a newer version needs that version."));
    else if (const auto counts = (*archive)->counts(); !counts)
      findings.push_back(bad("archive", counts.error(), "The file may be damaged: copy it aside, and `sqlite3 FILE \"PRAGMA integrity_check\"`."));
    else
      findings.push_back(good("archive", fmt::format("{}: {} documents, {} events, {} set aside", path, counts->documents, counts->events, counts->set_aside)));
    if (::access(path.c_str(), W_OK) != 0)
      findings.push_back({"archive", Health::kDoubtful, "this user may read it but not write", "Run ingest and watch as its owner."});
  }
  const auto space = fs::space(folder, error);
  if (!error)
    findings.push_back(space.available < kLeastFree
                           ? Finding{"disk", Health::kDoubtful, bytes_text(space.available) + " free beside the archive",
                                     "Make room: about 1.3 kB an event and what the texts take. A full disk loses nothing, but stops ingest."}
                           : good("disk", bytes_text(space.available) + " free beside the archive"));
}

Finding check_watch(const std::string& path) {
  const auto watch = read_watch(path);
  if (!watch) return bad("watch", watch.error(), "Mend that line; docs/assess.md describes the file.");
  return good("watch", fmt::format("{}: {} scenarios, {} indicators, {} plans", path, watch->scenarios.size(), watch->indicators.size(), watch->plans.size()));
}

Finding check_machine() {
  const std::uint64_t memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGE_SIZE));
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  const std::string found = fmt::format("{} cores, {} memory, {} open files allowed", std::thread::hardware_concurrency(), bytes_text(memory), files.rlim_cur);
  if (memory < kLeastMemory) return {"machine", Health::kDoubtful, found, "Reading takes about 110 MB; leave it half a gigabyte."};
  if (files.rlim_cur < 256) return {"machine", Health::kDoubtful, found, "Raise it: ulimit -n 1024."};
  return good("machine", found);
}

// Boards compare days: a clock that stands at the epoch makes all of them wrong.
Finding check_clock() {
  const std::string now = now_utc();
  if (now < "2024") return {"clock", Health::kBad, now, "Set it: timedatectl set-ntp true."};
  return good("clock", now);
}

const char* name_of(Health health) { return health == Health::kGood ? "good" : health == Health::kDoubtful ? "look" : "BAD"; }

int run(const DoctorOptions& options) {
  std::vector<Finding> findings;
  Settings settings;
  findings.push_back(good("version", version()));
  findings.push_back(check_machine());
  findings.push_back(check_clock());
  findings.push_back(check_tables());
  findings.push_back(check_models());
  findings.push_back(check_settings(options.settings, settings));
  findings.push_back(check_reading(settings, options.tables));
  check_archive(options.archive, findings);
  for (const std::string& watch : options.watches) findings.push_back(check_watch(watch));
  bool any_bad = false;
  for (const Finding& f : findings) {
    any_bad = any_bad || f.health == Health::kBad;
    if (options.json) {
      fmt::print("{}\n", line_of({{"check", f.what}, {"health", name_of(f.health)}, {"found", f.found}, {"remedy", f.remedy}}));
      continue;
    }
    fmt::print("{:<5}{:<9} {}\n", name_of(f.health), f.what, f.found);
    if (!f.remedy.empty()) fmt::print("               {}\n", f.remedy);
  }
  return any_bad ? kNothingUsable : kDone;
}

}  // namespace

void add_doctor(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* verb = app.add_subcommand("doctor", "checks an installation, and says what to do");
  verb->add_option("WATCH", options->watches, "watch files to check too");
  verb->add_option("--settings", options->settings, "settings file (TOML)");
  verb->add_option("--tables", options->tables, "folder of tables that add to or override the built-in ones");
  verb->add_flag("--json", options->json, "one JSON object a check");
  add_archive_option(*verb, options->archive);
  verb->footer("Example: brink doctor --archive crisis.db examples/ukraine-2022/watch.toml");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
