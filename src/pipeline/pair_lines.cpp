// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pair_lines.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kMostLine = std::size_t{1} << 20;

// Where the words stand, outside `taken`; as they are written, else whatever their case.
Span place_of_words(const std::string& text, const std::string& words, Span taken) {
  if (words.empty()) return {};
  const auto find = [&](const std::string& in, const std::string& what) -> Span {
    for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) {
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())};
      if (span.end <= taken.begin || span.begin >= taken.end) return span;
    }
    return {};
  };
  const Span found = find(text, words);
  if (!found.empty()) return found;
  const auto lower = [](std::string in) {
    for (char& c : in)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return in;
  };
  return find(lower(text), lower(words));
}

// The record of a line, or what is wrong with it.
Result<MarkedPair> pair_of(const std::string& line, const std::string& where) {
  const Json record = Json::parse(line, nullptr, false);
  if (!record.is_object()) return Error{"code", where, "no JSON object", "{\"id\", \"text\", \"source\", \"target\"}"};
  std::array<std::string, 3> texts;
  constexpr std::array<const char*, 3> kNames = {"text", "source", "target"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto field = record.find(kNames[i]);
    if (field == record.end() || !field->is_string())
      return Error{"code", where, std::string("no text called \"") + kNames[i] + '"', "{\"id\", \"text\", \"source\", \"target\"}"};
    texts[i] = field->get<std::string>();
  }
  MarkedPair pair;
  pair.id = record.value("id", Json());
  pair.text = texts[0];
  // The longer mention first: the shorter may stand inside it as well.
  const bool source_first = texts[1].size() >= texts[2].size();
  Span& first = source_first ? pair.source : pair.target;
  Span& second = source_first ? pair.target : pair.source;
  first = place_of_words(pair.text, texts[source_first ? 1 : 2], {});
  second = place_of_words(pair.text, texts[source_first ? 2 : 1], first);
  return pair;
}

}  // namespace

void read_pairs(ByteSource& bytes, const std::string& name, const std::function<bool(MarkedPair&&)>& take,
                const std::function<void(Error)>& aside) {
  std::string line;
  std::size_t number = 1;
  bool too_long = false;
  // Hands the line on; false ends the reading.
  const auto finish = [&] {
    const std::string where = name + " line " + std::to_string(number++);
    bool going = true;
    if (too_long) {
      aside({"code", where, "a line longer than 1 MiB", "at most 1 MiB"});
    } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
      auto pair = pair_of(line, where);
      if (pair) going = take(std::move(*pair));
      else aside(pair.error());
    }
    line.clear();
    too_long = false;
    return going;
  };
  std::array<char, 1 << 16> block;
  for (;;) {
    const auto read = bytes.read(block.data(), block.size());
    if (!read) aside(read.error());
    if (!read || *read == 0) break;
    const char *at = block.data(), *const end = at + *read;
    while (at < end) {
      const char* stop = std::find(at, end, '\n');
      if (line.size() + static_cast<std::size_t>(stop - at) > kMostLine) too_long = true, line.clear();
      if (!too_long) line.append(at, stop);
      if (stop < end && !finish()) return;
      at = stop + 1;
    }
  }
  if (!line.empty() || too_long) finish();
}

}  // namespace brink
