// SPDX-License-Identifier: Apache-2.0
// The verb that asks the knowledge base who somebody is.
#include <algorithm>

#include "base/files.h"
#include "base/iso_time.h"
#include "fmt/format.h"
#include "knowledge/knowledge.h"
#include "records/records.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct ActorsOptions {
  std::string name, date, tables;
  bool json = false;
};

// What a party is on a day: its role then, or else the one before, which is over.
struct Answer {
  const Party* party;
  const Role* role;
  Capacity capacity;
  bool in_force;
};

Answer answer_for(const Party& party, Day day) {
  const Role* now = role_on(party, day);
  const Role* role = now ? now : role_before(party, day);
  if (!role && !party.roles.empty()) role = &party.roles.front();  // not yet begun
  return {&party, role, capacity_of(party, day), now != nullptr};
}

// Those with a role on the day first; otherwise as the tables have them.
std::vector<Answer> answers_for(const Knowledge& knowledge, const std::string& name, Day day) {
  std::vector<Answer> answers;
  for (const Party* party : knowledge.who_is(name)) answers.push_back(answer_for(*party, day));
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.in_force && !b.in_force; });
  return answers;
}

const char* kind_of(const Party& party) {
  switch (party.kind) {
    case Party::Kind::kCountry:
      return "country";
    case Party::Kind::kOrganisation:
      return "organisation";
    default:
      return "person";
  }
}

std::string day_text(const std::optional<Day>& day) { return day ? to_iso(*day) : ""; }

Json record_of(const Answer& answer, Day day) {
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  const Role role = answer.role ? *answer.role : Role{};
  return {{"name", answer.party->name},
          {"kind", kind_of(*answer.party)},
          {"date", to_iso(day)},
          {"code", answer.capacity.code},
          {"sector", answer.capacity.sectors},
          {"role", or_null(role.title)},
          {"from", or_null(day_text(role.from))},
          {"until", or_null(day_text(role.until))},
          {"in_force", answer.in_force}};
}

std::string line_for_a_person(const Answer& answer) {
  const Role role = answer.role ? *answer.role : Role{};
  std::string code = answer.capacity.code;
  for (const std::string& sector : answer.capacity.sectors) code += "/" + sector;
  return fmt::format("{:<34} {:<12} {:<20} {:<10} {:<10} {:<8} {}\n", answer.party->name,
                     kind_of(*answer.party), code, day_text(role.from), day_text(role.until),
                     answer.in_force ? "" : "not then", role.title);
}

void print_answers(const std::vector<Answer>& answers, const ActorsOptions& options, Day day) {
  const bool as_records = options.json || !for_a_person();
  if (!as_records)
    fmt::print("{:<34} {:<12} {:<20} {:<10} {:<10} {:<8} {}\n", "name", "kind", "code", "from",
               "until", "", "role");
  for (const Answer& answer : answers)
    fmt::print("{}",
               as_records ? line_of(record_of(answer, day)) + "\n" : line_for_a_person(answer));
}

int run(const ActorsOptions& options) {
  const auto day = read_iso(options.date.empty() ? now_utc() : options.date);
  if (!day)
    return complain("--date: found " + options.date + ", expected a day as 2022-01-28",
                    kWrongUsage);
  const auto knowledge = Knowledge::load(share_dir() / "data", options.tables);
  if (!knowledge) return complain(knowledge.error(), kWrongUsage);
  const auto answers = answers_for(*knowledge, options.name, day->local_day());
  if (answers.empty())
    return complain(
        "actors: no table names \"" + options.name +
            "\"; names are written as in texts (Taliban, Xi Jinping), codes as in records (RUS)",
        kNothingUsable);
  print_answers(answers, options, day->local_day());
  return kDone;
}

}  // namespace

void add_actors(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ActorsOptions>();
  CLI::App* verb = app.add_subcommand("actors", "who somebody is on a day: code, sectors, role");
  verb->add_option(
          "NAME", options->name,
          "a name as texts write it, or a code: Taliban, \"Emmanuel Macron\", Kremlin, RUS")
      ->required();
  verb->add_option("--date", options->date, "the day asked about, as 2021-08-15; default today");
  verb->add_option("--tables", options->tables,
                   "folder of tables that add to or override the built-in ones")
      ->check(CLI::ExistingDirectory);
  verb->add_flag("--json", options->json, "JSON Lines on a terminal too");
  verb->footer("Example: brink actors Taliban --date 2021-08-14");
  verb->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace brink::app
