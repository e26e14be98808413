// SPDX-License-Identifier: Apache-2.0
#include "times/times.h"

#include "times/atoms.h"
#include "times/lexicon.h"
#include "times/matcher.h"
#include "times/meaning.h"
#include "times/rules.h"
#include "times/tense.h"

namespace brink {

using namespace times;

namespace {

constexpr std::uint32_t kSentencesInMind = 2;  // how long a day that was named is that of a bare "10 p.m."
constexpr std::size_t kMostAtoms = 2000;  // of a sentence; what is longer is no prose and is passed over

}  // namespace

struct TimeTagger::Tables {
  Lexicon lexicon;
  Rules rules;
  Tense tense;
};

std::string_view name_of(TimexType type) {
  switch (type) {
    case TimexType::kDate: return "DATE";
    case TimexType::kTime: return "TIME";
    case TimexType::kDuration: return "DURATION";
    case TimexType::kSet: return "SET";
  }
  return "";
}

TimeTagger::TimeTagger() : tables_(std::make_shared<const Tables>()) {}

namespace {

// Reads the sentences of one document in order and keeps in mind which times were spoken of.
class Reader {
 public:
  Reader(const Lexicon& lexicon, const Rules& rules, const Tense& tense, std::optional<Day> today)
      : lexicon_(lexicon), rules_(rules), tense_(tense) {
    scene_.today = today;
  }

  void read(std::uint32_t number, const Sentence& sentence, std::vector<Timex>& found) {
    read_atoms(lexicon_, sentence, atoms_);
    if (atoms_.size() > kMostAtoms) return;
    scene_.atoms = atoms_;
    if (number > day_sentence_ + kSentencesInMind) scene_.day.reset();
    sentence_ = number;
    Matcher matcher(lexicon_, rules_, atoms_);
    for (std::size_t at = 0; at < atoms_.size();) {
      std::size_t end = at + 1;
      for (const auto& match : matcher.expressions_at(at)) {
        const bool blocks = match->rule->operation == "nothing";
        const auto meaning = blocks ? std::nullopt : read(*match);
        if (!blocks && !meaning) continue;
        end = match->end;
        if (meaning) found.push_back(timex(number, *match, *meaning));
        break;
      }
      at = end;
    }
  }

 private:
  std::optional<Meaning> read(const Match& match) {
    scene_.direction = tense_.at(atoms_, match.begin, match.end);
    auto meaning = meaning_of(match, scene_);
    if (meaning && meaning->first) {
      scene_.spoken = meaning;
      if (meaning->grain == Grain::kDay || meaning->grain == Grain::kTime) scene_.day = meaning->first, day_sentence_ = sentence_;
      if (match.rule->operation == "quarter" && match.rule->argument.empty()) scene_.quarter = meaning;
    }
    return meaning;
  }

  Timex timex(std::uint32_t number, const Match& match, const Meaning& meaning) const {
    const Atom& first = atoms_[match.begin];
    const Atom& last = atoms_[match.end - 1];
    return {number, first.first_token, last.last_token + 1, {first.span.begin, last.span.end},
            meaning.type, meaning.value, meaning.grain, meaning.first};
  }

  const Lexicon& lexicon_;
  const Rules& rules_;
  const Tense& tense_;
  Scene scene_;
  std::vector<Atom> atoms_;
  std::uint32_t sentence_ = 0, day_sentence_ = 0;
};

}  // namespace

std::vector<Timex> TimeTagger::find(const Document& document, std::span<const Sentence> sentences) const {
  std::vector<Timex> found;
  std::optional<Day> today;
  if (document.published) today = document.published->local_day();
  Reader reader(tables_->lexicon, tables_->rules, tables_->tense, today);
  for (std::uint32_t s = 0; s < sentences.size(); ++s) reader.read(s, sentences[s], found);
  return found;
}

}  // namespace brink
