// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "brink/archive.h"
#include "store/sqlite/database.h"
#include "store/sqlite/file_turn.h"
#include "store/sqlite/new_rows.h"
#include "store/sqlite/writer.h"

namespace brink {

class SqliteArchive final : public Archive {
 public:
  static Result<std::unique_ptr<Archive>> open(const std::string& where, Access access,
                                               const ArchiveSettings& settings);
  SqliteArchive(std::unique_ptr<Database> database, const ArchiveSettings& settings);

  Outcome begin() override;
  Outcome commit() override;
  Outcome roll_back() override;
  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep,
                     const std::string& now) override;
  Outcome expect(std::span<const std::string> ids) override;
  Outcome tidy() override;
  std::unique_ptr<Archive> another_reader() const override;
  Outcome set_aside(const SetAside& item) override;
  Result<Validators> validators(const std::string& url) const override;
  Outcome keep_validators(const std::string& url, const Validators& validators) override;
  Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const override;
  Outcome documents(const DocumentQuery& query,
                    const std::function<bool(const StoredDocument&)>& visit) const override;
  Result<std::vector<Event>> event(const std::string& id_or_prefix) const override;
  Outcome events(
      const EventQuery& query,
      const std::function<bool(const Event&, const StoredDocument&)>& visit) const override;
  Result<bool> take_turn(const std::string& name) override;
  Outcome set_asides(const std::function<bool(const SetAside&)>& visit) const override;
  Result<ArchiveCounts> counts() const override;
  Result<std::vector<ReportDay>> report_days(Day first, Day last) const override;
  Result<bool> put_alert(const Alert& alert) override;
  Result<std::vector<StoredAlert>> alerts(const AlertQuery& query) const override;
  Outcome mark_alert(const std::string& id, const AlertMark& mark) override;
  Result<std::vector<Delivery>> deliveries(const DeliveryQuery& query) const override;
  Outcome put_delivery(const Delivery& delivery) override;
  Result<std::string> note(const std::string& name) const override;
  Outcome keep_note(const std::string& name, const std::string& text) override;

 private:
  Outcome may_write() const;
  Outcome mark();
  Outcome write_waiting() const;  // of an open transaction, so that look-ups see it
  Writer writer() const;

  std::unique_ptr<Database> database_;
  ExcerptLimit limit_;
  std::size_t pack_from_;
  std::map<std::string, FileTurn> turns_;
  mutable NewRows new_rows_;
  mutable WaitingIds waiting_ids_;  // writing what waits changes no answer
};

}  // namespace brink
