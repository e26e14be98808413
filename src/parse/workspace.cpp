// SPDX-License-Identifier: Apache-2.0
#include "parse/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
#include "parse/lemma_script.h"
#include "parse/tree.h"
#include "parse/word_rows.h"

namespace brink::parse {
namespace {

constexpr std::size_t kAtOnce =
    24;  // rows whose products are at hand together: they stay in the cache
constexpr std::size_t kBelowAtOnce = 48;  // the same of the layer below, and how far it is asked ahead
constexpr std::uint32_t kRootSlot = 0;  // not among slots_

std::size_t size(int n) { return static_cast<std::size_t>(n); }

}  // namespace

Workspace::Workspace(std::shared_ptr<const Model> model, const Kernels& kernels)
    : model_(std::move(model)), kernels_(kernels) {
  const Sizes& s = model_->sizes;
  shares_.shape(1, size(6 * s.hidden));
  share_scale_.resize(1);
  known_lemmas_.resize(1);
  const std::string_view root[] = {""};  // no token is empty
  remember(root, kRootSlot);
}

void Workspace::parse(std::span<const Piece> batch) {
  lay_out(batch);
  look_up_words();
  for (std::size_t l = 0; l < model_->layers.size(); ++l) read_layer(l);
  read_tops();
  head_.assign(rows_, 0);
  for (std::size_t b = 0; b < pieces_.size(); ++b) find_heads(b);
  name_relations();
  answer_tags();
}

void Workspace::lay_out(std::span<const Piece> batch) {
  pieces_.assign(batch.begin(), batch.end());
  std::stable_sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
    return a.tokens.size() > b.tokens.size();
  });
  count_.clear(), offset_.clear();
  rows_ = 0;
  for (std::size_t t = 0; !pieces_.empty() && t <= pieces_.front().tokens.size(); ++t) {
    std::size_t n = count_.empty() ? pieces_.size() : count_.back();
    while (n > 0 && pieces_[n - 1].tokens.size() < t) --n;
    offset_.push_back(rows_);
    count_.push_back(n);
    rows_ += n;
  }
}

// A piece's words are looked up by their spelling alone; new ones are reckoned together.
void Workspace::look_up_words() {
  if (slots_.size() + rows_ > kMostWords) forget_words();
  slot_.assign(rows_, kRootSlot);
  std::vector<std::string_view> fresh;
  const auto first = static_cast<std::uint32_t>(slots_.size() + 1);
  for (std::size_t t = 1; t < count_.size(); ++t)
    for (std::size_t b = 0; b < count_[t]; ++b) {
      const std::string& form = pieces_[b].tokens[t - 1].form;
      const auto [at, added] = slots_.try_emplace(
          short_hash(form), Place{static_cast<std::uint32_t>(slots_.size() + 1), false});
      if (added)
        fresh.push_back(form);
      else
        at->second.met_again = true;
      slot_[row(t, b)] = at->second.slot;
    }
  if (fresh.empty()) return;
  const std::size_t needed = first + fresh.size();
  if (share_scale_.size() < needed) {
    const std::size_t room = std::min(kMostWords + 1, std::max(needed, share_scale_.size() * 2));
    shares_.shape(std::max(room, needed), shares_.columns);
    share_scale_.resize(std::max(room, needed));
    known_lemmas_.resize(std::max(room, needed));
  }
  remember(fresh, first);
}

// Keeps the words that were met again since it last did so; none where that would make too little room.
void Workspace::forget_words() {
  std::vector<std::pair<std::uint32_t, std::uint64_t>> kept;
  for (const auto& [word, place] : slots_)
    if (place.met_again) kept.emplace_back(place.slot, word);
  if (kept.size() > kMostWords * 3 / 4) kept.clear();
  std::sort(kept.begin(), kept.end());  // so that each moves to where nothing kept stands any more
  slots_.clear();
  std::uint32_t to = kRootSlot;
  for (const auto& [from, word] : kept) {
    slots_.emplace(word, Place{++to, false});
    if (from == to) continue;
    std::copy_n(shares_.row(from), shares_.columns, shares_.row(to));
    share_scale_[to] = share_scale_[from];
    known_lemmas_[to] = known_lemmas_[from];
  }
}

