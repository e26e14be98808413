// SPDX-License-Identifier: Apache-2.0
#include "serve/reply.h"
#include "serve/told.h"

#include <algorithm>
#include <cstdio>

#include "base/files.h"
#include "base/hash.h"
#include "base/iso_time.h"

namespace brink {
namespace {

using httplib::Request;
using httplib::Response;
using Freshness = AnswerShelf::Freshness;

constexpr const char* kJson = "application/json";
const std::string kApi = "/api/v1/";

// A GET whose answer depends on the archive alone, and so is kept.
struct KeptRoute {
  const char* path;  // as docs/openapi.json has it; "{id}" at its end is a segment
  Freshness freshness;
  Json (*answer)(Desk&, const ArchiveLens&, const Question&, const std::string& id);
};

constexpr KeptRoute kKept[] = {
    {"/api/v1/watch", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens& l, const Question& q, const std::string&) { return q.only({}), answer_watch(d, l); }},
    {"/api/v1/events", Freshness::kAlways, [](Desk&, const ArchiveLens& l, const Question& q, const std::string&) { return answer_events(l, q); }},
    {"/api/v1/events/{id}", Freshness::kAlways, [](Desk&, const ArchiveLens& l, const Question& q, const std::string& id) { return q.only({}), answer_event(l, id); }},
    {"/api/v1/stories", Freshness::kMayBeStale, [](Desk&, const ArchiveLens& l, const Question& q, const std::string&) { return answer_stories(l, q); }},
    {"/api/v1/stories/{id}", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens& l, const Question& q, const std::string& id) { return q.only({"event", "at"}), answer_story(d, l, q, id); }},
    {"/api/v1/documents", Freshness::kAlways, [](Desk&, const ArchiveLens& l, const Question& q, const std::string&) { return answer_documents(l, q); }},
    {"/api/v1/documents/{id}", Freshness::kAlways, [](Desk&, const ArchiveLens& l, const Question& q, const std::string& id) { return q.only({}), answer_document(l, id); }},
    {"/api/v1/search", Freshness::kAlways, [](Desk&, const ArchiveLens& l, const Question& q, const std::string&) { return answer_search(l, q); }},
    {"/api/v1/explain/{id}", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens& l, const Question& q, const std::string& id) { return answer_explain(d, l, q, id); }},
    {"/api/v1/series", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens& l, const Question& q, const std::string&) { return answer_series(d, l, q); }},
    {"/api/v1/posture", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens&, const Question& q, const std::string&) { return answer_posture(d, q); }},
    {"/api/v1/commitments", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens&, const Question& q, const std::string&) { return answer_commitments(d, q); }},
    {"/api/v1/exchanges", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens&, const Question& q, const std::string&) { return answer_exchanges(d, q); }},
    {"/api/v1/dossier", Freshness::kMayBeStale, [](Desk& d, const ArchiveLens& l, const Question& q, const std::string&) { return answer_dossier(d, l, q); }},
};

// The id of a path that fits the route; "" for a route without one; nothing when it does not fit.
std::optional<std::string> fits(const std::string& path, std::string_view route) {
  const std::size_t brace = route.find('{');
  if (brace != std::string_view::npos) return segment_after(path, route.substr(0, brace));
  return path == route ? std::optional<std::string>("") : std::nullopt;
}

bool has_tag(const std::string& header, const std::string& etag) {
  return header == "*" || header.find(etag) != std::string::npos;
}

void send(const Request& request, Response& response, std::string body, const char* type, const std::string& etag) {
  response.set_header("Cache-Control", "private, no-cache");
  if (!etag.empty()) response.set_header("ETag", etag);
  if (!etag.empty() && has_tag(request.get_header_value("If-None-Match"), etag)) {
    response.status = 304;
    return;
  }
  response.status = 200;
  response.set_content(body, type);
}

std::string etag_of(const Desk& desk, std::uint64_t version, const std::string& question) {
  char mark[32];
  std::snprintf(mark, sizeof mark, "%llx-%016llx", static_cast<unsigned long long>(version), static_cast<unsigned long long>(short_hash(question)));
  return "\"" + desk.boot + "-" + mark + "\"";
}

void send_kept(Desk& desk, const KeptRoute& route, const Question& q, const std::string& id, const Request& request, Response& response) {
  // The day of "today" is part of the question: at midnight it is another one.
  const std::string question = q.canonical() + "\nday\t" + to_iso(desk.today());
  const auto answer = desk.shelf.get(question, desk.version, route.freshness, [&desk, &route, q, id] {
    const auto lens = desk.lenses.borrow();
    return line_of(route.answer(desk, *lens, q, id));
  });
  send(request, response, answer->body, kJson, etag_of(desk, answer->version, question));
}

