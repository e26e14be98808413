// SPDX-License-Identifier: Apache-2.0
// `brink forecast`: what comes next. `evaluate` scores the link predictor on a temporal knowledge graph.
#include "forecast.h"

#include "fmt/format.h"
#include "terminal.h"

namespace brink::app {
namespace {

struct EvaluateOptions {
  std::string folder, split = "valid", mode = "single";
  bool parts = false;
};

std::string figures_of(const RankFigures& f) {
  return fmt::format("\"mrr\": {:.5f}, \"hits1\": {:.5f}, \"hits3\": {:.5f}, \"hits10\": {:.5f}, \"queries\": {}", f.mrr, f.hits1,
                     f.hits3, f.hits10, f.queries);
}

void print_report(const LinkReport& report, bool parts) {
  fmt::print("{{{}, \"seconds\": {:.1f}", figures_of(report.all), report.seconds);
  const auto part = [](const char* name, const RankFigures& f) { fmt::print(", \"{}\": {{{}}}", name, figures_of(f)); };
  if (parts) {
    part("objects", report.objects), part("subjects", report.subjects);
    part("repeated", report.repeated), part("met", report.met), part("strangers", report.strangers);
  }
  fmt::print("}}\n");
}

int evaluate(const EvaluateOptions& options) {
  const LinkSplit split = options.split == "valid" ? LinkSplit::kValid : LinkSplit::kTest;
  const LinkMode mode = options.mode == "single" ? LinkMode::kSingle : LinkMode::kMulti;
  const auto graph = read_link_graph(options.folder, split);
  if (!graph) return complain(graph.error(), kNothingUsable);
  const bool shown = for_a_person();
  const auto report = evaluate_links(*graph, split, mode, {}, [&](std::size_t done, std::size_t of) {
    if (shown) fmt::print(stderr, "\r{} of {} steps\033[K", done, of);
  });
  if (shown) fmt::print(stderr, "\r\033[K");
  print_report(report, options.parts);
  return kDone;
}

void add_evaluate(CLI::App& forecast, int& exit_code) {
  auto options = std::make_shared<EvaluateOptions>();
  CLI::App* verb = forecast.add_subcommand("evaluate", "score the prediction of links on a temporal knowledge graph");
  verb->add_option("DIR", options->folder, "train.txt, valid.txt, test.txt, and stat.txt or entity2id.txt and relation2id.txt")->required();
  verb->add_option("--split", options->split, "the part to foresee")->check(CLI::IsMember({"valid", "test"}))->capture_default_str();
  verb->add_option("--mode", options->mode, "single: each step's truth is known afterwards; multi: nothing of the split ever is")
      ->check(CLI::IsMember({"single", "multi"}))->capture_default_str();
  verb->add_flag("--parts", options->parts, "also by direction, and by what was known of the pair");
  verb->footer("Example: brink forecast evaluate icews14 --split valid --mode single");
  verb->callback([options, &exit_code] { exit_code = evaluate(*options); });
}

}  // namespace

void add_kind_option(CLI::App& verb, std::string& kind) {
  verb.add_option("--by", kind, "tell acts apart by PLOVER type, quad class or CAMEO root")
      ->check(CLI::IsMember({"type", "quad", "root"}))->capture_default_str();
}

ActKind kind_named(const std::string& kind) {
  return kind == "quad" ? ActKind::kQuad : kind == "root" ? ActKind::kRoot : ActKind::kType;
}

void add_forecast(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("forecast", "what comes next, with its score against what came");
  verb->require_subcommand(1);
  verb->footer("Example: brink forecast evaluate icews14 --split valid --mode single");
  add_evaluate(*verb, exit_code);
  add_forecast_counts(*verb, exit_code);
  add_forecast_next(*verb, exit_code);
}

}  // namespace brink::app
