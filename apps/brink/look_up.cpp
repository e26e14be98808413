// SPDX-License-Identifier: Apache-2.0
// The verbs that look into an archive: documents, events, stories.
#include <cstdio>

#include "fmt/format.h"
#include "look_up.h"
#include "records/records.h"
#include "stories/stories.h"

namespace brink::app {

Outcome LookUp::settle() {
  for (const std::string& word : status) {
    const auto named = status_named(word);
    if (!named)
      return Error{"events", "--status", word,
                   "actual, future, hypothetical, negated or historical"};
    events.status.push_back(*named);
  }
  return Done{};
}

std::shared_ptr<LookUp> add_look_up(CLI::App& verb) {
  auto look_up = std::make_shared<LookUp>();
  add_archive_option(verb, look_up->archive);
  verb.add_flag("--json", look_up->json, "JSON Lines on a terminal too");
  return look_up;
}

void add_event_filters(CLI::App& verb, LookUp& l) {
  verb.add_option("--actor", l.events.actor, "who acts: RUS, NATO, RUS/MIL");
  verb.add_option("--recipient", l.events.recipient, "on whom");
  verb.add_option("--either", l.events.either, "on either side");
  verb.add_option("--type", l.events.type, "PLOVER type: MOBILIZE, THREATEN ...");
  verb.add_option("--status", l.status, "actual, future, hypothetical, negated, historical");
  verb.add_option("--speaker", l.events.speaker, "who says so");
  verb.add_option("--place", l.events.place, "where, by name");
  verb.add_option("--country", l.events.country, "where, by ISO 3166 code");
  verb.add_option("--text", l.events.text, "words in the sentence");
  verb.add_option("--since", l.events.since, "first day of the act, as 2022-01-28");
  verb.add_option("--until", l.events.until, "last day of the act");
  verb.add_option("--known-by", l.events.known_by, "reports of this day or earlier");
  verb.add_option("--limit", l.events.limit, "at most so many");
  verb.add_option("--after", l.events.after, "go on behind this id");
}

void add_documents(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("documents", "the archive's documents, newest first");
  auto l = add_look_up(*verb);
  verb->add_option("--outlet", l->documents.outlet, "by outlet");
  verb->add_option("--language", l->documents.language, "by language, as en");
  verb->add_option("--text", l->documents.text, "words in title or kept text");
  verb->add_option("--since", l->documents.since, "first day of publication, as 2022-01-28");
  verb->add_option("--until", l->documents.until, "last day of publication");
  verb->add_option("--limit", l->documents.limit, "at most so many");
  verb->add_option("--after", l->documents.after, "go on behind this id");
  verb->footer(
      "Example: brink documents --outlet Reuters --since 2022-01-20 --text \"security "
      "guarantees\"");
  verb->callback([l, &exit_code] {
    exit_code = with_archive(*l, [&](const Archive& archive) {
      const Look look = look_of_stdout();
      if (!l->as_records()) fmt::print("{}", document_line_heading(look));
      return archive.documents(l->documents, [&](const StoredDocument& stored) {
        fmt::print("{}", l->as_records() ? line_of(record_of(stored)) + "\n"
                                         : document_line(stored, look));
        return std::ferror(stdout) == 0;
      });
    });
  });
}

void add_events(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("events", "the archive's events, newest report first");
  auto l = add_look_up(*verb);
  add_event_filters(*verb, *l);
  verb->footer(
      "Example: brink events --actor RUS --type MOBILIZE --status actual --since 2022-01-01");
  verb->callback([l, &exit_code] {
    exit_code = with_archive(*l, [&](const Archive& archive) {
      const Look look = look_of_stdout();
      if (!l->as_records()) fmt::print("{}", event_line_heading(look));
      return archive.events(l->events, [&](const Event& event, const StoredDocument& report) {
        fmt::print("{}", l->as_records() ? line_of(record_of(event)) + "\n"
                                         : event_line({event, report}, look));
        return std::ferror(stdout) == 0;
      });
    });
  });
}

void add_stories(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "stories", "the archive's happenings, each with its reports, newest first");
  auto l = add_look_up(*verb);
  add_event_filters(*verb, *l);
  verb->footer("Example: brink stories --either UKR --type ASSAULT --since 2022-02-17");
  verb->callback([l, &exit_code] {
    exit_code = with_archive(*l, [&](const Archive& archive) -> Outcome {
      StoryMerger merger;
      EventQuery query = l->events;
      query.limit = 0;  // it bounds the stories, not what they are made of
      const Outcome read =
          archive.events(query, [&](const Event& event, const StoredDocument& report) {
            merger.add(event, report);
            return true;
          });
      if (!read) return read;
      const Look look = look_of_stdout();
      const Open open = opener(archive);
      if (!l->as_records()) fmt::print("{}", event_line_heading(look));
      std::size_t told = 0;
      for (const Story& story : merger.stories()) {
        if (l->events.limit != 0 && told++ == l->events.limit) break;
        fmt::print("{}", l->as_records() ? line_of(record_of(story)) + "\n"
                                         : story_lines(story, open, look));
        if (std::ferror(stdout) != 0) break;
      }
      return brink::Done{};
    });
  });
}

}  // namespace brink::app
