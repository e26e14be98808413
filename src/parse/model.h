// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/result.h"
#include "parse/kernels.h"
#include "parse/shape.h"

namespace brink::parse {

// Rows of small numbers, each row with what one step is worth.
struct ByteTable {
  const std::int8_t* data = nullptr;
  const float* scale = nullptr;
};

// One direction of a recurrent layer: what comes from the layer below (not for the first layer,
// whose share is reckoned once a word) and from the step before. Both have the same scale.
struct CellWeights {
  ByteWeights below, before;
};

// The classes of one question that are weighed one by one: only those that were met with the XPOS
// that a token got.
struct Choices {
  const std::int16_t* rows = nullptr;  // [classes x tag]
  const float* scale = nullptr;        // of each class
  const float* bias = nullptr;
  std::span<const std::int32_t>
      starts;  // by XPOS, one more at the end: where its classes stand in `classes`
  std::span<const std::int32_t> classes;
};

// What a form's lemma was as one part of speech.
struct KnownLemma {
  std::string_view upos, lemma;
};

// A trained parser's numbers and names. Points into its file, which is mapped, not read.
//
// The file, little-endian: magic, XXH3-64 of what follows, the numbers of `Head`, then the blocks
// in the order in which `Model::place` takes them, each padded to 64 bytes.
class Model {
 public:
  static constexpr std::string_view kMagic = "BRKPAR01";
  static constexpr std::size_t kPad = 64;
  static constexpr int kTexts = kQuestions + 4;  // vocabulary, answers, relations, lemmas, sample

  // The numbers at the head of the file, in this order.
  struct Head {
    std::int32_t words, row_bits, dim, hidden, layers, arc, label, tag, answers[kQuestions],
        relations;
    std::int32_t choices[2];  // FEATS and LEMMA: how many pairs of an XPOS and a class were met
    std::int32_t text_bytes[kTexts];
  };

  static Result<std::shared_ptr<const Model>> map(const std::filesystem::path& path);
  static Result<std::shared_ptr<const Model>> keep(std::string bytes, const std::string& where);

  int word(std::string_view vocabulary_form) const;  // kUnknown when it has none

  // The lemmas that a form had, by part of speech; none when it was not met often enough. `form` as
  // the vocabulary spells it.
  std::span<const KnownLemma> known_lemmas(std::string_view form) const;

  static constexpr int kUnknown = 0, kRoot = 1;

  Sizes sizes;
  ByteTable words, rows;
  Weights input;  // [dim x 6 hidden]: a word's share of the first layer's gates
  std::vector<std::array<CellWeights, 2>> layers;
  ByteWeights heads;
  Weights arc, relation, tags;  // tags: of UPOS and XPOS
  Choices feats, lemmas;
  std::array<std::vector<std::string>, kQuestions> answers;
  std::vector<std::string> relations;
  std::string_view sample;  // CoNLL-U: a sentence as the model read it when it was written

 private:
  struct Bytes;
  class Cursor;
  Result<bool> open(std::string_view bytes, const std::string& where);
  bool place(Cursor& cursor, const Head& head);
  bool read_lemmas(std::string_view text);

  std::shared_ptr<const Bytes> bytes_;
  std::unordered_map<std::string_view, int> vocabulary_;
  std::unordered_map<std::string_view, std::vector<KnownLemma>> lemmas_;  // by form
};

}  // namespace brink::parse
