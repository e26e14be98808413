// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "assess/condition.h"
#include "assess/fields.h"
#include "fmt/format.h"

namespace brink {

// Reads by precedence: or, and, not, comparison. Throws Error.
class ConditionReader {
 public:
  ConditionReader(std::string_view text, const Watch& watch) : text_(text), watch_(watch) {}

  Condition read() {
    any();
    blanks();
    if (at_ != text_.size())
      fail("\"" + std::string(text_.substr(at_, 20)) + "\"", "and, or, or the end");
    return std::move(made_);
  }

 private:
  using Op = Condition::Op;
  using What = Condition::What;
  using Compare = Condition::Compare;
  static constexpr int kDeepest = 50;

  struct Function {
    std::string_view name;
    What what;
    bool of_scenario, numeric;
  };
  static constexpr Function kFunctions[] = {
      {"p", What::kP, true, true},           {"low", What::kLow, true, true},
      {"high", What::kHigh, true, true},     {"observed", What::kObserved, false, true},
      {"state", What::kState, false, false}, {"trend", What::kTrend, true, false}};
  struct Sign {
    std::string_view written;
    Compare compare;
    bool numeric;
  };
  static constexpr Sign kSigns[] = {{"<=", Compare::kAtMost, true}, {">=", Compare::kAtLeast, true},
                                    {"==", Compare::kIs, false},    {"!=", Compare::kIsNot, false},
                                    {"<", Compare::kLess, true},    {">", Compare::kMore, true}};

  [[noreturn]] void fail(std::string found, std::string expected) const {
    throw Error{"watch", "condition",
                std::move(found) + fmt::format(" at character {} of the condition", at_ + 1),
                std::move(expected)};
  }

  void blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }

  bool eat(std::string_view mark) {
    blanks();
    if (text_.substr(at_, mark.size()) != mark) return false;
    at_ += mark.size();
    return true;
  }

  void need(std::string_view mark) {
    if (!eat(mark)) fail(here(), fmt::format("\"{}\"", mark));
  }

  std::string here() {
    blanks();
    return at_ == text_.size() ? "the end" : "\"" + std::string(text_.substr(at_, 20)) + "\"";
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  std::string_view word() {
    blanks();
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }

  bool eat_word(std::string_view wanted) {
    if (word() != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  void any() {
    all();
    while (eat_word("or")) all(), made_.steps_.push_back({Op::kOr, {}});
  }

  void all() {
    one();
    while (eat_word("and")) one(), made_.steps_.push_back({Op::kAnd, {}});
  }

  void one() {
    if (++depth_ > kDeepest) fail("more than 50 brackets and nots within each other", "fewer");
    if (eat_word("not")) {
      one();
      made_.steps_.push_back({Op::kNot, {}});
    } else if (eat("(")) {
      any();
      need(")");
    } else {
      comparison();
    }
    --depth_;
  }

  const Function& function() {
    const std::string_view name = word();
    const auto it = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                 [&](const Function& f) { return f.name == name; });
    if (it == std::end(kFunctions))
      fail(here(), "p(...), low(...), high(...), observed(...), state(...) or trend(...)");
    at_ += name.size();
    return *it;
  }

  std::string id_for(const Function& function) {
    std::vector<std::string_view> known;
    if (function.of_scenario)
      for (const Scenario& s : watch_.scenarios) known.push_back(s.id);
    else
      for (const Indicator& i : watch_.indicators) known.push_back(i.id);
    const std::string id(word());
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      const std::string near = nearest(id, known);
      const std::string kind = function.of_scenario ? "scenario" : "indicator";
      fail(id.empty() ? here() : fmt::format("\"{}\", which is no {}", id, kind),
           near.empty() ? "a known " + kind : near);
    }
    at_ += id.size();
    return id;
  }

  Compare sign_for(const Function& function) {
    for (const Sign& sign : kSigns)
      if (sign.numeric == function.numeric && eat(sign.written)) return sign.compare;
    fail(here(), function.numeric ? "<, <=, > or >=" : "== or !=");
  }

  double number() {
    blanks();
    double value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc() || !(value >= 0 && value < 1e9))
      fail(here(), "a number, not negative");
    at_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  std::string quoted(What what) {
    const std::vector<std::string_view> words =
        what == What::kState ? std::vector<std::string_view>{"quiet", "stirring", "active"}
                             : std::vector<std::string_view>{"rising", "falling", "steady"};
    const std::string expected = fmt::format("\"{}\"", fmt::join(words, "\", \""));
    if (!eat("\"")) fail(here(), expected);
    const std::string value(word());
    if (std::find(words.begin(), words.end(), value) == words.end())
      fail("\"" + value + "\"", expected);
    at_ += value.size();
    need("\"");
    return value;
  }

  void comparison() {
    blanks();
    const std::size_t begin = at_;
    const Function& of = function();
    Condition::Leaf leaf{of.what, "", Compare::kIs, 0, "", ""};
    need("(");
    leaf.id = id_for(of);
    need(")");
    leaf.compare = sign_for(of);
    if (of.numeric)
      leaf.number = number();
    else
      leaf.word = quoted(of.what);
    leaf.written = text_.substr(begin, at_ - begin);
    made_.steps_.push_back({Op::kLeaf, std::move(leaf)});
  }

  std::string_view text_;
  const Watch& watch_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Condition made_;
};

Result<Condition> Condition::read(std::string_view text, const Watch& watch) {
  try {
    return ConditionReader(text, watch).read();
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace brink
