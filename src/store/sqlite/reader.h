// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "brink/archive.h"
#include "store/sqlite/database.h"

namespace brink {

// Answers what an Archive is asked.
class Reader {
 public:
  explicit Reader(const Database& database) : database_(database) {}

  Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const;
  Outcome documents(const DocumentQuery& query,
                    const std::function<bool(const StoredDocument&)>& visit) const;
  Result<std::vector<Event>> event(const std::string& id_or_prefix) const;
  Outcome events(const EventQuery& query,
                 const std::function<bool(const Event&, const StoredDocument&)>& visit) const;
  Result<std::vector<ReportDay>> report_days(Day first, Day last) const;

 private:
  Result<StoredDocument> load_document(std::int64_t key) const;
  Result<StoredDocument> load_revision(std::int64_t key, std::int64_t revision,
                                       bool with_text) const;
  Result<Event> load_event(std::int64_t key, std::string document) const;

  const Database& database_;
};

}  // namespace brink
