// SPDX-License-Identifier: Apache-2.0
#include "store/packs/pack_walk.h"

#include <algorithm>

#include "store/packs/pack_shelf.h"

namespace brink {
namespace {

// Packs whose days overlap come by turns, and to read one again at each turn would take seconds. Two million
// events of packs that all overlap.
constexpr std::size_t kMostHeld = 384u << 20;

}  // namespace

Result<PackWalk> PackWalk::begin(const PackStore& packs, Over over, std::vector<PackHead> heads,
                                 std::function<Sieve(const Pack&)> sieve_of, std::optional<Rank> after) {
  PackWalk walk(packs, over);
  walk.sieve_of_ = std::move(sieve_of), walk.after_ = after;
  if (heads.empty()) return walk;
  auto gone = packs.gone();
  if (!gone) return gone.error();
  walk.gone_ = std::move(*gone);
  for (PackHead& head : heads) {
    if (after && -head.oldest < after->before) continue;
    const Rank first{-head.newest, {}};
    walk.turns_.push_back({first, std::move(head)});
    walk.order_.push_back(static_cast<std::uint32_t>(walk.turns_.size() - 1));
  }
  std::make_heap(walk.order_.begin(), walk.order_.end(), [&](auto a, auto b) { return walk.is_later(a, b); });
  return walk;
}

Rank PackWalk::rank_of(const Pack& pack, std::size_t number) const {
  if (over_ == Over::kReports) return {-pack.reported[number], pack.report_id[number]};
  return {-pack.reported[pack.event_report[number]], pack.event_id[number]};
}

bool PackWalk::has_left(const Turn& turn, std::size_t number) const {
  if (gone_.empty()) return false;
  const auto it = gone_.find(turn.head.key);
  return it != gone_.end() && it->second.contains(over_ == Over::kReports ? static_cast<std::uint32_t>(number) : pack_->event_report[number]);
}

Outcome PackWalk::take_pack(Turn& turn) {
  pack_ = turn.pack.lock();
  if (pack_) return Done{};
  if (!turn.is_read && PackShelf::of_process().is_being_read(turn.head.hash)) read_ahead();
  auto pack = packs_->pack(turn.head);
  if (!pack) return pack.error();
  turn.pack = pack_ = std::move(*pack);
  hold(pack_);
  return Done{};
}

// While another thread reads the pack that is next: one of those that come soon. What stands in the way of that is
// told when its turn comes.
void PackWalk::read_ahead() {
  constexpr std::size_t kSoon = 7;
  for (std::size_t i = 0; i < std::min(order_.size(), kSoon); ++i) {
    Turn& turn = turns_[order_[i]];
    if (turn.is_read || !turn.pack.expired() || !PackShelf::of_process().is_absent(turn.head.hash)) continue;
    const auto pack = packs_->pack(turn.head);
    if (!pack) return;
    turn.pack = *pack;
    return hold(*pack);
  }
}

void PackWalk::hold(const std::shared_ptr<const Pack>& pack) {
  held_.push_back(pack);
  held_bytes_ += pack->size();
  for (; held_bytes_ > kMostHeld && held_.size() > 1; held_.pop_front()) held_bytes_ -= held_.front()->size();
}

// The one in front goes on to its next answer, or away.
Outcome PackWalk::advance() {
  const auto is_later = [this](auto a, auto b) { return this->is_later(a, b); };
  std::pop_heap(order_.begin(), order_.end(), is_later);
  Turn& turn = turns_[order_.back()];
  if (auto taken = take_pack(turn); !taken) return taken;
  const std::size_t size = size_of(*pack_);
  if (turn.is_read) {
    ++turn.number;
  } else {
    turn.is_read = true;
    turn.sieve = sieve_of_(*pack_);
    std::size_t low = 0, high = after_ ? size : 0;  // the first behind `after`
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      rank_of(*pack_, middle) <= *after_ ? low = middle + 1 : high = middle;
    }
    turn.number = low;
  }
  turn.number = turn.sieve(*pack_, turn.number);
  while (turn.number < size && has_left(turn, turn.number)) turn.number = turn.sieve(*pack_, turn.number + 1);
  if (turn.number == size) return order_.pop_back(), Done{};
  turn.rank = rank_of(*pack_, turn.number);
  std::push_heap(order_.begin(), order_.end(), is_later);
  return Done{};
}

Result<bool> PackWalk::next() {
  if (stands_)
    if (auto advanced = advance(); !advanced) return advanced.error();
  while (!order_.empty() && !next_turn().is_read)
    if (auto advanced = advance(); !advanced) return advanced.error();
  stands_ = !order_.empty();
  if (stands_)
    if (auto taken = take_pack(turns_[order_.front()]); !taken) return taken.error();
  return stands_;
}

}  // namespace brink
