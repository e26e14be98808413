// SPDX-License-Identifier: Apache-2.0
#include "intake/http_message.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/decompress.h"
#include "base/utf8.h"

namespace brink {
namespace {

// The data of a chunked body; what follows a broken chunk is lost. Nothing when it is not chunked.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string out;
  bool any = false;
  while (!body.empty()) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    const std::size_t line = body.find('\n');
    if (error != std::errc{} || line == std::string_view::npos || line > 1024) break;
    const auto digits = static_cast<std::size_t>(end - body.data());
    const std::string_view extension = trim(body.substr(digits, line - digits));
    if (!extension.empty() && extension.front() != ';') break;
    any = true;
    body.remove_prefix(line + 1);
    if (size == 0) break;
    const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(size, body.size()));
    out.append(body, 0, n);
    body.remove_prefix(n);
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with('\n'))
      body.remove_prefix(1);
  }
  if (!any) return {};
  return out;
}

bool looks_like_zlib(std::string_view body) {
  if (body.size() < 2) return false;
  const unsigned method = static_cast<unsigned char>(body[0]);
  const unsigned check = method << 8 | static_cast<unsigned char>(body[1]);
  return (method & 0x0F) == 8 && check % 31 == 0;
}

// The packing that the token names, if the body has it; nothing when it does not look so.
Result<std::optional<Packing>> packing_named(std::string_view token, std::string_view body) {
  const auto magic = packing_of(body);
  if (token == "gzip" || token == "x-gzip")
    return magic == Packing::kGzip ? magic : std::optional<Packing>{};
  if (token == "zstd") return magic == Packing::kZstd ? magic : std::optional<Packing>{};
  if (token == "deflate")
    return std::optional(looks_like_zlib(body) ? Packing::kZlib : Packing::kDeflate);
  if (token == "br") return std::optional(Packing::kBrotli);
  if (token == "identity" || token.empty()) return std::optional<Packing>{};
  return Error{"intake", "", "Content-Encoding " + std::string(token.substr(0, 40)),
               "gzip, deflate, br or zstd"};
}

std::vector<std::string> tokens_of(std::string_view list) {
  std::vector<std::string> tokens;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    tokens.push_back(ascii_lower(trim(list.substr(0, end))));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return tokens;
}

bool is_markup(std::string_view body) { return trim(body.substr(0, 256)).starts_with('<'); }

}  // namespace

std::optional<HttpAnswer> read_http_answer(std::string_view bytes) {
  constexpr std::size_t kMostHeader = 256u << 10;
  if (!bytes.starts_with("HTTP/")) return {};
  const std::size_t length = header_length(bytes.substr(0, kMostHeader));
  if (length == std::string_view::npos) return {};
  const std::string_view header = bytes.substr(0, length);
  const std::size_t line = header.find('\n');
  const std::string_view status = header.substr(0, line);
  const std::size_t space = status.find(' ');
  int code = 0;
  if (space == std::string_view::npos) return {};
  const std::string_view digits = trim(status.substr(space));
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  return HttpAnswer{code, HeaderFields(header.substr(line + 1)), bytes.substr(length)};
}

Result<std::string> plain_body(const HttpAnswer& answer, std::uint64_t most) {
  std::string body;
  if (ascii_lower(answer.fields.value("transfer-encoding")).ends_with("chunked"))
    body = without_chunks(answer.body).value_or(std::string(answer.body));
  else
    body = answer.body;
  std::vector<std::string> encodings = tokens_of(answer.fields.value("content-encoding"));
  if (encodings.size() > 3)
    return Error{"intake", "", "more than three content encodings", "at most three"};
  for (auto token = encodings.rbegin(); token != encodings.rend(); ++token) {
    const auto packing = packing_named(*token, body);
    if (!packing) return packing.error();
    if (!*packing || body.empty()) continue;
    auto unpacked = unpack_bytes(body, **packing, most);
    if (!unpacked && is_markup(body)) continue;  // unpacked before it was archived
    if (!unpacked) return unpacked.error();
    body = std::move(unpacked).value();
  }
  return body;
}

}  // namespace brink
