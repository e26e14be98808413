// SPDX-License-Identifier: Apache-2.0
#include "alerts/mail_message.h"

#include <algorithm>

#include "alerts/wording.h"
#include "base/utf8.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kLine = 76;
// A line with an encoded word has at most 76 characters (RFC 2047): "Subject: =?UTF-8?B?" and "?=" leave 55,
// which hold 39 bytes.
constexpr std::size_t kWordBytes = 39;

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t n = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < n ? static_cast<std::uint8_t>(bytes[at + i]) : 0);
    for (std::size_t i = 0; i < 4; ++i) out += i <= n ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

bool is_plain(std::string_view text) {
  return text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// "Sat, 29 Jan 2022 01:12:44 +0000"
std::string mail_date(std::chrono::sys_seconds moment) {
  using namespace std::chrono;
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_days day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss time(moment - day);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

}  // namespace

std::string base64_lines(std::string_view bytes) {
  const std::string all = base64(bytes);
  std::string lines;
  for (std::size_t at = 0; at < all.size(); at += kLine) lines += all.substr(at, kLine) + "\r\n";
  return lines;
}

std::string encoded_words(std::string_view given) {
  const std::string text = plain_line(given, kMostTitle);
  if (is_plain(text)) return text;
  std::string words, piece;
  const auto end_word = [&] {
    words += (words.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(piece) + "?=";
    piece.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    std::string character;
    append_utf8(character, next_code_point(text, at));
    if (piece.size() + character.size() > kWordBytes) end_word();
    piece += character;
  }
  end_word();
  return words;
}

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && std::all_of(text.begin(), text.end(), [](char c) {
           return c > 0x20 && c < 0x7f && std::string_view("<>()[]\\,;:\"").find(c) == std::string_view::npos;
         });
}

std::string mail_of(const Message& message, const std::string& from, const std::vector<std::string>& to,
                    std::chrono::sys_seconds now) {
  std::string mail = "Date: " + mail_date(now) + "\r\nFrom: " + from + "\r\n";
  std::string recipients;
  for (const std::string& one : to) recipients += (recipients.empty() ? "" : ",\r\n ") + one;
  mail += "To: " + recipients + "\r\n";
  mail += "Subject: " + encoded_words(subject_of(message)) + "\r\n";
  mail += "Message-ID: <" + message.id + from.substr(std::min(from.find('@'), from.size())) + ">\r\n";
  mail += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  mail += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return mail + base64_lines(with_crlf(repair_utf8(text_of(message))));
}

}  // namespace brink
