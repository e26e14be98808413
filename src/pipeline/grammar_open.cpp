// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"
#include "parse/parse.h"
#include "pipeline/grammar.h"

namespace brink {

Result<Grammar> Grammar::open(const std::string& model) {
  const auto models = share_dir() / "models";
  auto splitter = Splitter::load(models / "english-splitter.bin");
  if (!splitter) return splitter.error();
  auto parser = Parser::load(model.empty() ? models / "english-parser.bin" : std::filesystem::path(model));
  if (!parser) return parser.error();
  return Grammar(std::move(*splitter),
                 [parser = std::move(*parser)](std::span<Sentence> sentences) { parser.parse(sentences); });
}

}  // namespace brink
