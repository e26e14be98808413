// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brink::parse {

// How a form becomes its lemma, so that one script serves many words: first 'l' (lower case all),
// 'u' (only the first letter stays upper) or '=' (as it is), then how many letters to take off the
// end, then what to put there: "l3y" makes "carry" of "Carries".
std::string lemma_script(std::string_view form, std::string_view lemma);

// The lemma; the form itself where the script does not fit.
std::string apply_lemma_script(std::string_view form, std::string_view script);

}  // namespace brink::parse
