// SPDX-License-Identifier: Apache-2.0
#include "serve/pulse.h"

#include "base/iso_time.h"

namespace brink {

void Pulse::start() {
  thread_ = std::thread([this] { beat(); });
}

void Pulse::end() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Pulse::beat() {
  auto lens = ArchiveLens::open(desk_.settings.archive, desk_.settings.question_ms);
  std::int64_t seen = 0;
  std::uint64_t told = 0;
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    try {
      if (lens) look(**lens, seen);
      else lens = ArchiveLens::open(desk_.settings.archive, desk_.settings.question_ms);
      if (desk_.hands.watch) tell_board(told);
    } catch (const Problem&) {  // a busy or damaged archive: who asks will hear of it; the next beat may do better
    } catch (const std::exception&) {
    }
    lock.lock();
    ended_.wait_for(lock, desk_.settings.poll, [this] { return ending_; });
  }
}

void Pulse::look(ArchiveLens& lens, std::int64_t& seen) {
  lens.start_clock();
  const std::int64_t version = value_or_problem(lens.data_version());
  if (version == seen) return;
  const bool first = seen == 0;
  seen = version;
  const NewEvents fresh = value_or_problem(lens.events_since(desk_.position, 100));
  desk_.position = fresh.position;
  if (first) return;
  ++desk_.version;
  if (fresh.count == 0) return;
  desk_.hub.tell(sse("events", line_of(Json{{"count", fresh.count}, {"ids", fresh.ids}, {"version", desk_.boot + "-" + std::to_string(desk_.version)}}), std::to_string(fresh.position)));
}

void Pulse::tell_board(std::uint64_t& told) {
  const auto answer = desk_.board(desk_.today());
  if (answer->version == told) return;
  const bool first = told == 0;
  told = answer->version;
  const Json board = Json::parse(answer->body);
  const auto fresh = desk_.alerts.read(board);
  if (first) return;
  Json scenarios = Json::array();
  for (const Json& s : board.at("scenarios"))
    scenarios.push_back({{"id", s.at("id")}, {"p", s.at("p")}, {"low", s.at("low")}, {"high", s.at("high")}, {"trend", s.at("trend")}});
  desk_.hub.tell(sse("board", line_of(Json{{"at", board.at("at")}, {"computed", answer->made}, {"scenarios", scenarios}})));
  for (const Json& alert : fresh) desk_.hub.tell(sse("alert", line_of(alert)));
}

}  // namespace brink
