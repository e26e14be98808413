// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "brink/document.h"
#include "brink/sentence.h"

namespace brink {

// Makes a dateline a sentence of its own: "BRUSSELS, Jan 28 (Reuters) -" is no part of the sentence
// behind it, and would mislead whoever reads its grammar.
void cut_off_dateline(const Document& document, std::vector<Sentence>& sentences);

}  // namespace brink
