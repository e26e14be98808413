// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"

namespace brink {

// What is kept of a report's wording, so that another report can be held against it: the smallest
// hashes of its shingles (bottom-k MinHash; Broder 1997, Cohen and Kaplan 2007), each list ascending
// and without repeats. A list that holds fewer than its most holds all there are.
struct Sketch {
  static constexpr std::size_t kMostWords = 512, kMostNames = 96;
  std::vector<std::uint32_t> words;  // of three normalised words in a row
  std::vector<std::uint32_t> names;  // of two names or numbers in a row: they outlive translation
  std::uint32_t outlet = 0;          // hash of who published it; 0: not known

  bool empty() const { return words.empty(); }
  bool operator==(const Sketch&) const = default;
};

// Time grows with the text, space does not. Any bytes will do. The title is left out on purpose: each
// outlet writes its own.
Sketch sketch_of(std::string_view text, std::string_view outlet = {});

// Four bytes a hash, least byte first, words before names; and back. An Error when they are no sketch.
std::string bytes_of(const Sketch& sketch);
Result<Sketch> sketch_from(std::string_view bytes);

// How much two reports have in common, estimated from the sketches; each 0 to 1.
struct Likeness {
  double jaccard = 0;          // of the word shingles: shared of all
  double contained = 0;        // of the shorter's word shingles in the longer
  double names_contained = 0;  // the same of the name shingles
  std::size_t shared_words = 0, shared_names = 0;  // hashes that both sketches hold
  bool same_outlet = false;
  bool both_long = false;  // too long for their sketches to hold them whole
};
Likeness likeness_of(const Sketch& a, const Sketch& b);

// Whether one was made of the other: taken over, cut, put in another order, reworded. Of one outlet more
// is asked: it repeats its own background and its house notices under every report.
bool is_copy(const Likeness& likeness);

// Where sketches are kept. Each is found by its keys (`keys_of`).
class Shelf {
 public:
  virtual ~Shelf() = default;
  // The newest reports that have that key, newest first, at most `most`.
  virtual Result<std::vector<std::int64_t>> holders(std::uint64_t key, std::size_t most) const = 0;
  virtual Result<Sketch> sketch(std::int64_t report) const = 0;
};

// The bands of locality-sensitive hashing, each of one hash: the smallest of either list. Two reports
// share one of them with a chance that grows with their likeness, cut copies too. At most 32.
std::vector<std::uint64_t> keys_of(const Sketch& sketch);

// The report on the shelf that this one is most like, if it is a copy at all; of several alike the
// smallest number. `but` is left out. Constant work: at most 32 keys are asked for, 16 reports each, and the
// 12 that share most keys are looked at.
Result<std::optional<std::int64_t>> original_of(const Sketch& sketch, const Shelf& shelf, std::int64_t but = -1);

// A shelf in memory that holds the newest `most` reports: the oldest makes room for the next.
class RecentShelf final : public Shelf {
 public:
  explicit RecentShelf(std::size_t most) : most_(most == 0 ? 1 : most) {}

  std::int64_t add(Sketch sketch);  // gives its number: 0, 1, 2 ...
  std::size_t size() const { return sketches_.size(); }

  Result<std::vector<std::int64_t>> holders(std::uint64_t key, std::size_t most) const override;
  Result<Sketch> sketch(std::int64_t report) const override;

 private:
  void forget(std::int64_t report);

  std::size_t most_;
  std::int64_t next_ = 0;
  std::vector<Sketch> sketches_;  // report N at N modulo most_
  std::unordered_map<std::uint64_t, std::vector<std::int64_t>> by_key_;  // newest last
};

}  // namespace brink