void Workspace::remember(std::span<const std::string_view> forms, std::uint32_t first_slot) {
  const Weights& input = model_->input;
  const std::size_t dim = size(input.depth), columns = size(input.columns);
  hidden_.shape(kAtOnce, dim);
  for (std::size_t from = 0; from < forms.size(); from += kAtOnce) {
    const std::size_t n = std::min(kAtOnce, forms.size() - from);
    for (std::size_t i = 0; i < n; ++i) {
      const std::string spelt =
          forms[from + i].empty() ? std::string() : vocabulary_form(forms[from + i]);
      known_lemmas_[first_slot + from + i] = model_->known_lemmas(spelt);
      sum_word(forms[from + i], spelt, hidden_.row(i));
    }
    multiply_rounded(hidden_, 0, n, input, answers_);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t slot = first_slot + from + i;
      share_scale_[slot] =
          kernels_.round(static_cast<int>(columns), answers_.row(i), shares_.row(slot));
    }
  }
}

// The sum of a word's rows; of the root's row for the empty form. `spelt`: as the vocabulary does.
void Workspace::sum_word(std::string_view form, std::string_view spelt, float* to) {
  const Sizes& s = model_->sizes;
  std::fill_n(to, s.dim, 0.f);
  const int word = form.empty() ? Model::kRoot : model_->word(spelt);
  const auto add = [&](const ByteTable& table, std::size_t r, float times) {
    kernels_.add_bytes(s.dim, table.data + r * size(s.dim), table.scale[r] * times, to);
  };
  add(model_->words, size(word), 1);
  if (form.empty()) return;
  word_rows(form, s.row_bits, word_rows_);
  const float share = 1 / std::sqrt(static_cast<float>(word_rows_.size()));
  for (const std::uint32_t r : word_rows_) add(model_->rows, r, share);
}

void Workspace::read_layer(std::size_t l) {
  out_[l % 2].shape(rows_, size(2 * model_->sizes.hidden));
  for (std::size_t d = 0; d < 2; ++d) read_direction(l, d);
}

// How many steps are taken from `step` on before the layer below is asked again.
std::size_t Workspace::stretch(std::size_t step, std::size_t d) const {
  const std::size_t longest = count_.size();
  std::size_t end = step, rows = 0;
  while (end < longest) {
    rows += count_[d == 0 ? end : longest - 1 - end];
    if (end > step && rows > kBelowAtOnce) break;
    ++end;
  }
  return end;
}

// What comes from the layer below is reckoned for many rows before their steps are taken: a table of
// weights is then fetched once for all of them, however few sentences stand side by side.
void Workspace::read_below(const ByteWeights& below, Table<std::uint8_t>& in, std::size_t first,
                           std::size_t last) {
  below_.shape(last - first, size(below.columns));
  kernels_.multiply_bytes(in.row(first), below.depth, static_cast<int>(last - first), below, false,
                          below_.row(0), below.columns);
}

