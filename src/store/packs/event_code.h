// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "brink/event.h"
#include "store/packs/lexicon.h"
#include "store/packs/memo.h"
#include "store/packs/packed_bytes.h"

namespace brink {

// Whether an event is small enough for a pack: 64 kB in memory, where a common one has one or two.
bool is_packable(const Event& event);

// Events of one pack: their fields one after the other, texts as numbers of the pack's lexicon. All but id,
// document and text of the outermost, as in a row's body (body.cpp), and with the same repairs: text that is
// no UTF-8 is mended, a number that is none is 0. What is_packable refuses is never read again.
class EventCoder {
 public:
  // `lexicon`: each time the same.
  void write(PackedBytes& to, Lexicon& lexicon, const Event& event);

 private:
  class FieldCoder;
  Memo<std::uint32_t> kinds_, actors_, places_;  // numbers of the lexicon
};

// A pack's texts, and where each of them ends.
struct PackedTexts {
  std::span<const std::uint32_t> ends;
  std::string_view texts;

  std::string_view operator[](std::uint64_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : ends[number - 1];
    return texts.substr(begin, ends[number] - begin);
  }
  // The one whose number comes next; the reader fails when there is none.
  std::string_view next(PackedReader& from) const {
    const std::uint64_t number = from.number();
    return number < ends.size() ? (*this)[number] : (from.fail(), std::string_view());
  }
};

// All but id and document, whatever event was there before. Check from.failed(): bytes that ask for more than
// is_packable, for text that is no UTF-8 or for a number that is none are refused.
void read_event(PackedReader& from, const PackedTexts& texts, Event& into);

}  // namespace brink
