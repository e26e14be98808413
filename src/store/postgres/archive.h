// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "brink/archive.h"
#include "store/postgres/session.h"

namespace brink {

class PostgresArchive final : public Archive {
 public:
  static Result<std::unique_ptr<Archive>> open(const std::string& where, Access access, const ArchiveSettings& settings);
  explicit PostgresArchive(std::unique_ptr<PostgresSession> session) : session_(std::move(session)) {}

  PostgresSession& session() const { return *session_; }

  Outcome begin() override;
  Outcome commit() override { return session_->commit(); }
  Outcome roll_back() override { return session_->roll_back(); }
  Outcome expect(std::span<const std::string> ids) override { return session_->expect(ids); }
  std::unique_ptr<Archive> another_reader() const override;
  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep,
                     const std::string& now) override;
  Outcome set_aside(const SetAside& item) override;
  Result<Validators> validators(const std::string& url) const override;
  Outcome keep_validators(const std::string& url, const Validators& validators) override;
  Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const override;
  Outcome documents(const DocumentQuery& query,
                    const std::function<bool(const StoredDocument&)>& visit) const override;
  Result<std::vector<Event>> event(const std::string& id_or_prefix) const override;
  Outcome events(const EventQuery& query,
                 const std::function<bool(const Event&, const StoredDocument&)>& visit) const override;
  Result<bool> put_alert(const Alert& alert) override;
  Result<std::vector<StoredAlert>> alerts(const AlertQuery& query) const override;
  Outcome mark_alert(const std::string& id, const AlertMark& mark) override;
  Result<std::vector<Delivery>> deliveries(const DeliveryQuery& query) const override;
  Outcome put_delivery(const Delivery& delivery) override;
  Result<std::string> note(const std::string& name) const override;
  Outcome keep_note(const std::string& name, const std::string& text) override;
  Result<bool> take_turn(const std::string& name) override;
  Outcome set_asides(const std::function<bool(const SetAside&)>& visit) const override;
  Result<ArchiveCounts> counts() const override;
  Result<std::vector<ReportDay>> report_days(Day first, Day last) const override;

 private:
  Outcome may_write() const;
  Outcome write(const char* sql, const PostgresValues& values);  // one statement
  Result<std::int64_t> write_counted(const char* sql, const PostgresValues& values);  // how many rows it changed

  std::unique_ptr<PostgresSession> session_;  // a lost connection is mended, which changes no answer
};

// A session over an archive whose tables are up to date.
Result<std::unique_ptr<PostgresSession>> open_session(const std::string& where, Access access,
                                                      const ArchiveSettings& settings);

}  // namespace brink
