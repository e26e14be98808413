// SPDX-License-Identifier: Apache-2.0
#include "store/door.h"

#include "base/no_memory.h"

namespace brink {
namespace {

class ArchiveDoor final : public Archive {
 public:
  ArchiveDoor(std::unique_ptr<Archive> archive, std::string where) : archive_(std::move(archive)), where_(std::move(where)) {}

  Outcome begin() override {
    return whole([&] { return archive_->begin(); });
  }
  Outcome commit() override {
    return whole([&] { return archive_->commit(); });
  }
  Outcome roll_back() override {
    return said([&] { return archive_->roll_back(); });
  }
  Result<Stored> put(const Document& document, std::span<const Event> events, Keep keep, const std::string& now) override {
    return whole([&] { return archive_->put(document, events, keep, now); });
  }
  Outcome set_aside(const SetAside& item) override {
    return whole([&] { return archive_->set_aside(item); });
  }
  Outcome expect(std::span<const std::string> ids) override {
    return said([&] { return archive_->expect(ids); });
  }
  Outcome tidy() override {
    return whole([&] { return archive_->tidy(); });
  }
  std::unique_ptr<Archive> another_reader() const override {
    try {
      auto another = archive_->another_reader();
      return another ? std::make_unique<ArchiveDoor>(std::move(another), where_) : nullptr;
    } catch (const std::bad_alloc&) {
      return nullptr;
    }
  }
  Result<Validators> validators(const std::string& url) const override {
    return said([&] { return archive_->validators(url); });
  }
  Outcome keep_validators(const std::string& url, const Validators& validators) override {
    return whole([&] { return archive_->keep_validators(url, validators); });
  }
  Result<std::vector<StoredDocument>> document(const std::string& id_or_prefix) const override {
    return said([&] { return archive_->document(id_or_prefix); });
  }
  Outcome documents(const DocumentQuery& query, const std::function<bool(const StoredDocument&)>& visit) const override {
    return said([&] { return archive_->documents(query, visit); });
  }
  Result<std::vector<Event>> event(const std::string& id_or_prefix) const override {
    return said([&] { return archive_->event(id_or_prefix); });
  }
  Outcome events(const EventQuery& query, const std::function<bool(const Event&, const StoredDocument&)>& visit) const override {
    return said([&] { return archive_->events(query, visit); });
  }
  Result<bool> take_turn(const std::string& name) override {
    return said([&] { return archive_->take_turn(name); });
  }
  Outcome set_asides(const std::function<bool(const SetAside&)>& visit) const override {
    return said([&] { return archive_->set_asides(visit); });
  }
  Result<ArchiveCounts> counts() const override {
    return said([&] { return archive_->counts(); });
  }
  Result<std::vector<ReportDay>> report_days(Day first, Day last) const override {
    return said([&] { return archive_->report_days(first, last); });
  }
  Result<bool> put_alert(const Alert& alert) override {
    return whole([&] { return archive_->put_alert(alert); });
  }
  Result<std::vector<StoredAlert>> alerts(const AlertQuery& query) const override {
    return said([&] { return archive_->alerts(query); });
  }
  Outcome mark_alert(const std::string& id, const AlertMark& mark) override {
    return whole([&] { return archive_->mark_alert(id, mark); });
  }
  Result<std::vector<Delivery>> deliveries(const DeliveryQuery& query) const override {
    return said([&] { return archive_->deliveries(query); });
  }
  Outcome put_delivery(const Delivery& delivery) override {
    return whole([&] { return archive_->put_delivery(delivery); });
  }
  Result<std::string> note(const std::string& name) const override {
    return said([&] { return archive_->note(name); });
  }
  Outcome keep_note(const std::string& name, const std::string& text) override {
    return whole([&] { return archive_->keep_note(name, text); });
  }

 private:
  template <class Work>
  auto said(const Work& work) const -> decltype(work()) {
    return or_no_memory("store", where_, work);
  }

  // A write: what it left half done is taken back with all of the open batch.
  template <class Work>
  auto whole(const Work& work) const -> decltype(work()) {
    try {
      return work();
    } catch (const std::bad_alloc&) {
      (void)said([&] { return archive_->roll_back(); });
      return no_memory("store", where_);
    }
  }

  std::unique_ptr<Archive> archive_;
  std::string where_;
};

}  // namespace

std::unique_ptr<Archive> behind_door(std::unique_ptr<Archive> archive, std::string where) {
  return std::make_unique<ArchiveDoor>(std::move(archive), std::move(where));
}

}  // namespace brink
