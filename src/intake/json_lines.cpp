// SPDX-License-Identifier: Apache-2.0
#include "intake/json_lines.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "intake/dates.h"
#include "intake/encoding.h"
#include "intake/json_string.h"

namespace brink {
namespace {

namespace json = simdjson::ondemand;

// Fields that hold one text, by the names that senders use. Where two names fill one member the
// first in the record wins.
struct TextField {
  std::string_view name;
  std::string Document::*member;
};
constexpr std::array kTextFields = {
    TextField{"id", &Document::id},
    TextField{"title", &Document::title},
    TextField{"headline", &Document::title},
    TextField{"text", &Document::text},
    TextField{"event_text", &Document::text},
    TextField{"url", &Document::url},
    TextField{"outlet", &Document::outlet},
    TextField{"publisher", &Document::outlet},
    TextField{"language", &Document::language},
};

std::string unescaped(std::string_view between_quotes) {
  auto text = unescaped_json(between_quotes);
  if (!text) throw simdjson::simdjson_error(simdjson::STRING_ERROR);
  return std::move(*text);
}

std::string text_of(json::value value) {
  switch (value.type()) {
    case json::json_type::string:
      return unescaped(until_quote(value.raw_json_token().substr(1)));
    case json::json_type::number:
      return std::string(trim(value.raw_json_token()));
    default:
      return {};
  }
}

void read_authors(json::value value, std::vector<std::string>& authors) {
  const auto add = [&](std::string author) {
    if (!author.empty()) authors.push_back(std::move(author));
  };
  if (value.type() != json::json_type::array) return add(text_of(value));
  for (auto author : value.get_array()) add(text_of(author.value()));
}

// `end`: of the bytes that the object lies in. Throws simdjson_error; the caller stands at the door.
Arrival read_record(json::object object, const char* end) {
  Arrival arrival;
  Document& known = arrival.known;
  for (auto field : object) {
    const char* key = field.key().raw();
    const std::string name = unescaped(until_quote({key, static_cast<std::size_t>(end - key)}));
    json::value value = field.value();
    const auto* found = std::find_if(kTextFields.begin(), kTextFields.end(),
                                     [&](const TextField& f) { return f.name == name; });
    if (found != kTextFields.end()) {
      std::string text = text_of(value);
      if ((known.*found->member).empty()) known.*found->member = std::move(text);
    } else if (name == "html") {
      arrival.html = text_of(value);
    } else if (name == "date" || name == "pub_date") {
      if (!known.published) known.published = read_any_date(text_of(value));
    } else if (name == "authors" || name == "author") {
      read_authors(value, known.authors);
    }
  }
  return arrival;
}

// What simdjson has to say, as a part of our own sentence.
std::string said_by(const simdjson::simdjson_error& error) {
  std::string_view words = error.what();
  while (words.ends_with('.')) words.remove_suffix(1);
  return std::string(words);
}

class JsonReader {
 public:
  JsonReader(const std::string& name, const Hand& hand) : name_(name), hand_(hand) {}

  // False if `take` asked to stop.
  bool read_line(std::string_view line, std::uint64_t number, std::uint64_t offset) {
    const std::string source = record_source(name_, number);
    const std::string where = fmt::format("{} line {} (byte {})", name_, number, offset);
    try {
      json::document document = parser_.iterate(padded(line));
      Arrival arrival = read_record(document.get_object(), end());
      if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
        hand_.set_aside(source, where, "more behind the object", "one JSON object a line");
        return true;
      }
      return hand_on(std::move(arrival), source, where);
    } catch (const simdjson::simdjson_error& error) {
      hand_.set_aside(source, where, said_by(error), "one JSON object a line");
      return true;
    }
  }

  bool read_array(std::string_view bytes) {
    std::uint64_t number = 0;
    try {
      json::document document = parser_.iterate(padded(bytes));
      for (auto element : document.get_array()) {
        ++number;
        const std::string source = record_source(name_, number);
        const std::string where = fmt::format("{} element {}", name_, number);
        if (element.type() != json::json_type::object) {
          hand_.set_aside(source, where, "no object", "an array of JSON objects");
        } else if (!hand_on(read_record(element.get_object(), end()), source, where)) {
          return false;
        }
      }
    } catch (const simdjson::simdjson_error& error) {
      hand_.set_aside(record_source(name_, number), fmt::format("{} element {}", name_, number),
                      said_by(error), "an array of JSON objects");
    }
    return true;
  }

 private:
  // Copies the bytes, as UTF-8, to where the parser may read on beyond their end.
  simdjson::padded_string_view padded(std::string_view bytes) {
    if (is_utf8(bytes)) padded_.assign(bytes);
    else padded_ = to_utf8(bytes, "utf-8", Markup::kNone).text;
    padded_.append(simdjson::SIMDJSON_PADDING, '\0');
    return simdjson::padded_string_view(padded_.data(), size(), padded_.size());
  }
  std::size_t size() const { return padded_.size() - simdjson::SIMDJSON_PADDING; }
  const char* end() const { return padded_.data() + size(); }

  bool hand_on(Arrival&& arrival, const std::string& source, const std::string& where) const {
    Document& known = arrival.known;
    known.source = source;
    if (known.text.empty() && arrival.html.empty()) known.text = known.title;  // a bare headline
    if (known.text.empty() && arrival.html.empty()) {
      hand_.set_aside(source, where, "no text", "a field text, event_text or html");
      return true;
    }
    arrival.kind = known.text.empty() ? Arrival::Kind::kPage : Arrival::Kind::kText;
    if (arrival.kind == Arrival::Kind::kText) arrival.html.clear();
    return hand_.take(std::move(arrival));
  }

  const std::string& name_;
  const Hand& hand_;
  json::parser parser_;
  std::string padded_;
};

}  // namespace

bool read_json_lines(ByteReader& in, const std::string& name, const Hand& hand) {
  JsonReader reader(name, hand);
  if (in.peek(3).starts_with("\xEF\xBB\xBF")) in.skip(3);
  const std::string_view head = in.peek(64);
  const bool array = head.starts_with('[') && trim(head.substr(1)).starts_with('{');
  const bool object = head.starts_with("{\n") || head.starts_with("{\r\n");
  if (array || object) {
    const std::string_view whole = in.rest(hand.most());
    if (whole.size() > hand.most()) {
      hand.set_aside(name, name, fmt::format("more than {} bytes", hand.most()),
                     "a JSON object a line");
      return true;
    }
    return array ? reader.read_array(whole) : reader.read_line(whole, 1, 0);
  }
  for (std::uint64_t number = 1; !in.at_end(); ++number) {
    const std::uint64_t offset = in.offset();
    const ByteReader::Line line = in.read_line(hand.most());
    if (line.too_long) {
      hand.set_aside_large(record_source(name, number),
                           fmt::format("{} line {} (byte {})", name, number, offset),
                           in.offset() - offset);
    } else if (!trim(line.text).empty() && !reader.read_line(line.text, number, offset)) {
      return false;
    }
  }
  return true;
}

}  // namespace brink
