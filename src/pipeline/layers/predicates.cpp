// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>

#include "pipeline/layers/layers.h"

namespace brink {
namespace {

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

// The time expressions of each sentence that lie long before the report: not of its year, nor of the
// one before, as the coder counts. None where the day of the report is not known.
std::vector<std::vector<TokenRange>> past_of(const Subject& subject, const LayerTools& tools) {
  std::vector<std::vector<TokenRange>> past(subject.sentences.size());
  if (!subject.document.published) return past;
  const int now = year_of(subject.document.published->local_day());
  for (const Timex& timex : tools.times.find(subject.document, subject.sentences))
    if (timex.first && year_of(*timex.first) + 1 < now && timex.sentence < past.size())
      past[timex.sentence].push_back({static_cast<std::int32_t>(timex.begin), static_cast<std::int32_t>(timex.end)});
  return past;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

Json predicates_layer(const Subject& subject, const LayerTools& tools) {
  Json records = Json::array();
  const auto past = past_of(subject, tools);
  for (std::size_t i = 0; i < subject.sentences.size(); ++i) {
    const Sentence& sentence = subject.sentences[i];
    for (const Predication& predication : tools.factuality.read(sentence, past[i])) {
      const Token& token = sentence.tokens[static_cast<std::size_t>(predication.token)];
      Json record = record_at(subject, token.span);
      record["sentence"] = subject.sentence_name(i);
      record["token"] = predication.token + 1;
      record["lemma"] = token.lemma;
      record["status"] = name_of(predication.status);
      record["value"] = rounded(predication.value);
      records.push_back(std::move(record));
    }
  }
  return records;
}

}  // namespace brink
