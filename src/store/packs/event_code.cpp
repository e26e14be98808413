// SPDX-License-Identifier: Apache-2.0
#include "store/packs/event_code.h"

#include <cmath>

#include "base/utf8.h"
#include "store/report_writer.h"

namespace brink {
namespace {

enum Has : std::uint64_t { kSpeaker = 1, kPlace = 2, kQuantity = 4, kAct = 8 };

}  // namespace

// What many events have alike, who acts, where, and how it was coded, is written once, as a text of the
// lexicon; an event then holds its number.
class EventCoder::FieldCoder {
 public:
  FieldCoder(EventCoder& coder, PackedBytes& to, Lexicon* lexicon) : coder_(coder), to_(to), lexicon_(lexicon) {}

  void event(const Event& e, bool nested) {
    std::uint64_t has = 0;
    if (e.speaker) has |= kSpeaker;
    if (e.place) has |= kPlace;
    if (e.quantity) has |= kQuantity;
    if (!e.act.empty()) has |= kAct;
    to_.number(has);
    if (nested) text(e.id), text(e.document), text(e.text);
    to_.number(once(coder_.kinds_, [&](FieldCoder& of) { of.kind(e); }));
    to_.signed_number(e.sentence);
    span(e.sentence_span);
    text(e.date);
    actors(e.actor), actors(e.recipient);
    if (e.speaker) to_.number(once(coder_.actors_, [&](FieldCoder& of) { of.actor(*e.speaker); }));
    if (e.place) to_.number(once(coder_.places_, [&](FieldCoder& of) { of.place(*e.place); }));
    if (e.quantity) text(e.quantity->text), to_.signed_number(e.quantity->low), to_.signed_number(e.quantity->high);
    span(e.trigger.span);
    if (!e.act.empty()) event(e.act.front(), true);
  }

 private:
  // The number of what `write` writes.
  template <class Write>
  std::uint32_t once(Memo<std::uint32_t>& memo, const Write& write) {
    const auto whole = [&](PackedBytes& bytes, Lexicon* lexicon) {
      FieldCoder of(coder_, bytes, lexicon);
      write(of);
    };
    return memo.of([&](PackedBytes& told) { whole(told, nullptr); },
                   [&] {
                     PackedBytes bytes;
                     whole(bytes, lexicon_);
                     return lexicon_->number_of(bytes.bytes());
                   });
  }
  void text(std::string_view value) {
    if (lexicon_ == nullptr) to_.text(value);
    else to_.number(is_utf8(value) ? lexicon_->number_of(value) : lexicon_->number_of(repair_utf8(value)));
  }
  void texts(const std::vector<std::string>& values) {
    to_.number(values.size());
    for (const std::string& value : values) text(value);
  }
  void real(double value) { to_.real(std::isfinite(value) ? value : 0); }
  void span(Span value) { to_.number(value.begin), to_.number(value.end); }
  void kind(const Event& e) {
    text(e.date_precision), text(e.type);
    texts(e.mode), texts(e.context);
    text(e.cameo);
    to_.number(static_cast<std::uint64_t>(e.quad)), to_.number(static_cast<std::uint64_t>(e.status)), to_.number(e.hedged);
    real(e.score), real(e.confidence);
    text(e.condition), texts(e.equipment), text(e.trigger.text), text(e.rule);
  }
  void actor(const Actor& a) {
    text(a.code), texts(a.sector), text(a.name), text(a.text), span(a.span);
  }
  void actors(const std::vector<Actor>& all) {
    to_.number(all.size());
    for (const Actor& one : all) to_.number(once(coder_.actors_, [&](FieldCoder& of) { of.actor(one); }));
  }
  void place(const Place& p) {
    text(p.name), text(p.country), to_.number(p.has_coordinates);
    if (p.has_coordinates) real(p.lat), real(p.lon);
    to_.signed_number(p.geonames);
    span(p.span);
  }

  EventCoder& coder_;
  PackedBytes& to_;
  Lexicon* lexicon_;  // none: texts stand whole
};

namespace {

class Decoder {
 public:
  using TextOf = std::function<std::string_view(std::uint64_t)>;
  Decoder(PackedReader& from, const TextOf& text_of) : from_(from), text_of_(text_of) {}

  Event event(int depth) {
    Event e;
    const std::uint64_t has = from_.number();
    if (depth > 1) e.id = text(), e.document = text(), e.text = text();
    once([&](Decoder& of) { of.kind(e); });
    e.sentence = static_cast<std::int32_t>(from_.signed_number());
    e.sentence_span = span();
    e.date = text();
    e.actor = actors(), e.recipient = actors();
    if (has & kSpeaker) once([&](Decoder& of) { e.speaker = of.actor(); });
    if (has & kPlace) once([&](Decoder& of) { e.place = of.place(); });
    if (has & kQuantity) e.quantity = quantity();
    e.trigger.span = span();
    if ((has & kAct) == 0 || from_.failed()) return e;
    if (depth == kDeepestAct) return from_.fail(), e;
    e.act.push_back(event(depth + 1));
    return e;
  }

 private:
  template <class Read>
  void once(const Read& read) {
    PackedReader bytes(text_of_(from_.number()));
    Decoder of(bytes, text_of_);
    read(of);
    if (bytes.failed()) from_.fail();
  }
  std::string text() { return std::string(text_of_(from_.number())); }
  std::vector<std::string> texts() {
    std::vector<std::string> values;
    for (std::uint64_t left = from_.number(); left > 0 && !from_.failed(); --left) values.push_back(text());
    return values;
  }
  Span span() {
    const auto begin = static_cast<std::uint32_t>(from_.number());
    return {begin, static_cast<std::uint32_t>(from_.number())};
  }
  template <class Kind>
  Kind one_of(Kind last) {
    const std::uint64_t number = from_.number();
    if (number > static_cast<std::uint64_t>(last)) from_.fail();
    return from_.failed() ? Kind{} : static_cast<Kind>(number);
  }
  void kind(Event& e) {
    e.date_precision = text(), e.type = text();
    e.mode = texts(), e.context = texts();
    e.cameo = text();
    e.quad = one_of(Quad::kMaterialConflict), e.status = one_of(Status::kHistorical), e.hedged = from_.number() != 0;
    e.score = from_.real(), e.confidence = from_.real();
    e.condition = text(), e.equipment = texts(), e.trigger.text = text(), e.rule = text();
  }
  Actor actor() {
    Actor a;
    a.code = text(), a.sector = texts(), a.name = text(), a.text = text(), a.span = span();
    return a;
  }
  std::vector<Actor> actors() {
    std::vector<Actor> all;
    for (std::uint64_t left = from_.number(); left > 0 && !from_.failed(); --left) once([&](Decoder& of) { all.push_back(of.actor()); });
    return all;
  }
  Place place() {
    Place p;
    p.name = text(), p.country = text(), p.has_coordinates = from_.number() != 0;
    if (p.has_coordinates) p.lat = from_.real(), p.lon = from_.real();
    p.geonames = from_.signed_number();
    p.span = span();
    return p;
  }
  Quantity quantity() {
    Quantity q;
    q.text = text(), q.low = from_.signed_number(), q.high = from_.signed_number();
    return q;
  }

  PackedReader& from_;
  const TextOf& text_of_;
};

}  // namespace

void EventCoder::write(PackedBytes& to, Lexicon& lexicon, const Event& event) { FieldCoder(*this, to, &lexicon).event(event, false); }

Event read_event(PackedReader& from, const std::function<std::string_view(std::uint64_t)>& text_of) {
  return Decoder(from, text_of).event(1);
}

}  // namespace brink
