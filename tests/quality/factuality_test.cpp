// SPDX-License-Identifier: Apache-2.0
// Floors under what is read as done and not done, on judgements that are not part of the source: the
// tests skip where they are missing. Floors rise freely and fall only by an explained commit.
#include "factuality/factuality.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "base/files.h"
#include "factuality/train/gold.h"
#include "parse/parse.h"

namespace brink {
namespace {

namespace fs = std::filesystem;
using factuality::Agreement;
using factuality::GoldSentence;

const fs::path kRoot = BRINK_SOURCE_DIR;
const fs::path kData = kRoot / "build/data/factuality";

Agreement measure(std::vector<GoldSentence> gold) {
  static const Knowledge knowledge = Knowledge::load(kRoot / "data").value();
  static const Parser parser = Parser::load(kRoot / "models/english-parser.bin").value();
  static const FactualityReader reader =
      FactualityReader::load(kRoot / "models/english-factuality.bin", knowledge).value();
  Agreement agreement;
  for (GoldSentence& one : gold) {
    parser.parse(std::span(&one.sentence, 1));
    std::vector<double> values(one.sentence.tokens.size());
    for (const Predication& p : reader.read(one.sentence)) values[static_cast<std::size_t>(p.token)] = p.value;
    for (const auto& judgement : one.judgements) agreement.add(values[static_cast<std::size_t>(judgement.token)], judgement);
  }
  std::cout << agreement.count() << " predicates: sign accuracy " << agreement.accuracy() << ", recall of did not "
            << agreement.recall_did_not() << ", Pearson " << agreement.pearson() << '\n';
  return agreement;
}

TEST(FactualityQuality, UdsDevelopmentPart) {
  const auto text = read_file(kData / "uds/dev.jsonl");
  if (!text) GTEST_SKIP() << text.error().sentence();
  const Agreement agreement = measure(factuality::read_uds(*text, "uds").value());
  ASSERT_GT(agreement.count(), 2000u);
  EXPECT_GE(agreement.accuracy(), 0.86);
  EXPECT_GE(agreement.recall_did_not(), 0.78);
  EXPECT_GE(agreement.pearson(), 0.73);
}

TEST(FactualityQuality, MeantimeDevelopmentPart) {
  const auto text = read_file(kData / "meantime/dev.conll");
  if (!text) GTEST_SKIP() << text.error().sentence();
  const Agreement agreement = measure(factuality::read_columns(*text, "meantime").value());
  ASSERT_GT(agreement.count(), 150u);
  EXPECT_GE(agreement.accuracy(), 0.88);
  EXPECT_GE(agreement.recall_did_not(), 0.75);  // of five
}

}  // namespace
}  // namespace brink
