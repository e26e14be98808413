// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "store/packs/pack_store.h"

namespace brink {

// Goes through the events, or the reports, of an archive's packs that answer a question, in their order over
// all packs. A pack is read when its turn comes.
class PackWalk {
 public:
  enum class Over { kEvents, kReports };
  // Of one pack: the first that answers, from this one on; one behind the last for none.
  using Sieve = std::function<std::size_t(const Pack&, std::size_t)>;

  // Of the packs with these heads; `sieve_of` is asked once for each pack that is read. `after`: only what
  // stands behind it. `packs` must outlive the walk.
  static Result<PackWalk> begin(const PackStore& packs, Over over, std::vector<PackHead> heads,
                                std::function<Sieve(const Pack&)> sieve_of, std::optional<Rank> after);

  // On to the next answer; false at the end.
  Result<bool> next();

  // The answer that it stands at.
  const Rank& rank() const { return next_turn().rank; }
  std::int64_t pack_key() const { return next_turn().head.key; }
  const Pack& pack() const { return *pack_; }
  std::size_t number() const { return next_turn().number; }

 private:
  struct Turn {
    Rank rank;  // before it was read: of the first that could be in it
    PackHead head;
    bool is_read = false;
    std::size_t number = 0;
    Sieve sieve{};
    std::weak_ptr<const Pack> pack{};  // held here or on the shelf, else read again
  };
  const Turn& next_turn() const { return turns_[order_.front()]; }
  bool is_later(std::uint32_t a, std::uint32_t b) const { return turns_[a].rank > turns_[b].rank; }
  void hold(const std::shared_ptr<const Pack>& pack);
  PackWalk(const PackStore& packs, Over over) : packs_(&packs), over_(over) {}
  std::size_t size_of(const Pack& pack) const { return over_ == Over::kEvents ? pack.events() : pack.reports(); }
  Rank rank_of(const Pack& pack, std::size_t number) const;
  bool has_left(const Turn& turn, std::size_t number) const;
  Outcome take_pack(Turn& turn);
  void read_ahead();
  Outcome advance();

  const PackStore* packs_;
  Over over_;
  std::function<Sieve(const Pack&)> sieve_of_;
  std::optional<Rank> after_;
  PackGone gone_;
  std::vector<Turn> turns_;
  std::vector<std::uint32_t> order_;  // of those that still have answers, as a heap, the next in front
  std::shared_ptr<const Pack> pack_;  // of the next
  std::deque<std::shared_ptr<const Pack>> held_;  // while their turns come one after the other
  std::size_t held_bytes_ = 0;
  bool stands_ = false;
};

}  // namespace brink
