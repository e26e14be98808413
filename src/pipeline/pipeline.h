// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/document.h"
#include "brink/event.h"
#include "brink/result.h"
#include "brink/sentence.h"
#include "brink/trail.h"
#include "brink/time.h"
#include "events/events.h"
#include "intake/intake.h"
#include "pipeline/annotate.h"
#include "pipeline/grammar.h"
#include "pipeline/pair_lines.h"
#include "pipeline/settings.h"
#include "pipeline/watch_rounds.h"
#include "stream/stream.h"

namespace brink {

// What one stage took, gave and set aside, and how long it worked.
struct StageCount {
  std::string stage;
  std::uint64_t took = 0, gave = 0, aside = 0;
  double seconds = 0;
};

// What a run came to. `stages` stand in the order in which data flows.
struct RunSummary {
  std::vector<StageCount> stages;
  std::uint64_t fresh = 0, revised = 0, repeated = 0, events = 0;
  std::vector<SetAside> aside;      // the first ones, at most kMostAsideKept
  std::uint64_t aside_count = 0;
  std::optional<Error> failure;     // what ended the run early: the archive, or (strict) the first thing set aside
  static constexpr std::size_t kMostAsideKept = 1000;

  // Something was read that could be used.
  bool usable() const { return fresh + revised + repeated > 0; }
};

// Everything read out of one report.
struct Reading {
  Document document;
  std::vector<Sentence> sentences;
  std::vector<Event> events;
};

// Sources -> `put`, which is given each arrival's content id and bytes and says whether it is new. Needs
// no tables or models. Ends at the first Error of `put`.
RunSummary publish(const Settings& settings, const std::vector<std::string>& sources,
                   const std::function<Result<bool>(const std::string& id, const std::string& bytes)>& put);

// A summary with nothing in it yet, of the stages that `Pipeline::work` runs.
RunSummary empty_work_summary();

// The one place that puts the stages in order:
//
//     intake -> extract -> sentences -> events -> archive
//
// Immutable after `open`; each call works alone.
class Pipeline {
 public:
  // Loads the tables that the stages need.
  static Result<Pipeline> open(Settings settings, const std::string& tables = "");
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  const Settings& settings() const;

  // Documents that do not tell their day are taken as published then.
  void assume_published(const Timestamp& moment);

  // Sources -> articles. A visitor returns false to stop.
  RunSummary extract(const std::vector<std::string>& sources,
                     const std::function<bool(const Document&)>& visit) const;

  // Sources -> articles with their sentences and events.
  RunSummary code(const std::vector<std::string>& sources,
                  const std::function<bool(const Reading&)>& visit) const;

  // Sources -> a record a document (see annotate.h). A text is read as it was given, so that spans
  // lie in the giver's own text; a page is read as its article.
  RunSummary annotate(const std::vector<std::string>& sources, std::span<const Layer> layers,
                      const std::function<bool(const Json&)>& visit) const;

  // The same for CoNLL-U files ("-" is standard input), whose tokens and sentences are kept;
  // their grammar is read anew, as a text's is. A document begins at "# newdoc", else at the file's beginning.
  RunSummary annotate_conllu(const std::vector<std::string>& files, std::span<const Layer> layers,
                             const std::function<bool(const Json&)>& visit) const;

  // Sources -> archive, in batches that are there whole or not at all. `progress`, if any, is told
  // of the summary so far after each document; false ends the run after what it has. `gate` is asked
  // before each fetch.
  RunSummary ingest(const std::vector<std::string>& sources, Archive& archive, const std::string& now,
                    const std::function<bool(const RunSummary&)>& progress = {},
                    const FetchGate& gate = {}) const;

  // Messages of a stream -> archive, in one transaction where that goes, else one by one. A verdict for
  // each, in order: what cannot be read is dead, what the archive did not take comes later.
  std::vector<Verdict> work(const std::vector<StreamMessage>& messages, Archive& archive,
                            const std::string& now, RunSummary& summary) const;

  // A text as its giver knows it, with what can be read off it: language, dateline, rights, identity.
  Document completed(Document document) const;

  // One article that is already text.
  Reading read(Document document) const;

  // How an event came about: its sentence with its tree, the row of the table that fired, whom and what
  // its names mean, what set its status. Where the archive kept no text, of its sentence alone. Empty
  // parts where they cannot be told any more.
  EventTrail trail_of(const Document& document, const Event& event) const;

  // The one PLOVER type that relates two mentions of a text.
  PairType relate(std::string text, Span source, Span target) const;

  // All that a name may mean on the map, the best known first.
  std::vector<Candidate> places_named(const std::string& name) const;

 private:
  struct Stages;
  void fill(const std::vector<std::string>& sources, Archive& archive, const std::string& now,
            const std::function<bool(const RunSummary&)>& progress, const FetchGate& gate, RunSummary& summary) const;
  explicit Pipeline(std::unique_ptr<Stages> stages);
  std::unique_ptr<Stages> stages_;
};

}  // namespace brink
