// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/iso_time.h"
#include "fmt/format.h"
#include "screen/ink.h"
#include "screen/phrases.h"

namespace brink {
namespace {

struct Mark {
  Span span;
  std::string label;  // "actor RUS"
};

std::vector<Mark> marks_of(const Event& e) {
  std::vector<Mark> marks;
  const auto add = [&](Span span, std::string label) {
    if (e.sentence_span.contains(span) && !span.empty()) marks.push_back({span, std::move(label)});
  };
  for (const Actor& a : e.actor) add(a.span, "actor " + a.code);
  for (const Actor& a : e.recipient) add(a.span, "recipient " + a.code);
  if (e.speaker) add(e.speaker->span, "speaker " + e.speaker->code);
  add(e.trigger.span, "act " + e.type);
  if (e.place) add(e.place->span, "place " + e.place->name);
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return marks;
}

// The sentence with its parts in brackets, each named: "[Russia | actor RUS] is [deploying | act MOBILIZE]".
// Of parts that overlap the later one is named alone, before the sentence goes on.
std::string marked(const Event& e, const Ink& ink) {
  std::string out;
  std::uint32_t at = e.sentence_span.begin;
  const auto text = [&](std::uint32_t from, std::uint32_t to) {
    const std::uint32_t base = e.sentence_span.begin;
    if (from - base >= e.text.size() || from >= to) return std::string();
    return printable(std::string_view(e.text).substr(from - base, to - from));
  };
  for (const Mark& mark : marks_of(e)) {
    if (mark.span.begin < at) continue;
    out += text(at, mark.span.begin);
    out += ink.bold("[" + text(mark.span.begin, mark.span.end)) + ink.cyan(" | " + printable(mark.label)) + ink.bold("]");
    at = mark.span.end;
  }
  return out + text(at, e.sentence_span.end);
}

}  // namespace

std::string event_page(const Evidence& evidence, Look look) {
  const Ink ink(look);
  const Event& e = evidence.event;
  const Document& d = evidence.report.document;
  std::string page;
  const auto row = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) page += fmt::format("  {} {}\n", ink.dim(padded(name, 11)), value);
  };
  page += ink.bold(fmt::format("event {}", e.id)) + "\n\n";
  page += wrapped(e.text.empty() ? sentence_of(e) : marked(e, ink), ink.width(), 2) + "\n";
  row("who", names_of(e.actor));
  row("did", act_of(e) + (e.cameo.empty() ? "" : fmt::format("   (CAMEO {}, {}, {:+.1f})", printable(e.cameo), name_of(e.quad), e.score)));
  row("to whom", names_of(e.recipient));
  row("when", e.date.empty() ? "not known" : printable(e.date) + (e.date_precision == "day" ? "" : " (to the " + printable(e.date_precision) + ")"));
  row("where", e.place ? printable(e.place->name) + (e.place->country.empty() ? "" : ", " + printable(e.place->country)) : "");
  row("status", std::string(name_of(e.status)) + (e.hedged ? ", hedged" : ""));
  row("says", e.speaker ? printable(e.speaker->name) + " (" + printable(e.speaker->code) + ")" : "the reporter");
  row("if", printable(e.condition));
  if (!e.act.empty()) row("namely", act_of(e.act.front()) + " " + names_of(e.act.front().actor) + " -> " + names_of(e.act.front().recipient));
  for (const std::string& item : e.equipment) row("equipment", printable(item));
  if (e.quantity) row("how many", printable(e.quantity->text) + fmt::format(" ({} to {})", e.quantity->low, e.quantity->high));
  row("rule", fmt::format("{}, confidence {:.2f}", printable(e.rule), e.confidence));
  page += "\n";
  row("report", printable(d.outlet) + ", " + (d.published ? to_iso(*d.published) : "day not known"));
  row("title", printable(d.title));
  row("address", printable(d.url.empty() ? d.source : d.url));
  row("sentence", fmt::format("{} (bytes {} to {} of the article)", e.sentence, e.sentence_span.begin, e.sentence_span.end));
  row("document", d.id.substr(0, 8));
  if (!d.rights.notice.empty()) row("rights", "\"" + printable(d.rights.notice) + "\"");
  return page;
}

}  // namespace brink
