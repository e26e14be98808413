// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "base/no_memory.h"
#include "exchange/exchange.h"
#include "exchange/read_ahead.h"

namespace brink {
namespace {

// Records a commit, three full packs. A commit writes each page that its records touched once, so that a large
// one costs each record less; a killed import has at most so many to read again.
constexpr int kBatch = 3 * 16'384;

// Puts records into an archive, a batch at a time.
class Filling {
 public:
  Filling(Archive& archive, const std::string& now, ImportSummary& summary)
      : archive_(archive), now_(now), summary_(summary) {}

  // Tells the archive what comes next.
  bool expect(const std::vector<ReadItem>& items) {
    std::vector<std::string> ids;
    for (const ReadItem& item : items)
      if (const auto* read = std::get_if<Imported>(&item)) ids.push_back(read->report.id);
    if (ids.empty()) return true;
    if (!begin()) return false;
    const Outcome done = archive_.expect(ids);
    return done ? true : fail(done.error());
  }

  bool put(const Imported& read) {
    ++summary_.records;
    if (!begin()) return false;
    ++in_batch_;
    const auto stored = archive_.put(read.report, read.events, Keep::kFull, now_);
    if (!stored) return fail(stored.error());
    if (*stored == Stored::kRepeated) ++summary_.repeated;
    else ++summary_.fresh, summary_.events += read.events.size();
    return in_batch_ < kBatch || commit();
  }

  bool commit() {
    if (!begun_) return true;
    begun_ = false, in_batch_ = 0;
    const Outcome done = archive_.commit();
    return done ? true : fail(done.error());
  }

  void tidy() {
    if (summary_.failure) return;
    if (const Outcome tidied = archive_.tidy(); !tidied) fail(tidied.error());
  }

  // Notes what was set aside, all in one commit.
  void keep_aside() {
    if (summary_.aside.empty() || summary_.failure) return;
    if (const Outcome begun = archive_.begin(); !begun) return void(fail(begun.error()));
    for (SetAside& item : summary_.aside) {
      item.at = now_;
      if (const Outcome noted = archive_.set_aside(item); !noted) {
        (void)archive_.roll_back();
        return void(fail(noted.error()));
      }
    }
    if (const Outcome done = archive_.commit(); !done) fail(done.error());
  }

 private:
  bool begin() {
    if (begun_) return true;
    if (const Outcome begun = archive_.begin(); !begun) return fail(begun.error());
    return begun_ = true;
  }

  bool fail(const Error& error) {
    if (!summary_.failure) summary_.failure = error;
    if (begun_) (void)archive_.roll_back();
    begun_ = false, in_batch_ = 0;
    return false;
  }

  Archive& archive_;
  const std::string& now_;
  ImportSummary& summary_;
  bool begun_ = false;
  int in_batch_ = 0;
};

void fill(const Importer& importer, const std::string& path, Archive& archive, const std::string& now,
          const std::function<bool(const ImportSummary&)>& progress, ImportSummary& summary) {
  Filling filling(archive, now, summary);
  ReadAhead ahead;
  Outcome read = Done{};
  std::thread reader([&] {
    read = or_no_memory("exchange", path, [&] {
      return importer.read(
          path, [&](Imported&& record) { return ahead.put(std::move(record)); },
          [&](const std::string& source, Error error) {
            return ahead.put(std::pair(source, std::move(error)));
          });
    });
    if (const auto ended = ahead.end(); read && !ended) read = ended.error();
  });
  const auto use = [&](ReadItem& item) {
    if (auto* record = std::get_if<Imported>(&item))
      return filling.put(*record) && (!progress || progress(summary));
    auto& [source, error] = std::get<1>(item);
    ++summary.aside_count;
    if (summary.aside.size() < ImportSummary::kMostAsideKept)
      summary.aside.push_back({std::move(source), std::move(error), ""});
    return true;
  };
  const auto use_all = [&]() -> Outcome {
    bool going = true;
    for (auto items = ahead.take(); !items.empty(); items = going ? ahead.take(std::move(items)) : decltype(items)()) {
      going = filling.expect(items);
      for (auto item = items.begin(); going && item != items.end(); ++item) going = use(*item);
    }
    return Done{};
  };
  const Outcome used = or_no_memory("exchange", path, use_all);
  ahead.stop();
  reader.join();
  if (!used && !summary.failure) summary.failure = used.error();
  filling.commit();
  if (!read && !summary.failure) summary.failure = read.error();
  filling.keep_aside();
  filling.tidy();
}

}  // namespace

ImportSummary import_events(const Importer& importer, const std::string& path, Archive& archive,
                            const std::string& now,
                            const std::function<bool(const ImportSummary&)>& progress) {
  ImportSummary summary;
  try {
    fill(importer, path, archive, now, progress, summary);
  } catch (const std::bad_alloc&) {
    (void)archive.roll_back().ok();
    summary.failure = no_memory("exchange", path);
  }
  return summary;
}

}  // namespace brink
