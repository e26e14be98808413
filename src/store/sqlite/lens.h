// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "store/sqlite/archive.h"
#include "store/store.h"

namespace brink {

class SqliteLens final : public ArchiveLens {
 public:
  static Result<std::unique_ptr<ArchiveLens>> open(const std::string& where, int most_ms);

  const Archive& archive() const override { return archive_; }
  void start_clock() override;
  Result<std::int64_t> data_version() const override;
  Result<std::vector<Event>> events_of(const std::string& document) const override;
  Result<NewEvents> events_since(std::int64_t position, std::size_t most) const override;
  Result<std::vector<EventDay>> count_days(EventQuery query, CountBy by) const override;
  Result<std::vector<Day>> report_range() const override;

 private:
  SqliteLens(std::unique_ptr<Database> database, int most_ms);

  std::chrono::milliseconds most_;
  std::chrono::steady_clock::time_point ends_{};  // before the database, which looks at it till its end
  const Database& database_;                      // the archive's own
  SqliteArchive archive_;
};

}  // namespace brink
