// SPDX-License-Identifier: Apache-2.0
#include "store/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kLongestWord = 500;  // bytes; PostgreSQL takes no more than 2046
constexpr int kMostAsked = 256;            // words of one question

bool is_blank_byte(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
         ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

bool is_word_ascii(char32_t c) { return is_letter(static_cast<char>(c)); }

bool is_mark(char32_t c) { return c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK; }

bool in_word(char32_t c) {
  if (c < 0x80) return is_word_ascii(c);
  const int type = u_charType(static_cast<UChar32>(c));
  return u_isalnum(static_cast<UChar32>(c)) || type == U_OTHER_NUMBER || type == U_LETTER_NUMBER ||
         type == U_PRIVATE_USE_CHAR;
}

// Lower case, and the letter alone of a letter with marks.
void append_plain(std::string& word, char32_t c) {
  if (c < 0x80) return word.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c));
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const parts = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString whole;
  if (parts == nullptr || !parts->getDecomposition(static_cast<UChar32>(c), whole))
    return append_utf8(word, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)));
  for (int32_t at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
    const auto part = static_cast<char32_t>(whole.char32At(at));
    if (!is_mark(part))
      append_utf8(word, static_cast<char32_t>(u_foldCase(static_cast<UChar32>(part), U_FOLD_CASE_DEFAULT)));
  }
}

// Runs `visit` over the parts of a question between blanks, those without any letter left out.
template <class Visit>
void each_asked(const std::string& text, const Visit& visit) {
  auto at = text.begin();
  for (int asked = 0; at != text.end() && asked < kMostAsked;) {
    const auto begin = std::find_if_not(at, text.end(), is_blank_byte);
    at = std::find_if(begin, text.end(), is_blank_byte);
    if (std::none_of(begin, at, is_letter)) continue;
    visit(std::string_view(begin, at));
    ++asked;
  }
}

}  // namespace

void each_indexed_word(std::string_view text, const std::function<void(const std::string& word)>& visit) {
  std::string word;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (in_word(c)) {
      open = true;
      if (word.size() < kLongestWord) append_plain(word, c);
    } else if (open && !is_mark(c)) {
      if (!word.empty()) visit(word);
      word.clear(), open = false;
    }
  }
  if (!word.empty()) visit(word);
}

std::string fts5_question(const std::string& text) {
  std::string words;
  each_asked(text, [&](std::string_view asked) {
    words += words.empty() ? "\"" : " \"";
    for (const char c : asked)
      if (c != '"' && c != '\0') words += c;
    words += asked.back() == '*' ? "\"*" : "\"";
  });
  return words;
}

std::string tsquery_of(const std::string& text) {
  std::string query;
  each_asked(text, [&](std::string_view asked) {
    std::string phrase;
    each_indexed_word(asked, [&](const std::string& word) { phrase += (phrase.empty() ? "'" : " <-> '") + word + "'"; });
    if (phrase.empty()) return;
    query += (query.empty() ? "" : " & ") + phrase + (asked.back() == '*' ? ":*" : "");
  });
  return query;
}

WordQuestion::WordQuestion(const std::string& text) {
  each_asked(text, [&](std::string_view asked) {
    Phrase phrase{{}, asked.back() == '*'};
    each_indexed_word(asked, [&](const std::string& word) { phrase.words.push_back(word); });
    if (!phrase.words.empty()) phrases_.push_back(std::move(phrase));
  });
}

bool WordQuestion::answered_by(std::string_view text) const {
  std::vector<std::string> words;
  each_indexed_word(text, [&](const std::string& word) { words.push_back(word); });
  const auto is_at = [&](const Phrase& phrase, std::size_t at) {
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
      const bool last = i + 1 == phrase.words.size();
      if (last && phrase.open ? !words[at + i].starts_with(phrase.words[i]) : words[at + i] != phrase.words[i]) return false;
    }
    return true;
  };
  return std::all_of(phrases_.begin(), phrases_.end(), [&](const Phrase& phrase) {
    for (std::size_t at = 0; at + phrase.words.size() <= words.size(); ++at)
      if (is_at(phrase, at)) return true;
    return false;
  });
}

}  // namespace brink
