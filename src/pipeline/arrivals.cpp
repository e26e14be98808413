// SPDX-License-Identifier: Apache-2.0
#include "pipeline/arrivals.h"

#include <zstd.h>

#include "base/decompress.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "records/records.h"

namespace brink {
namespace {

constexpr int kLevel = 3;  // of zstd: a page takes a fraction of a millisecond
constexpr int kForm = 1;   // of the record, for workers of another version

const char* name_of(Arrival::Kind kind) {
  return kind == Arrival::Kind::kPage ? "page" : kind == Arrival::Kind::kFragment ? "fragment" : "text";
}

std::string written(const std::optional<Timestamp>& moment) { return moment ? to_iso(*moment) : ""; }

}  // namespace

std::string pack(const Arrival& arrival) {
  const Document& d = arrival.known;
  const Json record = {{"form", kForm}, {"kind", name_of(arrival.kind)}, {"html", arrival.html}, {"id", d.id}, {"source", d.source},
                       {"url", d.url}, {"canonical_url", d.canonical_url}, {"outlet", d.outlet}, {"title", d.title},
                       {"published", written(d.published)}, {"modified", written(d.modified)}, {"authors", d.authors},
                       {"language", d.language}, {"text", d.text}};
  const std::string plain = line_of(record);
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kLevel);
  packed.resize(ZSTD_isError(size) ? 0 : size);
  return packed;
}

Result<Arrival> unpack_arrival(std::string_view bytes, std::uint64_t most) {
  const auto fault = [](std::string found) { return Error{"stream", "document", std::move(found), "an arrival as `brink publish` packs it"}; };
  const auto plain = unpack_bytes(bytes, Packing::kZstd, most);
  if (!plain) return fault(plain.error().found);
  const Json record = Json::parse(*plain, nullptr, /*allow_exceptions=*/false);
  if (!record.is_object()) return fault("no JSON object");
  if (record.value("form", Json()) != kForm) return fault("another form of record");
  for (const char* field : {"kind", "html", "id", "source", "url", "canonical_url", "outlet", "title", "published", "modified", "language", "text"})
    if (!record.contains(field) || !record[field].is_string()) return fault(std::string("no text as ") + field);
  Arrival arrival;
  const std::string kind = record["kind"];
  if (kind == "page")
    arrival.kind = Arrival::Kind::kPage;
  else if (kind == "fragment")
    arrival.kind = Arrival::Kind::kFragment;
  else if (kind == "text")
    arrival.kind = Arrival::Kind::kText;
  else
    return fault("the kind " + kind.substr(0, 32));
  Document& d = arrival.known;
  arrival.html = record["html"];
  d.id = record["id"], d.source = record["source"], d.url = record["url"], d.canonical_url = record["canonical_url"];
  d.outlet = record["outlet"], d.title = record["title"], d.language = record["language"], d.text = record["text"];
  d.published = read_iso(record["published"].get<std::string>());
  d.modified = read_iso(record["modified"].get<std::string>());
  for (const Json& author : record.value("authors", Json::array()))
    if (author.is_string()) d.authors.push_back(author);
  return arrival;
}

std::string content_id(const Arrival& arrival) {
  const Document& d = arrival.known;
  std::string all;
  for (const std::string* part : {&arrival.html, &d.url, &d.outlet, &d.title, &d.text}) all += *part, all += '\0';
  return hex_hash(all + written(d.published));
}

}  // namespace brink
