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
  return plain(out);
}

std::string act_of(const Event& event) {
  std::string out = event.type;
  for (const std::string& mode : event.mode) out += (&mode == &event.mode.front() ? ":" : "+") + mode;
  return plain(out);
}

std::string sentence_of(const Event& event) {
  return event.text.empty() ? "(the sentence is kept back by the outlet's notice)" : plain(event.text);
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
                                 cut(plain(evidence.report.document.outlet), 20));
  return line + ink.dim(wrapped(cut(sentence_of(e), 3 * ink.width()), ink.width(), 10));
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
                     padded(kKept[static_cast<int>(stored.kept)], 8), padded(cut(plain(d.outlet), 21), 21),
                     padded(d.language, 9), cut(plain(d.title), ink.width() - 55 < 20 ? 20 : ink.width() - 55));
}

}  // namespace brink
