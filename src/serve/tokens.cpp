// SPDX-License-Identifier: Apache-2.0
#include "serve/tokens.h"

#include <sys/random.h>
#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include "base/files.h"

namespace brink {
namespace {

constexpr std::size_t kShortest = 16, kLongest = 512, kMostCookies = 1000, kMostFile = 1 << 20;

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// Several cookies stand in one header: "a=1; b=2".
std::string_view cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view item = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    if (item.size() > name.size() && item.starts_with(name) && item[name.size()] == '=') return item.substr(name.size() + 1);
  }
  return {};
}

}  // namespace

bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  volatile unsigned char differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    differs = static_cast<unsigned char>(differs | (static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i])));
  return differs == 0;
}

Result<Tokens> Tokens::read(const std::string& path) {
  const auto text = read_file(path, kMostFile);
  if (!text) return text.error();
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXO | S_IWGRP)) != 0)
    return Error{"serve", path, "a token file that others may read or its group may write", "mode 600 (chmod 600)"};
  Tokens tokens;
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::istringstream words(line);
    std::string kind, secret, more;
    if (!(words >> kind) || kind.front() == '#') continue;
    words >> secret >> more;
    const std::string where = path + ":" + std::to_string(number);
    if (kind != "read" && kind != "ingest")
      return Error{"serve", where, "a line that begins neither with read nor with ingest", "read TOKEN or ingest TOKEN"};
    if (secret.size() < kShortest || secret.size() > kLongest || !printable(secret) || (!more.empty() && more.front() != '#'))
      return Error{"serve", where, "a token of " + std::to_string(secret.size()) + " characters", "one word of 16 to 512 printable ASCII characters"};
    tokens.tokens_.push_back({kind == "read" ? Right::kRead : Right::kIngest, secret});
  }
  if (tokens.tokens_.empty()) return Error{"serve", path, "no token", "a line as: read TOKEN"};
  return tokens;
}

Right Tokens::right_of(std::string_view authorization) const {
  constexpr std::string_view kBearer = "bearer ";
  if (authorization.size() <= kBearer.size()) return Right::kNone;
  for (std::size_t i = 0; i < kBearer.size(); ++i)
    if ((authorization[i] | 0x20) != kBearer[i]) return Right::kNone;
  const std::string_view given = authorization.substr(kBearer.size());
  Right right = Right::kNone;
  for (const Token& token : tokens_)
    if (same_secret(token.secret, given)) right = std::max(right, token.right);
  return right;
}

std::string Tokens::new_cookie() {
  unsigned char bytes[24];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return {};
  std::string value;
  for (const unsigned char byte : bytes) value += "0123456789abcdef"[byte >> 4], value += "0123456789abcdef"[byte & 15];
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  std::erase_if(cookies_, [&](const auto& cookie) { return cookie.second < now; });
  if (cookies_.size() >= kMostCookies)
    cookies_.erase(std::min_element(cookies_.begin(), cookies_.end(), [](const auto& a, const auto& b) { return a.second < b.second; }));
  cookies_[value] = now + kCookieLasts;
  return value;
}

bool Tokens::knows_cookie(std::string_view cookie_header) const {
  const std::string_view given = cookie_in(cookie_header, kCookie);
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(mutex_);
  bool known = false;
  for (const auto& [value, until] : cookies_) known |= until > now && same_secret(value, given);
  return known;
}

}  // namespace brink
