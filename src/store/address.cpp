// SPDX-License-Identifier: Apache-2.0
#include "store/address.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "store/store.h"

namespace brink {
namespace {

constexpr std::string_view kSchemes[] = {"postgresql://", "postgres://"};
constexpr std::string_view kParting = ":/?#@&=[],";

struct Stretch {
  std::size_t begin, end;  // in an address
};

// %XX undone; what is none stays.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// Names of parameters that hold a secret: password, sslpassword, scram_client_key, oauth_client_secret.
bool is_secret(std::string_view name) {
  const std::string plain = decoded(name);
  return plain.find("password") != std::string::npos || plain.find("secret") != std::string::npos || plain.starts_with("scram");
}

// Values of such parameters, in their order.
std::vector<Stretch> in_the_query(const std::string& address) {
  std::vector<Stretch> hidden;
  std::size_t at = address.find('?');
  while (at != std::string::npos) {
    const std::size_t name = at + 1, end = std::min(address.find('&', name), address.size());
    // A value that holds a "?" has to be hidden to its end.
    const std::size_t next = address.find('?', name), equals = address.find('=', name);
    if (equals < std::min(end, next) && is_secret(std::string_view(address).substr(name, equals - name))) {
      hidden.push_back({equals + 1, end});
      at = end < address.size() ? end : std::string::npos;
    } else {
      at = std::min(next, end < address.size() ? end : std::string::npos);
    }
  }
  return hidden;
}

// Besides those, from the first colon to the last @: a password that is not written as it should be may hold any of
// the characters that part an address, and too much hidden does no harm. In their order, apart from each other.
std::vector<Stretch> hidden_in(const std::string& address) {
  const std::vector<Stretch> values = in_the_query(address);
  const std::size_t colon = address.find(':', address.find("://") + 3), at = address.rfind('@');
  if (colon == std::string::npos || at == std::string::npos || colon > at) return values;
  std::vector<Stretch> hidden = {{colon + 1, at}};
  for (const Stretch& value : values) {
    if (value.begin > at)
      hidden.push_back(value);
    else
      hidden.front() = {std::min(hidden.front().begin, value.begin), std::max(hidden.front().end, value.end)};
  }
  return hidden;
}

}  // namespace

bool is_address(const std::string& where) {
  return std::any_of(std::begin(kSchemes), std::end(kSchemes), [&](std::string_view scheme) { return where.starts_with(scheme); });
}

std::string shown_address(const std::string& where) {
  if (!is_address(where)) return where;
  std::string shown = where;
  const auto hidden = hidden_in(where);
  for (auto it = hidden.rbegin(); it != hidden.rend(); ++it) shown.replace(it->begin, it->end - it->begin, "***");
  return shown;
}

std::vector<std::string> secrets_of(const std::string& where) {
  std::vector<std::string> secrets;
  if (!is_address(where)) return secrets;
  const auto add = [&](std::string_view text) {
    if (text.empty()) return;
    secrets.emplace_back(text);
    secrets.push_back(decoded(text));
  };
  for (const auto& [begin, end] : hidden_in(where)) {
    const std::string_view whole = std::string_view(where).substr(begin, end - begin);
    add(whole);
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t next = std::min(whole.find_first_of(kParting, at), whole.size());
      add(whole.substr(at, next - at));
      at = next + 1;
    }
  }
  return secrets;
}

}  // namespace brink
