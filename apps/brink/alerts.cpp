// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "fmt/format.h"
#include "records/records.h"
#include "store/store.h"
#include "terminal.h"
#include "verbs.h"

namespace brink::app {
namespace {

struct AlertsOptions {
  std::string archive, acknowledge, mute, until, since, watch, least;
  bool json = false, all = false;
  std::size_t limit = 50;
};

Result<StoredAlert> the_one(const Archive& archive, const std::string& id) {
  AlertQuery query;
  query.id = id;
  auto found = archive.alerts(query);
  if (!found) return found.error();
  if (found->size() == 1) return std::move(found->front());
  return Error{"alerts", id, fmt::format("{} alerts whose ids begin so", found->size()), found->empty() ? "the id of one" : "more of the id"};
}

Outcome mark(const AlertsOptions& options) {
  auto archive = open_archive(options.archive, Access::kWrite);
  if (!archive) return archive.error();
  const bool mutes = !options.mute.empty();
  const auto alert = the_one(**archive, mutes ? options.mute : options.acknowledge);
  if (!alert) return alert.error();
  Archive::AlertMark made;
  if (mutes) {
    const auto until = read_iso(options.until);
    if (!until) return Error{"alerts", "--until", options.until.empty() ? "nothing" : options.until, "a day or moment as 2022-01-28"};
    made.muted_until = to_iso(until->utc);
  } else {
    made.acknowledged = now_utc();
  }
  if (auto marked = (*archive)->mark_alert(alert->alert.id, made); !marked) return marked;
  fmt::print("{} {}: {}\n", mutes ? "muted until " + *made.muted_until : "acknowledged", alert->alert.id.substr(0, 8), alert->alert.title);
  return Done{};
}

std::string state_of(const StoredAlert& stored, const std::vector<Delivery>& deliveries) {
  std::string state;
  const auto add = [&](const std::string& part) { state += (state.empty() ? "" : "; ") + part; };
  if (!stored.acknowledged.empty()) add("acknowledged");
  if (stored.muted_until > now_utc()) add("muted until " + stored.muted_until);
  static constexpr const char* kStates[] = {"waits for", "held for", "sent to", "dropped for"};
  for (const Delivery& d : deliveries)
    add(fmt::format("{} {}{}", kStates[static_cast<int>(d.state)], d.channel,
                    d.error.empty() ? "" : fmt::format(" ({} tries: {})", d.tries, d.error)));
  return state;
}

Outcome list(const AlertsOptions& options) {
  auto archive = open_archive(options.archive, Access::kRead);
  if (!archive) return archive.error();
  AlertQuery query;
  query.watch = options.watch, query.since = options.since, query.unacknowledged = !options.all, query.limit = options.limit;
  if (!options.least.empty() && !(query.least = severity_named(options.least)))
    return Error{"alerts", "--least", options.least, "info, notice, warning or critical"};
  const auto found = (*archive)->alerts(query);
  if (!found) return found.error();
  for (const StoredAlert& stored : *found) {
    const Alert& a = stored.alert;
    if (options.json || !for_a_person()) {
      fmt::print("{}\n", line_of(record_of(stored)));
      continue;
    }
    const auto deliveries = (*archive)->deliveries({a.id, "", {}, ""});
    if (!deliveries) return deliveries.error();
    fmt::print("{}  {:<8}  {}  {}\n    {}\n", a.id.substr(0, 8), name_of(a.severity), a.at, a.title, a.why);
    if (const std::string state = state_of(stored, *deliveries); !state.empty()) fmt::print("    {}\n", state);
    if (!a.events.empty()) fmt::print("    brink explain {}\n", a.events.front().substr(0, 8));
  }
  return Done{};
}

}  // namespace

void add_alerts(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<AlertsOptions>();
  CLI::App* verb = app.add_subcommand("alerts", "what brink watch told; acknowledges and mutes it");
  add_archive_option(*verb, options->archive);
  verb->add_option("--acknowledge", options->acknowledge, "marks the alert with this id, or its first digits, as seen");
  auto* mute = verb->add_option("--mute", options->mute, "no more alerts on the subject of this one, unless graver");
  verb->add_option("--until", options->until, "of --mute: a day or moment (UTC)")->needs(mute);
  verb->add_option("--watch", options->watch, "of the watch with this id");
  verb->add_option("--since", options->since, "raised on or after this day");
  verb->add_option("--least", options->least, "of this severity or graver: info, notice, warning, critical");
  verb->add_option("--limit", options->limit, "at most so many, 0 for all")->capture_default_str();
  verb->add_flag("--all", options->all, "acknowledged ones too");
  verb->add_flag("--json", options->json, "JSON lines");
  verb->footer("Example: brink alerts --archive crisis.db\n"
               "         brink alerts --archive crisis.db --mute 3f9a21c0 --until 2022-02-01");
  verb->callback([options, &exit_code] {
    const bool marks = !options->acknowledge.empty() || !options->mute.empty();
    const Outcome done = marks ? mark(*options) : list(*options);
    exit_code = done ? kDone : complain(done.error(), kNothingUsable);
  });
}

}  // namespace brink::app