void Workspace::read_direction(std::size_t l, std::size_t d) {
  const CellWeights& w = model_->layers[l][d];
  const std::size_t h = size(model_->sizes.hidden), longest = count_.size();
  const int hidden = model_->sizes.hidden, wide = 2 * hidden, gates = 3 * hidden;
  Table<std::uint8_t>&out = out_[l % 2], &in = out_[(l + 1) % 2];
  cells_.shape(count_.front(), h);
  std::fill_n(cells_.row(0), count_.front() * h, 0.f);
  sums_.shape(count_.front(), 3 * h);
  const float* base = l > 0 ? w.before.bias : nullptr;
  std::size_t asked = 0, first = 0;  // steps whose rows of the layer below are reckoned; their first row
  for (std::size_t step = 0; step < longest; ++step) {
    const std::size_t t = d == 0 ? step : longest - 1 - step, n = count_[t];
    if (l > 0 && step == asked) {
      asked = stretch(step, d);
      const std::size_t end = d == 0 ? asked - 1 : longest - asked;  // the position at its other end
      first = row(std::min(t, end), 0);
      read_below(w.below, in, first, row(std::max(t, end), 0) + count_[std::max(t, end)]);
    }
    const std::size_t before = d == 0 ? t - 1 : t + 1,
                      old = step == 0 ? 0 : std::min(n, count_[before]);
    std::int32_t* sums = l > 0 ? below_.row(row(t, 0) - first) : sums_.row(0);
    if (l == 0) std::fill_n(sums + old * 3 * h, (n - old) * 3 * h, 0);
    if (old > 0)
      kernels_.multiply_bytes(out.row(row(before, 0)) + d * h, wide, static_cast<int>(old),
                              w.before, l > 0, sums, gates);
    for (std::size_t b = 0; b < n; ++b) {
      const std::size_t r = row(t, b), slot = slot_[r];
      kernels_.step(hidden, sums + b * 3 * h, w.before.scale, base, shares_.row(slot) + d * 3 * h,
                    share_scale_[slot], cells_.row(b), out.row(r) + d * h);
    }
  }
}

void Workspace::multiply_rounded(Table<float>& from, std::size_t at, std::size_t rows,
                                 const Weights& weights, Table<float>& to) {
  const std::size_t depth = size(weights.depth), columns = size(weights.columns);
  to.shape(rows, columns);
  rounded_.shape(kAtOnce, depth);
  sums_.shape(kAtOnce, columns);
  times_.resize(kAtOnce);
  for (std::size_t first = 0; first < rows; first += kAtOnce) {
    const std::size_t n = std::min(kAtOnce, rows - first);
    for (std::size_t i = 0; i < n; ++i)
      times_[i] = kernels_.round(weights.depth, from.row(first + i) + at, rounded_.row(i));
    kernels_.multiply(rounded_.row(0), weights.depth, static_cast<int>(n), weights, false,
                      sums_.row(0), weights.columns);
    for (std::size_t i = 0; i < n; ++i)
      kernels_.finish(weights.columns, sums_.row(i), weights.scale, times_[i], weights.bias,
                      to.row(first + i));
  }
}

void Workspace::read_tops() {
  const ByteWeights& w = model_->heads;
  const Sizes& s = model_->sizes;
  Table<std::uint8_t>& in = out_[(model_->layers.size() + 1) % 2];
  top_.shape(rows_, size(w.columns));
  sums_.shape(kAtOnce, size(w.columns));
  for (std::size_t first = 0; first < rows_; first += kAtOnce) {
    const std::size_t n = std::min(kAtOnce, rows_ - first);
    kernels_.multiply_bytes(in.row(first), w.depth, static_cast<int>(n), w, false, sums_.row(0),
                            w.columns);
    for (std::size_t i = 0; i < n; ++i) {
      float* to = top_.row(first + i);
      kernels_.finish(w.columns, sums_.row(i), w.scale, 1, w.bias, to);
      kernels_.leak(2 * s.arc, to);
      kernels_.leak(s.tag, to + 2 * s.arc + 2 * s.label);  // relations add two parts first
    }
  }
  multiply_rounded(top_, 0, rows_, model_->arc, query_);
}

void Workspace::find_heads(std::size_t b) {
  const Piece& piece = pieces_[b];
  const std::size_t n = piece.tokens.size(), a = size(model_->sizes.arc);
  keys_.shape(n + 1, a);
  scores_.shape(n, n + 1);
  for (std::size_t t = 0; t <= n; ++t) std::copy_n(top_.row(row(t, b)) + a, a, keys_.row(t));
  for (std::size_t t = 1; t <= n; ++t)
    kernels_.dots(model_->sizes.arc, query_.row(row(t, b)), keys_.row(0), model_->sizes.arc,
                  static_cast<int>(n + 1), scores_.row(t - 1));
  const std::vector<int> heads = best_tree({scores_.row(0), n * (n + 1)}, static_cast<int>(n));
  for (std::size_t t = 1; t <= n; ++t) {
    head_[row(t, b)] = heads[t - 1];
    piece.tokens[t - 1].head = heads[t - 1] == 0 ? -1 : piece.first + heads[t - 1] - 1;
  }
}

