// SPDX-License-Identifier: Apache-2.0
// brink code --pairs: the type that relates two given mentions.
#include <cstdio>

#include "fmt/format.h"
#include "records/records.h"
#include "verbs.h"

namespace brink::app {
namespace {

Result<std::unique_ptr<ByteSource>> opened(const std::string& file) {
  if (file == "-") return open_standard_input();
  return open_file(file);
}

Json answer(const Pipeline& pipeline, const MarkedPair& pair) {
  const PairType type = pipeline.relate(pair.text, pair.source, pair.target);
  Json record;
  record["id"] = pair.id;
  if (type.type.empty()) record["type"] = nullptr;
  else record["type"] = type.type;
  record["confidence"] = type.confidence;
  return record;
}

}  // namespace

int code_pairs(const Pipeline& pipeline, const std::vector<std::string>& files) {
  std::size_t answered = 0;
  int exit_code = kDone;
  for (const std::string& file : files) {
    const auto source = opened(file);
    if (!source) {
      exit_code = complain(source.error(), kNothingUsable);
      continue;
    }
    const auto take = [&](MarkedPair&& pair) {
      ++answered;
      fmt::print("{}\n", line_of(answer(pipeline, pair)));
      return std::ferror(stdout) == 0;
    };
    read_pairs(**source, file == "-" ? "standard input" : file, take, [](const Error& error) { complain(error, kDone); });
  }
  return answered == 0 ? kNothingUsable : exit_code;
}

}  // namespace brink::app
