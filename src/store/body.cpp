// SPDX-License-Identifier: Apache-2.0
// Writes an event's body. By hand, since building the record as a tree first costs as much as all
// of SQLite's work on the event; what is empty is left out. `event_of` of records/ reads it.
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "store/rows.h"

namespace brink {
namespace {

class Body {
 public:
  std::string take() && { return std::move(out_); }

  void open(char bracket) {
    part();
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void name(std::string_view key) {
    part();
    quoted(key);
    out_ += ':';
    first_ = true;
  }
  void value(std::string_view text) {
    part();
    is_utf8(text) ? quoted(text) : quoted(repair_utf8(text));
  }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(bool truth) {
    part();
    out_ += truth ? "true" : "false";
  }
  template <class Number>
  void value(Number number) {
    part();
    char digits[32];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  void value(double number) {
    part();
    char digits[32];  // JSON knows no infinity
    if (!std::isfinite(number)) number = 0;
    // Without a point or an exponent a great number would be read as a whole one, of which JSON's
    // readers take no more than 64 bits.
    const auto end = std::fabs(number) < 1e15
                         ? std::to_chars(digits, digits + sizeof digits, number)
                         : std::to_chars(digits, digits + sizeof digits, number,
                                         std::chars_format::scientific);
    out_.append(digits, end.ptr);
  }
  void value(Span span) {
    open('[');
    value(span.begin), value(span.end);
    close(']');
  }
  void value(const std::vector<std::string>& texts) {
    open('[');
    for (const std::string& text : texts) value(text);
    close(']');
  }

  template <class Value>
  void field(std::string_view key, const Value& what) {
    name(key);
    value(what);
  }
  template <class Texts>
  void field_unless_empty(std::string_view key, const Texts& what) {
    if (!what.empty()) field(key, what);
  }

 private:
  void part() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void quoted(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\')
        out_ += '\\', out_ += c;
      else if (static_cast<unsigned char>(c) < 0x20)
        control(c);
      else
        out_ += c;
    }
    out_ += '"';
  }
  void control(char c) {
    constexpr char kHex[] = "0123456789abcdef";
    out_ += "\\u00";
    out_ += kHex[c >> 4], out_ += kHex[c & 15];
  }

  std::string out_;
  bool first_ = true;
};

void write(Body& body, const Actor& actor) {
  body.open('{');
  body.field("code", actor.code);
  body.field_unless_empty("sector", actor.sector);
  body.field("name", actor.name);
  body.field("text", actor.text);
  body.field("span", actor.span);
  body.close('}');
}

void write(Body& body, std::string_view key, const std::vector<Actor>& actors) {
  if (actors.empty()) return;
  body.name(key);
  body.open('[');
  for (const Actor& actor : actors) write(body, actor);
  body.close(']');
}

void write(Body& body, const Place& place) {
  body.open('{');
  body.field("name", place.name);
  body.field_unless_empty("country", place.country);
  if (place.has_coordinates) body.field("lat", place.lat), body.field("lon", place.lon);
  if (place.geonames != 0) body.field("geonames", place.geonames);
  body.field("span", place.span);
  body.close('}');
}

void write(Body& body, const Quantity& quantity) {
  body.open('{');
  body.field("text", quantity.text);
  body.field("low", quantity.low);
  body.field("high", quantity.high);
  body.close('}');
}

// All but the nested act, which the caller puts at the end.
void write_flat(Body& body, const Event& event, bool nested) {
  if (nested) {
    body.field_unless_empty("id", event.id);
    body.field_unless_empty("document", event.document);
    body.field_unless_empty("text", event.text);
  }
  body.field("sentence", event.sentence);
  body.field("sentence_span", event.sentence_span);
  body.field_unless_empty("date", event.date);
  body.field_unless_empty("date_precision", event.date_precision);
  body.field("type", event.type);
  body.field_unless_empty("mode", event.mode);
  body.field_unless_empty("context", event.context);
  body.field_unless_empty("cameo", event.cameo);
  body.field("quad", name_of(event.quad));
  body.field("score", event.score);
  body.field("status", name_of(event.status));
  body.field("hedged", event.hedged);
  write(body, "actor", event.actor);
  write(body, "recipient", event.recipient);
  if (event.speaker) body.name("speaker"), write(body, *event.speaker);
  body.field_unless_empty("condition", event.condition);
  if (event.place) body.name("place"), write(body, *event.place);
  body.field_unless_empty("equipment", event.equipment);
  if (event.quantity) body.name("quantity"), write(body, *event.quantity);
  body.name("trigger");
  body.open('{');
  body.field("text", event.trigger.text);
  body.field("span", event.trigger.span);
  body.close('}');
  body.field("rule", event.rule);
  body.field("confidence", event.confidence);
}

}  // namespace

std::string body_of(const Event& event) {
  Body body;
  int open = 0;
  for (const Event* part = &event; part; part = part->act.empty() ? nullptr : &part->act.front()) {
    if (open > 0) body.name("act");
    body.open('{');
    write_flat(body, *part, open > 0);
    ++open;
  }
  while (open-- > 0) body.close('}');
  return std::move(body).take();
}

}  // namespace brink
