// SPDX-License-Identifier: Apache-2.0
#include "sentences/model.h"

#include <algorithm>
#include <cstring>

#include "base/files.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace brink::sentences {
namespace {

// File: magic, XXH3-64 of what follows, then two classifiers (bias, scale, weights) and the joined
// words as text, one a line: "cannot 3". Numbers are little-endian.
constexpr std::string_view kMagic = "BRKSPL02";
constexpr std::size_t kTable = std::size_t{1} << Classifier::kBits;
constexpr std::size_t kHead = 16, kOne = 8 + kTable;

void put(std::string& out, const Classifier& c) {
  out.append(reinterpret_cast<const char*>(&c.bias), 4);
  out.append(reinterpret_cast<const char*>(&c.scale), 4);
  out.append(reinterpret_cast<const char*>(c.weights.data()), c.weights.size());
}

void take(const char* from, Classifier& c) {
  std::memcpy(&c.bias, from, 4);
  std::memcpy(&c.scale, from + 4, 4);
  std::memcpy(c.weights.data(), from + 8, kTable);
}

std::u32string wide(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
  return out;
}

void take_joined(std::string_view lines, SplitterModel& model) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t gap = line.find(' ');
    if (gap == std::string_view::npos || gap + 2 != line.size()) continue;
    model.joined[wide(line.substr(0, gap))] = line[gap + 1] - '0';
  }
}

}  // namespace

Result<SplitterModel> read_model(const std::filesystem::path& path) {
  auto file = read_file(path, 16u << 20);
  if (!file) return file.error();
  const std::string& bytes = *file;
  const auto bad = [&](std::string found, std::string expected) {
    return Error{"sentences", path.string(), std::move(found), std::move(expected)};
  };
  if (bytes.size() < kHead + 2 * kOne)
    return bad(std::to_string(bytes.size()) + " bytes", "a splitter model");
  if (bytes.compare(0, 8, kMagic) != 0) return bad("another kind of file", "a splitter model");
  std::uint64_t sum = 0;
  std::memcpy(&sum, bytes.data() + 8, 8);
  const std::string_view body = std::string_view(bytes).substr(kHead);
  if (short_hash(body) != sum) return bad("a damaged file", "its checksum to hold");
  SplitterModel model;
  take(body.data(), model.breaks);
  take(body.data() + kOne, model.ends);
  take_joined(body.substr(2 * kOne), model);
  return model;
}

std::string write_model(const SplitterModel& model) {
  std::string body;
  put(body, model.breaks);
  put(body, model.ends);
  std::vector<std::string> lines;
  for (const auto& [word, first] : model.joined) {
    std::string line;
    for (const char32_t c : word) append_utf8(line, c);
    lines.push_back(line + ' ' + static_cast<char>('0' + first) + '\n');
  }
  std::sort(lines.begin(), lines.end());
  for (const std::string& line : lines) body += line;
  std::string out(kMagic);
  const std::uint64_t sum = short_hash(body);
  out.append(reinterpret_cast<const char*>(&sum), 8);
  return out + body;
}

}  // namespace brink::sentences
