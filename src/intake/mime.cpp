// SPDX-License-Identifier: Apache-2.0
#include "intake/mime.h"

#include <algorithm>

#include "base/utf8.h"
#include "fmt/format.h"

namespace brink {
namespace {

constexpr std::size_t kMostParts = 200, kMostDepth = 8;

// A part still to be cut up.
struct Piece {
  HeaderFields fields;
  std::string_view body;
  std::size_t depth = 0;
};

// Where the line that begins at `at` ends, and its end mark with it.
std::size_t after_line(std::string_view body, std::size_t at) {
  const std::size_t end = body.find('\n', at);
  return end == std::string_view::npos ? body.size() : end + 1;
}

// The parts between lines "--boundary"; what lies before the first and behind "--boundary--" is no
// part. A missing last line ends the last part at the end.
std::vector<std::string_view> cut_at(std::string_view body, const std::string& boundary) {
  const std::string mark = "--" + boundary;
  std::vector<std::string_view> parts;
  std::size_t begin = std::string_view::npos;
  const auto end_part = [&](std::size_t end) {
    if (begin == std::string_view::npos) return;
    std::string_view part = body.substr(begin, end - begin);
    if (part.ends_with('\n')) part.remove_suffix(1);
    if (part.ends_with('\r')) part.remove_suffix(1);
    parts.push_back(part);
  };
  for (std::size_t at = 0; at < body.size() && parts.size() <= kMostParts;
       at = after_line(body, at)) {
    if (body.compare(at, mark.size(), mark) != 0) continue;
    const std::string_view tail =
        trim(body.substr(at + mark.size(), after_line(body, at) - at - mark.size()));
    if (!tail.empty() && tail != "--") continue;  // a longer boundary
    end_part(at);
    begin = tail.empty() ? after_line(body, at) : std::string_view::npos;
    if (!tail.empty()) return parts;
  }
  end_part(body.size());
  return parts;
}

Piece piece_of(std::string_view bytes, std::size_t depth) {
  if (bytes.starts_with('\n') || bytes.starts_with("\r\n"))  // no header at all
    return {HeaderFields({}), bytes.substr(after_line(bytes, 0)), depth};
  const std::size_t length = std::min(header_length(bytes), bytes.size());
  return {HeaderFields(bytes.substr(0, length)), bytes.substr(length), depth};
}

MimePart leaf_of(const Piece& piece) {
  const std::string& type = piece.fields.value("content-type");
  const std::string encoding = ascii_lower(piece.fields.value("content-transfer-encoding"));
  MimePart part;
  part.type = type.empty() ? "text/plain" : media_type(type);
  part.charset = parameter(type, "charset");
  part.flowed = ascii_lower(parameter(type, "format")) == "flowed";
  part.attached = ascii_lower(piece.fields.value("content-disposition")).starts_with("attachment");
  if (!part.type.starts_with("text/")) return part;  // no use in its bytes
  if (encoding == "base64")
    part.bytes = decode_base64(piece.body);
  else if (encoding == "quoted-printable")
    part.bytes = decode_quoted_printable(piece.body);
  else
    part.bytes = piece.body;
  return part;
}

}  // namespace

std::string parameter(std::string_view value, std::string_view name) {
  constexpr std::size_t kLongest = 4096;
  value = value.substr(0, kLongest);
  const std::string folded = ascii_lower(value);
  for (std::size_t at = 0; (at = folded.find(name, at)) != std::string::npos; at += name.size()) {
    if (at == 0 || (folded[at - 1] != ';' && folded[at - 1] != ' ' && folded[at - 1] != '\t'))
      continue;
    std::string_view rest = trim(std::string_view(value).substr(at + name.size()));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(trim(rest.substr(0, rest.find(';'))));
  }
  return {};
}

MimeLeaves read_mime(const HeaderFields& fields, std::string_view body) {
  MimeLeaves leaves;
  std::vector<Piece> open = {{fields, body, 0}};  // the next one last
  while (!open.empty()) {
    const Piece piece = std::move(open.back());
    open.pop_back();
    const std::string type = media_type(piece.fields.value("content-type"));
    const std::string boundary = parameter(piece.fields.value("content-type"), "boundary");
    const bool compound = type.starts_with("multipart/") && !boundary.empty();
    const bool mail = type == "message/rfc822";
    if ((compound || mail) && piece.depth == kMostDepth) {
      leaves.flaw = fmt::format("parts nested more than {} deep", kMostDepth);
    } else if (compound) {
      std::vector<std::string_view> parts = cut_at(piece.body, boundary);
      std::reverse(parts.begin(), parts.end());
      for (const std::string_view part : parts) open.push_back(piece_of(part, piece.depth + 1));
    } else if (mail) {
      open.push_back(piece_of(piece.body, piece.depth + 1));
    } else {
      leaves.parts.push_back(leaf_of(piece));
    }
    if (leaves.parts.size() + open.size() > kMostParts) {
      leaves.flaw = fmt::format("more than {} parts", kMostParts);
      return leaves;
    }
  }
  return leaves;
}

}  // namespace brink
