// SPDX-License-Identifier: Apache-2.0
// How fast time expressions are found: `times_bench DOCUMENTS.jsonl` splits every text, then tags all
// of them three times over and prints the fastest round.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/iso_time.h"
#include "sentences/sentences.h"
#include "times/times.h"

namespace {

using namespace brink;

struct Split {
  Document document;
  std::vector<Sentence> sentences;
};

std::vector<Split> read(const char* path, const Splitter& splitter) {
  std::vector<Split> all;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto record = nlohmann::json::parse(line);
    Split split;
    split.document.text = record.at("text");
    if (record.at("date").is_string()) split.document.published = read_iso(record.at("date").get<std::string>());
    split.sentences = splitter.split(split.document.text);
    all.push_back(std::move(split));
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: times_bench DOCUMENTS.jsonl\n", stderr), 2;
  const auto splitter = Splitter::load(share_dir() / "models" / "english-splitter.bin");
  const auto documents = read(argv[1], splitter ? *splitter : Splitter());
  std::size_t tokens = 0, found = 0;
  for (const Split& split : documents)
    for (const Sentence& sentence : split.sentences) tokens += sentence.tokens.size();
  const TimeTagger tagger;
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    found = 0;
    for (const Split& split : documents) found += tagger.find(split.document, split.sentences).size();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::printf("{\"tokens\": %zu, \"expressions\": %zu, \"tokens_per_second\": %.0f}\n", tokens, found, static_cast<double>(tokens) / best);
  return found == 0;
}
