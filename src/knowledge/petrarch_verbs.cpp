// SPDX-License-Identifier: Apache-2.0
// Dictionaries of verbs: synonym sets (&NAME with lines of +), blocks (--- NAME [code] ---) of verbs
// and of patterns (- ... * ... [code]), in the writing of TABARI and in that of PETRARCH 2.
#include <algorithm>
#include <cctype>

#include "base/utf8.h"
#include "knowledge/inflection.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

constexpr std::size_t kMostParts = 24;
constexpr std::size_t kMostPhrases = 4096;  // of one synonym set, those in it taken along

using Phrase = std::vector<std::string>;

Phrase words_of(std::string_view text) {
  Phrase words;
  std::string word;
  for (const char c : std::string(fold_case(text)) + " ") {
    if (c != ' ' && c != '\t' && c != '_') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool is_verb_code(std::string_view code) {
  return code.size() <= 8 && std::all_of(code.begin(), code.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '+';
  });
}

// "032:033" -> {"032", "033"}; an empty half and "---" are no event.
std::optional<std::pair<std::string, std::string>> codes_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  std::string code(trim(std::string_view(text).substr(0, colon)));
  std::string reverse = colon == std::string::npos ? "" : std::string(trim(std::string_view(text).substr(colon + 1)));
  if (!is_verb_code(code) || !is_verb_code(reverse)) return {};
  if (code.empty()) code = "---";
  if (reverse == "---") reverse.clear();
  return std::pair(code, reverse);
}

// Cuts a pattern into its pieces: words, marks, and "_" where two stand together.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) pieces.push_back(std::move(word));
    word.clear();
  };
  for (const char c : text) {
    const bool mark = std::string_view("$+%^*(){}_").find(c) != std::string_view::npos;
    if (mark || c == ' ' || c == '\t') end_word();
    if (mark) pieces.emplace_back(1, c);
    else if (c != ' ' && c != '\t') word += c;
  }
  end_word();
  return pieces;
}

}  // namespace

// Reads one file into a dictionary.
class VerbReader {
 public:
  VerbReader(VerbDictionary& into, DictionaryFile& file) : into_(into), file_(file) {}

