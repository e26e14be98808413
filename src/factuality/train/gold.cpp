// SPDX-License-Identifier: Apache-2.0
#include "factuality/train/gold.h"

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace brink::factuality {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostTokens = 2000;  // of a sentence

Error bad(const std::string& where, std::size_t line, std::string found, std::string expected) {
  return {"factuality", where + " line " + std::to_string(line), std::move(found), std::move(expected)};
}

// Cuts the next line off.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

bool is_record(const Json& r) {
  return r.is_object() && r.contains("sent_id") && r["sent_id"].is_string() && r.contains("tokens") &&
         r["tokens"].is_array() && r["tokens"].size() <= kMostTokens && r.contains("predicate") &&
         r["predicate"].is_number_integer() && r.contains("value") && r["value"].is_number() &&
         r.contains("confidence") && r["confidence"].is_number();
}

Sentence sentence_of(const Json& tokens) {
  Sentence sentence;
  for (const Json& token : tokens)
    sentence.tokens.emplace_back().form = token.is_string() ? token.get<std::string>() : "_";
  return sentence;
}

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Result<std::vector<GoldSentence>> read_uds(std::string_view text, const std::string& where) {
  std::vector<GoldSentence> out;
  std::unordered_map<std::string, std::size_t> numbers;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::string_view row = next_line(text);
    if (row.empty()) continue;
    const Json record = Json::parse(row, nullptr, false);
    if (!is_record(record))
      return bad(where, line, "no such record", "sent_id, tokens, predicate, value, confidence");
    const auto [it, fresh] = numbers.try_emplace(record["sent_id"].get<std::string>(), out.size());
    if (fresh) out.push_back({it->first, sentence_of(record["tokens"]), {}});
    GoldSentence& gold = out[it->second];
    const auto predicate = record["predicate"].get<std::int64_t>();
    if (predicate < 1 || predicate > static_cast<std::int64_t>(gold.sentence.tokens.size()))
      return bad(where, line, "predicate " + std::to_string(predicate),
                 "1 to " + std::to_string(gold.sentence.tokens.size()));
    gold.judgements.push_back({static_cast<std::int32_t>(predicate - 1), record["value"].get<double>(),
                               record["confidence"].get<double>()});
  }
  return out;
}

Result<std::vector<GoldSentence>> read_columns(std::string_view text, const std::string& where) {
  std::vector<GoldSentence> out;
  bool open = false;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::string_view row = next_line(text);
    if (row.empty()) {
      open = false;
      continue;
    }
    const auto cells = cells_of(row);
    if (cells.size() < 3) return bad(where, line, std::to_string(cells.size()) + " columns", "at least 3");
    if (!open) out.push_back({where + "-" + std::to_string(out.size() + 1), {}, {}});
    open = true;
    Sentence& sentence = out.back().sentence;
    if (sentence.tokens.size() >= kMostTokens)
      return bad(where, line, "a sentence of more than 2000 tokens", "an empty line");
    sentence.tokens.emplace_back().form = std::string(cells[1]);
    if (cells[2] == "_") continue;
    const std::string number(cells[2]);
    char* end = nullptr;
    const double value = std::strtod(number.c_str(), &end);
    const bool digits = number.find_first_not_of("+-.0123456789") == std::string::npos;
    if (!digits || end == number.c_str() || *end != 0 || std::abs(value) > 3)
      return bad(where, line, "value \"" + number + "\"", "-3 to 3 or _");
    out.back().judgements.push_back({static_cast<std::int32_t>(sentence.tokens.size()) - 1, value, 1});
  }
  return out;
}

void Agreement::add(double value, const Judgement& gold) {
  if (std::abs(gold.value) < kDecided || gold.confidence < kDecided) return;
  const bool right = value * gold.value > 0;
  ++(gold.value > 0 ? took_place_ : did_not_);
  (gold.value > 0 ? right_place_ : right_not_) += right;
  x_ += value, y_ += gold.value;
  xx_ += value * value, yy_ += gold.value * gold.value, xy_ += value * gold.value;
}

double Agreement::accuracy() const { return ratio(right_place_ + right_not_, count()); }
double Agreement::recall_did_not() const { return ratio(right_not_, did_not_); }
double Agreement::recall_took_place() const { return ratio(right_place_, took_place_); }

double Agreement::pearson() const {
  const auto n = static_cast<double>(count());
  const double spread = (n * xx_ - x_ * x_) * (n * yy_ - y_ * y_);
  return spread > 0 ? (n * xy_ - x_ * y_) / std::sqrt(spread) : 0;
}

}  // namespace brink::factuality
