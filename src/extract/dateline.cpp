// SPDX-License-Identifier: Apache-2.0
#include "extract/dateline.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/utf8.h"
#include "extract/dateline_head.h"
#include "extract/wires.h"
#include "extract/word_lists.h"

namespace brink {
namespace {

constexpr std::size_t kMostParagraphs = 8;
constexpr std::size_t kLongestHead = 140;  // bytes in front of the mark that ends a dateline
constexpr std::size_t kMostBareParagraphs = 3;
constexpr std::size_t kLeastBareParagraph = 80;  // bytes

struct Mark {
  std::size_t begin = 0, end = 0;
};

// The next mark that may end a dateline: a dash, or ".-".
std::optional<Mark> next_mark(std::string_view text, std::size_t from) {
  static constexpr std::string_view kMarks[] = {" -- ", " - ", " – ", " — ", " ― ", " −",
                                                ".- ",  ".-",  ") –", ") —", ")—",  ")–",
                                                "— ",   "—",   ") -", " | ", ".—",  ". — "};
  const std::string_view head = text.substr(0, kLongestHead);
  for (std::size_t at = from; at < head.size(); ++at)
    for (const std::string_view mark : kMarks)
      if (head.substr(at).starts_with(mark)) {
        const std::size_t begin = mark.front() == ')' || mark.front() == '.' ? at + 1 : at;
        std::size_t end = at + mark.size();
        while (end < text.size() && text[end] == '-') ++end;
        return Mark{begin, end};
      }
  return {};
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

Dateline made_of(DatelineHead head, std::size_t end) {
  Dateline line;
  line.place = std::move(head.place);
  line.wire = std::move(head.wire);
  line.date = std::move(head.date);
  line.span = {0, static_cast<std::uint32_t>(end)};
  return line;
}

std::size_t without_blank_end(std::string_view text, std::size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  return end;
}

// "МОСКВА, 28 янв - РИА Новости. ": the agency behind the dash.
void take_wire_behind(std::string_view text, std::size_t& end, DatelineHead& head) {
  const std::string_view rest = text.substr(end, 48);
  const std::size_t stop = rest.find(". ");
  if (stop == std::string_view::npos) return;
  if (const auto wire = wire_named(rest.substr(0, stop)); !wire.empty()) {
    head.wire = std::string(wire);
    end += stop + 1;
  }
}

Dateline read_dashed(std::string_view text) {
  for (auto mark = next_mark(text, 1); mark; mark = next_mark(text, mark->end)) {
    auto head = read_dateline_head(text.substr(0, mark->begin));
    if (!head) continue;
    std::size_t end = mark->end;
    if (head->place.empty() && head->known_wire) {
      // "(ANSA) - ROMA, 28 GEN - "
      const auto second = next_mark(text, end);
      const auto more =
          second ? read_dateline_head(text.substr(end, second->begin - end)) : std::nullopt;
      if (more && more->wire.empty() && !more->place.empty() &&
          (more->capitals || !more->date.empty())) {
        head->place = more->place, head->date = more->date;
        end = second->end;
      }
    }
    if (head->wire.empty()) take_wire_behind(text, end, *head);
    head->known_wire = head->known_wire || !wire_named(head->wire).empty();
    if (is_believable(*head)) return made_of(std::move(*head), without_blank_end(text, end));
  }
  return {};
}

// "MOSCOW, January 28. /TASS/. "
Dateline read_slashed(std::string_view text) {
  const std::string_view start = text.substr(0, kLongestHead);
  const std::size_t open = start.find(" /");
  if (open == std::string_view::npos) return {};
  std::size_t close = start.find('/', open + 2);
  if (close == std::string_view::npos) return {};
  auto head = read_dateline_head(start.substr(0, close + 1));
  if (!head || !head->known_wire || head->place.empty()) return {};
  ++close;
  if (close < start.size() && (start[close] == '.' || start[close] == ':')) ++close;
  return made_of(std::move(*head), close);
}

// "ISLAMABAD: "
Dateline read_coloned(std::string_view text) {
  const std::size_t colon = text.substr(0, 60).find(": ");
  if (colon == std::string_view::npos) return {};
  auto head = read_dateline_head(text.substr(0, colon));
  if (!head || head->place.empty()) return {};
  if (!head->known_wire) {
    const bool short_name =
        parts_between(head->place, " ").size() <= 2 && letters_in(head->place) >= 4;
    if (!short_name || !is_place_alone(*head) || text.size() < 2 * kLeastBareParagraph) return {};
  }
  return made_of(std::move(*head), colon + 1);
}

// "(CNN)Text", "(AFP) Text"
Dateline read_bare_wire(std::string_view text) {
  if (!text.starts_with('(')) return {};
  const std::size_t close = text.substr(0, 40).find(')');
  if (close == std::string_view::npos) return {};
  const auto wire = wire_named(text.substr(1, close - 1));
  if (wire.empty()) return {};
  DatelineHead head;
  head.wire = std::string(wire);
  return made_of(std::move(head), close + 1);
}

struct Bracket {
  std::string_view open, close;
};
constexpr Bracket kBrackets[] = {{"(", ")"}, {"（", "）"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}};

// The name without the words for the trade: "Correspondent Lee Sang-heon" -> "Lee Sang-heon".
std::string reporter_name(std::string_view written) {
  static const auto trade = word_list("reporter_words.txt");
  std::string out;
  for (const std::string_view word : parts_between(written, " "))
    if (!trade.contains(fold_case(word))) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

// What stands behind "(Place = Wire)" up to the next "=".
void take_reporter(std::string_view text, Dateline& line) {
  const std::string_view rest = text.substr(line.span.end, 80);
  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos || equals == 0) return;
  const std::string_view name = trim(rest.substr(0, equals));
  if (name.empty() || name.size() > 60 || name.find('.') != std::string_view::npos) return;
  line.reporter = reporter_name(name);
  line.span.end += static_cast<std::uint32_t>(equals + 1);
}

// "(Washington = Yonhap News) Correspondent Lee Sang-heon = ", "【東京共同】"
Dateline read_bracketed(std::string_view text) {
  for (const auto& [open, close] : kBrackets) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.substr(0, 120).find(close);
    if (end == std::string_view::npos) return {};
    const std::string_view inside = text.substr(open.size(), end - open.size());
    Dateline line;
    line.span.end = static_cast<std::uint32_t>(end + close.size());
    std::size_t equals = inside.find('='), width = 1;
    if (equals == std::string_view::npos) equals = inside.find("＝"), width = 3;
    std::size_t length = 0;
    if (equals != std::string_view::npos) {
      line.wire = std::string(wire_named(inside.substr(equals + width)));
      line.place = place_name(trim(inside.substr(0, equals)));
      if (line.wire.empty() || line.place.size() > 60) return {};
      take_reporter(text, line);
    } else if (const auto wire = wire_at_end(inside, length);
               open != "(" && open != "[" && !wire.empty() && length < inside.size()) {
      line.wire = std::string(wire);
      line.place = std::string(trim(inside.substr(0, inside.size() - length)));
    }
    return line.empty() ? Dateline{} : line;
  }
  return {};
}

// "新华社北京1月28日电"
Dateline read_telegram(std::string_view text) {
  std::size_t length = 0;
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE4) return {};
  const auto wire = wire_at_start(text, length);
  if (wire.empty()) return {};
  std::size_t end = text.substr(0, 80).find("电"), width = 3;
  if (end == std::string_view::npos) end = text.substr(0, 80).find("電");
  if (end == std::string_view::npos) return {};
  const std::string_view inside = text.substr(length, end - length);
  const std::size_t digit = inside.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0) return {};
  Dateline line;
  line.wire = std::string(wire);
  line.place = std::string(inside.substr(0, digit));
  line.date = std::string(inside.substr(digit));
  line.span.end = static_cast<std::uint32_t>(end + width);
  return line;
}

Dateline read_paragraph(std::string_view text, std::size_t number) {
  for (const auto read :
       {read_bracketed, read_telegram, read_slashed, read_dashed, read_bare_wire, read_coloned}) {
    Dateline line = read(text);
    if (line.empty()) continue;
    // Capitals alone are a dateline only where a report's first real paragraph begins.
    const bool bare = line.wire.empty() && line.date.empty();
    const std::size_t most = read == read_coloned ? 1 : kMostBareParagraphs;
    if (!bare || (number < most && text.size() >= kLeastBareParagraph)) return line;
  }
  return {};
}

}  // namespace

Dateline read_dateline(std::string_view text) {
  std::size_t from = 0;
  for (std::size_t n = 0; n < kMostParagraphs && from < text.size(); ++n) {
    const std::size_t end = std::min(text.find("\n\n", from), text.size());
    const std::size_t start = skip_blanks(text, from);
    if (start < end) {
      Dateline line = read_paragraph(text.substr(start, end - start), n);
      if (!line.empty()) {
        line.span.begin += static_cast<std::uint32_t>(start);
        line.span.end += static_cast<std::uint32_t>(start);
        return line;
      }
    }
    from = end + 2;
  }
  return {};
}

}  // namespace brink
