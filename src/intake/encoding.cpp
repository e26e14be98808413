// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/rows.h"
#include "base/utf8.h"
#include "intake/tables.h"

namespace brink {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

const char* converter_for(std::string_view encoding) {
  using Converters = std::unordered_map<std::string_view, std::string>;
  static const Converters converters = [] {
    Converters made;
    for (const auto& row : rows_of(intake_table("encodings.tsv"))) made.emplace(row[0], row.at(1));
    return made;
  }();
  const auto found = converters.find(encoding);
  return found == converters.end() ? "windows-1252" : found->second.c_str();
}

// UTF-16 as ICU gives it, in pieces, so that a page of any size passes.
std::string convert(std::string_view bytes, std::string_view encoding) {
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(
      ucnv_open(converter_for(encoding), &code));
  if (U_FAILURE(code)) return repair_utf8(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  std::vector<UChar> units(32768);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  icu::UnicodeString carried;  // a high surrogate whose other half comes with the next piece
  do {
    UChar* into = units.data();
    code = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &into, units.data() + units.size(), &from, end, nullptr, true,
                   &code);
    carried.append(units.data(), static_cast<int32_t>(into - units.data()));
    UChar last = 0;
    if (code == U_BUFFER_OVERFLOW_ERROR && U16_IS_LEAD(carried[carried.length() - 1])) {
      last = carried[carried.length() - 1];
      carried.truncate(carried.length() - 1);
    }
    carried.toUTF8String(out);
    carried.remove();
    if (last) carried.append(last);
  } while (code == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size())
    ++n;
  return n;
}

bool is_ascii_byte(char c) { return static_cast<unsigned char>(c) < 0x80; }

// How much of the bytes reads as UTF-8.
struct Utf8Look {
  std::size_t good = 0;  // sequences of two bytes and more
  std::size_t ill = 0;
};

Utf8Look look_at(std::string_view bytes) {
  Utf8Look look;
  for (std::size_t at = 0; at < bytes.size();) {
    if (is_ascii_byte(bytes[at])) {
      ++at;
      continue;
    }
    const std::size_t from = at;
    const char32_t c = next_code_point(bytes, at);
    const bool ill = c == 0xFFFD && bytes.substr(from, at - from) != kReplacement;
    ++(ill ? look.ill : look.good);
  }
  return look;
}

// UTF-16 without a mark: Latin letters and markup leave every other byte zero.
std::string_view bare_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 512);
  if (head.size() < 8 || head.find('\0') == std::string_view::npos) return {};
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const std::size_t pairs = head.size() / 2;
  if (zeros[1] * 10 >= pairs * 4 && zeros[0] * 20 <= pairs) return "UTF-16LE";
  if (zeros[0] * 10 >= pairs * 4 && zeros[1] * 20 <= pairs) return "UTF-16BE";
  return {};
}

// The encoding that a byte order mark names, and the mark's length.
std::pair<std::string_view, std::size_t> marked(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {"UTF-8", 3};
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {"UTF-32LE", 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return {"UTF-32BE", 4};
  if (bytes.starts_with("\xFF\xFE"sv)) return {"UTF-16LE", 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {"UTF-16BE", 2};
  return {};
}

// Seven-bit encodings look like ASCII: only their escapes or a label give them away.
std::string_view seven_bit(std::string_view bytes, std::string_view declared) {
  if (encoding_labelled(declared) == "UTF-7") return "UTF-7";
  const std::size_t escape = bytes.find('\x1b');
  if (escape == std::string_view::npos) return {};
  const bool japanese = bytes.find("\x1b$B") != std::string_view::npos ||
                        bytes.find("\x1b$@") != std::string_view::npos;
  return japanese ? "ISO-2022-JP" : std::string_view{};
}

std::string_view sniffed(std::string_view bytes) {
  constexpr std::size_t kBefore = 1024, kSample = 65536;
  const auto first = std::find_if_not(bytes.begin(), bytes.end(), is_ascii_byte);
  const auto at = static_cast<std::size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(at > kBefore ? at - kBefore : 0, kSample);
  UErrorCode code = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&code));
  if (U_FAILURE(code)) return "windows-1252";
  ucsdet_enableInputFilter(detector.get(), true);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &code);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &code);
  if (U_FAILURE(code) || !match) return "windows-1252";
  const char* name = ucsdet_getName(match, &code);
  const std::string_view encoding = U_FAILURE(code) ? std::string_view{} : encoding_labelled(name);
  const bool legacy = !encoding.empty() && !encoding.starts_with("UTF-");
  return legacy ? encoding : std::string_view("windows-1252");
}

// The text in a declared encoding, unless more than one byte in 50 of those beyond ASCII cannot be
// read in it.
std::optional<Decoded> as_declared(std::string_view bytes, std::string_view encoding) {
  std::string text = convert(bytes, encoding);
  const std::size_t ill = count_of(text, kReplacement);
  const auto beyond = static_cast<std::size_t>(
      bytes.size() - std::count_if(bytes.begin(), bytes.end(), is_ascii_byte));
  if (ill > 2 && ill * 50 > beyond) return {};
  return Decoded{std::move(text), std::string(encoding)};
}

Decoded legacy(std::string_view bytes, std::string_view declared, Markup markup) {
  std::string_view candidates[] = {encoding_labelled(declared),
                                   encoding_labelled(declared_inside(bytes, markup))};
  const Utf8Look look = look_at(bytes);
  const bool says_utf8 = candidates[0] == "UTF-8" || candidates[1] == "UTF-8";
  // Legacy text hardly ever forms UTF-8 sequences: few ill-formed ones are flaws.
  if (look.good >= look.ill * (says_utf8 ? 1 : 4)) return {repair_utf8(bytes), "UTF-8"};
  // Servers name Latin-1 without looking at what they send.
  if (candidates[0] == "windows-1252" && !candidates[1].empty())
    std::swap(candidates[0], candidates[1]);
  for (const std::string_view encoding : candidates) {
    if (encoding.empty() || encoding == "UTF-8") continue;
    if (auto decoded = as_declared(bytes, encoding)) return *std::move(decoded);
  }
  const std::string_view encoding = sniffed(bytes);
  return {convert(bytes, encoding), std::string(encoding)};
}

}  // namespace

Decoded to_utf8(std::string_view bytes, std::string_view declared, Markup markup) {
  if (const auto [encoding, length] = marked(bytes); length > 0) {
    bytes.remove_prefix(length);
    if (encoding == "UTF-8" && is_utf8(bytes)) return {std::string(bytes), "UTF-8"};
    if (encoding == "UTF-8") return {repair_utf8(bytes), "UTF-8"};
    return {convert(bytes, encoding), std::string(encoding)};
  }
  std::string_view odd = bare_utf16(bytes);
  if (odd.empty()) odd = seven_bit(bytes, declared);
  if (!odd.empty()) return {convert(bytes, odd), std::string(odd)};
  if (is_utf8(bytes)) return {std::string(bytes), "UTF-8"};
  return legacy(bytes, declared, markup);
}

}  // namespace brink
