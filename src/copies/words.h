// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

namespace brink {

// Each word of a text in its order, in lower case and without marks; whether it is a number or written
// as a name, that is with a capital amid a sentence. A letter of a script that parts no words by blanks is
// a word.
void each_word(std::string_view text, const std::function<void(std::string_view word, bool is_name)>& visit);

}  // namespace brink
