// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"

namespace brink::factuality {

// What annotators said of one predicate.
struct Judgement {
  std::int32_t token = 0;  // index in the sentence
  double value = 0;        // from -3, did not happen, to +3, did
  double confidence = 1;   // 0 to 1
};

// A sentence with its judgements. Its tokens have forms and nothing else until it is parsed.
struct GoldSentence {
  std::string id;
  Sentence sentence;
  std::vector<Judgement> judgements;
};

// Universal Decompositional Semantics as JSON lines, one a predicate: sent_id, tokens, predicate (from 1),
// value, confidence (http://decomp.io; White et al. 2016, Rudinger et al. 2018).
Result<std::vector<GoldSentence>> read_uds(std::string_view text, const std::string& where);

// The columns of Stanovsky et al. 2017 (MEANTIME, UW): number from 0, form, value or "_", and more that is
// passed over; an empty line ends a sentence. A sentence's id is `where` and its number, from 1.
Result<std::vector<GoldSentence>> read_columns(std::string_view text, const std::string& where);

// How well values agree with judgements. Judgements nearer to 0 than kDecided, or with less confidence
// than that, are left out.
class Agreement {
 public:
  static constexpr double kDecided = 0.5;

  void add(double value, const Judgement& gold);

  std::size_t count() const { return took_place_ + did_not_; }
  double accuracy() const;           // share of right signs
  double recall_did_not() const;     // of negative judgements
  double recall_took_place() const;  // of positive ones
  double pearson() const;

 private:
  std::size_t took_place_ = 0, did_not_ = 0, right_place_ = 0, right_not_ = 0;
  double x_ = 0, y_ = 0, xx_ = 0, yy_ = 0, xy_ = 0;
};

}  // namespace brink::factuality
