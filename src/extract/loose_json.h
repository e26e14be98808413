// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace brink {

// JSON as pages carry it, read for what it says and not for whether it is correct: comments and
// CDATA around it, raw line breaks in strings, stray and missing commas, single quotes, several
// values in a row and a missing end are all read past. Linear time, no recursion.
class LooseJson {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNone = 0xffffffff;

  enum class Kind : std::uint8_t { kObject, kArray, kString, kScalar };

  // The values stand in one row in document order; the subtree of value v is [v, end).
  struct Value {
    Kind kind = Kind::kScalar;
    Id parent = kNone;
    Id end = 0;
    std::string_view key;   // of a member of an object, as written; "" in an array
    std::string_view text;  // of a string, decoded; of a scalar, as written
  };

  // Borrows `text`. What lies deeper than `most_depth` or behind `most_values` values is not read.
  explicit LooseJson(std::string_view text, std::size_t most_depth = 64,
                     std::size_t most_values = 50'000);

  Id size() const { return static_cast<Id>(values_.size()); }
  const Value& operator[](Id id) const { return values_[id]; }

  // The member of this name; kNone when there is none or `object` is no object.
  Id member(Id object, std::string_view key) const;
  // The text of a member that is a string or a scalar but null; "" otherwise.
  std::string_view text(Id object, std::string_view key) const;
  Id first_child(Id id) const { return id + 1 < values_[id].end ? id + 1 : kNone; }
  Id next_sibling(Id id) const;

 private:
  friend class LooseJsonReader;

  std::vector<Value> values_;
  std::deque<std::string> decoded_;
};

}  // namespace brink
