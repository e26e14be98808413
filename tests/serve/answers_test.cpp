// SPDX-License-Identifier: Apache-2.0
// What the API answers, over a small archive.
#include "base/files.h"
#include "served.h"

namespace brink {
namespace {

using ServedAnswers = Served;

TEST_F(ServedAnswers, EveryGetOfTheDocumentAnswers) {
  start();
  const auto text = read_file(std::filesystem::path(BRINK_SOURCE_DIR) / "docs/openapi.json");
  ASSERT_TRUE(text.ok());
  const Json document = Json::parse(*text);
  const std::string event = get("/api/v1/events").json().at("items").at(0).at("id").get<std::string>();
  const std::string report = get("/api/v1/documents").json().at("items").at(0).at("id").get<std::string>();
  const std::map<std::string, std::string> filled = {
      {"/api/v1/events/{id}", "/api/v1/events/" + event}, {"/api/v1/documents/{id}", "/api/v1/documents/" + report},
      {"/api/v1/stories/{id}", "/api/v1/stories/" + hex_hash("story")}, {"/api/v1/explain/{id}", "/api/v1/explain/war"},
      {"/api/v1/search", "/api/v1/search?q=brigades"}, {"/api/v1/actors", "/api/v1/actors?name=NOR"},
      {"/api/v1/places", "/api/v1/places?name=River"}, {"/api/v1/dossier", "/api/v1/dossier?actor=NOR"},
      {"/api/v1/export", "/api/v1/export?format=jsonl"}};
  int asked = 0;
  for (const auto& [path, methods] : document.at("paths").items()) {
    if (!methods.contains("get") || path == "/api/v1/stream") continue;
    const auto it = filled.find(path);
    const Heard h = get(it == filled.end() ? path : it->second);
    EXPECT_EQ(h.status, 200) << path << "\n" << h.body;
    EXPECT_FALSE(h.body.empty()) << path;
    EXPECT_EQ(h.header("X-Content-Type-Options"), "nosniff") << path;
    // Fields that the document says are always there.
    const Json& content = methods.at("get").at("responses").at("200").at("content");
    if (content.contains("application/json") && content.at("application/json").at("schema").contains("$ref")) {
      const std::string ref = content.at("application/json").at("schema").at("$ref").get<std::string>();
      const Json& schema = document.at("components").at("schemas").at(ref.substr(ref.rfind('/') + 1));
      if (schema.contains("required")) {
        for (const Json& field : schema.at("required")) EXPECT_TRUE(h.json().contains(field.get<std::string>())) << path << " without " << field;
      }
    }
    ++asked;
  }
  EXPECT_GE(asked, 21);
}

TEST_F(ServedAnswers, PagesGoOnBehindTheLast) {
  start();
  const Json first = get("/api/v1/events?limit=2").json();
  ASSERT_EQ(first.at("items").size(), 2u);
  ASSERT_TRUE(first.at("next").is_string());
  std::set<std::string> seen;
  std::string after;
  for (int page = 0; page < 10; ++page) {
    const Json items = get("/api/v1/events?limit=2" + (after.empty() ? "" : "&after=" + after)).json();
    for (const Json& item : items.at("items")) EXPECT_TRUE(seen.insert(item.at("id").get<std::string>()).second);
    if (items.at("next").is_null()) break;
    after = items.at("next").get<std::string>();
  }
  EXPECT_EQ(seen.size(), 5u);
}

TEST_F(ServedAnswers, FiltersAreThoseOfTheCommandLine) {
  start();
  EXPECT_EQ(get("/api/v1/events?type=THREATEN").json().at("items").size(), 2u);
  EXPECT_EQ(get("/api/v1/events?type=THREATEN,MOBILIZE&status=actual").json().at("items").size(), 3u);
  EXPECT_EQ(get("/api/v1/events?recipient=SUD/MIL").json().at("items").size(), 2u);
  EXPECT_EQ(get("/api/v1/events?text=brigad%2A").json().at("items").size(), 5u);
  EXPECT_EQ(get("/api/v1/events?since=2022-02").json().at("items").size(), 0u);
}

TEST_F(ServedAnswers, MalformedFiltersAreToldWhatWasExpected) {
  start();
  for (const char* target : {"/api/v1/events?limit=0", "/api/v1/events?limit=501", "/api/v1/events?limit=1e3", "/api/v1/events?limit=-1",
                             "/api/v1/events?status=perhaps", "/api/v1/events?since=yesterday", "/api/v1/events?nonsense=1",
                             "/api/v1/events?after=ffffffffffffffffffffffffffffffff", "/api/v1/events?text=%ff", "/api/v1/events?text=%00",
                             "/api/v1/events?text=%4", "/api/v1/events?since=2022&since=2021", "/api/v1/board?at=2022-13-01",
                             "/api/v1/search", "/api/v1/search?q=+", "/api/v1/series?from=2022-02-01&to=2022-01-01",
                             "/api/v1/series?from=1900-01-01", "/api/v1/series?by=pair", "/api/v1/dossier", "/api/v1/dossier?actor=RUS&place=Kyiv",
                             "/api/v1/dossier?pair=RUS", "/api/v1/export", "/api/v1/export?format=tkg", "/api/v1/events/xyz"})
    expect_problem(get(target), 400);
}

TEST_F(ServedAnswers, UnknownIdsAreNotFound) {
  start();
  for (const char* target : {"/api/v1/events/ffffffffff", "/api/v1/documents/ffffffffff", "/api/v1/stories/ffffffffff", "/api/v1/explain/peace",
                             "/api/v1/nothing", "/api/v1/", "/api/v2/events", "/api/v1/events/a/b", "/nothing"})
    expect_problem(get(target), 404);
}

TEST_F(ServedAnswers, ExplainGoesDownToTheSentence) {
  start();
  const Json events = get("/api/v1/events?type=MOBILIZE").json();
  const Json why = get("/api/v1/explain/" + events.at("items").at(0).at("id").get<std::string>()).json();
  EXPECT_EQ(why.at("kind"), "event");
  const std::string sentence = why.at("sentence").at("text").get<std::string>();
  std::map<std::string, std::string> marked;
  for (const Json& mark : why.at("sentence").at("marks")) {
    const std::size_t begin = mark.at("begin").get<std::size_t>();
    marked[mark.at("role").get<std::string>()] = sentence.substr(begin, mark.at("end").get<std::size_t>() - begin);
  }
  EXPECT_EQ(marked["trigger"], "moved");
  EXPECT_EQ(marked["actor"], "Norland");
  EXPECT_EQ(why.at("how").at("frame").at(0).at("cell"), "move");
  const Json scenario = get("/api/v1/explain/war").json();
  EXPECT_EQ(scenario.at("kind"), "scenario");
  EXPECT_EQ(scenario.at("bearing").at(0).at("why"), "armies move before wars");
  EXPECT_EQ(get("/api/v1/explain/brigades").json().at("kind"), "indicator");
  EXPECT_EQ(get("/api/v1/explain/" + hex_hash("story")).json().at("kind"), "story");
}

TEST_F(ServedAnswers, SeriesCountDays) {
  start();
  const Json series = get("/api/v1/series?by=type&from=2022-01-20&to=2022-01-30").json();
  EXPECT_EQ(series.at("total"), 5);
  EXPECT_EQ(series.at("lines").at(0).at("key"), "MOBILIZE");
  EXPECT_EQ(series.at("lines").at(0).at("counts").at(8), 3);
  EXPECT_EQ(series.at("reports").at(8), 2);
  EXPECT_EQ(get("/api/v1/series?by=quad&from=2022-01-20&to=2022-01-30").json().at("lines").at(0).at("key"), "material conflict");
  EXPECT_EQ(get("/api/v1/series?by=pair&actor=NOR&recipient=SUD&from=2022-01-20&to=2022-01-30").json().at("total"), 2);
}

TEST_F(ServedAnswers, ADossierCountsAndShowsTheLatest) {
  start();
  const Json dossier = get("/api/v1/dossier?actor=NOR").json();
  EXPECT_EQ(dossier.at("events"), 5);
  EXPECT_EQ(dossier.at("of").at("names").at(0), "Norland");
  EXPECT_FALSE(dossier.at("stories").empty());
  EXPECT_EQ(get("/api/v1/dossier?pair=NOR,SUD").json().at("events"), 2);
  EXPECT_EQ(get("/api/v1/dossier?place=middle+river").json().at("events"), 2);
}

TEST_F(ServedAnswers, TheBoardsListsAreGivenWholeAPageAtATime) {
  start();
  for (const std::string list : {"posture", "commitments"}) {
    std::set<std::string> seen;
    std::string after;
    for (int page = 0; page < 10; ++page) {
      const Json answer = get("/api/v1/" + list + "?limit=6" + (after.empty() ? "" : "&after=" + after)).json();
      EXPECT_EQ(answer.at("total"), 20) << list;
      EXPECT_EQ(answer.at("at"), "2022-02-01") << list;
      EXPECT_EQ(answer.at("cut_short"), false) << list;
      for (const Json& item : answer.at("items")) EXPECT_TRUE(seen.insert(item.at("event").get<std::string>()).second) << list;
      if (answer.at("next").is_null()) break;
      after = answer.at("next").get<std::string>();
    }
    EXPECT_EQ(seen.size(), 20u) << list;
  }
  const Json first = get("/api/v1/exchanges?limit=1").json();
  EXPECT_EQ(first.at("next"), "NOR,SUD");
  const Json second = get("/api/v1/exchanges?limit=1&after=NOR,SUD").json();
  EXPECT_EQ(second.at("items").at(0).at("between"), Json({"SUD", "EST"}));
  EXPECT_TRUE(second.at("next").is_null());
  EXPECT_EQ(get("/api/v1/posture?at=2022-01-15").json().at("at"), "2022-01-15");
}

TEST_F(ServedAnswers, TheBoardsListsAreFiltered) {
  start();
  const auto total = [&](const std::string& target) { return get("/api/v1/" + target).json().at("total").get<int>(); };
  EXPECT_EQ(total("posture?actor=NOR"), 10);
  EXPECT_EQ(total("posture?actor=NOR/MIL"), 10);
  EXPECT_EQ(total("posture?actor=NO"), 0);
  EXPECT_EQ(total("posture?actor=SUD/MIL"), 0);
  EXPECT_EQ(total("posture?status=future"), 5);
  EXPECT_EQ(total("posture?status=future,actual"), 20);
  EXPECT_EQ(total("posture?place=middle+river&country=NOR"), 10);
  EXPECT_EQ(total("posture?place=middle"), 0);
  EXPECT_EQ(total("commitments?kind=ruled+out"), 4);
  EXPECT_EQ(total("commitments?state=met&actor=SUD"), 5);
  EXPECT_EQ(total("exchanges?awaiting=SUD"), 1);
  EXPECT_EQ(total("exchanges?actor=SUD"), 2);
  for (const char* target : {"/api/v1/posture?status=historical", "/api/v1/commitments?kind=sworn", "/api/v1/commitments?state=lost",
                             "/api/v1/exchanges?after=NOR", "/api/v1/posture?after=ffff", "/api/v1/exchanges?kind=pledged", "/api/v1/posture?limit=501"})
    expect_problem(get(target), 400);
}

TEST_F(ServedAnswers, WithoutAWatchThereAreNoLists) {
  hands_.watch.reset(), hands_.assess = nullptr, hands_.ledger = nullptr;
  start();
  for (const char* target : {"/api/v1/board", "/api/v1/posture", "/api/v1/commitments", "/api/v1/exchanges"}) expect_problem(get(target), 404);
  EXPECT_EQ(get("/api/v1/dossier?actor=NOR").json().at("commitments"), Json::array());
}

TEST_F(ServedAnswers, ADossierShowsWhatTheListsSayOfIt) {
  start();
  const Json nor = get("/api/v1/dossier?actor=NOR").json();
  EXPECT_EQ(nor.at("posture").size(), 10u);
  EXPECT_EQ(nor.at("commitments").size(), 10u);
  EXPECT_EQ(nor.at("exchanges").size(), 1u);
  EXPECT_EQ(get("/api/v1/dossier?pair=NOR,SUD").json().at("exchanges").size(), 1u);
  EXPECT_EQ(get("/api/v1/dossier?pair=NOR,EST").json().at("exchanges").size(), 0u);
  EXPECT_EQ(get("/api/v1/dossier?place=Hills").json().at("posture").size(), 10u);
}

TEST_F(ServedAnswers, AStoryIsFoundByAnEventOfIt) {
  start();
  const Json story = get("/api/v1/stories?type=THREATEN").json().at("items").at(0);
  const std::string id = story.at("id").get<std::string>();
  const Json page = get("/api/v1/stories/" + id + "?event=" + story.at("events").at(0).get<std::string>()).json();
  EXPECT_EQ(page.at("id"), id);
  EXPECT_EQ(page.at("evidence").at(0).at("report").at("outlet"), "Gazette");
}

TEST_F(ServedAnswers, WhatOneHasIsNotSentAgain) {
  start();
  const Heard first = get("/api/v1/events");
  const std::string tag = first.header("ETag");
  ASSERT_FALSE(tag.empty());
  const Heard again = get("/api/v1/events", "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  write("three", 1);
  for (int i = 0; i < 100 && get("/api/v1/events", "If-None-Match: " + tag + "\r\n").status == 304; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const Heard fresh = get("/api/v1/events", "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(fresh.status, 200);
  EXPECT_EQ(fresh.json().at("items").size(), 6u);
  const std::string board = get("/api/v1/board").header("ETag");
  EXPECT_EQ(get("/api/v1/board", "If-None-Match: " + board + "\r\n").status, 304);
}

TEST_F(ServedAnswers, ABoardIsMadeOnceForManyWhoAskAtOnce) {
  std::atomic<int> made{0};
  hands_.assess = [&](const Archive& archive, Day at) {
    ++made;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return board(archive, at);
  };
  start();
  std::vector<std::thread> askers;
  for (int i = 0; i < 12; ++i) askers.emplace_back([&] { EXPECT_EQ(get("/api/v1/board?at=2022-01-15").status, 200); });
  for (std::thread& asker : askers) asker.join();
  EXPECT_LE(made, 2);  // that day's, and the default day's
}

TEST_F(ServedAnswers, AlertsAreAcknowledged) {
  start();
  Json alerts;
  for (int i = 0; i < 200; ++i) {
    alerts = get("/api/v1/alerts").json().at("items");
    if (!alerts.empty()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  ASSERT_EQ(alerts.size(), 3u);
  EXPECT_EQ(alerts.at(0).at("kind"), "plan");
  const std::string id = alerts.at(0).at("id").get<std::string>();
  const std::string json = "Content-Type: application/json\r\n";
  EXPECT_EQ(post("/api/v1/alerts", "{\"id\":\"" + id + "\",\"do\":\"mute\"}", json).json().at("state"), "muted");
  EXPECT_EQ(get("/api/v1/alerts").json().at("items").size(), 2u);
  EXPECT_EQ(get("/api/v1/alerts?state=muted").json().at("items").size(), 1u);
  expect_problem(post("/api/v1/alerts", "{\"id\":\"nobody\",\"do\":\"mute\"}", json), 404);
  expect_problem(post("/api/v1/alerts", "{\"id\":", json), 400);
  expect_problem(post("/api/v1/alerts", "{\"id\":\"" + id + "\",\"do\":\"shout\"}", json), 400);
  expect_problem(post("/api/v1/alerts", "{}", ""), 415);
  expect_problem(post("/api/v1/alerts", "{\"id\":\"x\",\"do\":\"mute\"}", json + "Origin: http://evil.example\r\n"), 403);
  stop();
  start();  // muted stays muted
  for (int i = 0; i < 200 && get("/api/v1/alerts").json().at("items").size() < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(get("/api/v1/alerts").json().at("items").size(), 2u);
}

TEST_F(ServedAnswers, WhatAWatchToldStandsBesideTheBoardsAlerts) {
  Alert told;
  told.id = std::string(32, 'a'), told.watch = "river", told.kind = "happening", told.subject = "happening:s1", told.state = "told by 2 outlets";
  told.severity = Severity::kWarning, told.title = "Assault by Norland", told.why = "score -9.5", told.events = {"e1"};
  told.at = to_iso(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  Alert old = told, other = told;
  old.id = std::string(32, 'b'), old.at = "2001-01-01T00:00:00Z";
  other.id = std::string(32, 'c'), other.watch = "lake";
  for (const Alert& alert : {told, old, other}) ASSERT_TRUE((*open_archive(settings_.archive, Access::kWrite))->put_alert(alert).ok());
  start();
  const auto from_watch = [&](const std::string& state) {
    std::vector<Json> found;
    const Json answer = get("/api/v1/alerts" + state).json();
    for (const Json& a : answer.at("items"))
      if (a.at("kind") == "happening") found.push_back(a);
    return found;
  };
  ASSERT_EQ(from_watch("").size(), 1u);
  EXPECT_EQ(from_watch("").front().at("level"), "high");
  const std::string json = "Content-Type: application/json\r\n", id = "{\"id\":\"" + told.id + "\",\"do\":\"";
  EXPECT_EQ(post("/api/v1/alerts", id + "acknowledge\"}", json).json().at("state"), "acknowledged");
  EXPECT_EQ((*open_archive(settings_.archive, Access::kRead))->alerts({told.id, "", "", {}, "", true, 0})->size(), 0u) << "the mark is in the archive";
  EXPECT_EQ(post("/api/v1/alerts", id + "mute\"}", json).json().at("state"), "muted");
  EXPECT_TRUE(from_watch("").empty());
  EXPECT_EQ(post("/api/v1/alerts", id + "reopen\"}", json).json().at("state"), "new");
  EXPECT_EQ(from_watch("?state=new").size(), 1u);
}

TEST_F(ServedAnswers, ExportsStream) {
  start();
  const Heard lines = get("/api/v1/export?format=jsonl");
  EXPECT_EQ(std::count(lines.body.begin(), lines.body.end(), '\n'), 5);
  EXPECT_EQ(lines.header("Transfer-Encoding"), "chunked");
}

TEST_F(ServedAnswers, TheDashboardsFilesAreNamesInATable) {
  start();
  EXPECT_EQ(get("/").header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(get("/board").status, 200);
  EXPECT_EQ(get("/dossier/NOR").status, 200);
  const Heard asset = get("/assets/app-B1f3a9cQ.js");
  EXPECT_NE(asset.header("Cache-Control").find("immutable"), std::string::npos);
  EXPECT_EQ(asset.body, "let plain = 1;");
  EXPECT_EQ(get("/assets/app-B1f3a9cQ.js", "Accept-Encoding: gzip, br\r\n").body, "BR");
  EXPECT_EQ(get("/assets/app-B1f3a9cQ.js", "Accept-Encoding: gzip\r\n").header("Content-Encoding"), "gzip");
  EXPECT_NE(get("/").header("Content-Security-Policy").find("script-src 'self'"), std::string::npos);
  for (const char* target : {"/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/assets/../../secret.txt",
                             "//etc/passwd", "/etc/passwd", "/assets/", "/assets/%00", "/board%2f..%2f..%2fsecret.txt/x"}) {
    const Heard h = get(target);
    EXPECT_TRUE(h.body.find("not for you") == std::string::npos && h.body.find("root:") == std::string::npos) << target;
    EXPECT_TRUE(h.status == 200 || h.status == 404 || h.status == 400) << target << h.status;
  }
}

}  // namespace
}  // namespace brink
