// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "brink/archive.h"
#include "brink/assessment.h"
#include "brink/event.h"
#include "brink/sentence.h"
#include "brink/trail.h"

namespace brink {

// How a page may look where it is read.
struct Look {
  bool colour = false;  // ANSI colours and bold
  int width = 100;      // columns, at least 40
};

// An event with the report that it stands in.
struct Evidence {
  Event event;
  StoredDocument report;
};
using Open = std::function<std::optional<Evidence>(const std::string& event_id)>;

// Where a crisis stands, as a page that a person reads in a minute. Every figure is followed by the
// ids that `brink explain` opens.
std::string board_page(const Assessment& assessment, const Open& open, Look look);

// One event down to its sentence, with the parts marked, and the rule that read it.
std::string event_page(const Evidence& evidence, Look look);

// How the event was read: its tree, the row of the table that fired, whom its names mean, what set its
// status.
std::string trail_page(const EventTrail& trail, Look look);

// One scenario of the assessment: which indicators speak for and against it, with their happenings
// and sentences. Empty when there is none of that id.
std::string scenario_page(const Assessment& assessment, const std::string& id, const Open& open, Look look);

// One indicator of the assessment with its happenings and their sentences. Empty when there is none.
std::string indicator_page(const Assessment& assessment, const std::string& id, const Open& open, Look look);

// One line an event: id, date, who did what to whom, where, how real, the outlet.
std::string event_line(const Evidence& evidence, Look look);
std::string event_line_heading(Look look);

// A happening: its first report's line and sentence, and how many reports of which outlets carry it.
std::string story_lines(const Story& story, const Open& open, Look look);

// A parsed sentence, a token a line: its arcs drawn in the margin, then form, tag, relation, lemma and
// features. A tree too deep for the page is shown by the heads' numbers.
std::string tree_page(const Sentence& sentence, Look look);

// One line a document: id, day, outlet, language, what was kept, title.
std::string document_line(const StoredDocument& stored, Look look);
std::string document_line_heading(Look look);

}  // namespace brink
