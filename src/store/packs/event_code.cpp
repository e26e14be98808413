// SPDX-License-Identifier: Apache-2.0
#include "store/packs/event_code.h"

#include <cmath>

#include "base/utf8.h"

namespace brink {
namespace {

enum Has : std::uint64_t { kHedged = 1, kSpeaker = 2, kPlace = 4, kCoordinates = 8, kQuantity = 16, kAct = 32 };

constexpr int kDeepest = 8;  // acts within acts, as ReportWriter lets in

class Coder {
 public:
  Coder(PackedBytes& to, Lexicon& lexicon) : to_(to), lexicon_(lexicon) {}

  void event(const Event& e, bool nested) {
    std::uint64_t has = e.hedged ? kHedged : 0;
    if (e.speaker) has |= kSpeaker;
    if (e.place) has |= kPlace;
    if (e.place && e.place->has_coordinates) has |= kCoordinates;
    if (e.quantity) has |= kQuantity;
    if (!e.act.empty()) has |= kAct;
    to_.number(has);
    if (nested) text(e.id), text(e.document), text(e.text);
    to_.signed_number(e.sentence);
    span(e.sentence_span);
    text(e.date), text(e.date_precision), text(e.type);
    texts(e.mode), texts(e.context);
    text(e.cameo);
    to_.number(static_cast<std::uint64_t>(e.quad)), to_.number(static_cast<std::uint64_t>(e.status));
    real(e.score), real(e.confidence);
    actors(e.actor), actors(e.recipient);
    if (e.speaker) actor(*e.speaker);
    text(e.condition);
    if (e.place) place(*e.place);
    texts(e.equipment);
    if (e.quantity) text(e.quantity->text), to_.signed_number(e.quantity->low), to_.signed_number(e.quantity->high);
    text(e.trigger.text), span(e.trigger.span);
    text(e.rule);
    if (!e.act.empty()) event(e.act.front(), true);
  }

 private:
  void text(std::string_view value) {
    to_.number(is_utf8(value) ? lexicon_.number_of(value) : lexicon_.number_of(repair_utf8(value)));
  }
  void texts(const std::vector<std::string>& values) {
    to_.number(values.size());
    for (const std::string& value : values) text(value);
  }
  // Few scores differ, so that they too are told by a number.
  void real(double value) {
    if (!std::isfinite(value)) value = 0;
    to_.number(lexicon_.number_of({reinterpret_cast<const char*>(&value), sizeof value}));
  }
  void span(Span value) { to_.number(value.begin), to_.number(value.end); }
  void actor(const Actor& a) {
    text(a.code), texts(a.sector), text(a.name), text(a.text), span(a.span);
  }
  void actors(const std::vector<Actor>& all) {
    to_.number(all.size());
    for (const Actor& one : all) actor(one);
  }
  void place(const Place& p) {
    text(p.name), text(p.country);
    if (p.has_coordinates) real(p.lat), real(p.lon);
    to_.signed_number(p.geonames);
    span(p.span);
  }

  PackedBytes& to_;
  Lexicon& lexicon_;
};

class Decoder {
 public:
  Decoder(PackedReader& from, const std::function<std::string_view(std::uint64_t)>& text_of) : from_(from), text_of_(text_of) {}

  Event event(int depth) {
    Event e;
    const std::uint64_t has = from_.number();
    if (depth > 1) e.id = text(), e.document = text(), e.text = text();
    e.sentence = static_cast<std::int32_t>(from_.signed_number());
    e.sentence_span = span();
    e.date = text(), e.date_precision = text(), e.type = text();
    e.mode = texts(), e.context = texts();
    e.cameo = text();
    e.quad = one_of(Quad::kMaterialConflict), e.status = one_of(Status::kHistorical);
    e.score = real(), e.confidence = real();
    e.hedged = (has & kHedged) != 0;
    e.actor = actors(), e.recipient = actors();
    if (has & kSpeaker) e.speaker = actor();
    e.condition = text();
    if (has & kPlace) e.place = place((has & kCoordinates) != 0);
    e.equipment = texts();
    if (has & kQuantity) e.quantity = quantity();
    e.trigger.text = text(), e.trigger.span = span();
    e.rule = text();
    if ((has & kAct) == 0 || from_.failed()) return e;
    if (depth == kDeepest) return from_.fail(), e;
    e.act.push_back(event(depth + 1));
    return e;
  }

 private:
  std::string text() { return std::string(text_of_(from_.number())); }
  std::vector<std::string> texts() {
    std::vector<std::string> values;
    for (std::uint64_t left = from_.number(); left > 0 && !from_.failed(); --left) values.push_back(text());
    return values;
  }
  double real() {
    const std::string_view bytes = text_of_(from_.number());
    double value = 0;
    if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
    else from_.fail();
    return value;
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
  Actor actor() {
    Actor a;
    a.code = text(), a.sector = texts(), a.name = text(), a.text = text(), a.span = span();
    return a;
  }
  std::vector<Actor> actors() {
    std::vector<Actor> all;
    for (std::uint64_t left = from_.number(); left > 0 && !from_.failed(); --left) all.push_back(actor());
    return all;
  }
  Place place(bool has_coordinates) {
    Place p;
    p.name = text(), p.country = text();
    if (has_coordinates) p.has_coordinates = true, p.lat = real(), p.lon = real();
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
  const std::function<std::string_view(std::uint64_t)>& text_of_;
};

}  // namespace

void write_event(PackedBytes& to, Lexicon& lexicon, const Event& event) { Coder(to, lexicon).event(event, false); }

Event read_event(PackedReader& from, const std::function<std::string_view(std::uint64_t)>& text_of) {
  return Decoder(from, text_of).event(1);
}

}  // namespace brink
