// SPDX-License-Identifier: Apache-2.0
#include "store/packs/event_code.h"

#include <cmath>
#include <cstring>

#include "base/utf8.h"
#include "store/report_writer.h"

namespace brink {
namespace {

enum Has : std::uint64_t { kSpeaker = 1, kPlace = 2, kQuantity = 4, kAct = 8 };

// What an event may unpack to. Its texts are numbers in the pack, so that a few damaged bytes could ask for
// one long text a million times.
constexpr std::size_t kMostUnpacked = 64u << 10;
constexpr std::size_t kTextBytes = sizeof(std::string), kActorBytes = sizeof(Actor);

// Most texts are short and have no other bytes; to ask for each whether it is UTF-8 took a quarter of the time.
bool has_ascii_alone(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (std::uint64_t eight; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    all |= eight;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080) == 0;
}

// At least what the Decoder counts, whatever is mended in a text on the way (three bytes for one).
std::size_t unpacked_bytes(std::string_view text) { return kTextBytes + 3 * text.size(); }
std::size_t unpacked_bytes(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += unpacked_bytes(text);
  return bytes;
}
std::size_t unpacked_bytes(const Actor& a) {
  return kActorBytes + unpacked_bytes(a.code) + unpacked_bytes(a.sector) + unpacked_bytes(a.name) + unpacked_bytes(a.text);
}
std::size_t unpacked_bytes(const Event& e) {
  std::size_t bytes = unpacked_bytes(e.mode) + unpacked_bytes(e.context) + unpacked_bytes(e.equipment);
  for (const std::string* text : {&e.id, &e.document, &e.text, &e.date, &e.date_precision, &e.type, &e.cameo, &e.condition, &e.trigger.text, &e.rule})
    bytes += unpacked_bytes(*text);
  for (const Actor& actor : e.actor) bytes += unpacked_bytes(actor);
  for (const Actor& actor : e.recipient) bytes += unpacked_bytes(actor);
  if (e.speaker) bytes += unpacked_bytes(*e.speaker);
  if (e.place) bytes += unpacked_bytes(e.place->name) + unpacked_bytes(e.place->country);
  if (e.quantity) bytes += unpacked_bytes(e.quantity->text);
  return e.act.empty() ? bytes : bytes + unpacked_bytes(e.act.front());
}

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

// Into what may hold another event: room that it has is used again.
class Decoder {
 public:
  // `left`: bytes that the event may still unpack to.
  Decoder(PackedReader& from, const PackedTexts& texts, std::size_t& left) : from_(from), texts_(texts), left_(left) {}

  void event(Event& e, int depth) {
    const std::uint64_t has = from_.number();
    if (depth > 1) text(e.id), text(e.document), text(e.text);
    else e.text.clear();
    once([&](Decoder& of) { of.kind(e); });
    e.sentence = static_cast<std::int32_t>(from_.signed_number());
    span(e.sentence_span);
    text(e.date);
    actors(e.actor), actors(e.recipient);
    optional(e.speaker, has & kSpeaker, [&] { once([&](Decoder& of) { of.actor(*e.speaker); }); });
    optional(e.place, has & kPlace, [&] { once([&](Decoder& of) { of.place(*e.place); }); });
    optional(e.quantity, has & kQuantity, [&] { quantity(*e.quantity); });
    span(e.trigger.span);
    e.act.resize((has & kAct) == 0 || from_.failed() ? 0 : 1);
    if (e.act.empty()) return;
    if (depth == kDeepestAct) return from_.fail();
    event(e.act.front(), depth + 1);
  }

 private:
  template <class Read>
  void once(const Read& read) {
    PackedReader bytes(texts_.next(from_));
    Decoder of(bytes, texts_, left_);
    read(of);
    if (bytes.failed()) from_.fail();
  }
  template <class Value, class Read>
  void optional(std::optional<Value>& value, bool there, const Read& read) {
    if (!there) return value.reset();
    if (!value) value.emplace();
    read();
  }
  // As many as a number says, each by `read`.
  template <class Value, class Read>
  void list(std::vector<Value>& values, const Read& read) {
    std::size_t count = 0;
    for (std::uint64_t left = from_.number(); left > 0 && !from_.failed(); --left, ++count) {
      if (count == values.size()) values.emplace_back();
      read(values[count]);
    }
    values.resize(count);
  }
  bool spend(std::size_t bytes) {
    if (bytes > left_) return from_.fail(), false;
    return left_ -= bytes, true;
  }
  void text(std::string& value) {
    const std::string_view text = texts_.next(from_);
    if (!spend(kTextBytes + text.size())) return value.clear();
    if (!has_ascii_alone(text) && !is_utf8(text)) from_.fail();
    value = text;
  }
  void real(double& value) {
    value = from_.real();
    if (!std::isfinite(value)) from_.fail();
  }
  void texts(std::vector<std::string>& values) {
    list(values, [&](std::string& value) { text(value); });
  }
  void span(Span& value) {
    value.begin = static_cast<std::uint32_t>(from_.number());
    value.end = static_cast<std::uint32_t>(from_.number());
  }
  template <class Kind>
  Kind one_of(Kind last) {
    const std::uint64_t number = from_.number();
    if (number > static_cast<std::uint64_t>(last)) from_.fail();
    return from_.failed() ? Kind{} : static_cast<Kind>(number);
  }
  void kind(Event& e) {
    text(e.date_precision), text(e.type);
    texts(e.mode), texts(e.context);
    text(e.cameo);
    e.quad = one_of(Quad::kMaterialConflict), e.status = one_of(Status::kHistorical), e.hedged = from_.number() != 0;
    real(e.score), real(e.confidence);
    text(e.condition), texts(e.equipment), text(e.trigger.text), text(e.rule);
  }
  void actor(Actor& a) { text(a.code), texts(a.sector), text(a.name), text(a.text), span(a.span); }
  void actors(std::vector<Actor>& all) {
    list(all, [&](Actor& one) {
      if (spend(kActorBytes)) once([&](Decoder& of) { of.actor(one); });
    });
  }
  void place(Place& p) {
    text(p.name), text(p.country), p.has_coordinates = from_.number() != 0;
    p.lat = p.lon = 0;
    if (p.has_coordinates) real(p.lat), real(p.lon);
    p.geonames = from_.signed_number();
    span(p.span);
  }
  void quantity(Quantity& q) { text(q.text), q.low = from_.signed_number(), q.high = from_.signed_number(); }

  PackedReader& from_;
  const PackedTexts& texts_;
  std::size_t& left_;
};

}  // namespace

bool is_packable(const Event& event) { return unpacked_bytes(event) <= kMostUnpacked; }

void EventCoder::write(PackedBytes& to, Lexicon& lexicon, const Event& event) { FieldCoder(*this, to, &lexicon).event(event, false); }

void read_event(PackedReader& from, const PackedTexts& texts, Event& into) {
  std::size_t left = kMostUnpacked;
  Decoder(from, texts, left).event(into, 1);
}

}  // namespace brink
