// SPDX-License-Identifier: Apache-2.0
#include "pipeline/given_tokens.h"

#include <iostream>
#include <iterator>

#include "base/files.h"
#include "base/iso_time.h"
#include "sentences/sentences.h"

namespace brink {
namespace {

constexpr std::size_t kMostBytes = 256u << 20;

Result<std::string> bytes_of(const std::string& file) {
  if (file != "-") return read_file(file, kMostBytes);
  std::string bytes;
  char block[1 << 16];
  while (std::cin.read(block, sizeof block), std::cin.gcount() > 0) {
    bytes.append(block, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > kMostBytes)
      return Error{"conllu", "-", "more than 256 MB", "at most 256 MB"};
  }
  return bytes;
}

std::optional<Timestamp> date_of(const ConlluSentence& first) {
  const auto stated = first.comment("meta::date");
  return read_iso(stated.empty() ? first.comment("date") : stated);
}

GivenTokens document_of(std::vector<ConlluSentence>& sentences, const std::string& file) {
  GivenTokens given;
  const std::string_view id = sentences.front().comment("newdoc id");
  given.document.id = id.empty() ? file : std::string(id);
  given.document.source = file;
  given.document.published = date_of(sentences.front());
  given.document.text = lay_out(sentences);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::string_view name = sentences[i].comment("sent_id");
    given.sentence_ids.push_back(name.empty() ? std::to_string(i + 1) : std::string(name));
    given.sentences.push_back(std::move(sentences[i].sentence));
  }
  return given;
}

}  // namespace

Result<std::vector<GivenTokens>> read_given_tokens(const std::string& file) {
  const auto bytes = bytes_of(file);
  if (!bytes) return bytes.error();
  auto read = read_conllu(*bytes, file);
  if (!read) return read.error();
  std::vector<GivenTokens> documents;
  std::vector<ConlluSentence> open;
  const auto close = [&] {
    if (!open.empty()) documents.push_back(document_of(open, file));
    open.clear();
  };
  for (ConlluSentence& sentence : *read) {
    if (sentence.has_comment("newdoc")) close();
    open.push_back(std::move(sentence));
  }
  close();
  return documents;
}

}  // namespace brink
