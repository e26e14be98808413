// SPDX-License-Identifier: Apache-2.0
#include "screen/ink.h"

#include <cmath>
#include <algorithm>
#include "base/utf8.h"

namespace brink {
namespace {

int length_of(std::string_view text) {
  int n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) next_code_point(text, at);
  return n;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string Ink::painted(std::string_view code, std::string_view text) const {
  if (!look_.colour) return std::string(text);
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (!is_control(c)) append_utf8(out, c);
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string cut(std::string_view text, int columns) {
  if (length_of(text) <= columns) return std::string(text);
  std::size_t at = 0;
  for (int i = 0; i < columns - 1; ++i) next_code_point(text, at);
  return std::string(text.substr(0, at)) + "…";
}

std::string padded(std::string_view text, int columns) {
  std::string out(text);
  if (const int missing = columns - length_of(text); missing > 0) out.append(static_cast<std::size_t>(missing), ' ');
  return out;
}

std::string wrapped(std::string_view text, int columns, int indent) {
  std::string out;
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t gap = text.find(' ', at);
    const std::string_view word = text.substr(at, gap == std::string_view::npos ? gap : gap - at);
    const int n = length_of(word);
    if (used > 0 && indent + used + 1 + n > columns) out += '\n', used = 0;
    if (used == 0) out.append(static_cast<std::size_t>(indent), ' ');
    else out += ' ', ++used;
    out += word;
    used += n;
    at = gap == std::string_view::npos ? text.size() : text.find_first_not_of(' ', gap);
    if (at == std::string_view::npos) break;
  }
  return out + "\n";
}

std::string sparkline(const std::vector<double>& values, int columns, double top) {
  static constexpr std::string_view kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr double kSteps = 7;
  if (values.empty() || columns <= 0) return "";
  const std::size_t width = std::min(static_cast<std::size_t>(columns), values.size());
  std::vector<double> means;
  for (std::size_t c = 0; c < width; ++c) {
    const std::size_t first = c * values.size() / width, end = (c + 1) * values.size() / width;
    double sum = 0;
    for (std::size_t i = first; i < end; ++i) sum += values[i];
    means.push_back(sum / static_cast<double>(end - first));
  }
  if (top <= 0) top = *std::max_element(means.begin(), means.end());
  std::string line;
  for (const double mean : means) {
    const double share = top > 0 ? std::clamp(mean / top, 0.0, 1.0) : 0;
    line += kBars[static_cast<std::size_t>(std::lround(share * kSteps))];
  }
  return line;
}

}  // namespace brink