void send_board(Desk& desk, const Question& q, const Request& request, Response& response) {
  q.only({"at"});
  const Day at = desk.day_of(q);
  const std::uint64_t version = desk.version;
  const auto answer = desk.board(at);
  const bool stale = answer->version < version;
  std::string body = answer->body.substr(0, answer->body.size() - 1) + ",\"stale\":" + (stale ? "true" : "false") + ",\"computed\":\"" + answer->made + "\"}";
  send(request, response, std::move(body), kJson, etag_of(desk, answer->version, "board " + to_iso(at) + (stale ? " stale" : "")));
}

void send_now(const Request& request, Response& response, const Json& body) {
  const std::string text = line_of(body);
  send(request, response, text, kJson, "\"" + hex_hash(text).substr(0, 16) + "\"");
}

Json items_of(const std::vector<Json>& items) {
  Json list = Json::array();
  for (const Json& item : items) list.push_back(item);
  return {{"items", list}};
}

Json places_answer(Desk& desk, const Question& q) {
  q.only({"name"});
  const std::string name = q.needed("name");
  if (!desk.hands.places) throw Problem{503, "found no gazetteer, expected its tables", ""};
  const std::lock_guard lock(desk.places_mutex);
  return items_of(value_or_problem(desk.hands.places(name)));
}

Json actors_answer(Desk& desk, const Question& q) {
  q.only({"name", "at"});
  const std::string name = q.needed("name");
  if (!desk.hands.actors) throw Problem{503, "found no tables of actors, expected them", ""};
  return items_of(desk.hands.actors(name, desk.day_of(q)));
}

Json alerts_answer(Desk& desk, const Question& q) {
  q.only({"state"});
  const std::string state = q.choice("state", {"new", "acknowledged", "muted", "all"}, "");
  std::vector<Json> all = desk.alerts.list(state);
  if (!desk.hands.watch) return items_of(all);
  // What a watch beside the server told, unless the board says the same.
  const auto is_on_board = [board = desk.alerts.list("all")](const Json& told) {
    return std::any_of(board.begin(), board.end(), [&](const Json& a) { return a.at("kind") == told.at("kind") && a.at("about") == told.at("about"); });
  };
  const auto lens = desk.lenses.borrow();
  for (Json& told : value_or_problem(told_alerts(lens->archive(), desk.hands.watch->id, now_utc(), state)))
    if (!is_on_board(told)) all.push_back(std::move(told));
  return items_of(all);
}

void send_openapi(const Request& request, Response& response) {
  const auto text = read_file(share_dir() / "docs" / "openapi.json", 8u << 20);
  if (!text) throw Problem{503, "found no docs/openapi.json beside the program, expected it", ""};
  send(request, response, *text, kJson, "\"" + hex_hash(*text).substr(0, 16) + "\"");
}

bool send_file(Desk& desk, const std::string& path, const Request& request, Response& response) {
  const Site::File* file = desk.site.find(path);
  if (!file) return false;
  const std::string taken = request.get_header_value("X-Brink-Accept-Encoding");
  const bool brotli = !file->brotli.empty() && taken.find("br") != std::string::npos;
  const bool gzip = !brotli && !file->gzip.empty() && taken.find("gzip") != std::string::npos;
  response.set_header("Vary", "Accept-Encoding");
  response.set_header("ETag", file->etag);
  response.set_header("Cache-Control", file->forever ? "public, max-age=31536000, immutable" : "no-cache");
  if (has_tag(request.get_header_value("If-None-Match"), file->etag)) return response.status = 304, true;
  if (brotli || gzip) response.set_header("Content-Encoding", brotli ? "br" : "gzip");
  response.status = 200;
  response.set_content(brotli ? file->brotli : gzip ? file->gzip : file->plain, file->type);
  return true;
}

void demand(bool allowed, int status, const std::string& detail) {
  if (!allowed) throw Problem{status, detail, ""};
}

void demand_read(const Desk& desk, const Request& request) {
  if (!desk.tokens.any()) return;
  const std::string given = request.get_header_value("Authorization");
  demand(desk.tokens.right_of(given) != Right::kNone, 401, given.empty() ? "found no token, expected Authorization: Bearer TOKEN" : "found an unknown token, expected one of the token file");
}

