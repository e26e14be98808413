// SPDX-License-Identifier: Apache-2.0
// Codes a sentence by the order of its words, as TABARI did: the first actors before a verb are its
// source, the first others behind it its target, unless a pattern says where they stand.
#include <algorithm>
#include <set>

#include "base/one_of.h"
#include "base/utf8.h"
#include "knowledge/petrarch.h"

namespace brink {
namespace {

constexpr std::size_t kFarthest = 10;  // tokens between two parts of a pattern that may stand apart
constexpr std::size_t kMostEvents = 64;
constexpr std::size_t kMostSteps = 20000;  // of laying one pattern: marks for any word can be many

// A name or a word for one who acts.
struct Found {
  std::size_t first = 0, last = 0;  // tokens
  std::string code;
  bool agent = false, in_front = false;
};

// Somebody named: tokens [first, last].
struct Mention {
  std::size_t first = 0, last = 0;
  std::string code;
  std::vector<Found> shared;  // agents before it that may be those of others, too: "envoys of A and B"
};

// Mentions that are joined by commas and "and".
using Group = std::vector<Mention>;

bool joins(std::string_view word) { return word == "," || word == "and" || word == "&" || word == "or"; }

// "USAGOV" + "GOV" is "USAGOV": a role that is there already is not said again.
void add_role(std::string& code, const Found& agent) {
  if (agent.in_front) {
    if (!code.starts_with(agent.code)) code = agent.code + code;
    return;
  }
  for (std::size_t at = 0; at + 3 <= agent.code.size(); at += 3) {
    const std::string role = agent.code.substr(at, 3);
    bool there = false;
    for (std::size_t i = 3; i + 3 <= code.size(); i += 3) there = there || code.compare(i, 3, role) == 0;
    if (!there) code += role;
  }
}

// Whether only words stand between two that belong to one name: "Dagolath's first deputy prime minister".
bool close_by(std::span<const std::string> words, std::size_t from, std::size_t to) {
  if (to < from || to - from > 3) return to == from;
  for (std::size_t i = from; i < to; ++i)
    if (joins(words[i]) || words[i] == "." || is_one_of(words[i], {"the", "a", "an", "by", "with", "to", "on", "at"})) return false;
  return true;
}

// Tries to lay a pattern over the words around a verb.
class Laying {
 public:
  Laying(std::span<const std::string> words, std::span<const Group> groups) : words_(words), groups_(groups) {}

  struct Taken {
    const Group* source = nullptr;
    const Group* target = nullptr;
  };

  // first, last: the tokens of the verb.
  std::optional<Taken> lay(const VerbPattern& pattern, std::size_t first, std::size_t last) {
    taken_ = {};
    steps_ = 0;
    verb_ = first;
    if (!behind(pattern, pattern.verb + 1, last + 1) || !before(pattern, pattern.verb, first)) return {};
    return taken_;
  }

 private:
  // The token behind what the part finds at `at`; nothing when it is not there.
  std::optional<std::size_t> past(const PatternPart& part, std::size_t at) {
    if (++steps_ > kMostSteps) return {};
    if (part.kind == PatternPart::Kind::kSkip) return at < words_.size() ? std::optional(at + 1) : std::nullopt;
    if (part.kind != PatternPart::Kind::kWords) {
      const Group* group = group_at(at);
      if (!group) return {};
      const bool both = part.kind == PatternPart::Kind::kCompound;
      if (part.kind == PatternPart::Kind::kSource || (both && at < verb_)) taken_.source = group;
      if (part.kind == PatternPart::Kind::kTarget || both) taken_.target = group;
      return group->back().last + 1;
    }
    for (const auto& phrase : part.phrases)
      if (at + phrase.size() <= words_.size() && std::equal(phrase.begin(), phrase.end(), words_.begin() + static_cast<std::ptrdiff_t>(at)))
        return at + phrase.size();
    return {};
  }

  const Group* group_at(std::size_t token) const {
    for (const Group& group : groups_)
      if (group.front().first <= token && token <= group.back().last) return &group;
    return nullptr;
  }

  bool behind(const VerbPattern& pattern, std::size_t part, std::size_t from) {
    if (part >= pattern.parts.size()) return true;
    const bool next = pattern.parts[part].next_to_last;
    const std::size_t end = std::min(words_.size(), from + (next ? 1 : kFarthest));
    for (std::size_t i = from; i < end; ++i)
      if (const auto end_of = past(pattern.parts[part], i); end_of && behind(pattern, part + 1, *end_of)) return true;
    return false;
  }

