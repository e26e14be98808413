// SPDX-License-Identifier: Apache-2.0
// What must hold whatever bytes claim to be a parser's model.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "parse/model.h"
#include "parse/parse.h"

namespace brink {

// Magic and checksum are made right first: without them nothing behind is ever reached. Then the bytes
// are refused with a sentence, or parse anything into trees.
inline void check_model(std::string_view data) {
  constexpr std::size_t kFront = 16;
  std::string bytes(std::max(data.size(), kFront), '\0');
  std::memcpy(bytes.data(), data.data(), data.size());
  std::memcpy(bytes.data(), parse::Model::kMagic.data(), parse::Model::kMagic.size());
  const std::uint64_t sum = short_hash(std::string_view(bytes).substr(kFront));
  std::memcpy(bytes.data() + 8, &sum, sizeof sum);
  const auto parser = Parser::from_bytes(std::move(bytes), "model");
  if (!parser) {
    if (parser.error().sentence().empty()) std::abort();
    return;
  }
  std::vector<Sentence> sentences(2);
  for (const char* form : {"Troops", "crossed", "the", "border", "\xFF", "."}) sentences[0].tokens.emplace_back().form = form;
  sentences[1].tokens.emplace_back().form = "Talks";
  parser->parse(sentences);
  int roots = 0;
  for (const Token& token : sentences[0].tokens) {
    roots += token.head < 0;
    if (token.head >= static_cast<std::int32_t>(sentences[0].tokens.size())) std::abort();
  }
  if (roots != 1) std::abort();
}

}  // namespace brink
