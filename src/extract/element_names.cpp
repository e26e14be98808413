// SPDX-License-Identifier: Apache-2.0
#include "extract/element_names.h"

#include <array>
#include <string>
#include <vector>

#include "base/hash.h"
#include "extract/tables.h"

namespace brink {
namespace {

constexpr std::array<std::string_view, 16> kKinds = {
    "body", "article", "comment", "share", "related", "ad",     "signup", "notice",
    "nav",  "byline",  "caption", "tags",  "tool",    "hidden", "lead",   "not"};

constexpr std::uint64_t kSeed = 14695981039346656037u;
constexpr std::uint64_t add_letter(std::uint64_t hash, char letter) {
  return (hash ^ static_cast<unsigned char>(letter)) * 1099511628211u;
}

// Words by hash, in open addressing: a page asks some ten thousand times.
class Vocabulary {
 public:
  Vocabulary() : slots_(kSize) {
    for (const auto& row : extract_rows("names.tsv")) {
      std::uint64_t hash = kSeed;
      for (const char c : row[0]) hash = add_letter(hash, c);
      for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
        if (kKinds[kind] == row[1]) add(hash, static_cast<std::uint16_t>(1u << kind));
    }
  }

  std::uint16_t find(std::uint64_t hash) const {
    for (std::size_t i = hash >> kShift;; i = (i + 1) % kSize) {
      if (slots_[i].hash == hash) return slots_[i].kinds;
      if (slots_[i].hash == 0) return 0;
    }
  }

 private:
  static constexpr int kShift = 64 - 12;
  static constexpr std::size_t kSize = 1u << 12;  // several times the rows
  struct Slot {
    std::uint64_t hash = 0;
    std::uint16_t kinds = 0;
  };

  void add(std::uint64_t hash, std::uint16_t kinds) {
    std::size_t i = hash >> kShift;
    while (slots_[i].hash != 0 && slots_[i].hash != hash) i = (i + 1) % kSize;
    slots_[i].hash = hash;
    slots_[i].kinds |= kinds;
  }

  std::vector<Slot> slots_;
};

const Vocabulary& vocabulary() {
  static const Vocabulary table;
  return table;
}

bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

// The words of one name, each judged alone and with the one before it.
class NameReader {
 public:
  void begin_name() { previous_ = kSeed, has_previous_ = false, silenced_ = false; }

  void word(std::string_view letters) {
    std::uint64_t alone = kSeed, pair = previous_;
    for (const char c : letters) {
      alone = add_letter(alone, lower(c));
      pair = add_letter(pair, lower(c));
    }
    const std::uint16_t says = vocabulary().find(alone);
    const std::uint16_t pair_says = has_previous_ ? vocabulary().find(pair) : 0;
    if ((says & kSaysNot) != 0) {
      silenced_ = true;
    } else {
      if (!silenced_) found_ |= says | pair_says;
      silenced_ = false;
    }
    previous_ = alone;
    has_previous_ = true;
  }

  std::uint16_t found() const { return found_ & ~kSaysNot; }

 private:
  std::uint64_t previous_ = kSeed;
  bool has_previous_ = false, silenced_ = false;
  std::uint16_t found_ = 0;
};

}  // namespace

std::uint16_t names_say(std::string_view names) {
  NameReader reader;
  reader.begin_name();
  std::size_t i = 0;
  while (i < names.size()) {
    const char c = names[i];
    if (!is_lower(c) && !is_upper(c)) {
      if (c == ' ' || c == '\n' || c == '\t') reader.begin_name();
      ++i;
      continue;
    }
    // "relatedPosts" is two words; "SOCIAL" is one.
    const std::size_t begin = i++;
    while (i < names.size() && is_upper(names[i]) && is_upper(names[i - 1])) ++i;
    while (i < names.size() && is_lower(names[i])) ++i;
    reader.word(names.substr(begin, i - begin));
  }
  return reader.found();
}

std::uint16_t names_say(const Dom& dom, NodeId id) {
  std::uint16_t says = 0;
  for (const Attribute& attribute : dom.attributes(id))
    if (attribute.name == "class" || attribute.name == "id" || attribute.name == "itemprop" ||
        attribute.name == "role")
      says |= names_say(attribute.value);
  return says;
}

}  // namespace brink
