// SPDX-License-Identifier: Apache-2.0
#include "entities/guess.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/one_of.h"

namespace brink::entities {
namespace {

// Weights of evidence, set by hand: a word in the name itself counts for more than one beside it.
constexpr int kInside = 5, kGiven = 4, kBeside = 3, kHint = 2, kFaint = 1;

class Guesser {
 public:
  Guesser(const Knowledge& knowledge, const Reading& reading, std::size_t begin, std::size_t end,
          const Piece* before, const Piece* after)
      : knowledge_(knowledge),
        names_(knowledge.name_words()),
        reading_(reading),
        begin_(begin),
        end_(end),
        before_(before),
        after_(after) {}

  Guess run() {
    weigh_words();
    weigh_before();
    weigh_after();
    return decide();
  }

 private:
  void weigh_words() {
    for (std::size_t i = begin_; i < end_; ++i) {
      if (i > begin_ && is_one_of(reading_.lower[i], {"of", "for"}))
        break;  // the head is before it
      const NameWord* word = names_.find(reading_.token(i).form);
      if (!word) continue;
      if (word->cues & kTitleCue && i == begin_ && end_ > begin_ + 1) take_title(*word);
      // Of a place the word may stand first ("Lake Baikal"); of a body it mostly stands last.
      const bool last = i + 1 == end_,
                 of = i + 1 < end_ && is_one_of(reading_.lower[i + 1], {"of", "for", "on"});
      if (end_ == begin_ + 1 && !of) {
        if (word->cues & kBodyCue && begin_ > 0 &&
            reading_.lower[begin_ - 1] == "the") {  // "the Times"
          body_ += kBeside;
          sector_ = word->sectors;
        }
        continue;
      }
      if (word->cues & kBodyCue && (last || of || !(word->cues & kLandCue))) {
        body_ += last || of ? kInside : kHint;
        if (sector_.empty() || last) sector_ = word->sectors;
      }
      if (word->cues & kLandCue) land_ += last || i == begin_ || of ? kInside - 1 : kFaint;
      if (word->cues & kThingCue) thing_ += last || of ? kInside : kHint;
    }
    weigh_persons_words();
    if (end_ == begin_ + 1 && reading_.is(begin_, kAllCaps) && reading_.lower[begin_].size() <= 6)
      body_ += kHint;
  }

  void take_title(const NameWord& word) {
    person_ += kInside;
    sex_ = word.sex;
    sector_ = word.sectors;
  }

  void weigh_persons_words() {
    if (const auto sex = names_.given_name(reading_.token(begin_).form)) {
      person_ += end_ > begin_ + 1 ? kGiven : kHint;
      if (sex_ == ' ') sex_ = *sex;
    }
    if (is_plain_pair()) person_ += kHint;
    const std::string& last = reading_.token(end_ - 1).form;
    if (names_.ends_like_a_family(last)) person_ += end_ > begin_ + 1 ? kHint : kFaint;
    for (std::size_t i = begin_; i < end_; ++i) {
      if (reading_.is(i, kInitial) && end_ > begin_ + 1) person_ += kHint;
      if (is_one_of(reading_.lower[i], {"bin", "ibn", "von", "van", "al", "el", "abu", "de",
                                        "della", "jr", "jr.", "sr."}) &&
          end_ > begin_ + 1)
        person_ += kFaint;
    }
  }

  // Two or three words of which no table knows anything, behind no article or preposition: of such
  // names in the press most are people's.
  bool is_plain_pair() const {
    if (end_ < begin_ + 2 || end_ > begin_ + 3 || begin_ == 0 || reading_.headline) return false;
    if (reading_.classes(begin_ - 1) & (kArticle | kPreposition | kPossessive) ||
        reading_.is_genitive(begin_ - 1))
      return false;
    for (std::size_t i = begin_; i < end_; ++i)
      if (names_.find(reading_.token(i).form) || reading_.words[i] || reading_.is(i, kAllCaps) ||
          !reading_.is(i, kCapital))
        return false;
    return true;
  }

  void weigh_before() {
    if (before_ && before_->agent) weigh_agent_before(knowledge_.actors().agent(*before_->agent));
    if (begin_ == 0) return;
    const std::string& word = reading_.lower[begin_ - 1];
    if (const NameWord* cue = names_.find(word)) {
      if (cue->cues & kBodyNounCue) body_ += kBeside;
      if (cue->cues & kLandNounCue) land_ += kBeside;
    }
    if (word == "of" && begin_ > 1) {
      const NameWord* cue = names_.find(reading_.lower[begin_ - 2]);
      if (cue && cue->cues & kLandNounCue) land_ += kBeside;
    }
    if (is_one_of(word, {"in", "near", "outside", "across", "throughout", "around"}))
      land_ += person_ == 0 ? kHint : end_ > begin_ + 1 ? kFaint : kBeside;
    if (is_one_of(word, {"at", "from", "to", "toward", "towards"}) && end_ == begin_ + 1)
      land_ += kFaint;
    if (word == "the" && end_ > begin_ + 1) body_ += kFaint;
    if (word == "to" && begin_ > 1 && reading_.lower[begin_ - 2] == "according") {
      land_ = 0;
      (end_ > begin_ + 1 ? person_ : body_) += kFaint;
    }
  }

