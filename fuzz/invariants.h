// SPDX-License-Identifier: Apache-2.0
// What must hold of everything that comes out, whatever went in. Shared by the fuzz targets and by
// the tests that replay what they found.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/byte_source.h"
#include "base/url.h"
#include "base/utf8.h"
#include "intake/encoding.h"
#include "intake/identity.h"
#include "intake/intake.h"

namespace brink {

inline void must(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline void check_document(const Document& d) {
  for (const std::string* text :
       {&d.id, &d.source, &d.url, &d.canonical_url, &d.outlet, &d.title, &d.language, &d.text})
    must(is_utf8(*text), "text of a document is UTF-8");
  for (const std::string& author : d.authors) must(is_utf8(author), "an author is UTF-8");
  must(document_id(d).size() == 32, "an id has 32 digits");
  must(fingerprint(d).size() == 32, "a fingerprint has 32 digits");
}

// Takes in the bytes under a name, with small bounds, and checks what is handed out.
inline void check_intake(std::string_view bytes, const std::string& name) {
  IntakeSettings settings;
  settings.most_page_bytes = 100000;
  // A byte may become three (U+FFFD), and a page may be unwrapped from base64 or escapes, not grow.
  const std::size_t most = 3 * settings.most_page_bytes + 100;
  const Intake intake(settings);
  std::uint64_t count = 0;
  const bool finished = intake.read_bytes(
      open_bytes(bytes), name,
      [&](Arrival&& arrival) {
        ++count;
        must(is_utf8(arrival.html), "markup is UTF-8");
        must(arrival.html.size() <= most && arrival.known.text.size() <= most,
             "an arrival is bounded");
        must(arrival.known.source.starts_with(name), "a source begins with its file");
        must((arrival.kind == Arrival::Kind::kText) == arrival.html.empty() || arrival.html.empty(),
             "text has no markup");
        check_document(arrival.known);
        return true;
      },
      [&](const std::string& source, const Error& error) {
        ++count;
        must(source.starts_with(name), "a source begins with its file");
        must(error.stage == "intake" && !error.where.empty() && !error.found.empty() &&
                 !error.expected.empty(),
             "an error says stage, place, found and expected");
        must(is_utf8(error.sentence()), "an error is UTF-8");
      });
  must(finished, "reading goes to the end");
  must(count > 0 || bytes.size() > 4, "nothing vanishes without a word");
}

inline void check_encoding(std::string_view bytes) {
  // The first byte picks a label, so that each is tried.
  constexpr const char* kLabels[] = {
      "",          "utf-8",       "iso-8859-1", "shift_jis", "gb2312", "big5",         "euc-kr",
      "euc-jp",    "iso-2022-jp", "utf-16",     "utf-16be",  "utf-7",  "windows-1251", "utf-32",
      "macintosh", "no-such"};
  if (bytes.empty()) return;
  const char* label = kLabels[static_cast<unsigned char>(bytes[0]) % 16];
  bytes.remove_prefix(1);
  for (const Markup markup : {Markup::kHtml, Markup::kXml, Markup::kNone}) {
    const Decoded decoded = to_utf8(bytes, label, markup);
    must(is_utf8(decoded.text), "decoded text is UTF-8");
    must(decoded.text.size() <= 6 * bytes.size() + 64, "decoded text is bounded");
    must(!encoding_labelled(decoded.encoding).empty(), "the encoding has a name of the table");
  }
}

inline void check_address(std::string_view bytes) {
  const std::string canonical = canonical_address(std::string(bytes));
  must(canonical.empty() || read_url(bytes), "only web addresses have a canonical form");
  if (canonical.empty()) return;
  must(canonical_address(canonical) == canonical, "a canonical address stays as it is");
  const auto url = read_url(canonical);
  must(url && url->text() == canonical, "a canonical address is a web address");
  must(url->fragment.empty() && url->path.starts_with('/'),
       "a canonical address has a path and no fragment");
  if (const auto base = read_url("https://news.example/a/b?c#d")) {
    const auto resolved = resolve_url(*base, bytes);
    must(!resolved || resolved->path.starts_with('/'), "a resolved address has a path");
  }
}

}  // namespace brink
