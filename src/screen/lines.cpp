// SPDX-License-Identifier: Apache-2.0
#include "base/iso_time.h"
#include "fmt/format.h"
#include "screen/ink.h"
#include "screen/phrases.h"

namespace brink {

std::string names_of(const std::vector<Actor>& actors) {
  std::string out;
  for (const Actor& actor : actors) {
    out += (out.empty() ? "" : " + ") + actor.code;
    for (const std::string& sector : actor.sector) out += "/" + sector;
  }
  return printable(out);
}

std::string act_of(const Event& event) {
  std::string out = event.type.empty() ? event.cameo : event.type;  // statements have a CAMEO code alone
  for (const std::string& mode : event.mode) out += (&mode == &event.mode.front() ? ":" : "+") + mode;
  return printable(out);
}

std::string sentence_of(const Event& event) {
  if (!event.text.empty()) return printable(event.text);
  const bool had_one = !event.sentence_span.empty() || !event.trigger.text.empty();
  return had_one ? "(the sentence is kept back by the outlet's notice)" : "(a record of a data set, without a sentence)";
}

std::string event_line_heading(Look look) {
  return Ink(look).bold("id        date        who                  did                   to whom              status        outlet\n");
}

std::string event_line(const Evidence& evidence, Look look) {
  const Ink ink(look);
  const Event& e = evidence.event;
  std::string line = fmt::format("{}  {}  {} {} {} {} {}\n", ink.cyan(e.id.substr(0, 8)), padded(e.date, 10),
                                 padded(cut(names_of(e.actor), 20), 20), padded(cut(act_of(e), 21), 21),
                                 padded(cut(names_of(e.recipient), 20), 20), padded(name_of(e.status), 13),
                                 cut(printable(evidence.report.document.outlet), 20));
  return line + ink.dim(wrapped(cut(sentence_of(e), 3 * ink.width()), ink.width(), 10));
}

std::string disagreement_of(const Disagreement& d) {
  if (d.kind == Disagreement::Kind::kDenial) return "denied (" + d.events.front().substr(0, 8) + ")";
  std::string numbers = "numbers differ:";
  for (std::size_t i = 0; i < d.says.size(); ++i)
    numbers += (i ? ", " : " ") + printable(d.says[i]) + " (" + d.events[i].substr(0, 8) + ")";
  return numbers;
}

std::string story_lines(const Story& story, const Open& open, Look look) {
  const auto evidence = story.events.empty() ? std::nullopt : open(story.events.front());
  std::string lines = evidence ? event_line(*evidence, look) : "";
  std::string outlets;
  for (const std::string& outlet : story.outlets) outlets += (outlets.empty() ? "" : ", ") + printable(outlet);
  std::string told = fmt::format("{} reports: {}; first {}, last {}", story.reports.size(), outlets,
                                 to_iso(story.first_seen.local_day()), to_iso(story.last_confirmed.local_day()));
  if (story.voices.size() < story.outlets.size()) told += fmt::format("; {} wrote for themselves", story.voices.size());
  for (const Disagreement& d : story.disagreements) told += "; " + disagreement_of(d);
  return lines + Ink(look).dim(wrapped(told, look.width, 10));
}

std::string document_line_heading(Look look) {
  return Ink(look).bold("id        published   kept     outlet                language  title\n");
}

std::string document_line(const StoredDocument& stored, Look look) {
  const Ink ink(look);
  const Document& d = stored.document;
  static constexpr const char* kKept[] = {"full", "excerpt", "facts"};
  return fmt::format("{}  {}  {} {} {} {}\n", ink.cyan(d.id.substr(0, 8)),
                     padded(d.published ? to_iso(d.published->local_day()) : "unknown", 10),
                     padded(kKept[static_cast<int>(stored.kept)], 8), padded(cut(printable(d.outlet), 21), 21),
                     padded(d.language, 9), cut(printable(d.title), ink.width() - 55 < 20 ? 20 : ink.width() - 55));
}

}  // namespace brink
