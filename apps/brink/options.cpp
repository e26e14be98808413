// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/hash.h"
#include "fmt/format.h"
#include "store/store.h"
#include "verbs.h"

namespace brink::app {

void ReadingOptions::add_to(CLI::App& verb, const std::string& what) {
  verb.add_option("SOURCE", sources, what)->required();
  add_settings_to(verb);
  verb.add_flag("--strict", strict, "the first thing that must be set aside ends the run");
}

void ReadingOptions::add_settings_to(CLI::App& verb) {
  verb.add_option("--settings", settings_file,
                  "settings file (TOML); default brink.toml here, if there is one")
      ->check(CLI::ExistingFile);
  verb.add_option("--tables", tables, "folder of tables that add to or override the built-in ones")
      ->check(CLI::ExistingDirectory);
  verb.add_flag("--allow-private", allow_private, "fetch from private and loopback addresses too");
}

Result<Settings> ReadingOptions::settings() const {
  Settings settings;
  const std::string file = !settings_file.empty()                  ? settings_file
                           : std::filesystem::exists("brink.toml") ? "brink.toml"
                                                                   : "";
  if (!file.empty()) {
    auto read = read_settings(file);
    if (!read) return read.error();
    settings = std::move(*read);
  }
  settings.strict = strict;
  settings.allow_private |= allow_private;
  return settings;
}

std::optional<Pipeline> open_pipeline(const ReadingOptions& options, int& exit_code) {
  const auto settings = options.settings();
  auto pipeline =
      settings ? Pipeline::open(*settings, options.tables) : Result<Pipeline>(settings.error());
  if (pipeline) return std::move(*pipeline);
  exit_code = complain(pipeline.error(), kWrongUsage);
  return {};
}

ArchiveSettings archive_settings(const Settings& settings) {
  ArchiveSettings archive;
  archive.excerpt = {static_cast<std::size_t>(settings.excerpt_characters),
                     static_cast<std::size_t>(settings.excerpt_sentences)};
  return archive;
}

std::string local_name(const std::string& archive) {
  return is_address(archive) ? "brink-" + hex_hash(shown_address(archive)) : archive;
}

void add_archive_option(CLI::App& verb, std::string& archive) {
  archive = "brink.db";
  verb.add_option("--archive", archive, "the archive's file, or postgresql://user@host:port/database")
      ->envname("BRINK_ARCHIVE")
      ->capture_default_str();
}

int complain(const std::string& sentence, int exit_code) {
  fmt::print(stderr, "brink: {}\n", sentence);
  return exit_code;
}

int complain(const Error& error, int exit_code) { return complain(error.sentence(), exit_code); }

int complain_of_archive(const Error& error) { return complain(error, is_of_the_disk(error) ? kNothingUsable : kWrongUsage); }

void report(const RunSummary& summary, bool with_counts) {
  for (const SetAside& item : summary.aside) {
    const bool placed = item.error.where.find(item.source) != std::string::npos;
    fmt::print(stderr, "set aside: {}{}{}\n", placed ? "" : item.source,
               placed || item.source.empty() ? "" : ": ", item.error.sentence());
  }
  if (summary.aside_count > summary.aside.size())
    fmt::print(stderr, "set aside: {} more\n", summary.aside_count - summary.aside.size());
  if (summary.failure) fmt::print(stderr, "brink: stopped: {}\n", summary.failure->sentence());
  if (!with_counts) return;
  fmt::print(stderr, "{:<10} {:>9} {:>9} {:>7} {:>9}\n", "stage", "took", "gave", "aside",
             "seconds");
  for (const StageCount& stage : summary.stages)
    fmt::print(stderr, "{:<10} {:>9} {:>9} {:>7} {:>9.3f}\n", stage.stage, stage.took, stage.gave,
               stage.aside, stage.seconds);
}

int exit_code_of(const RunSummary& summary) {
  return summary.failure || !summary.usable() ? kNothingUsable : kDone;
}

}  // namespace brink::app
