// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
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

// `text_of`: of a number; must answer any, and make the reader fail for one that is none. Check from.failed(): bytes
// that ask for more than is_packable, for text that is no UTF-8 or for a number that is none are refused.
Event read_event(PackedReader& from, const std::function<std::string_view(std::uint64_t)>& text_of);

}  // namespace brink
