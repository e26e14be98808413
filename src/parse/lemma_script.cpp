// SPDX-License-Identifier: Apache-2.0
#include "parse/lemma_script.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace brink::parse {
namespace {

std::string capitalised(std::string_view form) {
  std::size_t first = 0;
  if (!form.empty()) next_code_point(form, first);
  return std::string(form.substr(0, first)) + fold_case(form.substr(first));
}

bool starts_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_letter));
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  while (n > 0 &&
         ((n < a.size() && !starts_letter(a[n])) || (n < b.size() && !starts_letter(b[n]))))
    --n;
  return n;
}

std::string cased(std::string_view form, char mode) {
  return mode == 'l' ? fold_case(form) : mode == 'u' ? capitalised(form) : std::string(form);
}

}  // namespace

std::string lemma_script(std::string_view form, std::string_view lemma) {
  std::string best;
  std::size_t least = ~std::size_t{0};
  for (const char mode : {'l', '=', 'u'}) {
    const std::string from = cased(form, mode);
    const std::size_t keep = common_prefix(from, lemma);
    const std::size_t cost = from.size() - keep + lemma.size() - keep;
    if (cost >= least) continue;
    least = cost;
    best = mode + std::to_string(letters(std::string_view(from).substr(keep))) +
           std::string(lemma.substr(keep));
  }
  return best;
}

std::string apply_lemma_script(std::string_view form, std::string_view script) {
  if (script.size() < 2) return std::string(form);
  std::string out = cased(form, script.front());
  std::size_t off = 0;
  const char* end = script.data() + script.size();
  const auto [rest, error] = std::from_chars(script.data() + 1, end, off);
  if (error != std::errc() || off > letters(out)) return std::string(form);
  for (; off > 0; --off) {
    while (!starts_letter(out.back())) out.pop_back();
    out.pop_back();
  }
  out.append(rest, end);
  return out.empty() ? std::string(form) : out;
}

}  // namespace brink::parse
