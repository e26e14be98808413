// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <new>

#include "base/files.h"
#include "verbs.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe ends in a failed write, not in a kill
  CLI::App app("Brink reads the news and says where a crisis stands, with the sentence behind every figure.", "brink");
  app.set_version_flag("--version", brink::version());
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);

  int exit_code = brink::app::kDone;
  brink::app::add_extract(app, exit_code);
  brink::app::add_parse(app, exit_code);
  brink::app::add_code(app, exit_code);
  brink::app::add_annotate(app, exit_code);
  brink::app::add_ingest(app, exit_code);
  brink::app::add_documents(app, exit_code);
  brink::app::add_events(app, exit_code);
  brink::app::add_stories(app, exit_code);
  brink::app::add_board(app, exit_code);
  brink::app::add_backtest(app, exit_code);
  brink::app::add_watch(app, exit_code);
  brink::app::add_alerts(app, exit_code);
  brink::app::add_forecast(app, exit_code);
  brink::app::add_places(app, exit_code);
  brink::app::add_explain(app, exit_code);
  brink::app::add_actors(app, exit_code);
  brink::app::add_export(app, exit_code);
  brink::app::add_import(app, exit_code);
  brink::app::add_mcp(app, exit_code);
  brink::app::add_publish(app, exit_code);
  brink::app::add_worker(app, exit_code);
  brink::app::add_doctor(app, exit_code);
  brink::app::add_manual(app, exit_code);
  brink::app::add_completions(app, exit_code);
  brink::app::add_serve(app, exit_code);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? brink::app::kDone : brink::app::kWrongUsage;
  } catch (const std::bad_alloc&) {  // of a verb; reports that are too much are set aside by the stages
    std::fputs("brink: no memory left\n", stderr);
    return brink::app::kNothingUsable;
  }
  return exit_code;
}