  void weigh_agent_before(const Agent& agent) {
    if (agent.title) {
      person_ += kBeside;
      if (sector_.empty()) sector_ = agent.sectors;
    } else {
      body_ += kHint;
    }
  }

  void weigh_after() {
    if (end_ >= reading_.size()) return;
    const std::string& word = reading_.lower[end_];
    if (const NameWord* cue = names_.find(word)) {
      if (cue->cues & kBodyNounCue) body_ += kHint;
      if (cue->cues & kLandNounCue) land_ += kBeside;
    }
    if (is_said(end_)) person_ += end_ > begin_ + 1 ? kHint : kFaint;
    if (word == "who" || word == "whose") person_ += kBeside;
    if (word != "," || end_ + 1 >= reading_.size()) return;
    const std::string& next = reading_.lower[end_ + 1];
    if (next == "who") person_ += kBeside;
    if (is_age(next) && end_ + 2 < reading_.size() &&
        is_one_of(reading_.lower[end_ + 2], {",", ".", ")"}))
      person_ += kBeside;
    if (after_ && (after_->is_land() || (after_->place && !after_->name)) &&
        after_->begin == end_ + 1 && person_ < kGiven)
      land_ += kBeside;
    weigh_apposition(end_ + 1);
  }

  // "X, a Nairobi-based company", "X, the former mayor": the first noun that tells.
  void weigh_apposition(std::size_t at) {
    if (!(reading_.classes(at) & kArticle)) return;
    for (std::size_t i = at + 1; i < reading_.size() && i < at + 6; ++i) {
      if (reading_.classes(i) & kPreposition || reading_.lower[i] == ",") return;
      const NameWord* cue = names_.find(reading_.lower[i]);
      if (cue && cue->cues & kBodyNounCue) body_ += kBeside;
      if (cue && cue->cues & kLandNounCue) land_ += kBeside;
      if (cue && cue->cues & (kBodyNounCue | kLandNounCue)) return;
      const std::size_t atom = reading_.first_atom[i];
      if (atom >= reading_.atoms.size()) return;
      const Actors::Found agent = knowledge_.actors().agent_at(reading_.atoms, atom);
      if (!agent.end) continue;
      if (knowledge_.actors().agent(agent.meanings.front()).title) person_ += kBeside;
      return;
    }
  }

  static bool is_age(std::string_view word) {
    return word.size() == 2 && word[0] >= '1' && word[0] <= '9' && word[1] >= '0' && word[1] <= '9';
  }

  bool is_said(std::size_t i) const {
    const Word* word = reading_.words[i];
    if (!word) return false;
    for (const VerbReading& verb : word->verbs)
      if (knowledge_.frames().reports(verb.lemma) &&
          (verb.form == VerbForm::kPast || verb.form == VerbForm::kThird))
        return true;
    return false;
  }

  Guess decide() const {
    Guess made;
    const NameWord* last = names_.find(reading_.token(end_ - 1).form);
    if (last && last->cues & kPeopleCue && end_ <= begin_ + 2) {
      made.kind = EntityKind::kNationality;
      made.weight = kInside;
      return made;
    }
    const int best = std::max({person_, body_, land_, thing_});
    if (best < kHint) return made;
    made.weight = best;
    made.thing = thing_ == best;
    if (made.thing) return made;
    if (body_ == best && body_ > kHint) {
      made.kind = EntityKind::kOrganisation;
      made.sector = sector_;
    } else if (person_ == best) {
      made.kind = EntityKind::kPerson;
      made.sex = sex_;
      if (body_ == 0) made.sector = sector_;
    } else if (land_ == best) {
      made.kind = EntityKind::kPlace;
    } else {
      made.kind = EntityKind::kOrganisation;
      made.sector = sector_;
    }
    return made;
  }

  const Knowledge& knowledge_;
  const NameWords& names_;
  const Reading& reading_;
  std::size_t begin_, end_;
  const Piece *before_, *after_;
  int person_ = 0, body_ = 0, land_ = 0, thing_ = 0;
  std::vector<std::string> sector_;
  char sex_ = ' ';
};

}  // namespace

Guess guess(const Knowledge& knowledge, const Reading& reading, std::size_t begin, std::size_t end,
            const Piece* before, const Piece* after) {
  return Guesser(knowledge, reading, begin, end, before, after).run();
}

}  // namespace brink::entities
