// SPDX-License-Identifier: Apache-2.0
// The verb that serves assistants over standard input and output.
#include "mcp/mcp.h"

#include <cstdio>
#include <iostream>

#include "assess/assess.h"
#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "knowledge/knowledge.h"
#include "pipeline/pipeline.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct McpOptions {
  std::string archive, watch, tables;
};

constexpr std::size_t kMostActors = 20;

Json record_of_role(const Role& role) {
  return {{"code", role.code}, {"sector", role.sectors}, {"title", role.title},
          {"from", role.from ? to_iso(*role.from) : ""}, {"until", role.until ? to_iso(*role.until) : ""}};
}

Json actors_named(const Knowledge& knowledge, const std::string& name) {
  Json list = Json::array();
  for (const Party* party : knowledge.who_is(name)) {
    if (list.size() == kMostActors) break;
    Json roles = Json::array();
    for (const Role& role : party->roles) roles.push_back(record_of_role(role));
    const char* kind = party->kind == Party::Kind::kCountry ? "country" : party->kind == Party::Kind::kOrganisation ? "organisation" : "person";
    list.push_back({{"name", party->name}, {"kind", kind}, {"roles", roles}});
  }
  return list;
}

Json record_of_trail(const EventTrail& trail) {
  Json frame = Json::object();
  for (const auto& [column, cell] : trail.frame) frame[column] = cell;
  return {{"frame", frame}, {"names", trail.names}, {"status", trail.status}};
}

// Reads a line of at most so many bytes; of a longer one the rest is passed over and it is cut, so that
// no sender can fill the memory.
bool read_line(std::istream& in, std::string& line) {
  constexpr std::size_t kMost = (1u << 20) + 1;
  line.clear();
  for (int c; (c = in.get()) != EOF;) {
    if (c == '\n') return true;
    if (line.size() < kMost) line += static_cast<char>(c);
  }
  return !line.empty();
}

int serve(McpServer& server) {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (read_line(std::cin, line))
    if (const auto answer = server.answer(line)) {
      std::cout << *answer << '\n' << std::flush;
      if (!std::cout) return kNothingUsable;
    }
  return kDone;
}

int run(const McpOptions& options) {
  std::optional<Watch> watch;
  if (!options.watch.empty()) {
    auto read = read_watch(options.watch);
    if (!read) return complain(read.error(), kWrongUsage);
    watch = std::move(*read);
  }
  const auto archive = open_archive(options.archive, Access::kRead);
  if (!archive) return complain(archive.error(), kWrongUsage);
  const auto knowledge = Knowledge::load(share_dir() / "data", options.tables);
  if (!knowledge) return complain(knowledge.error(), kWrongUsage);
  std::optional<Pipeline> pipeline;  // opened when first asked for: it takes longer than all else
  const McpDesk desk{**archive, std::move(watch), now_utc().substr(0, 10),
                     [&](const std::string& name) { return actors_named(*knowledge, name); },
                     [&](const Event& event) -> Json {
                       if (!pipeline)
                         if (auto opened = Pipeline::open({}, options.tables)) pipeline.emplace(std::move(*opened));
                       const auto evidence = opener(**archive)(event.id);
                       return pipeline && evidence ? record_of_trail(pipeline->trail_of(evidence->report.document, evidence->event)) : Json();
                     }};
  McpServer server(version(), desk_instructions(), desk_tools(desk));
  return serve(server);
}

}  // namespace

void add_mcp(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<McpOptions>();
  CLI::App* verb = app.add_subcommand("mcp", "serve assistants: the Model Context Protocol on standard input and output, read only");
  verb->add_option("--watch", options->watch, "watch file (TOML); without it there is no board");
  verb->add_option("--tables", options->tables, "folder of tables that add to or override the built-in ones");
  add_archive_option(*verb, options->archive);
  verb->footer("Example: brink mcp --archive crisis.db --watch examples/ukraine-2022/watch.toml");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