void Workspace::name_relations() {
  const Sizes& s = model_->sizes;
  const std::size_t l = size(s.label), at = size(2 * s.arc);
  hidden_.shape(rows_, l);
  for (std::size_t t = 1; t < count_.size(); ++t)
    for (std::size_t b = 0; b < count_[t]; ++b) {
      const std::size_t r = row(t, b);
      const float *u = top_.row(r) + at, *v = top_.row(row(size(head_[r]), b)) + at + l;
      float* to = hidden_.row(r);
      for (std::size_t j = 0; j < l; ++j) to[j] = u[j] + v[j];
      kernels_.leak(s.label, to);
    }
  std::fill_n(hidden_.row(0), count_.front() * l, 0.f);
  multiply_rounded(hidden_, 0, rows_, model_->relation, answers_);
  for (std::size_t t = 1; t < count_.size(); ++t)
    for (std::size_t b = 0; b < count_[t]; ++b)
      pieces_[b].tokens[t - 1].deprel =
          model_->relations[size(kernels_.greatest(s.relations, answers_.row(row(t, b))))];
}

void Workspace::answer_tags() {
  const Sizes& s = model_->sizes;
  const std::size_t at = size(2 * s.arc + 2 * s.label);
  multiply_rounded(top_, at, rows_, model_->tags, answers_);
  rounded_.shape(1, size(s.tag));
  for (std::size_t t = 1; t < count_.size(); ++t)
    for (std::size_t b = 0; b < count_[t]; ++b) {
      const std::size_t r = row(t, b);
      const float* scores = answers_.row(r);
      const int upos = kernels_.greatest(s.answers[kUpos], scores);
      const int xpos = kernels_.greatest(s.answers[kXpos], scores + s.answers[kUpos]);
      const float times = kernels_.round(s.tag, top_.row(r) + at, rounded_.row(0));
      Token& token = pieces_[b].tokens[t - 1];
      token.upos = model_->answers[kUpos][size(upos)];
      token.xpos = model_->answers[kXpos][size(xpos)];
      token.feats = choose(model_->feats, kFeats, xpos, rounded_.row(0), times);
      token.lemma = lemma_of(token, slot_[r], xpos, times);
    }
}

// Known words have known lemmas; the others are made as the network says.
std::string Workspace::lemma_of(const Token& token, std::uint32_t slot, int xpos, float times) {
  for (const KnownLemma& known : known_lemmas_[slot])
    if (known.upos == token.upos) return std::string(known.lemma);
  return apply_lemma_script(token.form,
                            choose(model_->lemmas, kLemma, xpos, rounded_.row(0), times));
}

// The best of the classes met with this XPOS; an empty answer where there are none.
const std::string& Workspace::choose(const Choices& choices, Question question, int xpos,
                                     const std::int16_t* from, float times) {
  static const std::string kNone;
  const std::int32_t first = choices.starts[size(xpos)], last = choices.starts[size(xpos) + 1];
  const std::string* best = &kNone;
  float most = 0;
  for (std::int32_t i = first; i < last; ++i) {
    const std::size_t c = size(choices.classes[size(i)]);
    const auto sum = static_cast<float>(
        kernels_.product(model_->sizes.tag, from, choices.rows + c * size(model_->sizes.tag)));
    const float score = sum * choices.scale[c] * times + choices.bias[c];
    if (best != &kNone && score <= most) continue;
    most = score;
    best = &model_->answers[question][c];
  }
  return *best;
}

}  // namespace brink::parse
