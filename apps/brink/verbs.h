// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/result.h"
#include "exchange/exchange.h"
#include "pipeline/pipeline.h"
#include "stream/stream.h"
#include "store/store.h"

namespace brink::app {

// Exit codes of every verb.
inline constexpr int kDone = 0, kNothingUsable = 1, kWrongUsage = 2;

// Each verb adds itself, with its options and an example, and sets `exit_code` when it runs.
void add_extract(CLI::App& app, int& exit_code);
void add_parse(CLI::App& app, int& exit_code);
void add_code(CLI::App& app, int& exit_code);
void add_annotate(CLI::App& app, int& exit_code);
void add_ingest(CLI::App& app, int& exit_code);
void add_documents(CLI::App& app, int& exit_code);
void add_events(CLI::App& app, int& exit_code);
void add_stories(CLI::App& app, int& exit_code);
void add_board(CLI::App& app, int& exit_code);
void add_backtest(CLI::App& app, int& exit_code);
void add_watch(CLI::App& app, int& exit_code);
void add_alerts(CLI::App& app, int& exit_code);
void add_forecast(CLI::App& app, int& exit_code);
void add_places(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_actors(CLI::App& app, int& exit_code);
void add_export(CLI::App& app, int& exit_code);
void add_import(CLI::App& app, int& exit_code);
void add_mcp(CLI::App& app, int& exit_code);
void add_doctor(CLI::App& app, int& exit_code);
void add_publish(CLI::App& app, int& exit_code);
void add_worker(CLI::App& app, int& exit_code);
void add_manual(CLI::App& app, int& exit_code);
void add_completions(CLI::App& app, int& exit_code);
void add_serve(CLI::App& app, int& exit_code);

// Options that several verbs share.
struct ReadingOptions {
  std::vector<std::string> sources;
  std::string settings_file, tables;
  bool strict = false, allow_private = false;

  void add_to(CLI::App& verb, const std::string& what);
  void add_settings_to(CLI::App& verb);  // without the sources
  Result<Settings> settings() const;
};

// The pipeline with these options; complains and gives nothing when that cannot be.
std::optional<Pipeline> open_pipeline(const ReadingOptions& options, int& exit_code);

// --nats URL, --stream NAME, --most-bytes.
void add_stream_options(CLI::App& verb, StreamSettings& stream);

// --archive FILE or ADDRESS, default $BRINK_ARCHIVE, else brink.db.
void add_archive_option(CLI::App& verb, std::string& archive);

// What local files that belong to an archive are named after: its file, or for one on a server "brink-" and a hash of its
// address without the password.
std::string local_name(const std::string& archive);

// How an archive is opened by the settings.
ArchiveSettings archive_settings(const Settings& settings);

// "brink: ..." on stderr.
int complain(const Error& error, int exit_code);
int complain(const std::string& sentence, int exit_code);
// Of an archive that cannot be opened for writing: wrong usage, unless the disk is to blame.
int complain_of_archive(const Error& error);

// `brink code --pairs`: JSON lines in, an answer a line out.
int code_pairs(const Pipeline& pipeline, const std::vector<std::string>& files);

// What was set aside (stderr), one line each, then what was taken, given and set aside.
void report(const RunSummary& summary, bool with_counts);
int exit_code_of(const RunSummary& summary);

// What an export left out (stderr), if anything.
void tell_left_out(const Exporter& exporter);

}  // namespace brink::app
