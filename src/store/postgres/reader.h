// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "store/postgres/connection.h"

namespace brink {

// Answers what an Archive is asked. A row read is a row sent: so a lot of events comes in one question and
// the reports that bore them in another.
class PostgresReader {
 public:
  explicit PostgresReader(const PostgresConnection& connection) : connection_(connection) {}

  Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const;
  Outcome documents(const DocumentQuery& query, const std::function<bool(const StoredDocument&)>& visit) const;
  Result<std::vector<Event>> event(const std::string& id_or_prefix) const;
  Outcome events(const EventQuery& query,
                 const std::function<bool(const Event&, const StoredDocument&)>& visit) const;
  Outcome set_asides(const std::function<bool(const SetAside&)>& visit) const;
  Result<std::vector<ReportDay>> report_days(Day first, Day last) const;

 private:
  const PostgresConnection& connection_;
};

}  // namespace brink
