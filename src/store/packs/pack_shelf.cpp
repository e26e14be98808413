// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_shelf.h"

#include "base/hash.h"

namespace brink {
namespace {

// A million imported events are some 180 MB: a board that asks for them a dozen times reads them once.
constexpr std::size_t kMostBytes = 208u << 20;

}  // namespace

PackShelf& PackShelf::of_process() {
  static PackShelf shelf(kMostBytes);
  return shelf;
}

Result<std::shared_ptr<const Pack>> PackShelf::get(const std::string& hash, const std::string& where, const Read& read) {
  {
    std::unique_lock lock(mutex_);
    read_.wait(lock, [&] { return !reading_.contains(hash); });
    if (const auto it = entries_.find(hash); it != entries_.end()) {
      used_.splice(used_.begin(), used_, it->second.place);
      return it->second.pack;
    }
    reading_.insert(hash);
  }
  struct Ending {
    PackShelf& shelf;
    const std::string& hash;
    ~Ending() {
      const std::lock_guard lock(shelf.mutex_);
      shelf.reading_.erase(hash);
      shelf.read_.notify_all();
    }
  } const ending{*this, hash};
  auto bytes = read();
  if (!bytes) return bytes.error();
  if (hex_hash(*bytes) != hash) return damaged_pack(where);
  auto pack = Pack::read(std::move(*bytes), where);
  if (!pack) return pack;
  const std::lock_guard lock(mutex_);
  used_.push_front(hash);
  entries_[hash] = {*pack, used_.begin()};
  bytes_ += (*pack)->size();
  drop_old();
  return pack;
}

void PackShelf::drop_old() {
  while (bytes_ > most_bytes_ && used_.size() > 1) {
    const auto it = entries_.find(used_.back());
    bytes_ -= it->second.pack->size();
    entries_.erase(it);
    used_.pop_back();
  }
}

bool PackShelf::is_being_read(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  return reading_.contains(hash);
}

bool PackShelf::is_absent(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  return !reading_.contains(hash) && !entries_.contains(hash);
}

std::size_t PackShelf::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace brink
