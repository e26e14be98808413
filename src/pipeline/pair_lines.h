// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "base/byte_source.h"
#include "brink/document.h"
#include "brink/result.h"
#include "records/records.h"

namespace brink {

// A text and two mentions in it whose relation is asked for.
struct MarkedPair {
  Json id;  // as it was given: a text or a number
  std::string text;
  Span source, target;  // of `text`; empty when the words of a mention do not stand there
};

// JSON lines {"id", "text", "source", "target"}, one at a time. Lines longer than 1 MiB and lines that
// are no such record go to `aside` with their number; the rest goes on. `take` returns false to stop.
void read_pairs(ByteSource& bytes, const std::string& name, const std::function<bool(MarkedPair&&)>& take,
                const std::function<void(Error)>& aside);

}  // namespace brink
