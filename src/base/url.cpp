// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"

namespace brink {
namespace {

constexpr std::size_t kLongest = 8192;

bool is_host_byte(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '.' ||
         c == '_';
}

bool is_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), is_host_byte);
}

// "user:secret@host:port" into the host and the port of `url`.
bool read_authority(std::string_view authority, Url& url) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    url.port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
    if (url.port.size() > 5 || url.port.find_first_not_of("0123456789") != std::string::npos)
      return false;
  }
  if (url.port == (url.scheme == "https" ? "443" : "80")) url.port.clear();
  url.host = fold_case(authority);
  while (url.host.size() > 1 && url.host.back() == '.') url.host.pop_back();
  return is_host(url.host);
}

// "/path?query#fragment"
void read_tail(std::string_view tail, Url& url) {
  if (const std::size_t hash = tail.find('#'); hash != std::string_view::npos) {
    url.fragment = tail.substr(hash + 1);
    tail = tail.substr(0, hash);
  }
  if (const std::size_t mark = tail.find('?'); mark != std::string_view::npos) {
    url.query = tail.substr(mark + 1);
    tail = tail.substr(0, mark);
  }
  url.path = without_dot_segments(tail);
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

}  // namespace

std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool open_end = true;  // the path ends in "/"
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    open_end = end == path.size() && (part == "." || part == "..");
    if (part == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (part != ".") {
      kept.push_back(part);
    }
    at = end + 1;
  }
  std::string out;
  for (const std::string_view part : kept) (out += '/') += part;
  if (out.empty() || open_end) out += '/';
  return out;
}

std::string Url::text() const {
  std::string out = scheme + "://" + host;
  if (!port.empty()) (out += ':') += port;
  out += path;
  if (!query.empty()) (out += '?') += query;
  if (!fragment.empty()) (out += '#') += fragment;
  return out;
}

bool is_web_address(std::string_view text) {
  const std::string head = ascii_lower(text.substr(0, 8));
  return head.starts_with("http://") || head.starts_with("https://");
}

namespace {

// Scheme, host and port into `url`; what stands behind them.
std::optional<std::string_view> read_site(std::string_view text, Url& url) {
  text = trim(text);
  if (text.size() > kLongest || !is_web_address(text) || has_control(text)) return {};
  url.scheme = ascii_lower(text.substr(0, text.find(':')));
  text.remove_prefix(url.scheme.size() + 3);
  const std::size_t slash = std::min(text.find_first_of("/?#"), text.size());
  if (!read_authority(text.substr(0, slash), url)) return {};
  return text.substr(slash);
}

}  // namespace

std::optional<Url> read_url(std::string_view text) {
  Url url;
  const auto tail = read_site(text, url);
  if (!tail) return {};
  read_tail(*tail, url);
  return url;
}

std::string host_of_url(std::string_view text) {
  Url url;
  return read_site(text, url) ? std::move(url.host) : std::string();
}

std::optional<Url> resolve_url(const Url& base, std::string_view link) {
  link = trim(link);
  if (is_web_address(link)) return read_url(link);
  if (link.size() > kLongest || has_control(link)) return {};
  if (link.starts_with("//")) return read_url(base.scheme + ":" + std::string(link));
  const std::size_t colon = link.find(':');
  if (colon != std::string_view::npos && link.find_first_of("/?#") > colon) return {};  // "mailto:"
  Url url = base;
  url.fragment.clear();
  if (link.empty()) return url;
  if (link.front() == '#') return url.fragment = link.substr(1), url;
  url.query.clear();
  if (link.front() == '/') {
    read_tail(link, url);
  } else if (link.front() == '?') {
    read_tail(base.path + std::string(link), url);
  } else {
    read_tail(base.path.substr(0, base.path.rfind('/') + 1) + std::string(link), url);
  }
  return url;
}

std::string_view registered_part(std::string_view host) {
  static constexpr std::array<std::string_view, 10> kSecondLevel = {
      "ac", "co", "com", "edu", "gob", "gov", "mil", "ne", "net", "org"};
  if (host.empty() || host.front() == '[' ||
      host.find_first_not_of("0123456789.") == std::string_view::npos)
    return host;
  const auto dot_before = [&](std::size_t end) {
    return end == 0 ? std::string_view::npos : host.rfind('.', end - 1);
  };
  const std::size_t top = host.rfind('.');
  if (top == std::string_view::npos) return host;
  std::size_t cut = dot_before(top);
  if (cut == std::string_view::npos) return host;
  const std::string_view second = host.substr(cut + 1, top - cut - 1);
  const bool country = host.size() - top - 1 == 2;
  if (country &&
      std::find(kSecondLevel.begin(), kSecondLevel.end(), second) != kSecondLevel.end()) {
    cut = dot_before(cut);
    if (cut == std::string_view::npos) return host;
  }
  return host.substr(cut + 1);
}

}  // namespace brink