  // The parts before the verb, from the last to the first; `until` is the token behind them.
  bool before(const VerbPattern& pattern, std::size_t part, std::size_t until) {
    if (part == 0) return true;
    const bool next = pattern.parts[part].next_to_last;
    for (std::size_t i = until; i-- > 0 && until - i <= kFarthest;) {
      const auto end_of = past(pattern.parts[part - 1], i);
      if (end_of && *end_of <= until && (!next || *end_of == until) && before(pattern, part - 1, i)) return true;
      if (next && until - i > 4) return false;
    }
    return false;
  }

  std::span<const std::string> words_;
  std::span<const Group> groups_;
  Taken taken_;
  std::size_t steps_ = 0, verb_ = 0;
};

class DictionaryCoder {
 public:
  DictionaryCoder(const VerbDictionary& verbs, std::span<const Token> tokens, std::vector<std::string> words, std::vector<Group> groups)
      : verbs_(verbs), tokens_(tokens), words_(std::move(words)), groups_(std::move(groups)) {}

  std::vector<DictionaryEvent> code() {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if (may_be_verb(i)) code_verb(i);
    return std::move(events_);
  }

 private:
  bool may_be_verb(std::size_t token) const {
    for (const Group& group : groups_)
      for (const Mention& mention : group)
        if (mention.first <= token && token <= mention.last) return false;
    return token >= tokens_.size() || tokens_[token].upos.empty() || tokens_[token].upos == "VERB" || tokens_[token].upos == "AUX";
  }

  // The form of the verb's own words that stands here.
  const DictionaryVerb* form_at(std::size_t token) const {
    const auto* forms = verbs_.forms(words_[token]);
    if (!forms) return nullptr;
    for (const DictionaryVerb& form : *forms) {
      if (token < form.head || token - form.head + form.words.size() > words_.size()) continue;
      if (std::equal(form.words.begin(), form.words.end(), words_.begin() + static_cast<std::ptrdiff_t>(token - form.head))) return &form;
    }
    return nullptr;
  }

  void code_verb(std::size_t token) {
    const DictionaryVerb* form = form_at(token);
    if (!form) return;
    const std::size_t first = token - form->head, last = first + form->words.size() - 1;
    std::string code = form->code, reverse = form->reverse, pattern = verbs_.block(form->block).name;
    Laying::Taken taken;
    Laying laying(words_, groups_);
    for (const VerbPattern& candidate : verbs_.block(form->block).patterns) {
      const auto laid = laying.lay(candidate, first, last);
      if (!laid) continue;
      taken = *laid, code = candidate.code, reverse = candidate.reverse, pattern = candidate.text;
      break;
    }
    if (code == "---" && reverse.empty()) return;
    if (!taken.source && !taken.target && is_passive(first, last)) {
      taken.source = first_behind(last, nullptr);
      taken.target = first_before(first);
    }
    if (!taken.source) taken.source = first_before(first);
    if (!taken.target) taken.target = first_behind(last, taken.source);
    add(taken, code, reverse, token, pattern);
  }

  // "was opposed by": a form of "be" at most two words before, "by" at most two behind.
  bool is_passive(std::size_t first, std::size_t last) const {
    const auto has = [&](std::size_t from, std::size_t to, std::initializer_list<std::string_view> wanted) {
      for (std::size_t i = from; i < std::min(to, words_.size()); ++i)
        if (is_one_of(words_[i], wanted)) return true;
      return false;
    };
    return !words_[first].ends_with("ing") && has(last + 1, last + 3, {"by"}) &&
           has(first < 2 ? 0 : first - 2, first, {"is", "are", "was", "were", "be", "been", "being"});
  }

  const Group* first_before(std::size_t token) const {
    for (const Group& group : groups_)
      if (group.back().last < token) return &group;
    return nullptr;
  }
  const Group* first_behind(std::size_t token, const Group* source) const {
    for (const Group& group : groups_)
      if (group.front().first > token && &group != source && !(source && group.size() == 1 && group[0].code == source->front().code)) return &group;
    return nullptr;
  }

  void add(const Laying::Taken& taken, const std::string& code, const std::string& reverse, std::size_t verb, const std::string& pattern) {
    if (!taken.source) return;
    // Without a target those who act together act upon each other.
    const Group& targets = taken.target ? *taken.target : *taken.source;
    for (const Mention& source : *taken.source)
      for (const Mention& target : targets) {
        if (source.code == target.code) continue;
        if (code != "---") add(source.code, target.code, code, verb, pattern);
        if (!reverse.empty()) add(target.code, source.code, reverse, verb, pattern);
      }
  }
  // Codes of several parties are written "FRO/BIL/SAM".
  void add(const std::string& source, const std::string& target, const std::string& code, std::size_t verb, const std::string& pattern) {
    for (const std::string& one : parts(source))
      for (const std::string& other : parts(target))
        if (events_.size() < kMostEvents && seen_.insert(one + " " + other + " " + code).second)
          events_.push_back({one, other, code, verb, pattern});
  }
  static std::vector<std::string> parts(const std::string& code) {
    std::vector<std::string> all(1);
    for (const char c : code)
      if (c == '/') all.emplace_back();
      else all.back() += c;
    return all;
  }

