// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brink/sentence.h"
#include "parse/kernels.h"
#include "parse/lines.h"
#include "parse/model.h"

namespace brink::parse {

// Some tokens of one sentence that are read as one.
struct Piece {
  std::span<Token> tokens;
  std::int32_t first = 0;  // the index of tokens[0] in its sentence
};

// One thread's room to parse in: the memory of words met, and tables used again for each batch.
class Workspace {
 public:
  Workspace(std::shared_ptr<const Model> model, const Kernels& kernels);

  // Fills the tokens' grammar; heads count in the sentence, the root's is -1. All pieces are read
  // side by side, so a batch holds some dozen pieces of like lengths.
  void parse(std::span<const Piece> batch);

 private:
  // Numbers in rows. Kept as long as the workspace, so that a batch allocates nothing new.
  template <class T>
  struct Table {
    std::size_t columns = 0;
    Lines<T> cells;

    void shape(std::size_t r, std::size_t c) {
      columns = c;
      if (cells.size() < r * c) cells.resize(r * c);
    }
    T* row(std::size_t r) { return cells.data() + r * columns; }
  };

  void lay_out(std::span<const Piece> batch);
  void look_up_words();
  void forget_words();
  void remember(std::span<const std::string_view> forms, std::uint32_t first_slot);
  void sum_word(std::string_view form, std::string_view spelt, float* to);
  void read_layer(std::size_t l);
  void read_direction(std::size_t l, std::size_t d);
  void read_tops();
  void find_heads(std::size_t b);
  void name_relations();
  void answer_tags();
  std::string lemma_of(const Token& token, std::uint32_t slot, int xpos, float times);
  const std::string& choose(const Choices& choices, Question question, int xpos,
                            const std::int16_t* from, float times);

  std::size_t row(std::size_t t, std::size_t b) const { return offset_[t] + b; }
  std::size_t stretch(std::size_t step, std::size_t d) const;

  void read_below(const ByteWeights& below, Table<std::uint8_t>& in, std::size_t first,
                  std::size_t last);

  // to[r] = from[r] * weights, rows first rounded one by one.
  void multiply_rounded(Table<float>& from, std::size_t at, std::size_t rows,
                        const Weights& weights, Table<float>& to);

  std::shared_ptr<const Model> model_;
  const Kernels& kernels_;

  // The batch: pieces, the longest first; position 0 of each is the root. Row offset_[t] + b holds
  // position t of piece b, for b < count_[t].
  std::vector<Piece> pieces_;
  std::vector<std::size_t> count_, offset_;
  std::size_t rows_ = 0;
  std::vector<std::int32_t> head_;   // by row: the position of the head
  std::vector<std::uint32_t> slot_;  // by row: where the word's share of the first layer is kept

  // The memory of words: their shares of the first layer's gates, in 12 bits each.
  struct Place {
    std::uint32_t slot;
    bool met_again;  // since words were last forgotten
  };
  static constexpr std::size_t kMostWords = 16000;
  std::unordered_map<std::uint64_t, Place> slots_;
  Table<std::int16_t> shares_;
  std::vector<float> share_scale_;
  std::vector<std::span<const KnownLemma>> known_lemmas_;

  Table<std::uint8_t> out_[2];  // of the layers, in turn
  Table<std::int32_t> sums_, below_;
  Table<float> cells_, top_, query_, keys_, scores_, hidden_, answers_;
  Table<std::int16_t> rounded_;
  std::vector<float> times_;
  std::vector<std::uint32_t> word_rows_;
};

}  // namespace brink::parse
