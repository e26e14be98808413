// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>

#include "serve/alerts.h"
#include "serve/answers.h"
#include "serve/hub.h"
#include "serve/lenses.h"
#include "serve/question.h"
#include "serve/rate.h"
#include "serve/serve.h"
#include "serve/site.h"
#include "serve/tokens.h"

namespace brink {

// What the requests share. Safe to share between threads.
struct Desk {
  Desk(ServeSettings given, ServeHands helpers, Tokens read_tokens, Site read_site);

  const ServeSettings settings;
  const ServeHands hands;
  Tokens tokens;
  const Site site;
  AlertBook alerts;
  Lenses lenses, board_lenses;  // parted: who holds one of the first may wait for a board
  AnswerShelf shelf;
  Hub hub;
  RateLimit rate;
  std::atomic<std::uint64_t> version{1};   // of the archive, counted from the start
  std::atomic<std::int64_t> position{0};   // the newest event's
  std::atomic<int> connections{0}, streams{0};
  std::atomic<std::uint64_t> requests{0}, refused{0}, failed{0}, boards{0};
  std::mutex trail_mutex, ingest_mutex, places_mutex;
  const std::string boot;  // tells this run's ETags from another's

  Day day_of(const Question& question) const;  // the parameter `at`, else the server's day
  Day today() const;

  // The board of a day, kept; throws Problem 404 where no watch file was given.
  std::shared_ptr<const Answer> board(Day at, AnswerShelf::Freshness freshness = AnswerShelf::Freshness::kMayBeStale);
  // Its lists whole, as a record of Ledger; kept and throwing likewise.
  std::shared_ptr<const Answer> ledger(Day at);
};

// Answers to one GET each, by what the archive holds. All throw Problem.
Json answer_watch(Desk& desk, const ArchiveLens& lens);
Json answer_events(const ArchiveLens& lens, const Question& q);
Json answer_event(const ArchiveLens& lens, const std::string& id);
Json answer_stories(const ArchiveLens& lens, const Question& q);
Json answer_story(Desk& desk, const ArchiveLens& lens, const Question& q, const std::string& id);
Json answer_documents(const ArchiveLens& lens, const Question& q);
Json answer_document(const ArchiveLens& lens, const std::string& id);
Json answer_search(const ArchiveLens& lens, const Question& q);
Json answer_explain(Desk& desk, const ArchiveLens& lens, const Question& q, const std::string& id);
Json answer_series(Desk& desk, const ArchiveLens& lens, const Question& q);
Json answer_dossier(Desk& desk, const ArchiveLens& lens, const Question& q);
Json answer_posture(Desk& desk, const Question& q);
Json answer_commitments(Desk& desk, const Question& q);
Json answer_exchanges(Desk& desk, const Question& q);

// Pieces of them.
Json report_record(const StoredDocument& stored);
Json with_report(const Event& event, const StoredDocument& report);
Json evidence_of(const ArchiveLens& lens, const std::string& event_id);  // null when it is gone
Json with_first_event(const ArchiveLens& lens, const Json& story);
Json sentence_with_marks(const Event& event);
Json story_page(const ArchiveLens& lens, const Json& story);
bool is_asked(const Json& codes, const std::vector<std::string>& asked);  // "RUS" asks for "RUS/MIL" too

// The one event that an id or its beginning names; Problem 404 or 409 (and 400 for what is no id).
Event event_named(const ArchiveLens& lens, const std::string& id);

template <class T>
T value_or_problem(Result<T> result) {
  if (!result) throw problem_of(result.error());
  return std::move(*result);
}

inline constexpr std::size_t kMostMerged = 20'000;  // events read for stories and dossiers
inline constexpr std::size_t kMostLedger = 2'000;   // lines of each of its lists

}  // namespace brink
