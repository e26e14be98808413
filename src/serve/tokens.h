// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"

namespace brink {

enum class Right { kNone, kRead, kIngest };  // each includes the one before

// Who may ask. Immutable once read, but for the cookies. Safe to share between threads.
class Tokens {
 public:
  // Lines "read TOKEN" and "ingest TOKEN", several of each at will; "#" begins a comment. A token has
  // at least 16 printable characters. Error too when others than its owner may read the file.
  static Result<Tokens> read(const std::string& path);
  Tokens() = default;  // nobody has one
  Tokens(Tokens&& other) noexcept : tokens_(std::move(other.tokens_)) {}
  Tokens& operator=(Tokens&& other) noexcept { return tokens_ = std::move(other.tokens_), *this; }

  bool any() const { return !tokens_.empty(); }

  // The right that "Bearer TOKEN" gives. Takes the same time for each token of a length.
  Right right_of(std::string_view authorization) const;

  // A cookie's value for the event stream, good for ten minutes; at most 1000 at a time.
  std::string new_cookie();
  bool knows_cookie(std::string_view cookie_header) const;

  static constexpr const char* kCookie = "brink_stream";
  static constexpr std::chrono::seconds kCookieLasts{600};

 private:
  struct Token {
    Right right;
    std::string secret;
  };
  std::vector<Token> tokens_;
  mutable std::mutex mutex_;
  std::map<std::string, std::chrono::steady_clock::time_point, std::less<>> cookies_;
};

// Compares without telling by its time where the two differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace brink
