// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "brink/result.h"
#include "brink/sentence.h"
#include "sentences/conllu.h"

namespace brink {

struct SplitterModel;

// Text -> sentences with tokens (span and form), in the order of the text. An empty line always
// ends a sentence; the end of a line does unless lines are broken to fit a width. Takes any bytes:
// linear time, no token longer than 1,000 signs, ill-formed UTF-8 is kept inside its token's span.
// Immutable; safe to share between threads; cheap to copy.
class Splitter {
 public:
  // Knows no language: breaks at marks, and ends sentences at full stops before capitals.
  Splitter() = default;

  // With a model that `brink-train splitter` wrote. The one that comes with the program is
  // share_dir()/models/english-splitter.bin.
  static Result<Splitter> load(const std::filesystem::path& path);

  explicit Splitter(std::shared_ptr<const SplitterModel> model) : model_(std::move(model)) {}

  std::vector<Sentence> split(std::string_view text) const;

 private:
  std::shared_ptr<const SplitterModel> model_;
};

}  // namespace brink
