// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brink {

// An http or https address in its parts, as RFC 3986 cuts it.
struct Url {
  std::string scheme;    // "http" or "https"
  std::string host;      // lower case; an IPv6 address with its brackets
  std::string port;      // "" for the scheme's own
  std::string path;      // begins with "/"; dot segments resolved
  std::string query;     // without "?"
  std::string fragment;  // without "#"

  std::string text() const;  // put together again; user names are left out
};

// Reads an absolute http(s) address; blanks around it are ignored. Nothing for any other scheme,
// an empty or malformed host, control characters or more than 8192 bytes.
std::optional<Url> read_url(std::string_view text);

// Its host alone; "" where read_url reads nothing.
std::string host_of_url(std::string_view text);

// `link` as it reads on a page at `base`: absolute, "//host/x", "/x", "x", "?q", "#f".
std::optional<Url> resolve_url(const Url& base, std::string_view link);

bool is_web_address(std::string_view text);  // begins with http:// or https://

// A path that begins with "/" without its "." and ".." (RFC 3986, section 5.2.4).
std::string without_dot_segments(std::string_view path);

// The part of a host that its owner registered: "www.bbc.co.uk" -> "bbc.co.uk". By rule of thumb
// (a country's "co", "com", "gov" ... counts as its suffix), not by the Public Suffix List.
std::string_view registered_part(std::string_view host);

}  // namespace brink