  const VerbDictionary& verbs_;
  std::span<const Token> tokens_;
  std::vector<std::string> words_;
  std::vector<Group> groups_;
  std::vector<DictionaryEvent> events_;
  std::set<std::string> seen_;
};

// Names and agents' words that belong together become one mention.
std::vector<Mention> mentions_of(const std::vector<Found>& found, std::span<const std::string> words) {
  std::vector<Mention> mentions;
  std::vector<Found> waiting;  // agents before their actor
  const Found* last_actor = nullptr;
  for (const Found& one : found) {
    if (one.agent) {
      const bool owned = last_actor && !mentions.empty() && close_by(words, mentions.back().last + 1, one.first);
      if (owned) add_role(mentions.back().code, one), mentions.back().last = one.last;
      else waiting.push_back(one);
      continue;
    }
    if (!mentions.empty() && last_actor && last_actor->code == one.code && mentions.back().last + 1 == one.first) {
      mentions.back().last = one.last;  // "Dagolath's minister Telemar"
      continue;
    }
    Mention mention{one.first, one.last, one.code, {}};
    // "soldiers from Gondor", "the government of Gondor"; several before it as one.
    for (const Found& agent : waiting) {
      const std::size_t gap = mention.first - agent.last - 1;
      const bool linked = gap <= 4 && (gap == 0 || close_by(words, agent.last + 1, mention.first) ||
                                       is_one_of(words[agent.last + 1], {"of", "from", "in", "to"}));
      if (!linked) continue;
      add_role(mention.code, agent);
      mention.first = std::min(mention.first, agent.first);
      if (gap > 0) mention.shared.push_back(agent);
    }
    waiting.clear();
    mentions.push_back(std::move(mention));
    last_actor = &one;
  }
  return mentions;
}

std::vector<Group> groups_of(const std::vector<Mention>& mentions, std::span<const std::string> words) {
  std::vector<Group> groups;
  for (const Mention& mention : mentions) {
    bool joined = !groups.empty() && mention.first > groups.back().back().last + 1 && mention.first - groups.back().back().last <= 5;
    bool mark = false;
    for (std::size_t i = joined ? groups.back().back().last + 1 : 0; joined && i < mention.first; ++i) {
      mark = mark || joins(words[i]);
      joined = joins(words[i]) || is_one_of(words[i], {"the", "a", "both"}) || (mark && words[i].size() > 2 && !is_one_of(words[i], {"has", "had", "have", "said", "will"}));
    }
    if (!joined || !mark) {
      groups.push_back({mention});
      continue;
    }
    groups.back().push_back(mention);
    for (const Found& agent : groups.back().front().shared)
      if (groups.back().back().code.size() <= 3) add_role(groups.back().back().code, agent);
  }
  return groups;
}

}  // namespace

std::vector<DictionaryEvent> Dictionaries::code(std::span<const Token> tokens, Day day) const {
  std::vector<std::string> words;
  std::vector<Atom> atoms;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    words.push_back(fold_case(tokens[i].form));
    const std::size_t first = atoms.size();
    for_each_atom(words.back(), [&](std::string_view piece) {
      const std::uint32_t number = words_.find(piece);
      atoms.push_back({number, number, i, false, false});
    });
    if (atoms.size() > first) atoms[first].starts_token = atoms.back().ends_token = true;
  }
  std::vector<Found> found;
  for (std::size_t at = 0; at < atoms.size();) {
    const auto actor = actor_names_.longest(atoms, at), agent = agent_names_.longest(atoms, at);
    const bool named = actor.end > 0 && actor.end >= agent.end;
    const std::size_t end = std::max(actor.end, agent.end);
    if (end == 0 || !atoms[at].starts_token) {
      ++at;
      continue;
    }
    Found one{atoms[at].token, atoms[end - 1].token, "", !named, false};
    if (named) one.code = code_on(actors_[actor.meanings.back()], day);
    else one.code = agents_[agent.meanings.back()].code, one.in_front = agents_[agent.meanings.back()].in_front;
    if (!one.code.empty() && one.code != "---") found.push_back(std::move(one));
    at = end;
  }
  std::vector<Group> groups = groups_of(mentions_of(found, words), words);
  return DictionaryCoder(verbs_, tokens, std::move(words), std::move(groups)).code();
}

}  // namespace brink