  void read(std::string_view text) {
    bool inside = false;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view raw = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      ++number_;
      const std::string kept = without_comment(raw, inside);
      const std::string_view line = trim(kept);
      if (line.empty()) continue;
      ++file_.entries;
      if (take(std::string(line))) ++file_.loaded;
    }
  }

 private:
  bool take(const std::string& line) {
    if (line.starts_with("---")) return begin_block(line);
    if (line[0] == '&') return begin_synset(line);
    if (line[0] == '~') return refuse("a transformation", "a verb or a pattern; combinations of verbs are not read");
    if (line[0] == '-' && block_) return add_pattern(line.substr(1));
    if (synset_ && line[0] == '+') return add_synonym(line.substr(1));
    if (block_) return add_verb(line);
    return refuse("\"" + line + "\"", "a block (--- NAME [code] ---) before it");
  }

  bool refuse(std::string found, std::string expected) {
    note(file_, number_, std::move(found), std::move(expected));
    return false;
  }

  bool begin_block(const std::string& line) {
    synset_ = nullptr;
    const auto codes = codes_of(bracketed(line).value_or("---"));
    if (!codes) return refuse("[" + bracketed(line).value_or("") + "]", "a code as 190 or 032:033");
    code_ = codes->first, reverse_ = codes->second;
    into_.blocks_.emplace_back();
    block_ = true;
    std::string name = line.substr(3, line.find('[') == std::string::npos ? std::string::npos : line.find('[') - 3);
    std::erase(name, '-');
    into_.blocks_.back().name = fold_case(trim(name));
    return true;
  }

  bool begin_synset(const std::string& line) {
    std::string name(trim(std::string_view(line).substr(1)));
    plurals_ = !name.ends_with('_');
    if (!plurals_) name.pop_back();
    synset_ = &into_.synsets_[fold_case(name)];
    return true;
  }

  bool add_synonym(const std::string& text) {
    if (text.find('&') != std::string::npos) {
      const auto it = into_.synsets_.find(fold_case(trim(std::string_view(text).substr(text.find('&') + 1))));
      if (it == into_.synsets_.end()) return refuse("set \"" + text + "\"", "a set defined before");
      const auto others = it->second;
      synset_->insert(synset_->end(), others.begin(), others.end());
    } else {
      const Phrase words = words_of(text);
      if (words.empty()) return refuse("an empty synonym", "words");
      synset_->push_back(words);
      if (plurals_ && !trim(text).ends_with('_')) {
        synset_->push_back(words);
        synset_->back().back() = plural_of(words.back());
      }
    }
    if (synset_->size() > kMostPhrases) {
      synset_->resize(kMostPhrases);
      return refuse("a set of more than 4096 phrases", "fewer");
    }
    return true;
  }

  void add_form(const Phrase& words, std::size_t head, const std::string& code, const std::string& reverse) {
    auto& forms = into_.forms_[words[head]];
    forms.push_back({words, head, into_.blocks_.size() - 1, code, reverse});
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
  }

  // "BREAK {BROKE BROKEN} [code]", "+BEEF_UP", "WIRE_+TAP {WIRE_+TAPS}".
  bool add_verb(const std::string& line) {
    std::string code = code_, reverse = reverse_;
    if (const auto own = bracketed(line)) {
      const auto codes = codes_of(*own);
      if (!codes) return refuse("[" + *own + "]", "a code as 190 or 032:033");
      code = codes->first, reverse = codes->second;
    }
    const std::size_t brace = line.find('{'), bracket = line.find('[');
    std::vector<std::string> forms = {std::string(trim(std::string_view(line).substr(0, std::min(brace, bracket))))};
    if (brace != std::string::npos) {
      std::string listed = line.substr(brace + 1, line.find('}', brace) - brace - 1) + " ";
      for (std::size_t at = 0, end; (end = listed.find(' ', at)) != std::string::npos; at = end + 1)
        if (end > at) forms.push_back(listed.substr(at, end - at));
    }
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const std::size_t plus = forms[i].find('+');
      const std::size_t head = plus == std::string::npos ? 0 : words_of(forms[i].substr(0, plus)).size();
      std::string plain = forms[i];
      std::erase(plain, '+');
      const Phrase words = words_of(plain);
      if (words.empty() || head >= words.size()) return refuse("\"" + line + "\"", "a verb");
      add_form(words, head, code, reverse);
      if (i > 0) continue;
      for (const Inflected& form : inflect(words[head], "", "")) {
        if (form.form == VerbForm::kBase) continue;
        if (forms.size() > 1 && (form.form == VerbForm::kPast || form.form == VerbForm::kParticiple)) continue;
        Phrase inflected = words;
        inflected[head] = form.word;
        add_form(inflected, head, code, reverse);
      }
    }
    return true;
  }

  // What one word of a pattern may be; empty for a set that is not defined.
  std::vector<Phrase> meant_by(const std::string& word) const {
    if (word[0] != '&') return {words_of(word)};
    const auto it = into_.synsets_.find(fold_case(std::string_view(word).substr(1)));
    return it == into_.synsets_.end() ? std::vector<Phrase>() : it->second;
  }

  bool add_pattern(const std::string& line) {
    const auto code = bracketed(line);
    const auto codes = code ? codes_of(*code) : std::nullopt;
    if (!codes) return refuse("\"" + line + "\"", "a pattern and its code in brackets");
    VerbPattern pattern;
    pattern.code = codes->first, pattern.reverse = codes->second;
    pattern.text = std::string(trim(std::string_view(line).substr(0, line.rfind('['))));
    bool together = false, grouped = false, has_verb = false;
    for (const std::string& piece : pieces_of(pattern.text)) {
      PatternPart part;
      part.next_to_last = together;
      together = piece == "_" || (grouped && piece != "{" && piece != "}");
      if (piece == "_" || piece == "(" || piece == ")") continue;
      if (piece == "{" || piece == "}") {
        grouped = piece == "{", together = false;
        continue;
      }
      if (piece == "*") part.kind = PatternPart::Kind::kVerb, pattern.verb = pattern.parts.size(), has_verb = true;
      else if (piece == "$") part.kind = PatternPart::Kind::kSource;
      else if (piece == "+") part.kind = PatternPart::Kind::kTarget;
      else if (piece == "%") part.kind = PatternPart::Kind::kCompound;
      else if (piece == "^") part.kind = PatternPart::Kind::kSkip;
      else if (part.phrases = meant_by(piece); part.phrases.empty()) return refuse("set \"" + piece + "\"", "a set defined before");
      pattern.parts.push_back(std::move(part));
    }
    if (!has_verb || pattern.parts.size() > kMostParts) return refuse("\"" + line + "\"", "one * and at most 24 parts");
    auto& patterns = into_.blocks_.back().patterns;
    const auto longer = [](const VerbPattern& a, const VerbPattern& b) { return a.parts.size() > b.parts.size(); };
    patterns.insert(std::upper_bound(patterns.begin(), patterns.end(), pattern, longer), pattern);
    return true;
  }

  VerbDictionary& into_;
  DictionaryFile& file_;
  std::size_t number_ = 0;
  bool block_ = false, plurals_ = true;
  std::string code_ = "---", reverse_;
  std::vector<Phrase>* synset_ = nullptr;
};

void VerbDictionary::read(std::string_view text, DictionaryFile& file) { VerbReader(*this, file).read(text); }

const std::vector<DictionaryVerb>* VerbDictionary::forms(std::string_view word) const {
  const auto it = forms_.find(std::string(word));
  return it == forms_.end() ? nullptr : &it->second;
}

std::size_t VerbDictionary::pattern_count() const {
  std::size_t count = 0;
  for (const VerbBlock& block : blocks_) count += block.patterns.size();
  return count;
}

}  // namespace brink
