// SPDX-License-Identifier: Apache-2.0
#include "serve/alerts.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "base/files.h"
#include "base/hash.h"
#include "base/iso_time.h"
#include "serve/answers.h"

namespace brink {
namespace {

Json alert(const Json& board, const char* kind, const Json& item, const std::string& state, const char* level, const std::string& text) {
  const std::string about = item.at("id").get<std::string>();
  // The day is no part of the id: what holds on for weeks is one alert.
  return {{"id", hex_hash(std::string(kind) + '\n' + about + '\n' + state)}, {"kind", kind}, {"about", about},
          {"title", item.at("title")}, {"text", text}, {"level", level}, {"at", board.at("at")}, {"raised", now_utc()},
          {"stories", item.contains("stories") ? item.at("stories") : Json::array()}};
}

std::string per_cent(double p) {
  char text[16];
  std::snprintf(text, sizeof text, "%.0f %%", 100 * p);
  return text;
}

std::vector<Json> alerts_on(const Json& board) {
  std::vector<Json> found;
  for (const Json& plan : board.at("plans")) {
    const std::string state = plan.at("state").get<std::string>();
    if (state != "fired" && state != "near") continue;
    found.push_back(alert(board, "plan", plan, state, state == "fired" ? "high" : "notice",
                          (state == "fired" ? "fired: " : "near: ") + plan.at("reason").get<std::string>()));
  }
  for (const Json& indicator : board.at("indicators"))
    if (indicator.at("state") == "active") found.push_back(alert(board, "indicator", indicator, "active", "notice", "active, above its usual level"));
  for (const Json& scenario : board.at("scenarios"))
    if (scenario.at("trend") == "rising")
      found.push_back(alert(board, "scenario", scenario, "rising", "notice", "rising within a week, now " + per_cent(scenario.at("p").get<double>())));
  return found;
}

}  // namespace

AlertBook::AlertBook(std::string file) : file_(std::move(file)) {
  if (file_.empty()) return;
  const auto text = read_file(file_, 1 << 20);
  const Json saved = text ? Json::parse(*text, nullptr, false) : Json();
  if (!saved.is_object()) return;
  for (const auto& [id, state] : saved.items())
    if (state == "acknowledged" || state == "muted") marked_[id] = state.get<std::string>();
}

std::vector<Json> AlertBook::read(const Json& board) {
  std::vector<Json> fresh;
  std::map<std::string, Json> now;
  const std::lock_guard lock(mutex_);
  for (Json& found : alerts_on(board)) {
    const std::string id = found.at("id").get<std::string>();
    if (const auto it = alerts_.find(id); it != alerts_.end())
      found["raised"] = it->second.at("raised");
    else if (const auto mark = marked_.find(id); mark == marked_.end())
      fresh.push_back(with_state(found));
    now[id] = std::move(found);
  }
  for (const auto& [id, gone] : alerts_)  // acknowledged once is not acknowledged for ever
    if (const auto mark = marked_.find(id); !now.contains(id) && mark != marked_.end() && mark->second == "acknowledged") marked_.erase(mark);
  alerts_ = std::move(now);
  return fresh;
}

Json AlertBook::with_state(Json alert) const {
  const auto it = marked_.find(alert.at("id").get<std::string>());
  alert["state"] = it == marked_.end() ? "new" : it->second;
  return alert;
}

std::vector<Json> AlertBook::list(const std::string& state) const {
  std::vector<Json> found;
  const std::lock_guard lock(mutex_);
  for (const auto& [id, alert] : alerts_) {
    Json item = with_state(alert);
    if (state == "all" || item.at("state") == state || (state.empty() && item.at("state") != "muted")) found.push_back(std::move(item));
  }
  std::stable_sort(found.begin(), found.end(), [](const Json& a, const Json& b) { return a.at("level") == "high" && b.at("level") != "high"; });
  return found;
}

std::optional<Json> AlertBook::mark(const std::string& id, const std::string& what) {
  const std::lock_guard lock(mutex_);
  const auto it = alerts_.find(id);
  if (it == alerts_.end()) return {};
  if (what == "reopen")
    marked_.erase(id);
  else
    marked_[id] = what == "mute" ? "muted" : "acknowledged";
  save();
  return with_state(it->second);
}

void AlertBook::save() const {
  if (file_.empty()) return;
  Json saved = Json::object();
  for (const auto& [id, state] : marked_) saved[id] = state;
  const std::string beside = file_ + ".new";
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out << line_of(saved) << '\n';
  out.close();
  if (out) std::rename(beside.c_str(), file_.c_str());
}

}  // namespace brink
