// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/postgres/archive.h"
#include "store/store.h"

namespace brink {

class PostgresLens final : public ArchiveLens {
 public:
  static Result<std::unique_ptr<ArchiveLens>> open(const std::string& where, int most_ms);

  const Archive& archive() const override { return archive_; }
  void start_clock() override { session_.connection().start_clock(); }
  Result<std::int64_t> data_version() const override;
  Result<std::vector<Event>> events_of(const std::string& document) const override;
  Result<NewEvents> events_since(std::int64_t position, std::size_t most) const override;
  Result<std::vector<EventDay>> count_days(EventQuery query, CountBy by) const override;
  Result<std::vector<Day>> report_range() const override;

 private:
  explicit PostgresLens(std::unique_ptr<PostgresSession> session) : session_(*session), archive_(std::move(session)) {}
  Result<PostgresRows> ask(const std::string& sql) const;
  // A question of several statements, which see one state of the archive.
  template <class Question>
  auto of_one_state(const Question& question) const -> decltype(question(std::declval<const PostgresConnection&>()));

  PostgresSession& session_;  // the archive's own
  PostgresArchive archive_;
};

}  // namespace brink
