// SPDX-License-Identifier: Apache-2.0
#include "serve/desk.h"

#include <malloc.h>
#include <sys/random.h>

#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

std::string boot_mark() {
  unsigned char bytes[8] = {};
  (void)!getrandom(bytes, sizeof bytes, 0);
  return hex_hash({reinterpret_cast<const char*>(bytes), sizeof bytes}).substr(0, 8);
}

// A board reads a hundred thousand events. What it took goes back to the system, not into the server's size.
struct GiveBack {
  GiveBack() = default;
  GiveBack(const GiveBack&) = delete;
  ~GiveBack() { malloc_trim(0); }
};

}  // namespace

Desk::Desk(ServeSettings given, ServeHands helpers, Tokens read_tokens, Site read_site)
    : settings(std::move(given)),
      hands(std::move(helpers)),
      tokens(std::move(read_tokens)),
      site(std::move(read_site)),
      alerts(settings.alerts_file),
      lenses(settings.archive, settings.lenses, settings.question_ms),
      board_lenses(settings.archive, 2, 6 * settings.question_ms),
      shelf(settings.shelf_bytes),
      rate(settings.rate),
      boot(boot_mark()) {}

Day Desk::today() const {
  return settings.at ? *settings.at : std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

Day Desk::day_of(const Question& question) const { return question.day("at").value_or(today()); }

std::shared_ptr<const Answer> Desk::board(Day at, AnswerShelf::Freshness freshness) {
  if (!hands.watch || !hands.assess) throw Problem{404, "found no watch file, expected one: brink serve WATCH", ""};
  return shelf.get("board\t" + to_iso(at), version, freshness, [this, at] {
    const GiveBack give_back;
    const auto lens = board_lenses.borrow();
    ++boards;
    return line_of(record_of(value_or_problem(hands.assess(lens->archive(), at))));
  });
}

std::shared_ptr<const Answer> Desk::ledger(Day at) {
  if (!hands.watch || !hands.ledger) throw Problem{404, "found no watch file, expected one: brink serve WATCH", ""};
  return shelf.get("ledger\t" + to_iso(at), version, AnswerShelf::Freshness::kMayBeStale, [this, at] {
    const GiveBack give_back;
    const auto lens = board_lenses.borrow();
    return line_of(record_of(value_or_problem(hands.ledger(lens->archive(), at, kMostLedger))));
  });
}

}  // namespace brink
