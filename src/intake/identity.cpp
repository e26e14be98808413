// SPDX-License-Identifier: Apache-2.0
#include "intake/identity.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "base/rows.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/tables.h"

namespace brink {
namespace {

struct Tracking {
  std::unordered_set<std::string_view> names;
  std::vector<std::string_view> beginnings;
};

const Tracking& tracking() {
  static const Tracking table = [] {
    Tracking made;
    for (const auto& row : rows_of(intake_table("tracking.tsv"))) {
      if (row[0].ends_with('*'))
        made.beginnings.push_back(row[0].substr(0, row[0].size() - 1));
      else
        made.names.insert(row[0]);
    }
    return made;
  }();
  return table;
}

bool is_tracking(std::string_view name) {
  const std::string folded = ascii_lower(name);
  const Tracking& table = tracking();
  return table.names.contains(folded) ||
         std::any_of(table.beginnings.begin(), table.beginnings.end(),
                     [&](std::string_view beginning) { return folded.starts_with(beginning); });
}

bool is_amp_switch(std::string_view part) {
  static constexpr std::array<std::string_view, 5> kSwitches = {"amp", "amp=1", "amp=true",
                                                                "outputtype=amp", "output=amp"};
  const std::string folded = ascii_lower(part);
  return std::find(kSwitches.begin(), kSwitches.end(), folded) != kSwitches.end();
}

std::string canonical_query(std::string_view query) {
  std::vector<std::string_view> parts;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    if (!part.empty() && !is_tracking(part.substr(0, part.find('='))) && !is_amp_switch(part))
      parts.push_back(part);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::sort(parts.begin(), parts.end());
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '&';
    out += part;
  }
  return out;
}

// The same paper's site for phones, AMP or readers with "www": one more label in front of a host
// that stands without it.
std::string_view canonical_host(std::string_view host) {
  static constexpr std::array<std::string_view, 5> kForms = {"www.", "amp.", "m.", "mobile.",
                                                             "www2."};
  const std::size_t owner = registered_part(host).size();
  const auto is_form = [&](std::string_view form) {
    return host.starts_with(form) && host.size() - form.size() >= owner;
  };
  for (;;) {
    const auto* form = std::find_if(kForms.begin(), kForms.end(), is_form);
    if (form == kForms.end()) return host;
    host.remove_prefix(form->size());
  }
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}
int hex_value(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }
bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// Escapes in one form (RFC 3986, section 6.2.2): "%7e" is "~", "%2f" is "%2F"; bytes beyond ASCII
// and a "%" that begins no escape are escaped.
std::string canonical_escapes(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  const auto escape = [&](unsigned char b) {
    out += '%', out += kDigits[b >> 4], out += kDigits[b & 15];
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
      const auto c = static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      if (is_unreserved(c))
        out += c;
      else
        escape(static_cast<unsigned char>(c));
      i += 2;
    } else if (static_cast<unsigned char>(text[i]) >= 0x80 || text[i] == '%') {
      escape(static_cast<unsigned char>(text[i]));
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string canonical_path(const std::string& given) {
  static constexpr std::array<std::string_view, 3> kEnds = {"/", "/amp", ".amp"};
  std::string path = canonical_escapes(given);
  path.resize(std::min(ascii_lower(path).find(";jsessionid="), path.size()));
  path = without_dot_segments(path);  // last: a session may stand behind a dot
  const auto ends = [&](std::string_view end) {
    if (path.size() <= end.size() || !path.ends_with(end)) return false;
    const char before = path[path.size() - end.size() - 1];
    return end.front() == '/' || (before != '/' && before != '.');  // "/.amp" is a name
  };
  for (;;) {
    const auto* end = std::find_if(kEnds.begin(), kEnds.end(), ends);
    if (end == kEnds.end()) return path;
    path.resize(path.size() - end->size());
  }
}

bool is_front_page(const Url& url) { return url.path == "/" && url.query.empty(); }

}  // namespace

std::string canonical_address(const std::string& address) {
  std::optional<Url> url = read_url(address);
  if (!url) return {};
  url->scheme = "https";
  url->host = std::string(canonical_host(url->host));
  if (url->port == "443" || url->port == "80") url->port.clear();
  url->path = canonical_path(url->path);
  url->query = canonical_query(canonical_escapes(url->query));
  url->fragment.clear();
  std::string text = url->text();
  return read_url(text) ? text : "";  // escapes may make it longer than an address can be
}

const std::string& naming_address(const Document& document) {
  const auto stated = read_url(document.canonical_url);
  if (!stated) return document.url;
  const auto fetched = read_url(document.url);
  if (!fetched) return document.canonical_url;
  const bool same_owner = registered_part(stated->host) == registered_part(fetched->host);
  const bool says_less = is_front_page(*stated) && !is_front_page(*fetched);
  return same_owner && !says_less ? document.canonical_url : document.url;
}

std::string document_id(const Document& document) {
  const std::string address = canonical_address(naming_address(document));
  if (!address.empty()) return hex_hash("url:" + address);
  return hex_hash("text:" + squeeze(document.title) + "\n" + squeeze(document.text));
}

std::string fingerprint(const Document& document) {
  return hex_hash(squeeze(document.title) + "\n" + squeeze(document.text));
}

}  // namespace brink
