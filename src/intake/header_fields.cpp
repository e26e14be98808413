// SPDX-License-Identifier: Apache-2.0
#include "intake/header_fields.h"

#include <algorithm>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kMostFields = 1000;

std::string_view eat_line(std::string_view& block) {
  const std::size_t end = std::min(block.find('\n'), block.size());
  const std::string_view line = block.substr(0, end);
  block.remove_prefix(std::min(end + 1, block.size()));
  return line;
}

}  // namespace

HeaderFields::HeaderFields(std::string_view block) {
  while (!block.empty() && fields_.size() < kMostFields) {
    const std::string_view line = eat_line(block);
    if (line.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!fields_.empty()) (fields_.back().value += ' ') += trim(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields_.push_back(
        {ascii_lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  }
}

const std::string& HeaderFields::value(std::string_view name) const {
  static const std::string none;
  const std::string folded = ascii_lower(name);
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& field) { return field.name == folded; });
  return found == fields_.end() ? none : found->value;
}

std::size_t header_length(std::string_view bytes) {
  for (std::size_t at = 0; (at = bytes.find('\n', at)) != std::string_view::npos; ++at) {
    if (bytes.substr(at + 1).starts_with('\n')) return at + 2;
    if (bytes.substr(at + 1).starts_with("\r\n")) return at + 3;
  }
  return std::string_view::npos;
}

std::string media_type(std::string_view content_type) {
  return ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
}

}  // namespace brink
