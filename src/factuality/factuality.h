// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "brink/predication.h"
#include "brink/result.h"
#include "brink/sentence.h"
#include "knowledge/knowledge.h"

namespace brink {

namespace factuality {
struct Model;
}

// Tokens [begin, end) of a sentence.
struct TokenRange {
  std::int32_t begin = 0, end = 0;
};

// Sentences with their grammar -> how real the act of each predicate is. Predicates are verbs with their
// particles, nouns, adjectives, copulas, whatever else heads a clause, and "this" or "which" as a subject. Linear in the number of tokens. Immutable; safe
// to share between threads; cheap to copy. `knowledge` must outlive it.
class FactualityReader {
 public:
  // A model that `brink-train factuality` wrote; the one that comes with the program is
  // share_dir()/models/english-factuality.bin. Checked before use: magic, version, checksum, sizes.
  static Result<FactualityReader> load(const std::filesystem::path& path, const Knowledge& knowledge);

  static Result<FactualityReader> from_bytes(std::string_view bytes, const std::string& where,
                                             const Knowledge& knowledge);

  // In the order of the tokens. A sentence that was not parsed has no predicates. `past` are its time
  // expressions that lie long before the report: what happened then is historical.
  std::vector<Predication> read(const Sentence& sentence, std::span<const TokenRange> past = {}) const;

 private:
  FactualityReader(std::shared_ptr<const factuality::Model> model, const Knowledge& knowledge)
      : model_(std::move(model)), knowledge_(knowledge) {}

  std::shared_ptr<const factuality::Model> model_;
  const Knowledge& knowledge_;
};

}  // namespace brink