// The whole body; Problem when it is longer, or ends before it should.
std::string read_body(const httplib::ContentReader& body, std::size_t most) {
  std::string text;
  bool too_long = false;
  const bool whole = body([&](const char* data, std::size_t size) {
    too_long = text.size() + size > most;
    if (!too_long) text.append(data, size);
    return !too_long;
  });
  if (too_long) throw Problem{413, "found a body of more than " + std::to_string(most) + " bytes, expected at most so many", ""};
  if (!whole) throw Problem{400, "found a body that ended early or came too slowly, expected Content-Length bytes", ""};
  return text;
}

void demand_type(const Request& request, std::initializer_list<std::string_view> types) {
  const std::string type = request.get_header_value("Content-Type");
  const std::string bare = type.substr(0, type.find(';'));
  demand(std::find(types.begin(), types.end(), bare) != types.end(), 415, "found the content type " + (bare.empty() ? "(none)" : shown(bare)) + ", expected " + std::string(*types.begin()));
}

// Another site's page may make a browser send us a request, but not hide where it comes from.
void demand_same_origin(const Request& request) {
  const std::string origin = request.get_header_value("Origin"), host = request.get_header_value("Host");
  const std::string site = request.get_header_value("Sec-Fetch-Site");
  demand(site.empty() || site == "same-origin" || site == "none", 403, "found a request of another site, expected one of this dashboard");
  demand(origin.empty() || origin == "http://" + host || origin == "https://" + host, 403, "found a request of another origin, expected one of this dashboard");
}

void post_alert(Desk& desk, const Request& request, Response& response, const httplib::ContentReader& body) {
  demand_read(desk, request);
  demand_type(request, {kJson});
  const Json asked = Json::parse(read_body(body, 64 * 1024), nullptr, false);
  if (!asked.is_object() || !asked.contains("id") || !asked.contains("do") || !asked.at("id").is_string() || !asked.at("do").is_string())
    throw Problem{400, "found something else, expected {\"id\": ..., \"do\": \"acknowledge\"}", ""};
  const std::string what = asked.at("do").get<std::string>(), id = asked.at("id").get<std::string>();
  if (what != "acknowledge" && what != "mute" && what != "reopen")
    throw Problem{400, "found " + shown(what) + ", expected acknowledge, mute or reopen", "do"};
  auto marked = desk.alerts.mark(id, what);
  if (!marked) marked = value_or_problem(mark_told(desk.settings.archive, id, what, now_utc()));
  if (!marked) throw Problem{404, "found no alert with the id " + shown(id) + ", expected one of /api/v1/alerts", "id"};
  desk.hub.tell(sse("alert", line_of(*marked)));
  response.status = 200;
  response.set_content(line_of(*marked), kJson);
}

void post_ingest(Desk& desk, const Request& request, Response& response, const httplib::ContentReader& body) {
  demand(desk.tokens.any() && static_cast<bool>(desk.hands.ingest), 403, "found no ingest token set, expected a server started with --token-file");
  const Right right = desk.tokens.right_of(request.get_header_value("Authorization"));
  demand(right != Right::kNone, 401, "found no or an unknown token, expected Authorization: Bearer with an ingest token");
  demand(right == Right::kIngest, 403, "found a read token, expected an ingest token");
  demand_type(request, {"application/x-ndjson", "application/jsonl", "application/json"});
  const std::string lines = read_body(body, desk.settings.most_body);
  std::unique_lock lock(desk.ingest_mutex, std::try_to_lock);
  demand(lock.owns_lock(), 503, "found another ingest at work, expected one at a time; try again later");
  response.set_content(line_of(value_or_problem(desk.hands.ingest(lines))), kJson);
  response.status = 200;
}

void post_session(Desk& desk, const Request& request, Response& response, const httplib::ContentReader& body) {
  demand_read(desk, request);
  (void)read_body(body, 1024);
  if (desk.tokens.any())
    response.set_header("Set-Cookie", std::string(Tokens::kCookie) + "=" + desk.tokens.new_cookie() + "; Path=/api/v1/stream; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(Tokens::kCookieLasts.count()));
  response.status = 204;
}

using Post = void (*)(Desk&, const Request&, Response&, const httplib::ContentReader&);
constexpr std::pair<const char*, Post> kPosts[] = {{"/api/v1/alerts", post_alert}, {"/api/v1/ingest", post_ingest}, {"/api/v1/session", post_session}};

void reply_api(Desk& desk, const Question& q, const Request& request, Response& response) {
  const std::string& path = q.path();
  if (path == kApi + "openapi.json") return send_openapi(request, response);
  if (path == kApi + "stream" && desk.tokens.any() && desk.tokens.knows_cookie(request.get_header_value("Cookie"))) return stream_events(desk, request, response);
  demand_read(desk, request);
  if (path == kApi + "stream") return q.only({}), stream_events(desk, request, response);
  if (path == kApi + "board") return send_board(desk, q, request, response);
  if (path == kApi + "export") return stream_export(desk, q, response);
  if (path == kApi + "alerts") return send_now(request, response, alerts_answer(desk, q));
  if (path == kApi + "actors") return send_now(request, response, actors_answer(desk, q));
  if (path == kApi + "places") return send_now(request, response, places_answer(desk, q));
  for (const KeptRoute& route : kKept)
    if (const auto id = fits(path, route.path)) return send_kept(desk, route, q, *id, request, response);
  if (path == kApi + "ingest" || path == kApi + "session") throw Problem{405, "found GET, expected POST", ""};
  throw Problem{404, "found nothing at " + shown(path) + ", expected a path of /api/v1/openapi.json", ""};
}

}  // namespace

