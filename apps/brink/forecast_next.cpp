// SPDX-License-Identifier: Apache-2.0
// `brink forecast next`: what an actor is likely to do next, each with the past events that speak for it.
#include "base/iso_time.h"
#include "fmt/format.h"
#include "forecast.h"
#include "records/records.h"
#include "store/store.h"
#include "terminal.h"

namespace brink::app {
namespace {

struct NextOptions {
  std::string archive, kind = "type";
  NextSettings settings;
  bool json = false;
};

const char* name_of_reason(Speaks::For what) {
  return what == Speaks::For::kSame ? "same" : what == Speaks::For::kPair ? "pair" : "habit";
}

void print_record(const NextAct& act, Day last) {
  Json speaks = Json::array();
  for (const Speaks& s : act.speaks) speaks.push_back({{"event", s.event}, {"date", to_iso(s.day)}, {"for", name_of_reason(s.what)}});
  const Json record = {{"actor", act.actor}, {"type", act.type}, {"recipient", act.recipient}, {"until", to_iso(last)},
                       {"p", act.p}, {"per_day", act.per_day}, {"share", act.share}, {"evidence", speaks}};
  fmt::print("{}\n", line_of(record));
}

void print_act(const NextAct& act) {
  fmt::print("{:>5.1f}%  {} > {}  {}\n", 100 * act.p, act.actor, act.recipient, act.type);
  for (const Speaks& s : act.speaks) fmt::print("        {}  {:<5}  {}\n", to_iso(s.day), name_of_reason(s.what), s.event);
}

int run(NextOptions& options) {
  options.settings.kind = kind_named(options.kind);
  const auto archive = open_archive(options.archive, Access::kRead);
  if (!archive) return complain(archive.error(), kWrongUsage);
  const auto next = foresee_acts(**archive, options.settings);
  if (!next) return complain(next.error(), kNothingUsable);
  const bool as_records = options.json || !for_a_person();
  if (!as_records) fmt::print("for the day after {}, by what was known then\n", to_iso(next->last));
  for (const NextAct& act : next->acts)
    if (as_records) print_record(act, next->last);
    else print_act(act);
  return next->acts.empty() ? complain("forecast: archive: found no act of late that answers, expected one", kNothingUsable) : kDone;
}

}  // namespace

void add_forecast_next(CLI::App& forecast, int& exit_code) {
  auto options = std::make_shared<NextOptions>();
  CLI::App* verb = forecast.add_subcommand("next", "what an actor is likely to do next, with the events that speak for it");
  verb->add_option("--actor", options->settings.actor, "RUS with all its sectors, or RUS/GOV")->required();
  verb->add_option("--type", options->settings.type, "what: a PLOVER type, a quad class or a CAMEO root, as --by has it");
  add_kind_option(*verb, options->kind);
  verb->add_flag("--either", options->settings.either, "also what others will do to the actor");
  verb->add_option("--until", options->settings.until, "the last day that is known, as 2022-01-28; default the archive's");
  verb->add_option("--most", options->settings.most, "at most so many")->check(CLI::Range(1, 1000))->capture_default_str();
  verb->add_flag("--json", options->json, "JSON Lines on a terminal too");
  add_archive_option(*verb, options->archive);
  verb->footer("Example: brink forecast next --actor RUS --type MOBILIZE");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
