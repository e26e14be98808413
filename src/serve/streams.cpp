// SPDX-License-Identifier: Apache-2.0
// Answers that are written as they come: live updates and exports.
#include <charconv>

#include "base/iso_time.h"
#include "exchange/exchange.h"
#include "serve/reply.h"

namespace brink {
namespace {

// Counts a stream as long as it lives.
class Counted {
 public:
  explicit Counted(std::atomic<int>& count) : count_(&count) { ++*count_; }
  Counted(const Counted&) = delete;
  ~Counted() { --*count_; }

 private:
  std::atomic<int>* count_;
};

std::string hello(const Desk& desk) {
  return sse("hello", line_of(Json{{"version", desk.boot + "-" + std::to_string(desk.version)}, {"at", to_iso(desk.today())},
                                   {"heartbeat_seconds", std::chrono::duration_cast<std::chrono::seconds>(desk.settings.heartbeat).count()}}),
             std::to_string(desk.position));
}

// What came while the client was away.
std::string missed(Desk& desk, const std::string& last_id) {
  std::int64_t position = 0;
  const auto [end, error] = std::from_chars(last_id.data(), last_id.data() + last_id.size(), position);
  if (error != std::errc() || end != last_id.data() + last_id.size() || position <= 0) return {};
  const NewEvents fresh = value_or_problem(desk.lenses.borrow()->events_since(position, 100));
  if (fresh.count == 0) return {};
  return sse("events", line_of(Json{{"count", fresh.count}, {"ids", fresh.ids}, {"version", desk.boot + "-" + std::to_string(desk.version)}}),
             std::to_string(fresh.position));
}

std::string type_of(const std::string& format) {
  if (format == "jsonl" || format == "plover") return "application/x-ndjson";
  return format == "csv" ? "text/csv; charset=utf-8" : "text/tab-separated-values; charset=utf-8";
}

}  // namespace

void stream_events(Desk& desk, const httplib::Request& request, httplib::Response& response) {
  if (desk.streams >= static_cast<int>(desk.settings.most_streams))
    throw Problem{503, "found " + std::to_string(desk.streams) + " streams open, expected fewer; try again later", ""};
  const auto counted = std::make_shared<Counted>(desk.streams);
  const auto next = std::make_shared<std::uint64_t>(desk.hub.now());
  const auto first = std::make_shared<std::string>("retry: 3000\n" + hello(desk) + missed(desk, request.get_header_value("Last-Event-ID")));
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Accel-Buffering", "no");  // nginx hands each event on at once
  if (request.method == "HEAD") return response.set_content("", "text/event-stream");
  response.set_chunked_content_provider("text/event-stream", [&desk, counted, next, first](std::size_t, httplib::DataSink& sink) {
    std::string text;
    first->swap(text);
    if (text.empty()) text = desk.hub.await(*next, desk.settings.heartbeat);
    if (desk.hub.ended()) return sink.done(), true;
    if (text.empty()) text = ": still here\n\n";
    return sink.write(text.data(), text.size());
  });
}

void stream_export(Desk& desk, const Question& q, httplib::Response& response) {
  q.only({"format", "actor", "recipient", "either", "type", "mode", "status", "place", "country", "speaker", "equipment",
          "context", "text", "since", "until", "known_by", "limit"});
  const std::string format = q.choice("format", {"csv", "jsonl", "plover", "cameo", "phoenix", "gdelt1", "gdelt2", "icews", "polecat"}, "");
  if (format.empty()) q.needed("format");
  EventQuery query = event_query(q);
  query.limit = q.number("limit", 1, 1'000'000'000, 0);
  if (format != "jsonl" && !desk.hands.knowledge) throw Problem{503, "found no tables of actors, expected them for this format", ""};
  {  // a malformed filter is told before the first line
    EventQuery probe = query;
    probe.limit = 1;
    const auto done = desk.lenses.borrow()->archive().events(probe, [](const Event&, const StoredDocument&) { return false; });
    if (!done) throw problem_of(done.error());
  }
  response.set_header("Content-Disposition", "attachment; filename=\"events." + std::string(format == "jsonl" || format == "plover" ? "jsonl" : format == "csv" ? "csv" : "tsv") + "\"");
  response.set_header("Cache-Control", "no-store");
  response.set_chunked_content_provider(type_of(format), [&desk, format, query](std::size_t, httplib::DataSink& sink) {
    constexpr std::size_t kBlock = 32 * 1024;
    // A connection of its own: a slow reader must not keep one that others wait for.
    const auto archive = open_archive(desk.settings.archive, Access::kRead);
    if (!archive) return false;
    std::optional<Exporter> exporter;
    if (format != "jsonl") exporter.emplace(*desk.hands.knowledge, *data_format_named(format));
    std::string block = exporter ? exporter->heading() : "";
    bool alive = true;
    const auto done = (*archive)->events(query, [&](const Event& event, const StoredDocument& report) {
      block += exporter ? exporter->lines(event, report) : line_of(record_of(event)) + "\n";
      if (block.size() < kBlock) return true;
      alive = sink.write(block.data(), block.size());
      block.clear();
      return alive;
    });
    // An unfinished chunked answer tells the client that something is missing.
    if (!done || !alive) return false;
    if (!block.empty() && !sink.write(block.data(), block.size())) return false;
    sink.done();
    return true;
  });
}

}  // namespace brink