void refuse(const Problem& problem, Response& response) {
  response.status = problem.status;
  if (problem.status == 401) response.set_header("WWW-Authenticate", "Bearer");
  if (problem.status == 429 || problem.status == 503) response.set_header("Retry-After", "2");
  if (problem.status == 405) response.set_header("Allow", "GET, HEAD, POST");
  response.headers.erase("ETag");
  response.set_header("Cache-Control", "no-store");
  response.set_content(body_of(problem), "application/problem+json");
}

void reply(Desk& desk, const Request& request, Response& response) {
  const Question q(request.target);
  if (q.path() == "/healthz") {
    const bool well = !desk.hub.ended();
    response.set_header("Cache-Control", "no-store");
    response.status = 200;
    return response.set_content(line_of(Json{{"status", well ? "ok" : "ending"}, {"version", version()}, {"archive", desk.boot + "-" + std::to_string(desk.version)}}), kJson);
  }
  if (q.path() == "/metrics") {
    demand_read(desk, request);
    response.status = 200;
    return response.set_content(metrics(desk), "text/plain; version=0.0.4; charset=utf-8");
  }
  if (q.path().starts_with("/api/")) return reply_api(desk, q, request, response);
  if (send_file(desk, q.path(), request, response)) return;
  throw Problem{404, desk.site.empty() ? "found no dashboard here, expected --web DIR; the API is under /api/v1" : "found nothing at " + shown(q.path()) + ", expected a view or a file of the dashboard", ""};
}

void reply_to_post(Desk& desk, const Request& request, Response& response, const httplib::ContentReader& body) {
  const Question q(request.target);
  demand_same_origin(request);
  for (const auto& [path, post] : kPosts)
    if (q.path() == path) return q.only({}), post(desk, request, response, body);
  const auto paths = get_paths();
  const bool read = std::any_of(paths.begin(), paths.end(), [&](const std::string& p) { return fits(q.path(), p).has_value(); });
  throw read ? Problem{405, "found POST, expected GET", ""} : Problem{404, "found nothing at " + shown(q.path()) + ", expected a path of /api/v1/openapi.json", ""};
}

std::vector<std::string> get_paths() {
  std::vector<std::string> paths = {"/healthz", "/metrics"};
  for (const char* name : {"openapi.json", "stream", "board", "export", "alerts", "actors", "places"}) paths.push_back(kApi + name);
  for (const KeptRoute& route : kKept) paths.emplace_back(route.path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> post_paths() {
  std::vector<std::string> paths;
  for (const auto& [path, post] : kPosts) paths.emplace_back(path);
  return paths;
}

std::string metrics(const Desk& desk) {
  std::string text;
  const auto line = [&](const char* name, const char* kind, const char* help, auto value) {
    text += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + kind + "\n" + name + " " + std::to_string(value) + "\n";
  };
  line("brink_requests_total", "counter", "Requests taken.", desk.requests.load());
  line("brink_refused_total", "counter", "Requests refused (4xx).", desk.refused.load());
  line("brink_failed_total", "counter", "Requests that failed (5xx).", desk.failed.load());
  line("brink_boards_total", "counter", "Boards made.", desk.boards.load());
  line("brink_answers_kept_bytes", "gauge", "Bytes of answers kept ready.", desk.shelf.bytes());
  line("brink_answers_kept_hits_total", "counter", "Answers given as they were kept.", desk.shelf.hits());
  line("brink_answers_kept_misses_total", "counter", "Answers made when asked.", desk.shelf.misses());
  line("brink_connections", "gauge", "Open connections.", desk.connections.load());
  line("brink_streams", "gauge", "Open event streams.", desk.streams.load());
  line("brink_archive_version", "counter", "Writes seen since the start.", desk.version.load());
  line("brink_archive_position", "gauge", "Key of the newest event.", desk.position.load());
  return text;
}

}  // namespace brink
