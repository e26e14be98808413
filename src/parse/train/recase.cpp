// SPDX-License-Identifier: Apache-2.0
#include "parse/train/recase.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace brink::parse {
namespace {

std::string cased(const std::string& form, Casing casing, bool first) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(form);
  const icu::Locale& none = icu::Locale::getRoot();
  if (casing == Casing::kLower) text.toLower(none);
  if (casing == Casing::kUpper) text.toUpper(none);
  if (casing == Casing::kHeadline && (first || text.length() > 3)) {
    icu::UnicodeString head(text, 0, text.moveIndex32(0, 1));
    head.toUpper(none);
    text.replace(0, text.moveIndex32(0, 1), head);
  }
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

Sentence recased(Sentence sentence, Casing casing) {
  bool first = true;
  for (Token& token : sentence.tokens) {
    token.form = cased(token.form, casing, first);
    first = false;
  }
  return sentence;
}

}  // namespace brink::parse
